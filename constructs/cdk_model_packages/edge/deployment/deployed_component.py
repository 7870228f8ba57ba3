"""A component in a deployment: its version, what changes in its configuration, and what it runs as."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self, cast

from pydantic import BeforeValidator, Field, JsonValue, model_validator

from cdk_model_packages.edge.deployment.rollout import SOURCE
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Count, Spec, Text, is_token, listed
from cdk_model_packages.spec.greengrass.text import ComponentName, ComponentVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdk_model_packages.edge.component.edge_component import EdgeComponent

MOST_MERGE_CHARACTERS = 10_485_760
_LEAST_MEMORY_KIB = 8192
_LARGEST_MEMORY_KIB = 9_223_372_036_854_771_712
_USER = re.compile(r"[^:\s]+(:[^:\s]+)?")


class SystemResourceLimits(Spec):
    """What a component's processes may use, on Linux.

    Raises:
        SpecError: ``GG-219``.

    Source: Greengrass V2 API, SystemResourceLimits.
    """

    memory: Annotated[
        int | None,
        Count(
            "Memory",
            minimum=_LEAST_MEMORY_KIB,
            maximum=_LARGEST_MEMORY_KIB,
            code="GG-219",
            hint="it counts kilobytes",
            source=SOURCE,
        ),
    ] = None
    """Kilobytes; with less than 8 MB no process lives. ``None``: the device's own limit."""

    cpus: Annotated[float | None, Field(gt=0)] = None
    """For example 0.5 for half of one. ``None``: the device's own limit."""


def _posix_user(value: Any) -> Any:
    if isinstance(value, str) and not is_token(value) and _USER.fullmatch(value) is None:
        need = "user or user:group (Greengrass V2 API, ComponentRunWith)"
        raise SpecError("GG-219", "PosixUser", got=value, need=need, fix="write that")
    return value


class RunWith(Spec):
    """What a component's processes run as, and what they may use.

    Raises:
        SpecError: ``GG-219`` when the user is none.

    Source: Greengrass V2 API, ComponentRunWith.
    """

    posix_user: Annotated[str | None, BeforeValidator(_posix_user)] = None
    """``user`` or ``user:group`` of a Linux device. ``None``: the device's default."""

    windows_user: Annotated[str | None, Text("WindowsUser", min_length=1, source=SOURCE)] = None
    """User of a Windows device. ``None``: the device's default."""

    system_resource_limits: SystemResourceLimits | None = None
    """``None``: the device's own."""


def _merge(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        if value is None or is_token(value):
            return value
        try:
            value = json.loads(value)
        except ValueError as error:
            raise SpecError("GG-055", "Merge", got=value, need="JSON", fix="give the mapping itself") from error
    if not isinstance(value, Mapping):
        raise SpecError("GG-055", "Merge", got=value, need="a JSON object", fix='write {"NAME": value}')
    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        told = cast("object", value)
        raise SpecError("GG-055", "Merge", got=told, need="JSON", fix=f"correct it: {error}") from error


def _pointer(value: Any) -> Any:
    if isinstance(value, str) and value and not is_token(value) and not value.startswith("/"):
        need = "a JSON pointer, which begins with /; empty for the whole configuration"
        raise SpecError("GG-055", "Reset", got=value, need=need, fix=f"write /{value}")
    return value


_Pointer = Annotated[str, BeforeValidator(_pointer), Text("Reset", max_length=256, source=SOURCE)]


class ConfigurationUpdate(Spec):
    """How a deployment changes a component's configuration: what is reset first, then what is merged.

    Raises:
        SpecError: ``GG-055`` when the one is no JSON object, or the other no JSON pointer.

    Source: Greengrass V2 API, ComponentConfigurationUpdate.
    """

    merge: Annotated[
        str | None,
        BeforeValidator(_merge),
        Text("Merge", min_length=1, max_length=MOST_MERGE_CHARACTERS, source=SOURCE),
    ] = None
    """A mapping, or its JSON. Devices keep what it does not name, also from earlier deployments."""

    reset: tuple[_Pointer, ...] | None = None
    """Pointers to what goes back to its default."""

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if self.merge is None and self.reset is None:
            raise SpecError("GG-055", "ConfigurationUpdate", got=None, need="Merge or Reset", fix="give one of them")
        return self


class ComponentDeploymentSpecification(Spec):
    """A component as a deployment tells it.

    Source: Greengrass V2 API, ComponentDeploymentSpecification.
    """

    component_version: ComponentVersion
    """The exact version that devices get."""

    configuration_update: ConfigurationUpdate | None = None
    """What changes in its configuration. ``None``: nothing."""

    run_with: RunWith | None = None
    """What its processes run as. ``None``: the device's defaults."""


class _Name(Spec):
    component_name: ComponentName
    """It is a key of the template's ``Components``, and judged as a recipe's."""


@dataclass(frozen=True)
class DeployedComponent:
    """A component in a deployment; see :meth:`EdgeDeployment.component`.

    Attributes:
        name: Its name.
        specification: How it is deployed.
        made_here: What makes the version; ``None``: it is there already.
    """

    name: str
    specification: ComponentDeploymentSpecification
    made_here: EdgeComponent | None = None

    @classmethod
    def of(
        cls,
        component: EdgeComponent | str,
        version: str | None = None,
        *,
        merge: Mapping[str, JsonValue] | str | None = None,
        reset: Sequence[str] | None = None,
        run_with: RunWith | None = None,
    ) -> DeployedComponent:
        """Deploy a component; see :meth:`EdgeDeployment.component`.

        Raises:
            SpecError: ``GG-054`` when the version of a name is missing, or a component of this app is given another;
                ``SPEC-001`` when the name is only known at deploy time.
            ValidationError: when a value breaks a limit.
        """
        if not isinstance(component, str) and not hasattr(component, "component_version_arn"):
            need = "an EdgeComponent, or the name of a component that is there"
            raise SpecError("SPEC-001", "ComponentName", got=component, need=need, fix="pass one")
        made_here = None if isinstance(component, str) else component
        name = component if isinstance(component, str) else component.component_name
        known = version if made_here is None else made_here.component_version
        if known is None or (made_here is not None and version is not None):
            need = "given with a name, and left out with a component of this app, which has one"
            raise SpecError("GG-054", "ComponentVersion", got=version, need=need, fix=f"correct that of {name}")
        if is_token(name):
            need = "known at synth: it is a key of the template"
            raise SpecError("SPEC-001", "ComponentName", got=name, need=need, fix="write it out")
        update = None
        if merge is not None or reset is not None:
            update = ConfigurationUpdate.model_validate({"merge": merge, "reset": listed(reset, "Reset")})
        specification = ComponentDeploymentSpecification(
            component_version=known, configuration_update=update, run_with=run_with
        )
        return cls(_Name(component_name=name).component_name, specification, made_here)
