"""CloudFormation templates, read and carried out as far as they determine themselves."""

from cdk_model_packages.templates.assembly import Stack, bucket_regions, stacks_in
from cdk_model_packages.templates.exports import imports_of
from cdk_model_packages.templates.intrinsics import UNKNOWN, unnamed_text_of
from cdk_model_packages.templates.read import Template, parse_template, read_template
from cdk_model_packages.templates.worlds import Place, World, worlds

__all__ = [
    "UNKNOWN",
    "Place",
    "Stack",
    "Template",
    "World",
    "bucket_regions",
    "imports_of",
    "parse_template",
    "read_template",
    "stacks_in",
    "unnamed_text_of",
    "worlds",
]
