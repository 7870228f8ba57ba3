"""Two stacks side by side: what CloudFormation does to each resource."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from cdk_model_packages.review.changes.schemas import schema_of
from cdk_model_packages.review.changes.values import differences, leaves, references, text
from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdk_model_packages.review.changes.schemas import Keys, Schema

Action = Literal["created", "updated", "replaced", "deleted", "retained"]
Resource = dict[str, Any]
POLICIES = ("DeletionPolicy", "UpdateReplacePolicy")
_KEEPS = {"Retain", "RetainExceptOnCreate"}
COMPONENT = "AWS::GreengrassV2::ComponentVersion"


@dataclass
class Difference:
    """What a deploy does to a resource.

    Attributes:
        name: Logical id.
        type: CloudFormation type, the newer one.
        action: What CloudFormation does.
        old: The resource as it is; ``None`` when it is created.
        new: As it will be; ``None`` when it leaves the stack.
        paths: What differs below Properties.
        create_only: Those that make it a replacement.
        conditional: Those that make it one if the service cannot change them.
        policies: Which of the two policies differ.
        causes: Of paths that differ because what they refer to is replaced: that resource.
        undetermined: Properties that were rewritten, and of which the templates do not tell whether they differ.
        renamed_to: Logical id under which a resource that leaves the stack is made again.
        renamed_from: Logical id that a resource had.
    """

    name: str
    type: str
    action: Action
    old: Resource | None
    new: Resource | None
    paths: list[Keys] = field(default_factory=list[Any])
    create_only: list[Keys] = field(default_factory=list[Any])
    conditional: list[Keys] = field(default_factory=list[Any])
    policies: list[str] = field(default_factory=list[str])
    causes: dict[Keys, str] = field(default_factory=dict[Any, str])
    undetermined: list[str] = field(default_factory=list[str])
    renamed_to: str | None = None
    renamed_from: str | None = None

    @property
    def collides(self) -> bool:
        """Whether it is made anew under the name that the old one still has."""
        schema = schema_of(self.type)
        return (
            self.action == "replaced"
            and not schema.deletes_first
            and name_of(self.old, schema) is not None
            and name_of(self.old, schema) == name_of(self.new, schema)
            and not any(path[0] in schema.names for path in self.causes)  # named after something that gets a new name
        )

    @property
    def keeps_old(self) -> bool:
        """Whether the resource as it was stays behind, out of the stack."""
        if self.action == "replaced":
            return policy(self.old, self.new, "UpdateReplacePolicy") in _KEEPS
        return self.action == "retained"


def compare(
    old: dict[str, Resource], new: dict[str, Resource], raw: tuple[dict[str, Any], dict[str, Any]]
) -> list[Difference]:
    """Return what differs between two stacks.

    Args:
        old: Resources of the stack as it is.
        new: Resources of the stack as it will be.
        raw: The same resources as the two templates have them.
    """
    found: dict[str, Difference] = {}
    for name in dict.fromkeys([*old, *new]):
        one = _one(name, old.get(name), new.get(name))
        if one.action == "updated":
            one.undetermined = _undetermined(one, *(side.get(name, {}) for side in raw))
        found[name] = one
    _spread(found)
    _match(found)
    return [one for one in found.values() if _matters(one)]


def name_of(resource: Resource | None, schema: Schema) -> tuple[str, ...] | None:
    """Return the name under which no second resource may be made; ``None`` when the template does not give it.

    Args:
        resource: With its intrinsic functions carried out.
        schema: Of its type.
    """
    if resource is None or not schema.names:
        return None
    texts = [text(resource["Properties"].get(key)) for key in schema.names]
    return None if None in texts else cast("tuple[str, ...]", tuple(texts))


def policy(old: Resource | None, new: Resource | None, key: str) -> str | None:
    """Return a policy as CloudFormation goes by it: the newer template's, or the older's for what leaves the stack."""
    resource = old if new is None else new
    found = None if resource is None else resource.get(key)
    if found is None or isinstance(found, str):
        return found
    return "Retain"  # not determined, so that no rule judges it


def _one(name: str, old: Resource | None, new: Resource | None) -> Difference:
    if old is None or new is None:
        there = cast("Resource", old or new)
        gone: Action = "retained" if policy(old, None, "DeletionPolicy") in _KEEPS else "deleted"
        return Difference(name, str(there["Type"]), "created" if old is None else gone, old, new)
    one = Difference(name, str(new["Type"]), "updated", old, new)
    if old["Type"] != new["Type"]:
        one.action = "replaced"
        return one
    schema = schema_of(one.type)
    for path in differences(old["Properties"], new["Properties"]):
        if path:  # else all of them are something that the template does not determine
            _add(one, path, schema)
    one.policies = [key for key in POLICIES if old.get(key) != new.get(key)]
    return one


def _add(one: Difference, path: Keys, schema: Schema) -> None:
    one.paths.append(path)
    if schema.replaces(path) or _replaces_below(one, path, schema):
        one.create_only.append(path)
        one.action = "replaced"
    elif schema.may_replace(path):
        one.conditional.append(path)


def _replaces_below(one: Difference, path: Keys, schema: Schema) -> bool:
    """Tell whether something that came or went whole had in it what cannot be changed."""
    inside = [pointer for pointer in schema.create_only if pointer[: len(path)] == path and "*" not in pointer]
    sides = [cast("Resource", side)["Properties"] for side in (one.old, one.new)]
    return any(len({repr(_at(side, pointer)) for side in sides}) > 1 for pointer in inside)


def _at(value: Any, path: Keys) -> object:
    for key in path:
        value = cast("dict[str, Any]", value).get(key) if isinstance(value, dict) else None
    return value


def _undetermined(one: Difference, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the properties that are written in another way, without a difference that can be seen."""
    left, right = (mapping_of(side.get("Properties")) for side in (old, new))
    seen = {path[0] for path in one.paths}
    return [
        key
        for key in dict.fromkeys([*left, *right])
        if key not in seen and left.get(key) != right.get(key) and _has_unknown(one, key)
    ]


