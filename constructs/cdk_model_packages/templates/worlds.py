"""The stacks that one template can become: one for each way in which its conditions can come out."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates.intrinsics import NO_VALUE, Surroundings, evaluate
from cdk_model_packages.templates.lookups import lookup_faults
from cdk_model_packages.templates.mappings import mapping_of
from cdk_model_packages.templates.recipes import recipes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cdk_model_packages.templates.read import Template

MAX_WORLDS = 16
_OTHER = "any other value"
_REFERENCE = re.compile(r'"Ref": "(\w+)"|"Fn::GetAtt": \["(\w+)"|"Fn::GetAtt": "(\w+)\.|\$\{(\w+)[.}]')


@dataclass(frozen=True)
class Place:
    """Where a stack is deployed, as far as it is known.

    Attributes:
        region: For example ``eu-west-1``.
        account: Twelve digits.
    """

    region: str | None = None
    account: str | None = None

    @property
    def pseudo(self) -> dict[str, str]:
        """The pseudo parameters that follow from it."""
        found: dict[str, str] = {}
        if self.account:
            found["AWS::AccountId"] = self.account
        if self.region:
            found["AWS::Region"] = self.region
            found["AWS::Partition"], found["AWS::URLSuffix"] = _partition(self.region)
        return found


@dataclass(frozen=True)
class World:
    """A template with its conditions decided and its intrinsic functions carried out.

    Attributes:
        resources: What the stack has: each with Type, Properties, the two policies, and in DependsOn all that it waits
            for, also by reference.
        conditions: How each condition came out; empty when the template has none.
        is_default: Whether it is what the parameters' defaults give.
        around: What its references stand for.
        lookup_faults: See :func:`.lookups.lookup_faults`.
    """

    resources: dict[str, dict[str, Any]] = field(repr=False)
    conditions: dict[str, bool]
    is_default: bool
    around: Surroundings = field(repr=False)
    lookup_faults: dict[str, list[dict[str, Any]]] = field(repr=False)

    @cached_property
    def recipes(self) -> dict[str, dict[str, Any]]:
        """The Greengrass recipes of its components, by logical id (see :func:`.recipes.recipes_of`)."""
        return recipes_of(self.resources)


def worlds(template: Template, place: Place | None = None, imports: Mapping[str, Any] | None = None) -> list[World]:
    """Return the stacks that a template can become, the one of its parameters' defaults first.

    Args:
        template: As it was read.
        place: Where it is deployed.
        imports: What other stacks export, by name (see :func:`.exports.imports_of`).
    """
    document = template.document
    pseudo = (place or Place()).pseudo
    found: dict[tuple[bool, ...], World] = {}
    conditions = mapping_of(document.get("Conditions"))
    for number, values in enumerate(_assignments(document, conditions, pseudo)):
        truths = _truths(conditions, values, document, pseudo)
        key = tuple(truths.values())
        if key not in found:
            around = _surroundings(template, truths, values, pseudo, imports or {})
            found[key] = World(
                resources={name: _resource(one, around) for name, one in around.resources.items()},
                conditions=truths,
                is_default=number == 0,
                around=around,
                lookup_faults=lookup_faults(around.resources, around),
            )
        if len(found) == MAX_WORLDS:
            break
    return list(found.values())


def _surroundings(
    template: Template,
    truths: dict[str, bool],
    values: Mapping[str, str],
    pseudo: dict[str, str],
    imports: Mapping[str, Any],
) -> Surroundings:
    document = template.document
    parameters = _defaults(document) | {name: value for name, value in values.items() if not name.startswith("AWS::")}
    there = {
        name: one
        for name, one in template.resources.items()
        if not isinstance(one.get("Condition"), str) or truths.get(one["Condition"], True)
    }
    return Surroundings(
        resources=there,
        parameters={name: value for name, value in parameters.items() if value != _OTHER},
        mappings=mapping_of(document.get("Mappings")),
        conditions=truths,
        pseudo=pseudo,
        unset=_unset(document, parameters),
        imports=imports,
    )


def _resource(one: Mapping[str, Any], around: Surroundings) -> dict[str, Any]:
    properties = evaluate(one.get("Properties", {}), around)
    found: dict[str, Any] = {
        "Type": one.get("Type"),
        "Properties": properties if isinstance(properties, dict) else {},
    }
    for key in ("DeletionPolicy", "UpdateReplacePolicy"):
        policy = evaluate(one.get(key), around)
        if policy is not None and policy is not NO_VALUE:
            found[key] = policy
    depends_on = [name for name in _depends_on(one) if name in around.resources]
    return found | ({"DependsOn": depends_on} if depends_on else {})


def _depends_on(one: Mapping[str, Any]) -> list[str]:
    """Return what a resource waits for: what it names in DependsOn, and what its properties refer to."""
    told = one.get("DependsOn", [])
    declared = cast("list[object]", told) if isinstance(told, list) else [told]
    text = json.dumps(one.get("Properties", {}))
    referred = [name for found in _REFERENCE.findall(text) for name in found if name]
    return list(dict.fromkeys([*(name for name in declared if isinstance(name, str)), *referred]))


def _defaults(document: Mapping[str, Any]) -> dict[str, object]:
    """Return the parameters that have a default which is their value."""
    found: dict[str, object] = {}
    for name, one in mapping_of(document.get("Parameters")).items():
        if not isinstance(one, dict) or "Default" not in one:
            continue
        parameter = cast("dict[str, Any]", one)
        kind, default = str(parameter.get("Type", "String")), parameter["Default"]
        if kind.startswith("AWS::SSM::"):
            continue  # the default is the name of what holds the value
        if kind == "CommaDelimitedList" or kind.startswith("List<"):
            found[name] = [item.strip() for item in str(default).split(",")]
        else:
            found[name] = default
    return found


def _unset(document: Mapping[str, Any], values: Mapping[str, object]) -> frozenset[str]:
    """Return the parameters that are one text each and have no value."""
    return frozenset(
        name
        for name, one in mapping_of(document.get("Parameters")).items()
        if values.get(name, _OTHER) == _OTHER and "List" not in str(mapping_of(one).get("Type", "String"))
    )


def _assignments(
    document: Mapping[str, Any], conditions: Mapping[str, Any], pseudo: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """Yield values of what the conditions compare, the defaults first."""
    compared: dict[str, list[str]] = {}
    for condition in conditions.values():
        _collect(condition, compared)
    parameters = mapping_of(document.get("Parameters"))
    choices: list[list[tuple[str, str]]] = []
    for name, literals in compared.items():
        if name in pseudo:
            choices.append([(name, pseudo[name])])
            continue
        parameter = mapping_of(parameters.get(name))
        given = parameter.get("AllowedValues")
        allowed = [str(value) for value in cast("list[object]", given)] if isinstance(given, list) else []
        values = [value for value in literals if not allowed or value in allowed]
        default = str(parameter["Default"]) if "Default" in parameter else None
        rest = [value for value in allowed if value not in values] if allowed else [_OTHER]
        ordered = [*([] if default is None else [default]), *values, *rest[:1]]
        choices.append([(name, value) for value in dict.fromkeys(ordered)])
    for one in itertools.islice(itertools.product(*choices), MAX_WORLDS * 16):
        yield dict(one)


def _collect(condition: object, found: dict[str, list[str]]) -> None:
    """Find which names conditions compare with which texts."""
    if isinstance(condition, dict):
        for name, argument in cast("dict[str, object]", condition).items():
            if name == "Fn::Equals" and isinstance(argument, list):
                sides = cast("list[object]", argument)
                names = [mapping_of(one).get("Ref") for one in sides]
                literals = [str(one) for one in sides if isinstance(one, str | int | float)]
                for one in (name for name in names if isinstance(name, str)):
                    values = found.setdefault(one, [])
                    values.extend(value for value in literals if value not in values)
            else:
                _collect(argument, found)
    elif isinstance(condition, list):
        for one in cast("list[object]", condition):
            _collect(one, found)


def _truths(
    conditions: Mapping[str, Any], values: Mapping[str, str], document: Mapping[str, Any], pseudo: Mapping[str, str]
) -> dict[str, bool]:
    """Decide conditions; one that compares what the template does not tell is left undecided."""
    decided: dict[str, bool | None] = {}
    around = Surroundings(
        resources={},
        parameters={**_defaults(document), **values},
        mappings=mapping_of(document.get("Mappings")),
        pseudo=pseudo,
    )

    def decide(name: str) -> bool | None:
        if name not in decided:
            decided[name] = None  # a circle is not decided
            decided[name] = truth(conditions.get(name))
        return decided[name]

    def truth(one: object) -> bool | None:
        if not isinstance(one, dict) or len(cast("dict[str, object]", one)) != 1:
            return None
        ((name, argument),) = cast("dict[str, Any]", one).items()
        if name == "Condition":
            return decide(str(argument))
        if not isinstance(argument, list):
            return None
        items = cast("list[object]", argument)
        if name == "Fn::Equals" and len(items) == 2:
            left, right = (evaluate(item, around) for item in items)
            if isinstance(left, dict | list) or isinstance(right, dict | list):
                return None
            return str(left) == str(right)
        parts = [truth(item) for item in items]
        if name == "Fn::Not" and len(parts) == 1:
            return None if parts[0] is None else not parts[0]
        if name == "Fn::And":
            return False if False in parts else None if None in parts else True
        if name == "Fn::Or":
            return True if True in parts else None if None in parts else False
        return None

    try:
        for name in conditions:
            decide(name)
    except RecursionError:
        return {}  # a chain longer than any stack has: nothing is decided
    return {name: found for name, found in decided.items() if found is not None}


def _partition(region: str) -> tuple[str, str]:
    """Return the partition of a region, and the suffix of its hosts."""
    if region.startswith("cn-"):
        return "aws-cn", "amazonaws.com.cn"
    for prefix, partition, suffix in (
        ("us-gov-", "aws-us-gov", "amazonaws.com"),
        ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
        ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
        ("us-iso-", "aws-iso", "c2s.ic.gov"),
        ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
        ("eusc-", "aws-eusc", "amazonaws.eu"),
    ):
        if region.startswith(prefix):
            return partition, suffix
    return "aws", "amazonaws.com"
