"""One step of a lifecycle: a script, and how it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import (
    Field,
    PlainValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.selectable import Selectable
from cdk_model_packages.spec.greengrass.value import NUCLEUS, REFERENCE, SCHEMA, Reading, RecipeValue, short

_SERVICE = f"GenericExternalService.java of {NUCLEUS}"
_SKIPIF = re.compile(r"\s*!?\s*(exists|onpath) +\S.*", re.DOTALL)
_SECONDS = re.compile(r"\s*0*[1-9][0-9]*(\.0)?\s*")
_TRUE = {"true", "yes", "on", "t", "y", "Y"}

Environment = dict[str, str | bool | int | float]
Selected = dict[str, Any]
"""A value for each selection key, or again for each selection key below that."""


def _script(value: object) -> object:
    if not isinstance(value, str):
        need = f"one text, with several lines where needed ({REFERENCE})"
        raise SpecError("GG-043", "Script", got=short(value), need=need, fix="join the lines")
    return value


def _skipif(value: object) -> object:
    if value is None or is_token(value) or (isinstance(value, str) and "${" in value):
        return value
    if not isinstance(value, str) or not _SKIPIF.fullmatch(value):
        need = f"'onpath NAME' or 'exists FILE' ({_SERVICE})"
        raise SpecError("GG-024", "Skipif", got=short(value), need=need, fix="put another test into the script")
    return value


def _privilege(key: str) -> Callable[[object], object]:
    def judge(value: object) -> object:
        if value is None or isinstance(value, bool | str):
            return value
        need = f"true or false ({SCHEMA})"
        raise SpecError("SPEC-001", key, got=short(value), need=need, fix="write one of them")

    return judge


def _timeout(value: object) -> object:
    if value is None or is_token(value) or (isinstance(value, str) and "{" in value):  # a variable, replaced there
        return value
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    if not is_number or not _SECONDS.fullmatch(str(value)):
        need = f"a whole number of seconds above 0: what is no number counts as 0 (Coerce.java of {NUCLEUS})"
        raise SpecError("GG-045", "Timeout", got=short(value), need=need, fix="write for example 900")
    return int(value) if isinstance(value, float) else value


def _environment(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        need = f"a mapping of variables ({SCHEMA})"
        raise SpecError("SPEC-001", "Setenv", got=short(value), need=need, fix="write NAME: value")
    for name, one in cast("Mapping[str, object]", value).items():
        if not isinstance(one, str | bool | int | float):
            need = f"a text, a number, true or false ({SCHEMA})"
            raise SpecError("SPEC-001", name, got=short(one), need=need, fix="write one value")
    return {str(name): one for name, one in cast("Mapping[object, object]", value).items()}


def _chosen(check: Callable[[object], object]) -> Callable[[object], object]:
    """Return a check that goes below selection keys."""

    def judge(value: object) -> object:
        if isinstance(value, Mapping):
            return {str(key): judge(one) for key, one in cast("Mapping[Any, object]", value).items()}
        return check(value)

    return judge


def _given(check: Callable[[object], object]) -> Callable[[object], object]:
    return lambda value: value if value is None else check(value)


def _chosen_environment(value: object) -> object:
    """Below ``Setenv`` nobody can tell variables from selection keys, so both are taken."""
    if isinstance(value, Mapping):
        for one in cast("Mapping[str, object]", value).values():
            if isinstance(one, Mapping):
                _chosen_environment(cast("object", one))
            else:
                _environment({"": one})
        return cast("object", value)
    return _environment(value)


Setenv = Annotated[Environment | str | None, PlainValidator(_environment)]
ChosenSetenv = Annotated[Selected | str | None, PlainValidator(_chosen_environment)]


class LifecycleStep(RecipeValue):
    """A step of a lifecycle: a script, and how it runs.

    A recipe may also give the script alone; then the step is a text.

    Raises:
        SpecError: ``GG-024`` for another ``skipif``, ``GG-043`` without a script, ``GG-045`` for a time that the
            nucleus reads as 0.

    Source: component recipe reference; GenericExternalService.java of aws-greengrass-nucleus.
    """

    needed: ClassVar = {"Script": "GG-043"}
    rule: ClassVar = "GG-043"

    script: Annotated[str, PlainValidator(_script)]
    """What runs, in the shell of the operating system. Variables such as ``{artifacts:path}`` are replaced."""

    requires_privilege: Annotated[bool | str | None, PlainValidator(_privilege("RequiresPrivilege"))] = None
    """True: runs as root, and not as the component's user. A recipe may write it as a text."""

    skipif: Annotated[str | None, PlainValidator(_skipif)] = None
    """``onpath NAME`` or ``exists FILE``, with ``!`` before it for the opposite: then the step is not run."""

    timeout: Annotated[int | str | None, PlainValidator(_timeout)] = None
    """Seconds until the step is stopped. ``None``: 120; for Run never, for Shutdown 15, for Recover 60."""

    setenv: Setenv = None
    """Environment variables of the script."""

    bootstrap_on_rollback: Annotated[bool | str | None, PlainValidator(_privilege("BootstrapOnRollback"))] = None
    """Of Bootstrap only: it runs, too, when a deployment is rolled back. Not in the schemas; the nucleus reads it
    (KernelAlternatives.java of aws-greengrass-nucleus)."""

    @property
    def is_privileged(self) -> bool:
        """Whether the nucleus runs the script as root. It knows ``true`` as a text, and not ``True``."""
        return self.requires_privilege is True or self.requires_privilege in _TRUE

    @property
    def timeout_seconds(self) -> int | None:
        """The timeout as a number; ``None`` when there is none, or when a variable stands for it."""
        if self.timeout is None or is_token(self.timeout):
            return None
        return int(float(self.timeout)) if _SECONDS.fullmatch(str(self.timeout)) else None


