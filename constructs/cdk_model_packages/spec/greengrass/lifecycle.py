"""What a device runs for a component: the lifecycle of a manifest, and the one that manifests share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.greengrass.selectable import Selectable
from cdk_model_packages.spec.greengrass.step import (
    Body,
    ChosenSetenv,
    GlobalBody,
    GlobalStep,
    LifecycleStep,
    Setenv,
)
from cdk_model_packages.spec.greengrass.value import REFERENCE, Place, Reading, RecipeValue, short

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = ("bootstrap", "install", "startup", "run", "shutdown", "recover", "uninstall")
"""The fields of a lifecycle that are steps, in the order in which a device runs them."""


class Lifecycle(RecipeValue):
    """What a device runs: each step is a text (the script), or a :class:`LifecycleStep`.

    Raises:
        SpecError: ``GG-017`` with Startup and Run, ``GG-024`` for a Skipif in Bootstrap.

    Source: component recipe reference; Lifecycle.java of aws-greengrass-nucleus.
    """

    rule: ClassVar = "GG-042"

    setenv: Setenv = None
    """Environment variables of all steps."""

    bootstrap: Body = None
    """Runs before all others with a new version, and may ask for a restart: exit code 100 restarts the nucleus, 101
    the device. Has no ``skipif``."""

    install: Body = None
    """Runs when the component is installed, and each time the nucleus starts."""

    startup: Body = None
    """Starts a background service and ends. Excludes ``run``."""

    run: Body = None
    """The component itself: it is finished when the script ends. Excludes ``startup``."""

    shutdown: Body = None
    """Runs when the component stops."""

    recover: Body = None
    """Runs after an error; after three in a row the component is broken."""

    uninstall: Body = None
    """Runs when the component is removed. The documentation and the schemas do not tell it, the nucleus has it."""

    @model_validator(mode="after")
    def _one_process(self) -> Self:
        _startup_or_run(self.startup, self.run)
        if isinstance(self.bootstrap, LifecycleStep):
            _no_skipif(self.bootstrap.skipif)
        return self

    def steps(self) -> dict[str, LifecycleStep]:
        """Return the steps that are given by their name in a recipe, a script alone as a step."""
        given = ((name, getattr(self, name)) for name in STEPS)
        return {
            name.capitalize(): LifecycleStep(script=step) if isinstance(step, str) else step
            for name, step in given
            if step is not None
        }


def as_global(value: object) -> object:
    """Return a lifecycle of one manifest as one that manifests share, with what nobody knows of it."""
    if not isinstance(value, Lifecycle):
        return value
    return GlobalLifecycle.model_validate(value.properties(), context=Reading())


_Shared = Annotated["GlobalLifecycle", BeforeValidator(as_global)]


class GlobalLifecycle(Selectable):
    """What manifests without a lifecycle of their own share. Its fields are those of :class:`Lifecycle`.

    On any level there may be selection keys: those that manifests list in ``selections``, and ``all``. Where one is,
    a device takes the value of the first that its manifest lists, or that of ``all``, and drops the rest.

    Raises:
        SpecError: ``GG-017`` with Startup and Run, ``GG-024`` for a Skipif in Bootstrap.

    A :class:`Lifecycle` and a :class:`LifecycleStep` are taken in its place.

    Source: component recipe reference; filterPlatform of PlatformResolver.java of aws-greengrass-nucleus.
    """

    rule: ClassVar = "GG-042"

    setenv: ChosenSetenv = None
    """See :class:`Lifecycle`."""

    bootstrap: GlobalBody = None
    """See :class:`Lifecycle`."""

    install: GlobalBody = None
    """See :class:`Lifecycle`."""

    startup: GlobalBody = None
    """See :class:`Lifecycle`."""

    run: GlobalBody = None
    """See :class:`Lifecycle`."""

    shutdown: GlobalBody = None
    """See :class:`Lifecycle`."""

    recover: GlobalBody = None
    """See :class:`Lifecycle`."""

    uninstall: GlobalBody = None
    """See :class:`Lifecycle`."""

    selected: dict[str, _Shared] = Field(default_factory=dict, alias="selected")
    """A lifecycle for each selection key."""

    @model_validator(mode="after")
    def _one_process(self) -> Self:
        _startup_or_run(self.startup, self.run)
        for step in _whole(self.bootstrap):
            _no_skipif(step.skipif)
        return self

    def lifecycles(self, place: Place = ()) -> Iterator[tuple[Place, GlobalLifecycle]]:
        """Return this lifecycle and those below its selection keys, each with its place."""
        yield place, self
        for key, lifecycle in self.selected.items():
            yield from lifecycle.lifecycles((*place, key))


def _whole(body: str | GlobalStep | None) -> Iterator[GlobalStep]:
    if isinstance(body, GlobalStep):
        yield body
        for one in body.selected.values():
            yield from _whole(one)


def _startup_or_run(startup: object, run: object) -> None:
    if startup is not None and run is not None:
        need = f"left out next to Startup: a lifecycle has one of them ({REFERENCE})"
        fix = "keep Startup for a background service, Run for a process"
        raise SpecError("GG-017", "Run", got=_told(run), need=need, fix=fix)


def _no_skipif(skipif: object) -> None:
    if skipif is not None:
        need = f"left out: a Bootstrap step has none ({REFERENCE})"
        raise SpecError("GG-024", "Bootstrap.Skipif", got=skipif, need=need, fix="test it in the script")


def _told(step: object) -> object:
    return short(step.properties() if isinstance(step, RecipeValue) else step)
