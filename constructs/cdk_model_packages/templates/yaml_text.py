"""YAML as CloudFormation reads it: YAML 1.1, no dates, and the short forms of the intrinsic functions."""

# PyYAML has no types for its constructors.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import yaml

from cdk_model_packages.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BARE = {"Ref", "Condition"}
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_MERGE = "tag:yaml.org,2002:merge"
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_EXPANDED = 500_000
MAX_DEPTH = 100


class _Loader(_Base):  # pyright: ignore[reportUntypedBaseClass]
    """PyYAML's safe loader, with CloudFormation's tags, without dates, and with keys that are texts."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        self.flatten_mapping(node)
        found: dict[Any, Any] = {}
        for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is no text", key.start_mark)
            found[key.value] = self.construct_object(value, deep=deep)  # pyright: ignore[reportUnknownMemberType]
        return found


_Loader.yaml_implicit_resolvers = {  # pyright: ignore[reportAttributeAccessIssue]
    first: [(tag, pattern) for tag, pattern in found if tag != _TIMESTAMP]
    for first, found in _Base.yaml_implicit_resolvers.items()
}


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, object]:
    name = suffix if suffix in _BARE else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: object = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = str(value).split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(cast("yaml.MappingNode", node), deep=True)
    return {name: value}


_Loader.yaml_constructors = {
    tag: make
    for tag, make in _Base.yaml_constructors.items()
    if tag is None or str(tag).rsplit(":", 1)[-1] in {"null", "bool", "int", "float", "str", "seq", "map"}
}  # what JSON has: no binary, no sets, no dates
_Loader.add_multi_constructor("!", _short_form)  # pyright: ignore[reportUnknownMemberType]


def parse_yaml(text: str, name: str) -> object:
    """Return the content of a YAML text.

    Args:
        text: One document.
        name: How errors call it.

    Raises:
        TemplateError: It is not YAML, has a key twice, or expands without end.
    """
    try:
        _check_depth(text, name)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return None
            _check(node, name)
            return cast("Any", loader.construct_document(node))
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = name if mark is None else f"{name}:{mark.line + 1}:{mark.column + 1}"
        raise TemplateError(f"{where}: is not YAML ({error.problem or error.context}); correct it there") from None
    except yaml.YAMLError as error:
        raise TemplateError(f"{name}: is not YAML ({' '.join(str(error).split())}); correct it") from None
    except RecursionError:
        raise TemplateError(f"{name}: is nested too deeply; flatten it") from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise TemplateError(f"{name}: a value cannot be read ({error}); correct it") from None


def _check_depth(text: str, name: str) -> None:
    """Refuse nesting that the C library would follow until its stack ends."""
    depth = 0
    for event in cast("Iterator[yaml.Event]", yaml.parse(text, Loader=_Base)):  # pyright: ignore[reportUnknownMemberType]
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                where = name if mark is None else f"{name}:{mark.line + 1}:{mark.column + 1}"
                raise TemplateError(f"{where}: is nested more than {MAX_DEPTH} levels deep; flatten it")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _check(root: yaml.Node, name: str) -> None:
    """Refuse duplicate keys, endless aliases, and aliases that expand beyond any template."""
    sizes: dict[int, int] = {}
    _size(root, name, sizes, set())


def _size(node: yaml.Node, name: str, sizes: dict[int, int], above: set[int]) -> int:
    """Return how many values a node is once its aliases are written out."""
    known = sizes.get(id(node))
    if known is not None:
        return known
    where = f"{name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
    if id(node) in above:
        raise TemplateError(f"{where}: an alias contains itself; write the value out")
    above.add(id(node))
    total = 1
    if isinstance(node, yaml.MappingNode):
        seen: set[object] = set()
        for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                if key.value in seen:
                    place = f"{name}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
                    raise TemplateError(f"{place}: key {key.value!r} is there twice in one mapping; remove one")
                seen.add(key.value)
            total += _size(value, name, sizes, above)
    elif isinstance(node, yaml.SequenceNode):
        for value in cast("list[yaml.Node]", node.value):
            total += _size(value, name, sizes, above)
    above.discard(id(node))
    if total > MAX_EXPANDED:
        raise TemplateError(f"{where}: aliases expand to more than {MAX_EXPANDED:,} values; write fewer")
    sizes[id(node)] = total
    return total