def _text_or_step(kind: Callable[[], type[RecipeValue]]) -> WrapValidator:
    """Return what reads a step that is a script alone or a part: its errors are told once and not for both."""

    def read(value: object, _: ValidatorFunctionWrapHandler, info: ValidationInfo) -> object:
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, list | tuple):
            _script(cast("object", value))
        if isinstance(value, LifecycleStep) and kind() is not LifecycleStep:
            return kind().model_validate(value.properties(), context=Reading())
        return kind().model_validate(value, context=info.context)

    return WrapValidator(read)


Body = Annotated[str | LifecycleStep | None, _text_or_step(lambda: LifecycleStep)]
"""A script alone, or a step."""

GlobalBody = Annotated["str | GlobalStep | None", _text_or_step(lambda: GlobalStep)]


class GlobalStep(Selectable):
    """A step of the global lifecycle, where each value may depend on a selection key.

    Its fields are those of :class:`LifecycleStep`; each may be a mapping of selection key to value. The step as a whole
    may be given by selection key in ``selected``.

    Source: filterPlatform of PlatformResolver.java of aws-greengrass-nucleus.
    """

    rule: ClassVar = "GG-043"

    script: Annotated[str | Selected | None, PlainValidator(_chosen(_given(_script)))] = None
    """See :class:`LifecycleStep`."""

    requires_privilege: Annotated[
        bool | str | Selected | None, PlainValidator(_chosen(_privilege("RequiresPrivilege")))
    ] = None
    """See :class:`LifecycleStep`."""

    skipif: Annotated[str | Selected | None, PlainValidator(_chosen(_skipif))] = None
    """See :class:`LifecycleStep`."""

    timeout: Annotated[int | str | Selected | None, PlainValidator(_chosen(_timeout))] = None
    """See :class:`LifecycleStep`."""

    setenv: ChosenSetenv = None
    """See :class:`LifecycleStep`."""

    bootstrap_on_rollback: Annotated[
        bool | str | Selected | None, PlainValidator(_chosen(_privilege("BootstrapOnRollback")))
    ] = None
    """See :class:`LifecycleStep`."""

    selected: dict[str, GlobalBody] = Field(default_factory=dict, alias="selected")
    """The whole step for each selection key."""

    @model_validator(mode="after")
    def _has_a_script(self) -> Self:
        if self.script is None and not self.selected:
            raise SpecError("GG-043", "Script", got=None, need=f"given ({_SERVICE})", fix="add it")
        return self
