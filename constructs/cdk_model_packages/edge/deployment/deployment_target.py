"""Where a deployment goes: a thing group, or one thing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, cast
from weakref import WeakKeyDictionary

from cdk_model_packages._place import region_of, stack_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk.interfaces import aws_iot as interfaces
    from constructs import Construct, IConstruct

Kind = Literal["thing", "thinggroup"]
_NAME = re.compile(r"[a-zA-Z0-9:_-]{1,128}")
_ARN = re.compile(r"arn:[^:]*:iot:(?P<region>[^:]*):(?P<account>[0-9]+):(?P<kind>thing|thinggroup)/(?P<name>.+)")


class DeploymentTarget(NamedTuple):
    """Where a deployment goes.

    Attributes:
        arn: ARN of the thing or thing group.
        identity: The same for the same target.
        is_made_here: The app makes it, so that no other deployment can be there.
    """

    arn: str
    identity: str
    is_made_here: bool


_TARGETS: WeakKeyDictionary[IConstruct, dict[tuple[str, str], str]] = WeakKeyDictionary()


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
    if not isinstance(target, str):
        return _of_construct(target, kind, path)
    stack = stack_of(scope)
    if not is_token(target) and not target.startswith("arn:"):
        if _NAME.fullmatch(target) is None:
            need = f"a {kind}, its ARN or its name of 1 to 128 letters, digits and :_-"
            raise SpecError("GG-033", path, got=target, need=need, fix="correct it")
        target = stack.format_arn(service="iot", resource=kind, resource_name=target)
    found = _ARN.fullmatch(target)
    if found is None and not is_token(target):
        need = f"arn:PARTITION:iot:REGION:ACCOUNT:{kind}/NAME"
        raise SpecError("GG-033", path, got=target, need=need, fix="write that, or the name alone")
    if found is not None:
        if found["kind"] != kind:
            need = f"a {kind}: arn:PARTITION:iot:REGION:ACCOUNT:{kind}/NAME"
            fix = f"pass it as {'thing' if found['kind'] == 'thing' else 'thing_group'}=, or name a {kind}"
            raise SpecError("GG-033", path, got=target, need=need, fix=fix)
        for part, here in (("region", region_of(scope)), ("account", stack.account)):
            if not is_token(found[part]) and not is_token(here) and found[part] != here:
                need = f"in the stack's {part} {here}"
                raise SpecError("GG-056", path, got=target, need=need, fix="deploy from a stack that is there")
    return DeploymentTarget(target, json.dumps(stack.resolve(target)), is_made_here=False)


def _of_construct(target: interfaces.IThingGroupRef | interfaces.IThingRef, kind: Kind, path: str) -> DeploymentTarget:
    name = "thing_group_ref" if kind == "thinggroup" else "thing_ref"
    reference = getattr(target, name, None)
    if reference is None:
        need = f"a {kind}: a construct of one, its ARN or its name"
        raise SpecError("GG-033", path, got=target, need=need, fix="pass one")
    arn = cast("str", reference.thing_group_arn if kind == "thinggroup" else reference.thing_arn)
    return DeploymentTarget(arn, target.node.path, is_made_here=True)


def claim(scope: Construct, target: DeploymentTarget) -> None:
    """Take note that a deployment goes to a target.

    Raises:
        SpecError: ``GG-032`` when another one of the app does already: each replaces the other.
    """
    known = _TARGETS.setdefault(scope.node.root, {})
    own = scope.node.path
    other = known.setdefault((stack_of(scope).environment, target.identity), own)
    if other != own:
        need = f"the target of one deployment: {other} goes there, and the later one replaces it"
        raise SpecError("GG-032", "TargetArn", got=target.arn, need=need, fix="put the components of both into one")
