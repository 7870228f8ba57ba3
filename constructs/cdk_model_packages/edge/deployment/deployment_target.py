"""Where a deployment goes: a thing group, or one thing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import aws_cdk as cdk

from cdk_model_packages._place import region_of, stack_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk.interfaces import aws_iot as interfaces
    from constructs import Construct

Kind = Literal["thing", "thinggroup"]
_NAME = re.compile(r"[a-zA-Z0-9:_-]{1,128}")
_UNKNOWN = r"\$\{Token\[[^\]]+\]\}"
_ARN = re.compile(
    rf"arn:[^:]*:iot:(?P<region>[^:]*):(?P<account>[0-9]+|{_UNKNOWN}):(?P<kind>thing|thinggroup)/(?P<name>.+)"
)


class DeploymentTarget(NamedTuple):
    """Where a deployment goes.

    Attributes:
        arn: ARN of the thing or thing group.
        label: What messages call it: no CDK token.
        identity: The same for the same target of one environment, whichever way it is told.
        environment: Account and region, as far as they are known.
        is_made_here: The app makes it, so that no other deployment can be there.
    """

    arn: str
    label: str
    identity: str
    environment: str
    is_made_here: bool


def target_of(
    scope: Construct, target: interfaces.IThingGroupRef | interfaces.IThingRef | str, kind: Kind, path: str
) -> DeploymentTarget:
    """Return a target.

    Args:
        scope: The deployment.
        target: A construct, an ARN or a name.
        kind: What it must be.
        path: The property, for errors.

    Raises:
        SpecError: ``GG-033`` when it is none, or of the other kind; ``GG-056`` when it is of another region or account
            than the stack, where both are known.
    """
    stack = stack_of(scope)
    arn = target if isinstance(target, str) else _arn_of(target, kind, path)
    if not is_token(arn) and not arn.startswith("arn:"):
        if _NAME.fullmatch(arn) is None:
            need = f"a {kind}, its ARN or its name of 1 to 128 letters, digits and :_-"
            raise SpecError("GG-033", path, got=arn, need=need, fix="correct it")
        arn = stack.format_arn(service="iot", resource=kind, resource_name=arn)
    found = _ARN.fullmatch(arn)
    if found is None and not is_token(arn):
        need = f"arn:PARTITION:iot:REGION:ACCOUNT:{kind}/NAME"
        raise SpecError("GG-033", path, got=arn, need=need, fix="write that, or the name alone")
    if found is not None:
        _check_arn(scope, found, kind, path)
    return _identified(scope, arn, found, kind, path)


def _check_arn(scope: Construct, found: re.Match[str], kind: Kind, path: str) -> None:
    if found["kind"] != kind:
        need = f"a {kind}: arn:PARTITION:iot:REGION:ACCOUNT:{kind}/NAME"
        fix = f"pass it as {'thing' if found['kind'] == 'thing' else 'thing_group'}=, or name a {kind}"
        raise SpecError("GG-033", path, got=found[0], need=need, fix=fix)
    for part, here in (("region", region_of(scope)), ("account", stack_of(scope).account)):
        if not is_token(found[part]) and not is_token(here) and found[part] != here:
            need = f"in the stack's {part} {here}"
            raise SpecError("GG-056", path, got=found[0], need=need, fix="deploy from a stack that is there")


def _identified(scope: Construct, arn: str, found: re.Match[str] | None, kind: Kind, path: str) -> DeploymentTarget:
    """Return a target with what tells it from others: its name, else what makes it, else the token itself."""
    stack = stack_of(scope)
    if found is not None and not is_token(found["name"]):
        parts = (found["account"], found["region"])
        place = stack.environment if any(map(is_token, parts)) else f"aws://{'/'.join(parts)}"
        label = f"{kind} {found['name']}" if is_token(arn) else arn
        return DeploymentTarget(arn, label, f"{kind}/{found['name']}", place, is_made_here=False)
    mentioned = _mentioned(arn)
    makers = [each for each in mentioned if _type_of(each) in {"AWS::IoT::Thing", "AWS::IoT::ThingGroup"}]
    if not makers:
        paths = [each.node.path for each in mentioned]
        identity = json.dumps([stack.resolve(arn), *paths])
        return DeploymentTarget(arn, ", ".join(paths) or identity, identity, stack.environment, is_made_here=False)
    (maker, *_) = makers
    made = "thing" if _type_of(maker) == "AWS::IoT::Thing" else "thinggroup"
    if made != kind:
        need = f"a {kind}: a construct of one, its ARN or its name"
        raise SpecError("GG-033", path, got=maker.node.path, need=need, fix=f"pass a {kind}")
    name = maker.thing_name if made == "thing" else maker.thing_group_name
    identity = maker.node.path if name is None or is_token(name) else f"{kind}/{name}"
    return DeploymentTarget(arn, maker.node.path, identity, stack_of(maker).environment, is_made_here=True)


def _mentioned(arn: str) -> list[Any]:
    """Return the constructs that a text with tokens refers to, but for a stack itself: a pseudo parameter's."""
    tokens = cdk.Tokenization.reverse_string(arn).tokens
    targets = [cast("cdk.Reference", each).target for each in tokens if cdk.Reference.is_reference(each)]
    return [each for each in targets if _type_of(each) is not None]


def _type_of(construct: Any) -> str | None:
    if isinstance(construct, cdk.CfnResource):
        return construct.cfn_resource_type
    return type(construct).__name__ if isinstance(construct, cdk.CfnElement) else None


def _arn_of(target: interfaces.IThingGroupRef | interfaces.IThingRef, kind: Kind, path: str) -> str:
    name = "thing_group_ref" if kind == "thinggroup" else "thing_ref"
    reference = getattr(target, name, None)
    if reference is None:
        need = f"a {kind}: a construct of one, its ARN or its name"
        raise SpecError("GG-033", path, got=target, need=need, fix="pass one")
    return cast("str", reference.thing_group_arn if kind == "thinggroup" else reference.thing_arn)
