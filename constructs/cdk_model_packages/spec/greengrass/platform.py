"""The devices that a manifest is for: what the nucleus reports of them, and how a platform matches it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.value import NUCLEUS, RecipeValue, short

if TYPE_CHECKING:
    from collections.abc import Mapping

_RESOLVER = f"PlatformResolver.java of {NUCLEUS}"
_HELPER = "PlatformHelper.java of aws-greengrass-component-common"
_LITE = "aws_nucleus_lite"
"""What the nucleus lite reports as its runtime. It takes no manifest that does not ask for a runtime.

Source: RELEASE_NOTES.md of aws-greengrass-lite.
"""

_WILD = {"*", "/.*/"}
_OLD_WILD = {"all", "any"}


class Os(StrEnum):
    """An operating system as the nucleus reports it.

    Source: PlatformResolver.java of aws-greengrass-nucleus.
    """

    LINUX = "linux"
    WINDOWS = "windows"
    DARWIN = "darwin"


class Architecture(StrEnum):
    """A processor as the nucleus reports it: not as Docker, Neo or ``uname`` call it.

    Source: PlatformResolver.java of aws-greengrass-nucleus.
    """

    AMD64 = "amd64"
    X86 = "x86"
    ARM = "arm"
    AARCH64 = "aarch64"


RESPELT: Mapping[str, Mapping[str, str]] = {
    "os": {
        **dict.fromkeys(
            ("linux", "gnu/linux", "ubuntu", "debian", "raspbian", "amazonlinux", "yocto"),
            "linux",
        ),
        **dict.fromkeys(("windows", "win", "win32", "win64"), "windows"),
        **dict.fromkeys(("darwin", "macos", "mac", "osx"), "darwin"),
    },
    "architecture": {
        **dict.fromkeys(("arm64", "arm_64", "arm64v8", "armv8", "armv8-a", "armv8l", "aarch64"), "aarch64"),
        **dict.fromkeys(("x86_64", "x86-64", "x64", "amd64", "intel64"), "amd64"),
        **dict.fromkeys(("arm", "armv6", "armv6l", "armv7", "armv7l", "armv7-a", "armhf", "armel", "arm32"), "arm"),
        **dict.fromkeys(("arm32v7", "arm_eabi", "arm_eabihf"), "arm"),
        **dict.fromkeys(("x86", "x86_32", "i386", "i486", "i586", "i686", "ia32"), "x86"),
    },
}
"""What others call a platform, in lower case, and what the nucleus calls it (GG-007)."""

RESPELT_ATTRIBUTES: Mapping[str, str] = {
    **dict.fromkeys(("arch", "cpu", "machine", "cpuarchitecture", "architectures", "architecture"), "architecture"),
    **dict.fromkeys(("operatingsystem", "operating_system", "system", "os"), "os"),
    **dict.fromkeys(("architecturedetail", "architecture_detail", "architecture.detail"), "architecture.detail"),
    "runtime": "runtime",
}
"""What others call an attribute, in lower case, and what the nucleus calls it (GG-225)."""

_KNOWN: Mapping[str, frozenset[str]] = {
    "os": frozenset({*Os, *_OLD_WILD, "*"}),
    "architecture": frozenset({*Architecture, *_OLD_WILD, "*"}),
}
_FORM = re.compile(r"[A-Za-z0-9].*|\*|/.*/", re.DOTALL)
_CHOICE = re.compile(r"[A-Za-z0-9][^/]*\|")
_PLAIN_CHOICE = re.compile(r"/[A-Za-z0-9_.-]+(\|[A-Za-z0-9_.-]+)*/")


def labels_of(value: str) -> frozenset[str]:
    """Return the labels that a platform's value lists; what is no list of plain labels is one of its own."""
    if _PLAIN_CHOICE.fullmatch(value):
        return frozenset(value.strip("/").split("|"))
    return frozenset({value})


def _judged(attribute: str, value: object) -> object:
    if value is None or is_token(value) or (isinstance(value, str) and "${" in value):
        return value
    if not isinstance(value, str):
        need = f"a text: a label, '*' or a choice /amd64|aarch64/ ({_HELPER})"
        raise SpecError("GG-008", attribute, got=short(value), need=need, fix="write one text")
    if not _FORM.fullmatch(value) or _CHOICE.match(value):
        need = f"a label, '*', or a regular expression between two slashes ({_HELPER})"
        raise SpecError("GG-008", attribute, got=short(value), need=need, fix="write like /amd64|aarch64/")
    known, labels = _KNOWN.get(attribute, frozenset[str]()), labels_of(value)
    if attribute in RESPELT and not labels & known:
        for label in sorted(labels):
            right = RESPELT[attribute].get(label.lower())
            if right is not None:
                need = f"as devices report it, {right!r} ({_RESOLVER})"
                raise SpecError("GG-007", attribute, got=short(value), need=need, fix=f"write {right}")
    return str(value)


