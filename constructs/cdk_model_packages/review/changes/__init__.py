"""What a deploy changes: two templates of one stack, compared as CloudFormation compares them."""

from cdk_model_packages.review.changes.facts import change_facts
from cdk_model_packages.review.changes.listed import changes_of

__all__ = ["change_facts", "changes_of"]
