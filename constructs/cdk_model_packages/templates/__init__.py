"""CloudFormation templates, read and carried out as far as they determine themselves."""

from cdk_model_packages.templates.intrinsics import UNKNOWN, text_of
from cdk_model_packages.templates.read import Template, parse_template, read_template
from cdk_model_packages.templates.recipes import recipes_of
from cdk_model_packages.templates.worlds import Place, World, worlds

__all__ = ["UNKNOWN", "Place", "Template", "World", "parse_template", "read_template", "recipes_of", "text_of", "worlds"]
