"""What a template's values are: intrinsic functions carried out as far as the template determines them.

What is left has one of four forms, the same that AWS's engine shows to the rules:

- a literal;
- ``{"Ref": "Bucket"}`` or ``{"Fn::GetAtt": ["Role", "Arn"]}``: a resource of the template;
- ``{"Fn::Sub": "s3://${Bucket}/key"}``: a text of which parts are such references;
- ``UNKNOWN``: not determined by the template. No rule judges it.

Inside of a text, what is not determined is ``${Unknown}``. A parameter without a value is ``${Unknown-NAME}`` there, an
import ``${Unknown-import-NAME}`` (with ``_`` for ``:``): whatever it is, it is the same wherever it is named.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UNKNOWN: dict[str, str] = {"Fn::ImportValue": "not determined by the template"}
NO_VALUE = object()
_VARIABLE = re.compile(r"\$\{([^!][^}]*)\}")
_ESCAPED = re.compile(r"\$\{!([^}]*)\}")
_DYNAMIC = re.compile(r"\{\{resolve:[^}]*\}\}")
_INDEX = re.compile(r"[0-9]{1,6}")
_UNKNOWN_NAME = "Unknown"
NOT_DETERMINED = "(not determined)"
_IMPORT = "import-"
_EXPORTED = re.compile(r"[A-Za-z0-9:-]+")
_NAMED = re.compile(r"\$\{Unknown-([^}]*)\}")
_ARN_PARTS = {
    "AWS::ECR::Repository": "ecr",
    "AWS::S3::Bucket": "s3",
    "AWS::IAM::Role": "iam",
    "AWS::KMS::Key": "kms",
    "AWS::Lambda::Function": "lambda",
}
_GLOBAL = {"s3", "iam"}


@dataclass(frozen=True)
class Surroundings:
    """What a template's references stand for.

    Attributes:
        resources: The template's resources, by logical id.
        parameters: Values of the parameters that have one.
        mappings: The template's mappings.
        conditions: Truth of each condition, in the world that is looked at.
        pseudo: Pseudo parameters that are known, for example ``{"AWS::Region": "eu-west-1"}``.
        unset: Parameters of one text that have no value here.
        imports: What other stacks export, by name.
    """

    resources: Mapping[str, Mapping[str, Any]]
    parameters: Mapping[str, object] = field(default_factory=dict[str, object])
    mappings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    conditions: Mapping[str, bool] = field(default_factory=dict[str, bool])
    pseudo: Mapping[str, str] = field(default_factory=dict[str, str])
    unset: frozenset[str] = frozenset()
    imports: Mapping[str, Any] = field(default_factory=dict[str, Any])


def is_unknown(value: object) -> bool:
    """Tell whether the template does not determine a value."""
    return value is UNKNOWN


def evaluate(value: object, around: Surroundings) -> Any:
    """Carry out the intrinsic functions of a value; what is left has one of the module's four forms.

    Args:
        value: From a template, in the long form.
        around: What its references stand for.
    """
    if isinstance(value, dict):
        mapping = cast("dict[str, object]", value)
        if len(mapping) == 1:
            ((name, argument),) = mapping.items()
            if name == "Ref" and isinstance(argument, str):
                return _reference(argument, around)
            if name in _FUNCTIONS:
                return _FUNCTIONS[name](argument, around)
            if isinstance(name, str) and name.startswith("Fn::"):  # pyright: ignore[reportUnnecessaryIsInstance] - YAML
                return UNKNOWN
        found = {key: evaluate(one, around) for key, one in mapping.items()}
        return {key: one for key, one in found.items() if one is not NO_VALUE}
    if isinstance(value, list):
        items = [evaluate(one, around) for one in cast("list[object]", value)]
        return [one for one in items if one is not NO_VALUE]
    if isinstance(value, str) and "{{resolve:" in value:
        return from_text(_DYNAMIC.sub(f"${{{_UNKNOWN_NAME}}}", value.replace("${", "${!")))
    return value


def text_of(value: object) -> str | None:
    """Return a value as the text of an ``Fn::Sub``; ``None`` when it is not one text.

    Args:
        value: In one of the module's forms.
    """
    if isinstance(value, str):
        return value.replace("${", "${!")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict) and value is not UNKNOWN and len(cast("dict[str, object]", value)) == 1:
        ((name, argument),) = cast("dict[str, Any]", value).items()
        if name == "Ref":
            return f"${{{argument}}}"
        if name == "Fn::GetAtt":
            return "${" + ".".join(argument) + "}"
        if name == "Fn::Sub":
            return str(argument)
    return None


def unnamed_text_of(value: object) -> str | None:
    """Return a value as :func:`text_of` does, without names in what is not determined.

    Args:
        value: In one of the module's forms.
    """
    text = text_of(value)
    return None if text is None else unnamed(text)


def unnamed(text: str) -> str:
    """Return a text in which nothing that is not determined has a name.

    Args:
        text: As :func:`text_of` returns it.
    """
    return _NAMED.sub(f"${{{_UNKNOWN_NAME}}}", text) if f"${{{_UNKNOWN_NAME}-" in text else text


def as_written(text: str) -> str:
    """Return a text for a reader: what is not determined in words.

    Args:
        text: As :func:`text_of` returns it, or as a rule tells it, with its own ``${~}`` and ``${AWS.Region}``.
    """
    if "${" not in text:
        return text
    named = _NAMED.sub(_words, text).replace("${AWS.", "${AWS::")
    return named.replace(f"${{{_UNKNOWN_NAME}}}", NOT_DETERMINED).replace("${~}", NOT_DETERMINED)


def _words(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith(_IMPORT):
        return f"(import {name.removeprefix(_IMPORT).replace('_', ':')})"
    return f"(parameter {name})"


def from_text(text: str) -> Any:
    """Return the simplest form of the text of an ``Fn::Sub``."""
    names = _VARIABLE.findall(text)
    if not names:
        return _ESCAPED.sub(r"${\1}", text)
    if len(names) == 1 and text == f"${{{names[0]}}}":
        name = names[0]
        if name == _UNKNOWN_NAME or name.startswith(f"{_UNKNOWN_NAME}-"):
            return UNKNOWN
        if name.startswith("AWS::"):
            return {"Fn::Sub": text}
        return {"Fn::GetAtt": name.split(".", 1)} if "." in name else {"Ref": name}
    return {"Fn::Sub": text}


def _reference(name: str, around: Surroundings) -> Any:
    if name == "AWS::NoValue":
        return NO_VALUE
    if name in around.parameters:
        return around.parameters[name]
    if name in around.pseudo:
        return around.pseudo[name]
    if name in around.resources:
        return {"Ref": name}
    if name.startswith("AWS::"):
        return {"Fn::Sub": f"${{{name}}}"}
    return UNKNOWN


def _get_att(argument: object, around: Surroundings) -> Any:
    parts = argument.split(".", 1) if isinstance(argument, str) else argument
    if not isinstance(parts, list) or len(cast("list[object]", parts)) != 2:
        return UNKNOWN
    name, attribute = cast("list[object]", parts)
    if not isinstance(name, str) or not isinstance(attribute, str) or name not in around.resources:
        return UNKNOWN
    return {"Fn::GetAtt": [name, attribute]}


def _sub(argument: object, around: Surroundings) -> Any:
    own: dict[str, object] = {}
    if isinstance(argument, list):
        items = cast("list[Any]", argument)
        if len(items) != 2 or not isinstance(items[1], dict):
            return UNKNOWN
        argument, own = items
    if not isinstance(argument, str):
        return UNKNOWN

    def stand_in(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        if name in own:
            value = evaluate(own[name], around)
        elif "." in name and not name.startswith("AWS::"):
            value = _get_att(name, around)
        else:
            value = _reference(name, around)
        return _piece(value, own.get(name, {"Ref": name}), around)

    return from_text(_VARIABLE.sub(stand_in, argument))


def _piece(value: object, written: object, around: Surroundings) -> str:
    """Return a part of a text. Of a parameter without a value the name stays."""
    text = text_of(value)
    if text is not None:
        return text
    name = _name(written, around)
    return f"${{{_UNKNOWN_NAME}}}" if name is None else f"${{{_UNKNOWN_NAME}-{name}}}"


def _name(written: object, around: Surroundings) -> str | None:
    """Return the name of what is not determined and yet the same everywhere."""
    if not isinstance(written, dict) or len(cast("dict[str, object]", written)) != 1:
        return None
    ((function, argument),) = cast("dict[str, object]", written).items()
    if function == "Ref" and argument in around.unset:
        return str(argument)
    name = evaluate(argument, around) if function == "Fn::ImportValue" else None
    return f"{_IMPORT}{name.replace(':', '_')}" if isinstance(name, str) and _EXPORTED.fullmatch(name) else None


def _join(argument: object, around: Surroundings) -> Any:
    items = cast("list[Any]", argument)
    if not isinstance(argument, list) or len(items) != 2 or not isinstance(items[0], str):
        return UNKNOWN
    if isinstance(items[1], list):
        pairs = [(evaluate(one, around), one) for one in cast("list[object]", items[1])]
    else:
        values = evaluate(items[1], around)
        if not isinstance(values, list):
            return UNKNOWN
        pairs = [(value, None) for value in cast("list[object]", values)]
    texts = [_piece(value, written, around) for value, written in pairs if value is not NO_VALUE]
    return from_text(items[0].replace("${", "${!").join(texts))


def _select(argument: object, around: Surroundings) -> Any:
    items = cast("list[Any]", argument)
    if not isinstance(argument, list) or len(items) != 2:
        return UNKNOWN
    index, values = evaluate(items[0], around), evaluate(items[1], around)
    if isinstance(values, list) and _INDEX.fullmatch(str(index)) and int(index) < len(cast("list[object]", values)):
        return cast("list[Any]", values)[int(index)]
    return UNKNOWN


def _split(argument: object, around: Surroundings) -> Any:
    items = cast("list[Any]", argument)
    if not isinstance(argument, list) or len(items) != 2 or not isinstance(items[0], str):
        return UNKNOWN
    value = evaluate(items[1], around)
    if isinstance(value, str):
        return value.split(items[0]) if items[0] else UNKNOWN
    if isinstance(value, dict) and items[0] == ":" and "Fn::GetAtt" in value:
        return _arn_parts(cast("list[str]", value["Fn::GetAtt"]), around)
    return UNKNOWN


def _arn_parts(reference: list[str], around: Surroundings) -> Any:
    """Split a resource's ARN, of which everything but the name is known: CDK does so for images."""
    name, attribute = reference
    service = _ARN_PARTS.get(str(around.resources[name].get("Type")))
    if service is None or attribute != "Arn":
        return UNKNOWN
    region, account = ("", "") if service == "s3" else ("AWS::Region", "AWS::AccountId")
    if service in _GLOBAL:
        region = ""
    return [
        "arn",
        _reference("AWS::Partition", around),
        service,
        _reference(region, around) if region else "",
        _reference(account, around) if account else "",
        UNKNOWN,
    ]


