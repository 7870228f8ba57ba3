"""What a deployment merges into a component's configuration, and how a device writes values."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.edge.device.configuration import as_text, merged


@pytest.mark.parametrize(
    ("defaults", "update", "found"),
    [
        ({"a": "1", "b": "2"}, {"b": "3"}, {"a": "1", "b": "3"}),
        ({"a": {"x": "1", "y": "2"}}, {"a": {"y": "3"}}, {"a": {"x": "1", "y": "3"}}),
        ({"a": {"x": "1"}}, {"a": "2"}, {"a": "2"}),
        ({"a": "2"}, {"a": {"x": "1"}}, {"a": {"x": "1"}}),
        ({"a": ["1", "2"]}, {"a": ["3"]}, {"a": ["3"]}),
        ({"Port": "8080"}, {"port": "9000"}, {"Port": "9000"}),  # Topics: CaseInsensitiveString
        ({}, {"a": None}, {"a": None}),
    ],
)
def test_merged(defaults: dict[str, Any], update: dict[str, Any], found: dict[str, Any]) -> None:
    assert merged(defaults, update) == found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (8080.0, "8080.0"),
        (0.001, "0.001"),
        (0.00099, "9.9E-4"),
        (9999999.0, "9999999.0"),
        (1e7, "1.0E7"),
        (-2.5e22, "-2.5E22"),
        (0.0, "0.0"),
        (5e-324, "5.0E-324"),
    ],
)
def test_a_float_is_written_as_java_does(value: float, text: str) -> None:
    """The boundaries of ``Double.toString``: 10^-3 and 10^7."""
    assert as_text(value) == text
