"""The scalars of a spec value: where each stands, and the value with other ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from cdk_model_packages.spec import Spec

SpecT = TypeVar("SpecT", bound=Spec)


@dataclass(frozen=True)
class Leaf:
    """A scalar of a value, or a field that is not set.

    Attributes:
        path: Where it stands, in the service's spelling: ``InferenceSpecification.Containers[0].Image``.
        name: The service's name of the field, or the key of a free map.
        value: What it is; ``None``: not set.
        owner: The value that holds it; ``None``: an entry of a free map or of a list.
    """

    path: str
    name: str
    value: object
    owner: Spec | None


def leaves(value: Spec) -> Iterator[Leaf]:
    """Walk every scalar of a value, whatever its type has grown to."""
    found: list[Leaf] = []

    def note(leaf: Leaf) -> object:
        found.append(leaf)
        return leaf.value

    with_leaves(value, note)
    yield from found


def with_leaves(value: SpecT, change: Callable[[Leaf], object]) -> SpecT:
    """Return the value with each scalar replaced by what ``change`` returns for it; nothing is validated."""
    return cast("SpecT", _with_leaves(value, "", change))


def _with_leaves(value: Spec, path: str, change: Callable[[Leaf], object]) -> Spec:
    updates: dict[str, object] = {}
    for attribute, field in type(value).model_fields.items():
        name = field.alias or attribute
        old = getattr(value, attribute)
        new = _changed(old, Leaf(f"{path}.{name}" if path else name, name, old, value), change)
        if new is not old:
            updates[attribute] = new
    return value.model_copy(update=updates) if updates else value


def _changed(value: object, leaf: Leaf, change: Callable[[Leaf], object]) -> object:
    if isinstance(value, Spec):
        return _with_leaves(value, leaf.path, change)
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        made = {
            key: _changed(item, Leaf(f"{leaf.path}.{key}", key, item, None), change) for key, item in entries.items()
        }
        return entries if made == entries else made
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        new = tuple(
            _changed(item, Leaf(f"{leaf.path}[{index}]", leaf.name, item, None), change)
            for index, item in enumerate(items)
        )
        return items if all(one is other for one, other in zip(new, items, strict=True)) else new
    return change(leaf)
