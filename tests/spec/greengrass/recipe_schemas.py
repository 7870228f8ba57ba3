"""AWS's two JSON Schemas of a recipe, restated: the same keys, types, enumerations and combinations.

- ``component_common()``: src/main/resources/recipe/recipe_schema.json of aws-greengrass/aws-greengrass-component-common
  at 2493c330289a0241ec14902523687ffddf80d97a.
- ``gdk()``: gdk/static/recipe_schema.json of aws-greengrass/aws-greengrass-gdk-cli at
  a662a92947558b78365de59af9af0358dcb6d041. It takes enumerations in any case, and misspells a combinator, so that it
  does not judge the values of Setenv.

Both are draft-07 and are for a recipe whose keys are in lower case (RecipeValidator.py, RecipeSchemaTest.java). Below
the top level both allow keys that they do not know.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import Draft7Validator

STEPS = ("bootstrap", "install", "startup", "run", "shutdown", "recover")
TEXT = {"type": "string"}


def component_common() -> dict[str, Any]:
    """Return the schema of the recipe library, which the nucleus uses."""
    values = {"anyOf": [{"type": "number"}, TEXT, {"type": "boolean"}]}
    return _schema(lambda *words: {**TEXT, "enum": [*words]}, setenv_values=values)


def gdk() -> dict[str, Any]:
    """Return the schema of the Greengrass Development Kit."""
    return _schema(lambda *words: {**TEXT, "pattern": f"(?i)^({'|'.join(words)})$"}, setenv_values={})


def _schema(choice: Any, setenv_values: dict[str, Any]) -> dict[str, Any]:
    setenv = {"oneOf": [{"type": "object", "additionalProperties": setenv_values}, TEXT]}
    step = {
        "oneOf": [
            TEXT,
            {
                "type": "object",
                "properties": {
                    "skipif": {**TEXT, "pattern": r"(onpath|exists)\s+.*"},
                    "script": TEXT,
                    "requiresprivilege": {"oneOf": [{"type": "boolean"}, TEXT]},
                    "setenv": setenv,
                    "timeout": {"oneOf": [{"type": "integer"}, TEXT]},
                },
            },
        ]
    }
    step_with_script = {"anyOf": [{"allOf": [step, {"required": ["script"]}]}, TEXT]}

    def lifecycle(of: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "properties": {"setenv": setenv, **dict.fromkeys(STEPS, of)}}

    selections = {"patternProperties": {".*": lifecycle(step_with_script)}}
    permission = choice("NONE", "OWNER", "ALL")
    artifact = {
        "type": "object",
        "required": ["uri"],
        "properties": {
            "uri": TEXT,
            "unarchive": choice("ZIP", "NONE"),
            "permission": {"type": "object", "properties": {"read": permission, "execute": permission}},
            "digest": TEXT,
            "algorithm": TEXT,
        },
    }
    manifest = {
        "type": "object",
        "properties": {
            "name": TEXT,
            "platform": {"type": "object", "patternProperties": {".*": TEXT}},
            "lifecycle": lifecycle(step),
            "selections": {"oneOf": [{"type": "array", "items": TEXT}, TEXT]},
            "artifacts": {"type": "array", "items": artifact},
        },
    }
    dependency = {
        "type": "object",
        "required": ["versionrequirement"],
        "properties": {"versionrequirement": TEXT, "dependencytype": choice("SOFT", "HARD")},
    }
    types = choice(*(f"aws.greengrass.{kind}" for kind in ("nucleus", "generic", "plugin", "lambda")))
    return {
        "$schema": "http://json-schema.org/draft-07/schema",
        "type": "object",
        "required": ["recipeformatversion", "componentname", "componentversion", "manifests"],
        "additionalProperties": False,
        "properties": {
            "recipeformatversion": {**TEXT, "enum": ["2020-01-25"]},
            "componentname": {**TEXT, "pattern": "^[a-zA-Z0-9-_.]+$", "maxLength": 128},
            "componentdescription": TEXT,
            "componentpublisher": TEXT,
            "componentversion": {**TEXT, "maxLength": 64},
            "componentconfiguration": {"type": "object"},
            "componenttype": types,
            "componentsource": {**TEXT, "pattern": "^arn:aws(-(cn|us-gov|iso(-[a-z])?))?:lambda:.*$"},
            "componentdependencies": {
                "type": "object",
                "patternProperties": {"^[a-zA-Z0-9-_.]+$": dependency},
            },
            "manifests": {"type": "array", "items": manifest},
            "lifecycle": {"anyOf": [selections, lifecycle(step_with_script)]},
        },
        # A recipe without a type is taken for a plugin here: JSON Schema's `properties` holds for what is not there.
        "if": {"not": {"properties": {"componenttype": {"const": "aws.greengrass.plugin"}}}},
        "then": {"properties": {"manifests": {"items": {"properties": {"lifecycle": lifecycle(step_with_script)}}}}},
    }


@cache
def _validators() -> dict[str, Draft7Validator]:
    return {"component-common": Draft7Validator(component_common()), "gdk": Draft7Validator(gdk())}


def refusals(document: Any) -> list[str]:
    """Return what the two schemas refuse of a recipe."""
    lowered = lower_keys(document)
    return [
        f"{name}: {error.json_path}: {error.message}"
        for name, validator in _validators().items()
        for error in validator.iter_errors(lowered)
    ]


def lower_keys(value: Any) -> Any:
    """Return a value with all keys in lower case (RecipeValidator.py of aws-greengrass-gdk-cli)."""
    if isinstance(value, dict):
        return {str(key).lower(): lower_keys(one) for key, one in value.items()}
    return [lower_keys(one) for one in value] if isinstance(value, list) else value