def _if(argument: object, around: Surroundings) -> Any:
    items = cast("list[Any]", argument)
    if not isinstance(argument, list) or len(items) != 3 or not isinstance(items[0], str):
        return UNKNOWN
    holds = around.conditions.get(items[0])
    return UNKNOWN if holds is None else evaluate(items[1] if holds else items[2], around)


def _find_in_map(argument: object, around: Surroundings) -> Any:
    items = cast("list[Any]", argument)
    if not isinstance(argument, list) or len(items) < 3:
        return UNKNOWN
    found: Any = around.mappings
    for key in (evaluate(one, around) for one in items[:3]):
        if not isinstance(key, str) or not isinstance(found, dict) or key not in found:
            default = cast("dict[str, object]", items[3]) if len(items) > 3 and isinstance(items[3], dict) else {}
            return evaluate(default["DefaultValue"], around) if "DefaultValue" in default else UNKNOWN
        found = cast("dict[str, object]", found)[key]
    return found


def _to_json_string(argument: object, around: Surroundings) -> Any:
    value = evaluate(argument, around)
    if not isinstance(value, dict | list):
        return UNKNOWN
    return from_text(_json_text(cast("object", value)))


def _json_text(value: object) -> str:
    """Return JSON in which references are the placeholders of an ``Fn::Sub``."""
    text = text_of(value)
    if text is not None and not isinstance(value, bool | int | float):
        return json.dumps(text)
    if value is UNKNOWN:
        return json.dumps(f"${{{_UNKNOWN_NAME}}}")
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return "{" + ",".join(f"{json.dumps(key)}:{_json_text(one)}" for key, one in items) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_json_text(one) for one in cast("list[object]", value)) + "]"
    return json.dumps(value)


def _length(argument: object, around: Surroundings) -> Any:
    value = evaluate(argument, around)
    return len(cast("list[object]", value)) if isinstance(value, list) else UNKNOWN


def _base64(argument: object, around: Surroundings) -> Any:
    value = evaluate(argument, around)
    return base64.b64encode(value.encode()).decode() if isinstance(value, str) else UNKNOWN


def _import_value(argument: object, around: Surroundings) -> Any:
    name = evaluate(argument, around)
    return around.imports.get(name, UNKNOWN) if isinstance(name, str) else UNKNOWN


_FUNCTIONS: dict[str, Callable[[object, Surroundings], Any]] = {
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::ToJsonString": _to_json_string,
    "Fn::Length": _length,
    "Fn::Base64": _base64,
    "Fn::ImportValue": _import_value,
}
