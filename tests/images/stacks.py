"""What a stack says of images: who may pull, what is warned of."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
from aws_cdk.assertions import Annotations, Match, Template

PULL = {"ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"}


def pulls(stack: cdk.Stack) -> dict[str, str]:
    """Return who may do what, as action: resource in one string."""
    policies = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    granted: dict[str, str] = {}
    for policy in policies:
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            granted |= dict.fromkeys(actions, json.dumps(statement["Resource"]))
    return granted


def repository_statements(stack: cdk.Stack) -> list[dict[str, Any]]:
    """Return the policy of the one repository that a stack makes."""
    (repository,) = Template.from_stack(stack).find_resources("AWS::ECR::Repository").values()
    policy = repository["Properties"].get("RepositoryPolicyText", {"Statement": []})
    return policy["Statement"]


def warnings(stack: cdk.Stack) -> list[str]:
    """Return what is warned of, with the path of the construct."""
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    return [f"{entry.id}: {entry.entry.data}" for entry in found]