class Platform(RecipeValue):
    """The devices that a manifest is for: each attribute must match.

    A value is a label that is matched exactly, ``*`` for anything, or ``/a|b/``, a regular expression on the whole
    label. An attribute that is left out is not asked for; an empty platform matches every device. A device reports
    ``os``, ``architecture`` and ``architecture.detail``; others come from ``platformOverride`` of its nucleus.

    Raises:
        SpecError: ``GG-007`` for a label that no device reports, such as ``ARM64``; ``GG-008`` for another form;
            ``GG-225`` for an attribute that no device reports, such as ``arch``.

    Source: PlatformHelper.java of aws-greengrass-component-common.
    """

    rule: ClassVar = "GG-008"

    os: Annotated[str | None, Field(alias="os"), BeforeValidator(lambda value: _judged("os", value))] = None
    """An :class:`Os`, or ``*``."""

    architecture: Annotated[
        str | None, Field(alias="architecture"), BeforeValidator(lambda value: _judged("architecture", value))
    ] = None
    """An :class:`Architecture`, or a choice such as ``/amd64|aarch64/``."""

    architecture_detail: Annotated[
        str | None,
        Field(alias="architecture.detail"),
        BeforeValidator(lambda value: _judged("architecture.detail", value)),
    ] = None
    """Reported for ARM: ``armv6l``, ``armv7l``, ``armv8l``, ``armv6b``, ``armv7b`` or ``armv8b``."""

    runtime: Annotated[str | None, Field(alias="runtime"), BeforeValidator(lambda value: _judged("runtime", value))] = (
        None
    )
    """Which nucleus runs there: ``aws_nucleus_lite``, or ``*`` for any. ``None``: the classic one only."""

    @classmethod
    def _field_called(cls, key: str, *, reads: bool) -> str | None:
        """Attributes are matched in the case in which devices report them."""
        if key in cls.model_fields and not reads:
            return cls.model_fields[key].alias
        return next((field.alias for field in cls.model_fields.values() if key == field.alias != "more"), None)

    @model_validator(mode="after")
    def _attributes(self) -> Self:
        for attribute, value in self.more.items():
            right = RESPELT_ATTRIBUTES.get(attribute.lower())
            if right is not None:
                need = f"an attribute that devices report, {right} ({_RESOLVER})"
                raise SpecError("GG-225", attribute, got=short(value), need=need, fix=f"write {right}")
            _judged(attribute, value)
        return self

    def properties(self) -> dict[str, Any]:
        """Return what is asked for; the nucleus takes null for an attribute that is not there."""
        return {name: value for name, value in super().properties().items() if value is not None}

    def attributes(self) -> dict[str, str]:
        """Return what is asked for, by the name of the attribute."""
        return self.properties()

    def matches(self, device: Mapping[str, str]) -> bool:
        """Tell whether a device takes the manifest. Regular expressions are Python's here and Java's on the device.

        Args:
            device: What its nucleus reports.

        Raises:
            SpecError: ``GG-008`` for a regular expression that is none in Python.
        """
        if self.runtime is None and device.get("runtime") == _LITE:
            return False
        return all(_is_met(name, device.get(name), wanted) for name, wanted in self.attributes().items())

    def covers(self, other: Platform) -> bool:
        """Tell whether every device that matches another platform surely matches this one, too.

        Args:
            other: The other one.
        """
        if self.runtime is None and other.runtime is not None:
            return False
        others = other._asked()
        return all(
            name in others and others[name] <= labels and not any(map(is_token, labels))
            for name, labels in self._asked().items()
        )

    def _asked(self) -> dict[str, frozenset[str]]:
        return {
            name: labels_of(value)
            for name, value in self.attributes().items()
            if value not in _WILD and value not in _OLD_WILD
        }


def _is_met(attribute: str, label: str | None, wanted: str) -> bool:
    if wanted == "*":
        return True
    if not label:
        return False
    if len(wanted) > 1 and wanted.startswith("/") and wanted.endswith("/"):
        try:
            return re.fullmatch(wanted[1:-1], label) is not None
        except re.error as error:
            need = f"a regular expression that can be read here, too ({error})"
            raise SpecError("GG-008", attribute, got=wanted, need=need, fix="write like /amd64|aarch64/") from None
    return wanted == label or (attribute in _KNOWN and wanted in _OLD_WILD)


def any_of(*labels: str) -> str:
    """Return a platform's value that is met by any of some labels: ``/amd64|aarch64/``.

    Args:
        labels: The labels.
    """
    return f"/{'|'.join(map(str, labels))}/"
