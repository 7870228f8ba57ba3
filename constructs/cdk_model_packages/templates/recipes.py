"""The Greengrass recipes inside a template: a text of JSON or YAML, parsed so that rules can judge it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.templates.intrinsics import is_unknown, text_of, unnamed

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMPONENT = "AWS::GreengrassV2::ComponentVersion"
_MAX_BYTES = 1_000_000


def recipes_of(resources: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the recipe of each component whose text the template determines, by logical id.

    Each has ``format`` (``json`` or ``yaml``), ``bytes`` (where no reference is left in it), and either
    ``document`` or ``error``.

    Args:
        resources: A stack's, with their intrinsic functions carried out.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, one in resources.items():
        recipe: object = one["Properties"].get("InlineRecipe") if one["Type"] == _COMPONENT else None
        if recipe is None or is_unknown(recipe):
            continue
        text = text_of(recipe)
        if isinstance(recipe, dict | list) and text is None:
            found[name] = {"format": "object", "document": recipe} if isinstance(recipe, dict) else {}
            continue
        if text is not None and unnamed(text) != "${Unknown}":
            found[name] = _parse(text, name, is_whole=isinstance(recipe, str))
    return {name: recipe for name, recipe in found.items() if recipe}


def _parse(text: str, name: str, *, is_whole: bool) -> dict[str, Any]:
    plain = text.replace("${!", "${")
    size = {"bytes": len(plain.encode(errors="replace"))} if is_whole else {}
    if len(plain) > _MAX_BYTES:
        return {"format": "json", **size}
    if plain.lstrip().startswith("{"):
        try:
            document = json.loads(plain)
            json.dumps(document, allow_nan=False)
        except (ValueError, RecursionError) as error:
            if not is_whole:
                return {}
            json_error = str(error)
        else:
            return {"format": "json", **size, "document": document}
    else:
        json_error = ""
    from cdk_model_packages.templates.yaml_text import parse_yaml

    try:
        document = parse_yaml(plain, name)
        json.dumps(document, allow_nan=False)
    except (TemplateError, ValueError) as error:
        reason = f"JSON: {json_error}" if json_error else str(error)
        return {"format": "json" if json_error else "yaml", **size, "error": reason} if is_whole else {}
    if document is None:
        return {"format": "yaml", **size, "error": "it is empty"}
    if json_error:  # YAML takes a comma too many; a recipe that is written as JSON is meant to be JSON
        return {"format": "json", **size, "document": document, "error": f"JSON: {json_error}"}
    return {"format": "yaml", **size, "document": document}
