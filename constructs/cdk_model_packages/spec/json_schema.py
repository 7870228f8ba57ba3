"""The JSON Schema of ``model-package.yaml``, for editors."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from cdk_model_packages.spec.base import Spec
from cdk_model_packages.spec.marketplace import MarketplaceModelPackageSpec
from cdk_model_packages.spec.model_package import ModelPackageSpec

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import core_schema


class _Described(GenerateJsonSchema):
    """Adds each field's docstring.

    pydantic can do that itself (``use_attribute_docstrings``), but then parses every class at each
    import; this is done when a schema is asked for.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        result = super().model_schema(schema)
        documented = field_docs(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            text = documented.get(name)
            if text and field.alias in result.get("properties", {}):
                result["properties"][field.alias]["description"] = " ".join(text.replace("``", "`").split())
        return result


def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field of a model."""
    kinds = [kind for kind in reversed(model.__mro__) if issubclass(kind, Spec)]
    return {name: text for kind in kinds for name, text in _docs_in(kind).items()}


def _docs_in(model: type[Any]) -> dict[str, str]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    return {
        field.target.id: text.value.value
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``model-package.yaml``: of a version, or of an unversioned package."""
    kinds = (ModelPackageSpec, MarketplaceModelPackageSpec)
    references, schema = models_json_schema(
        [(kind, "validation") for kind in kinds], by_alias=True, schema_generator=_Described
    )
    version, unversioned = (references[kind, "validation"] for kind in kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "model-package.yaml",
        "type": "object",
        "if": {
            "anyOf": [{"required": ["ModelPackageName"]}, {"required": ["CertifyForMarketplace"]}],
            "not": {"required": ["ModelPackageGroupName"]},
        },
        "then": unversioned,
        "else": version,
        "$defs": schema["$defs"],
    }


def render_json_schema() -> str:
    """Return the JSON Schema as the text of the file that ships in the wheel."""
    return json.dumps(json_schema(), indent=2) + "\n"
