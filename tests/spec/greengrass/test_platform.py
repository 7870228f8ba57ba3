"""Platforms: what a device reports, how a value matches it (PlatformHelper.java, PlatformResolver.java)."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.greengrass import Architecture, Os, Platform, any_of
from tests.spec.greengrass.values import TOKEN, refused

PI = {"os": "linux", "architecture": "arm", "architecture.detail": "armv7l"}


@pytest.mark.parametrize(
    ("platform", "code", "right"),
    [
        pytest.param({"architecture": "ARM64"}, "GG-007", "write aarch64", id="neo"),
        pytest.param({"architecture": "arm64"}, "GG-007", "write aarch64", id="docker"),
        pytest.param({"architecture": "x86_64"}, "GG-007", "write amd64", id="uname"),
        pytest.param({"architecture": "AMD64"}, "GG-007", "write amd64", id="upper-case"),
        pytest.param({"architecture": "ARM_EABIHF"}, "GG-007", "write arm", id="neo-32-bit"),
        pytest.param({"architecture": "/arm64/"}, "GG-007", "write aarch64", id="in-a-choice"),
        pytest.param({"os": "Linux"}, "GG-007", "write linux", id="os"),
        pytest.param({"os": "raspbian"}, "GG-007", "write linux", id="distribution"),
        pytest.param({"os": "/linux"}, "GG-008", "between two slashes", id="one-slash"),
        pytest.param({"architecture": "amd64|arm"}, "GG-008", "write like /amd64|aarch64/", id="choice-without"),
        pytest.param({"os": ""}, "GG-008", "a label", id="empty"),
        pytest.param({"os": "-linux"}, "GG-008", "a label", id="sign"),
        pytest.param({"os": ["linux"]}, "GG-008", "write one text", id="list"),
        pytest.param({"more": {"gpu": True}}, "GG-008", "write one text", id="boolean"),
        pytest.param({"more": {"arch": "arm"}}, "GG-225", "write architecture", id="attribute"),
        pytest.param({"more": {"OS": "linux"}}, "GG-225", "write os", id="attribute-in-capitals"),
    ],
)
def test_what_no_device_reports_is_refused_with_what_it_does(platform: dict[str, Any], code: str, right: str) -> None:
    assert right in refused(Platform, code, **platform)


@pytest.mark.parametrize(
    "platform",
    [
        *({"os": label} for label in (*Os, "*", "/linux|darwin/", "all", "any", "qnx", TOKEN)),
        *({"architecture": label} for label in (*Architecture, "*", "/amd64|arm64/", "riscv64", "any", TOKEN)),
        {"more": {"gpu": "1", "anything": "/x/"}},
    ],
)
def test_labels_choices_and_wildcards_are_taken(platform: dict[str, Any]) -> None:
    Platform(**platform)


def test_an_attribute_that_is_no_argument_is_a_typing_mistake() -> None:
    refused(Platform, arch="amd64")


@pytest.mark.parametrize(
    ("platform", "is_met"),
    [
        ({}, True),
        ({"os": "linux"}, True),
        ({"os": "windows"}, False),
        ({"os": "all", "architecture": "any"}, True),
        ({"os": "*", "more": {"gpu": "*"}}, True),  # also a missing attribute
        ({"more": {"gpu": "all"}}, False),  # "all" is a wildcard for os and architecture only
        ({"architecture": "/arm|aarch64/"}, True),
        ({"architecture": "/ar/"}, False),  # the whole label
        ({"architecture_detail": "/armv[67]l/"}, True),
        ({"runtime": "aws_nucleus_lite"}, False),
        ({"runtime": "*"}, True),
        ({"os": "/^one|two|linux|three$/"}, True),
        ({"os": "/^one|two|three$/"}, False),
        ({"os": "/lin/"}, False),
        ({"os": "/lin.*/"}, True),
        ({"os": "/.*/"}, True),
        ({"os": "//"}, False),
        ({"os": "linu"}, False),
        ({"more": {"gpu": "/.*/"}}, False),
    ],
)
def test_a_device_meets_a_platform(platform: dict[str, Any], is_met: bool) -> None:
    assert Platform(**platform).matches(PI) is is_met


def test_a_regular_expression_that_is_none_here_is_told() -> None:
    with pytest.raises(SpecError, match=r"os='/\(/': must be a regular expression that can be read here, too .*GG-008"):
        Platform(os="/(/").matches(PI)


def test_the_lite_nucleus_takes_no_manifest_that_asks_for_no_runtime() -> None:
    """RELEASE_NOTES.md of aws-greengrass-lite: a missing platform runtime is "handled as Greengrass nucleus only"."""
    lite = {"os": "linux", "architecture": "aarch64", "runtime": "aws_nucleus_lite"}
    assert [Platform(os="linux", runtime=one).matches(lite) for one in (None, "*", "aws_nucleus_lite")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "covers"),
    [
        ({}, {"os": "linux"}, True),
        ({"os": "linux"}, {}, False),
        ({"os": "linux"}, {"os": "linux", "architecture": "arm"}, True),
        ({"os": "/linux|darwin/"}, {"os": "linux"}, True),
        ({"os": "linux"}, {"os": "/linux|darwin/"}, False),
        ({"os": "*"}, {"os": "all"}, True),
        ({"os": "linux"}, {"os": "linux", "runtime": "*"}, False),
        ({"os": "linux", "runtime": "*"}, {"os": "linux", "runtime": "aws_nucleus_lite"}, True),
        ({"os": TOKEN}, {"os": TOKEN}, False),
    ],
)
def test_a_platform_covers_another(earlier: dict[str, Any], later: dict[str, Any], covers: bool) -> None:
    assert Platform(**earlier).covers(Platform(**later)) is covers


def test_attributes_are_named_as_devices_report_them() -> None:
    platform = Platform(os=Os.LINUX, architecture=any_of(Architecture.AMD64, "arm"), architecture_detail="armv6l")
    assert platform.attributes() == {"os": "linux", "architecture": "/amd64|arm/", "architecture.detail": "armv6l"}
