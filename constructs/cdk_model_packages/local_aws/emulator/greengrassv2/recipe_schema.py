"""What the service takes for a recipe of format 2020-01-25, as a JSON schema over lower-case keys.

From https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html; the service takes keys
in any case. It is on purpose not the library's own description of a recipe, so that the one checks the other.
"""

from __future__ import annotations

from typing import Any

FORMAT_VERSION = "2020-01-25"
_STEPS = ("bootstrap", "install", "startup", "run", "shutdown", "recover")
_TEXT = {"type": "string"}
_PERMISSION = {"enum": ["NONE", "OWNER", "ALL"]}
_VERSION = (
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$"
)
_SIX_DIGITS = r"^\d{1,6}\.\d{1,6}\.\d{1,6}([-+]|$)"

_SETENV = {
    "type": "object",
    "additionalProperties": {"type": ["string", "number", "boolean"]},
}
_STEP = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {
                "script": _TEXT,
                "requiresprivilege": {"type": ["boolean", "string"]},
                "skipif": {"type": "string", "pattern": r"^(onpath|exists)\s+.*"},
                "timeout": {"type": ["integer", "string"]},
                "setenv": _SETENV,
            },
        },
    ]
}
_LIFECYCLE = {
    "type": "object",
    "properties": {"setenv": _SETENV, **dict.fromkeys(_STEPS, _STEP)},
}
_ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {
        "uri": _TEXT,
        "digest": _TEXT,
        "algorithm": _TEXT,
        "unarchive": {"enum": ["NONE", "ZIP"]},
        "permission": {"type": "object", "properties": {"read": _PERMISSION, "execute": _PERMISSION}},
    },
}
_MANIFEST = {
    "type": "object",
    "properties": {
        "name": _TEXT,
        "platform": {"type": "object", "additionalProperties": {"type": ["string", "array", "null"]}},
        "lifecycle": _LIFECYCLE,
        "selections": {"type": "array", "items": _TEXT},
        "artifacts": {"type": "array", "items": _ARTIFACT},
    },
}
_DEPENDENCY = {
    "type": "object",
    "required": ["versionrequirement"],
    "properties": {"versionrequirement": _TEXT, "dependencytype": {"enum": ["HARD", "SOFT"]}},
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["recipeformatversion", "componentname", "componentversion", "manifests"],
    "additionalProperties": False,
    "properties": {
        "recipeformatversion": {"enum": [FORMAT_VERSION]},
        "componentname": {"type": "string", "maxLength": 128, "pattern": r"^[a-zA-Z0-9\-_.]+$"},
        "componentversion": {
            "type": "string",
            "maxLength": 64,
            "allOf": [{"pattern": _VERSION}, {"pattern": _SIX_DIGITS}],
        },
        "componentdescription": _TEXT,
        "componentpublisher": _TEXT,
        "componentsource": _TEXT,
        "componenttype": {
            "enum": [
                "aws.greengrass.generic",
                "aws.greengrass.lambda",
                "aws.greengrass.plugin",
                "aws.greengrass.nucleus",
            ]
        },
        "componentconfiguration": {
            "type": "object",
            "properties": {"defaultconfiguration": {"type": ["object", "null"]}},
        },
        "componentdependencies": {"type": ["object", "null"], "additionalProperties": _DEPENDENCY},
        "manifests": {"type": "array", "items": _MANIFEST},
        "lifecycle": {"type": "object"},
    },
}
"""The global ``Lifecycle`` may nest selection keys at any level: it is taken as it is."""