def _has_unknown(one: Difference, key: str) -> bool:
    return any(
        any(part in repr(side["Properties"].get(key)) for part in ("not determined by the template", "${Unknown}"))
        for side in (one.old, one.new)
        if side is not None
    )


def _spread(found: dict[str, Difference]) -> None:
    """Follow what refers to a replaced resource: the reference has another value then."""
    referring = {
        name: [(path, sorted(refs)) for path, refs in _references(one.new) if refs]
        for name, one in found.items()
        if one.old is not None and one.new is not None and one.old["Type"] == one.new["Type"]
    }
    remaining = True
    while remaining:
        remaining = False
        for name, refs in referring.items():
            one = found[name]
            for path, targets in refs:
                cause = next((other for other, key in targets if other != name and _gets_new(found, other, key)), None)
                if cause is not None and not any(path[: len(known)] == known for known in one.paths):
                    one.causes[path] = cause
                    _add(one, path, schema_of(one.type))
                    remaining = True


def _references(resource: Resource) -> Iterator[tuple[Keys, set[tuple[str, str]]]]:
    for path, words in leaves(resource["Properties"]):
        yield path, references(words)


def _gets_new(found: dict[str, Difference], name: str, attribute: str) -> bool:
    one = found.get(name)
    if one is None or one.action != "replaced" or one.collides:
        return False
    return not (one.type == COMPONENT and attribute == "ComponentName")


def _match(found: dict[str, Difference]) -> None:
    """Find what only got another logical id: to CloudFormation that is a new resource, and an old one less."""
    gone = [one for one in found.values() if one.new is None]
    for one in (one for one in found.values() if one.old is None):
        schema = schema_of(one.type)
        for other in gone:
            if other.renamed_to is None and other.type == one.type and _is_same(other, one, schema):
                other.renamed_to, one.renamed_from = one.name, other.name
                break


def _is_same(old: Difference, new: Difference, schema: Schema) -> bool:
    left, right = cast("Resource", old.old), cast("Resource", new.new)
    name = name_of(left, schema)
    if name is not None:
        return name == name_of(right, schema)
    return bool(left["Properties"]) and not any(differences(left["Properties"], right["Properties"]))


def _matters(one: Difference) -> bool:
    return one.action != "updated" or bool(one.paths or one.policies or one.undetermined)
