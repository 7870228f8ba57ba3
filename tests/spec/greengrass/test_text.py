"""A component's name outside of a recipe."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.greengrass import check_component_name
from tests.spec.greengrass.values import TOKEN


@pytest.mark.parametrize("name", ["a", "com.example.Digits_1-x", "a" * 128, TOKEN, f"com.example.{TOKEN}"])
def test_a_name(name: str) -> None:
    check_component_name(name)
    check_component_name(name, is_pattern=True)


@pytest.mark.parametrize("name", ["", "a/b", "a b", "é", "a" * 129, "a*", "*", 1])
def test_no_name(name: Any) -> None:
    with pytest.raises(SpecError, match="GG-002") as caught:
        check_component_name(name)
    assert str(caught.value).startswith(f"ComponentName={name!r:.70}"[:70])


@pytest.mark.parametrize("name", ["a*", "com.example.*", "a" * 128 + "*"])
def test_the_begin_of_names(name: str) -> None:
    check_component_name(name, is_pattern=True)


@pytest.mark.parametrize("name", ["*", "", "a**", "a*b", "a/*", "a" * 129, "a" * 129 + "*", None])
def test_no_begin_of_names(name: Any) -> None:
    with pytest.raises(SpecError, match="GG-002") as caught:
        check_component_name(name, is_pattern=True)
    assert str(caught.value).startswith(f"ComponentName={name!r:.70}"[:70])
