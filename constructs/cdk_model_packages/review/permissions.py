"""Who may do what: each statement of a template by whom it concerns, and what an older template did not have."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

from cdk_model_packages.review.principals import ANYONE
from cdk_model_packages.review.report import Permission
from cdk_model_packages.review.statements import statements_of
from cdk_model_packages.templates import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cdk_model_packages.review.statements import Statement
    from cdk_model_packages.templates import Template, World

_WIDE_POLICIES = ("FullAccess", "AdministratorAccess", "PowerUserAccess")

# Actions that the Service Authorization Reference lists without a resource type: only "*" can be written.
_WITHOUT_RESOURCE = frozenset(
    {
        "cloudwatch:getmetricdata",
        "cloudwatch:getmetricstatistics",
        "cloudwatch:listmetrics",
        "cloudwatch:putmetricdata",
        "ec2:describedhcpoptions",
        "ec2:describenetworkinterfaces",
        "ec2:describesecuritygroups",
        "ec2:describesubnets",
        "ec2:describevpcendpoints",
        "ec2:describevpcs",
        "ecr:getauthorizationtoken",
        "greengrass:createdeployment",
        "greengrass:listdeployments",
        "kms:listaliases",
        "kms:listkeys",
        "logs:describeloggroups",
        "s3:listallmybuckets",
        "sagemaker:listalgorithms",
        "sagemaker:listmodelcards",
        "sagemaker:listmodelpackagegroups",
        "sts:getcalleridentity",
        "xray:puttelemetryrecords",
        "xray:puttracesegments",
    }
)

Atom = tuple[str, str, tuple[str, ...]]
"""An action, in lower case; what it is on; under which conditions."""


def permissions_of(
    template: Template, world: World, before_world: World | None = None, *, place: Place | None = None
) -> list[Permission]:
    """Return what every statement of a template lets somebody do.

    With an older template, a statement of which only a part is new is told in two lines. What the older one allowed
    by a wildcard is kept, and not gained.

    Args:
        template: As it was read.
        world: The stack that it becomes.
        before_world: The stack that is deployed now, where it is known.
        place: Where it is deployed: a key that its own account administers is not wide. ``None``: not known.
    """
    tell = _Teller(template, (place or Place()).account or "${AWS::AccountId}").permission
    now = statements_of(world)
    if before_world is None:
        return [tell(one, who, one.actions, one.on, None) for one in now for who in one.who]
    before = statements_of(before_world)
    had, has = _Granted(before), _Granted(now)
    return [
        *(
            tell(one, who, actions, on, "kept" if is_there else "gained")
            for one in now
            for who in one.who
            for is_there, actions, on in _parts(one, who, had)
        ),
        *(
            tell(one, who, actions, on, "lost")
            for one in before
            for who in one.who
            for is_there, actions, on in _parts(one, who, has)
            if not is_there
        ),
    ]


class _Granted:
    """What the statements of a stack allow and deny, in the smallest parts."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._exact: set[tuple[str, str, Atom]] = set()
        self._wide: dict[tuple[str, str], list[Atom]] = {}
        for one in statements:
            atoms = [(action.lower(), on, one.conditions) for action in one.actions for on in one.on or ("",)]
            for who in one.who:
                self._exact.update((one.effect, who, atom) for atom in atoms)
                self._wide.setdefault((one.effect, who), []).extend(
                    atom for atom in atoms if "*" in atom[0] or "*" in atom[1] or not one.conditions
                )

    def has(self, effect: str, who: str, atom: Atom) -> bool:
        """Tell whether it is there: word for word, or under wildcards, or without its conditions."""
        return (effect, who, atom) in self._exact or any(
            _covers(wide, atom) for wide in self._wide.get((effect, who), ())
        )


def _covers(wide: Atom, atom: Atom) -> bool:
    return wide[2] in {(), atom[2]} and _matches(wide[0], atom[0]) and _matches(wide[1], atom[1])


def _matches(pattern: str, text: str) -> bool:
    if pattern == text or pattern == "*":
        return True
    excepts = pattern.lower().startswith(("notaction ", "notresource "))  # there, more words allow less
    return "*" in pattern and not excepts and fnmatchcase(text, pattern.replace("[", "[[]"))


def _parts(one: Statement, who: str, other: _Granted) -> Iterator[tuple[bool, tuple[str, ...], tuple[str, ...]]]:
    """Yield what of a statement the other stack has, and what it has not: actions that share their resources."""
    found: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for action in one.actions:
        split: dict[bool, list[str]] = {}
        for on in one.on or ("",):
            is_there = other.has(one.effect, who, (action.lower(), on, one.conditions))
            split.setdefault(is_there, []).append(on)
        for is_there, resources in split.items():
            found.setdefault((is_there, tuple(resources)), []).append(action)
    for (is_there, resources), actions in found.items():
        yield is_there, tuple(actions), tuple(on for on in resources if on)


class _Teller:
    def __init__(self, template: Template, account: str) -> None:
        self._template = template
        self._path = str(template.path)
        self._own = f"account {account}"

    def permission(
        self,
        one: Statement,
        who: str,
        actions: tuple[str, ...],
        on: tuple[str, ...],
        change: Literal["gained", "lost", "kept"] | None,
    ) -> Permission:
        """Return what a statement, or a part of it, lets one of those do whom it concerns."""
        position = None if change == "lost" else self._template.position(("Resources", one.carried_by, *one.keys))
        is_own_key = who == self._own and one.keys[:2] == ("Properties", "KeyPolicy")
        return Permission(
            template=self._path,
            who=who,
            effect=one.effect,
            actions=actions,
            on=on,
            conditions=one.conditions,
            carried_by=one.carried_by,
            path=".".join(map(str, one.keys)),
            wildcards=() if one.effect == "Deny" or is_own_key else tuple(_wildcards(who, actions, on)),
            change=change,
            line=None if position is None else position[0],
        )


def _wildcards(who: str, actions: tuple[str, ...], on: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wider than it needs to be. A denial is not: there, wider is stricter."""
    if who == ANYONE or who.startswith("NotPrincipal"):
        yield "*" if who == ANYONE else who
    for action in actions:
        if "*" in action or "?" in action or action.startswith("NotAction") or action.endswith(_WIDE_POLICIES):
            yield action
    needs_all = all(action.lower() in _WITHOUT_RESOURCE for action in actions)
    for resource in on:
        if _is_wide(resource) and not (needs_all and resource == "*"):
            yield resource


def _is_wide(resource: str) -> bool:
    """Tell whether a resource is every one of its kind, and not only all that is in one."""
    if resource == "*" or resource.startswith("NotResource"):
        return True
    parts = resource.replace("${AWS::", "${AWS.").split(":", 5)
    if len(parts) < 6 or "*" not in parts[5]:
        return False
    name = parts[5]
    if parts[2] == "s3":
        return "*" in name.split("/", 1)[0]
    kind = min((name.index(mark) for mark in "/:" if mark in name), default=-1)
    return name[kind + 1 :].startswith("*")
