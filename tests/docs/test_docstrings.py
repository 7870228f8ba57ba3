"""What a docstring must say, as far as a program can tell: all parameters, what ``None`` means, where a limit is from.

It reads the source as the site's API pages do, so that what passes here is what they show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import griffe
import pytest

import cdk_model_packages
from cdk_model_packages import spec
from tests.conftest import ROOT

PACKAGE = griffe.load(
    "cdk_model_packages", search_paths=[ROOT / "constructs"], docstring_parser="google", resolve_aliases=True
)
LIMIT = re.compile(r"\bat (?:most|least) \d|\b\d+ to \d+ (?!CPU)")
PUBLIC = [PACKAGE[name].final_target for name in cdk_model_packages.__all__]
VALUES = [
    PACKAGE["spec"][name].final_target
    for name in spec.__all__
    if isinstance(getattr(spec, name), type) and issubclass(getattr(spec, name), spec.Spec)
]


def documented(item: griffe.Object) -> Iterator[griffe.Object]:
    """Return an object and its public members, those that it inherits left out."""
    yield item
    if isinstance(item, griffe.Class):
        for member in item.members.values():
            if isinstance(member, griffe.Object) and not member.name.startswith("_"):
                yield from documented(member)


def text(item: griffe.Object) -> str:
    return item.docstring.value if item.docstring else ""


def parameters(item: griffe.Object) -> list[griffe.Parameter]:
    function = item.members.get("__init__") if isinstance(item, griffe.Class) else item
    if not isinstance(function, griffe.Function):
        return []
    return [parameter for parameter in function.parameters if parameter.name not in {"self", "cls"}]


def described(item: griffe.Object) -> dict[str, str]:
    """Return what the docstring's ``Args:`` say."""
    sections = item.docstring.parse("google", warnings=False) if item.docstring else []
    return {
        entry.name.lstrip("*"): entry.description
        for section in sections
        if isinstance(section, griffe.DocstringSectionParameters)
        for entry in section.value
    }


ITEMS = [found for item in PUBLIC for found in documented(item)]
WITH_ARGS = [item for item in ITEMS if described(item)]


def test_everything_public_says_what_it_is() -> None:
    silent = [item.path for item in ITEMS if not text(item) and not isinstance(item.parent, griffe.Class)]
    silent += [item.path for item in ITEMS if isinstance(item, griffe.Function) and not text(item)]
    assert silent == []


def test_every_construct_and_value_describes_what_it_is_made_of() -> None:
    made = [item for item in PUBLIC if parameters(item) and isinstance(item, griffe.Class)]
    assert len(made) >= 4
    made = [item for item in made if not all(name.name.startswith("_") for name in parameters(item))]
    errors = [item for item in made if item.module.name == "errors"]  # raised here, made by nobody else
    assert [item.path for item in made if item not in errors and not described(item)] == []


@pytest.mark.parametrize("item", WITH_ARGS, ids=lambda item: item.path.removeprefix("cdk_model_packages."))
def test_args_name_every_parameter_and_no_other(item: griffe.Object) -> None:
    assert described(item).keys() == {parameter.name for parameter in parameters(item)}


@pytest.mark.parametrize("item", WITH_ARGS, ids=lambda item: item.path.removeprefix("cdk_model_packages."))
def test_args_say_what_none_means(item: griffe.Object) -> None:
    """``None`` stands for a default that the service or this library has: a reader must be told which."""
    says = described(item)
    optional = [one.name for one in parameters(item) if str(one.default) == "None" and one.default is not None]
    assert [name for name in optional if not re.search(r"``None``|\b[Ss]ee ", says[name])] == []


@pytest.mark.parametrize("item", PUBLIC, ids=lambda item: item.name)
def test_a_limit_names_its_source(item: griffe.Object) -> None:
    """Once for a class: its methods' limits are the same service's."""
    whole = "\n".join(map(text, documented(item)))
    assert not LIMIT.search(whole) or "Source: " in whole


def test_limits_are_found() -> None:
    assert len([item for item in PUBLIC if LIMIT.search(text(item))]) >= 4


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_a_value_of_the_service_names_its_source(value: griffe.Class) -> None:
    assert value.name == "Spec" or "Source: " in text(value)
