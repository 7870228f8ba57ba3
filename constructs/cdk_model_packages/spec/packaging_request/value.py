"""What the values of a packaging request share: a field that does not exist is refused by its name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, ClassVar, cast

from pydantic import ValidationError, model_validator

from cdk_model_packages.errors import SpecError, tell_finding
from cdk_model_packages.spec.base import Spec
from cdk_model_packages.spec.packaging_request.text import API


class RequestValue(Spec):
    """A value of the request.

    Raises:
        SpecError: ``SPEC-001`` for a field that its shape does not have; names the likely one.
    """

    shape: ClassVar[str]
    """The service's name of it."""

    instead: ClassVar[str] = "leave it out"
    """What to do about a field that it does not have."""

    @model_validator(mode="before")
    @classmethod
    def _is_known(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            if not isinstance(given, cls):
                need = f"an object of {', '.join(cls._names())} ({API}, {cls.shape})"
                raise SpecError("SPEC-001", cls.shape, got=_cut(given), need=need, fix="write its fields")
            return given
        for name in cast("dict[str, Any]", given):
            if name not in {*cls.model_fields, *cls._names()}:
                by_case = {known.lower(): known for known in cls._names()}
                close = get_close_matches(str(name).lower().replace("_", ""), by_case, n=1)
                need = f"one of {', '.join(cls._names())} ({API}, {cls.shape})"
                fix = f"did you mean {by_case[close[0]]}?" if close else cls.instead
                raise SpecError("SPEC-001", cls.shape, got=_cut(name), need=need, fix=fix)
        return cast("dict[str, Any]", given)

    @classmethod
    def _names(cls) -> list[str]:
        return [str(field.alias) for field in cls.model_fields.values()]


def as_spec_error(error: ValidationError) -> SpecError:
    """Return the first finding of a nested value as an error of its own: a validator may raise no other."""
    finding = error.errors(include_url=False)[0]
    cause = finding.get("ctx", {}).get("error")
    if isinstance(cause, SpecError):
        return cause
    path = ".".join(map(str, finding["loc"])) or error.title
    return SpecError("SPEC-001", path, got=_cut(finding["input"]), need="valid", fix=tell_finding(finding))


def _cut(value: object) -> object:
    text = repr(value)
    return value if len(text) <= 80 else f"{text[:77]}..."
