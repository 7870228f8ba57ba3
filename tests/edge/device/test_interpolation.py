"""Recipe variables: the cases of KernelConfigResolverTest in aws-greengrass-nucleus, and their edges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages.edge.device.interpolation import Interpolation, Service
from cdk_model_packages.edge.device.layout import DeviceLayout
from cdk_model_packages.errors import EdgeError

ROOT = Path("/greengrass/v2")
CONFIGURATION: dict[str, Any] = {
    "Port": "8080",
    "number": 8080,
    "float": 12345678.5,
    "on": True,
    "none": None,
    "list": ["a", {"b": "c"}],
    "a/b": "slash",
    "m~n": "tilde",
    "nested": {"z": "1", "a": {"é": "ü"}},
    "path": "{artifacts:path}",
    "others": "{com.example.model:work:path}",
}


def of(configuration: dict[str, Any] | None = None) -> Interpolation:
    own = Service("com.example.app", "1.2.0", CONFIGURATION if configuration is None else configuration)
    model = Service("com.example.model", "3.0.0", {"name": "digits"})
    return Interpolation(
        DeviceLayout(ROOT),
        "camera-1",
        own,
        dependencies=frozenset({"com.example.model", "com.example.absent"}),
        others={"com.example.model": model, "com.example.stranger": Service("com.example.stranger", "1.0.0", {})},
    )


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("{artifacts:path}", "/greengrass/v2/packages/artifacts/com.example.app/1.2.0"),
        ("{artifacts:decompressedPath}/m", "/greengrass/v2/packages/artifacts-unarchived/com.example.app/1.2.0/m"),
        ("{work:path}", "/greengrass/v2/work/com.example.app"),
        ("{kernel:rootPath}", "/greengrass/v2"),
        ("{iot:thingName}", "camera-1"),
        ("{configuration:/Port} {configuration:/Port}", "8080 8080"),
        ("{configuration:/on} {configuration:/none}", "true null"),
        ("{configuration:/list}", '["a",{"b":"c"}]'),
        ("{configuration:/list/1/b}", "c"),
        ("{configuration:/nested}", '{"a":{"é":"ü"},"z":"1"}'),  # keys in order, as the nucleus's mapper writes them
        ("{configuration:/a~1b} {configuration:/m~0n}", "slash tilde"),
        ("{com.example.model:configuration:/name}", "digits"),
        ("{com.example.model:artifacts:path}", "/greengrass/v2/packages/artifacts/com.example.model/3.0.0"),
        ("no variable: {} {a} {a:b:c:d} {:x}", "no variable: {} {a} {a:b:c:d} {:x}"),
        ("${PORT:-8080} ${artifacts:path}", "${PORT:-8080} $/greengrass/v2/packages/artifacts/com.example.app/1.2.0"),
    ],
)
def test_a_variable_is_replaced(text: str, replaced: str) -> None:
    interpolation = of()
    assert interpolation.value(text) == replaced
    assert not interpolation.findings


def test_an_empty_pointer_is_the_whole_configuration() -> None:
    """GIVEN_component_with_config_WHEN_interpolate_empty_jsonpointer_THEN_interpolates_from_full_config."""
    assert of({"startup": {"paramA": "valueA"}}).value("{configuration:}") == '{"startup":{"paramA":"valueA"}}'


def test_the_inner_one_of_nested_variables_is_replaced() -> None:
    """..._THEN_inner_level_is_resolved_for_nested_namespace."""
    artifacts = ROOT / "packages/artifacts/com.example.app/1.2.0"
    found = of().value("{artifacts:{randomNameSpace:{artifacts:path}}}")
    assert found == f"{{artifacts:{{randomNameSpace:{artifacts}}}}}"


def test_what_a_replacement_brings_in_stays() -> None:
    assert of().value("{configuration:/path}") == "{artifacts:path}"


def test_a_replacement_may_name_a_dependency() -> None:
    """..._THEN_in_nested_namespace_cross_component_configuration_interpolated_for_inner_level."""
    assert of().value("{configuration:/others}") == "/greengrass/v2/work/com.example.model"


def test_maps_and_lists_are_gone_through() -> None:
    given = {
        "Script": "{work:path}/run",
        "Timeout": 5,
        "Setenv": {"A": "{configuration:/Port}"},
        "B": ["{iot:thingName}"],
    }
    script = "/greengrass/v2/work/com.example.app/run"
    assert of().value(given) == {"Script": script, "Timeout": 5, "Setenv": {"A": "8080"}, "B": ["camera-1"]}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{configuration:/port}", "the configuration of com.example.app has no /port"),  # pointers know case
        ("{configuration:/list/2}", "has no /list/2"),
        ("{configuration:/list/01}", "has no /list/01"),
        ("{configuration:/Port/x}", "has no /Port/x"),
        ("{artifacts:Path}", "artifacts has path, decompressedPath"),
        ("{artefacts:path}", "artefacts is no namespace of recipe variables (artifacts, work, kernel, iot, conf"),
        # GIVEN_deployment_WHEN_recipe_interpolate_non_dependency_THEN_config_not_interpolated
        ("{com.example.stranger:work:path}", "com.example.stranger is no direct dependency of com.example.app"),
        ("{com.example.absent:work:path}", "com.example.absent is not on this device"),
        ("{com.example.model:configuration:/other}", "the configuration of com.example.model has no /other"),
    ],
)
def test_what_cannot_be_replaced_stays_and_is_told(text: str, why: str) -> None:
    interpolation = of()
    assert interpolation.value(f"a {text} b") == f"a {text} b"
    (finding,) = interpolation.findings
    assert finding.startswith(f"{text}: stays as it is written: ")
    assert why in finding


@pytest.mark.parametrize(
    ("pointer", "replaced"), [("/number", "8080"), ("/float", "1.23456785E7")], ids=["whole", "as-java-writes-it"]
)
def test_a_number_is_told(pointer: str, replaced: str) -> None:
    interpolation = of()
    assert interpolation.value(f"{{configuration:{pointer}}}") == replaced
    (finding,) = interpolation.findings
    assert finding.endswith("[GG-022]")


def test_what_is_no_pointer_ends_the_deployment() -> None:
    with pytest.raises(EdgeError, match=r"\{configuration:Port\}: is no JSON pointer: a device fails the deployment"):
        of().value("{configuration:Port}")
