"""The content of a model card: an object in a template, JSON in the API.

The API's keys are the template's in snake case (https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html,
"Model card JSON schema"); keys that the author of a card chooses stay as they are. Both forms are judged by the one
schema that CloudFormation publishes.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import validation_error
from ..schemas import ResourceSchema, refused

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DEFINITION = "#/definitions/"
_NOT_IN_PACKAGE = "model_package_details"

Schema = dict[str, Any]


def to_json(content: dict[str, Any]) -> str:
    """Return the JSON of a template's content, in one line as the API wants it."""
    schema = _schema()["properties"]["Content"]
    renamed = _renamed(schema, content, lambda names: {name: _snake(name) for name in names})
    return json.dumps(renamed, separators=(",", ":"), ensure_ascii=False)


def to_properties(content: str) -> dict[str, Any]:
    """Return a template's form of the API's JSON."""
    schema = _schema()["properties"]["Content"]
    return _renamed(schema, json.loads(content), lambda names: {_snake(name): name for name in names})


def refuse_content(content: str) -> None:
    """Refuse a content that is not JSON, or not a model card's.

    Raises:
        ServiceError: It is not.
    """
    document = _document(content, "Content")
    found = refused(_snake_schema(), document)
    if found:
        raise validation_error(f"Content is not in the model card JSON schema: {'; '.join(found)}")


def refuse_package_content(content: str) -> None:
    """Refuse the content of a package's own card: JSON without the details of a package.

    Raises:
        ServiceError: It is not.
    """
    if _NOT_IN_PACKAGE in _document(content, "ModelCard.ModelCardContent"):
        raise validation_error(
            f"ModelCard.ModelCardContent: the card of a model package does not include {_NOT_IN_PACKAGE}"
        )


def _document(content: str, where: str) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except ValueError as error:
        raise validation_error(f"{where} is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise validation_error(f"{where} is not a JSON object")
    return document


@lru_cache
def _schema() -> Schema:
    return ResourceSchema("AWS::SageMaker::ModelCard").document


@lru_cache
def _snake_schema() -> Schema:
    definitions = {name: _with_snake_keys(found) for name, found in _schema()["definitions"].items()}
    return {"$ref": f"{_DEFINITION}Content", "definitions": definitions}


def _with_snake_keys(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_with_snake_keys(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: _with_snake_keys(value) for key, value in schema.items()}
    if "properties" in schema:
        changed["properties"] = {_snake(key): _with_snake_keys(value) for key, value in schema["properties"].items()}
    if "required" in schema:
        changed["required"] = [_snake(name) for name in schema["required"]]
    return changed


def _renamed(schema: Schema, value: Any, renaming: Callable[[list[str]], dict[str, str]]) -> Any:
    """Rename the keys that the schema knows, all the way down."""
    if isinstance(value, list):
        items = _resolved(schema).get("items", {})
        return [_renamed(items, item, renaming) for item in value]
    if not isinstance(value, dict):
        return value
    known = _properties(schema)
    new_names = renaming(list(known))
    schemas = {key: known[name] for name in known for key in (name, _snake(name))}
    return {new_names.get(key, key): _renamed(schemas.get(key, {}), item, renaming) for key, item in value.items()}


def _properties(schema: Schema) -> dict[str, Schema]:
    resolved = _resolved(schema)
    found = dict(resolved.get("properties", {}))
    for alternative in resolved.get("anyOf", []):
        found.update(_properties(alternative))
    return found


def _resolved(schema: Schema) -> Schema:
    reference = schema.get("$ref")
    return schema if reference is None else _schema()["definitions"][reference.removeprefix(_DEFINITION)]


def _snake(name: str) -> str:
    return _WORD.sub("_", name).lower()
