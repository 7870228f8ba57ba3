"""The default configuration of a component, and what it may do on the device."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, cast

from pydantic import Field, JsonValue, TypeAdapter, ValidationError, field_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Items
from cdk_model_packages.spec.greengrass.value import NUCLEUS, Finding, Reading, RecipeValue, finite, rendered

_PARSER = f"AuthorizationPolicyParser.java of {NUCLEUS}"
_ACCESS_CONTROL = "accessControl"


class AccessControlPolicy(RecipeValue):
    """What a component may ask another one for, such as which topics it may publish to.

    Source: AuthorizationPolicyParser.java of aws-greengrass-nucleus.
    """

    operations: Annotated[
        tuple[str, ...],
        Field(alias="operations"),
        Items("operations", minimum=1, code="GG-212", source=_PARSER),
    ]
    """What it may ask for, such as ``aws.greengrass#PublishToIoTCore``; at least one."""

    resources: Annotated[tuple[str, ...] | None, Field(alias="resources")] = None
    """Of what, for example topics; ``*`` for all."""

    policy_description: Annotated[str | None, Field(alias="policyDescription")] = None
    """For people."""


AccessControl = dict[str, dict[str, AccessControlPolicy]]
"""The policies by the service that is asked (``aws.greengrass.ipc.mqttproxy``) and by their id.

An id must be unique among all components of a device (GG-213).
"""


class ComponentConfiguration(RecipeValue):
    """The configuration that a component has until a deployment changes it.

    Source: component recipe reference; ComponentConfiguration.java of aws-greengrass-component-common.
    """

    default_configuration: dict[str, JsonValue] | None = None
    """Any JSON. Numbers are better written as texts, as the nucleus may make ``8080`` to ``8080.0`` (GG-022)."""

    access_control: Annotated[AccessControl | None, Field(alias=_ACCESS_CONTROL)] = None
    """What the component may do; rendered as ``accessControl`` of the default configuration."""

    @classmethod
    def _field_called(cls, key: str, *, reads: bool) -> str | None:
        """``accessControl`` stands inside of the default configuration."""
        name = super()._field_called(key, reads=reads)
        return None if name == _ACCESS_CONTROL and reads else name

    @field_validator("default_configuration")
    @classmethod
    def _is_json(cls, value: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
        finite(value)
        return value

    @classmethod
    def _spelled(cls, data: Mapping[Any, object], reading: Reading | None) -> tuple[dict[str, object], list[Finding]]:
        """Take the access control out of the default configuration when it has the shape that the nucleus reads."""
        found, findings = super()._spelled(data, reading)
        defaults = found.get("DefaultConfiguration")
        if not isinstance(defaults, Mapping) or _ACCESS_CONTROL not in defaults:
            return found, findings
        rest = dict(cast("Mapping[str, object]", defaults))
        control = rest.pop(_ACCESS_CONTROL)
        if found.get(_ACCESS_CONTROL) is not None:
            need = "given once, here or in default_configuration"
            raise SpecError("SPEC-001", _ACCESS_CONTROL, got=control, need=need, fix="drop one")
        try:
            policies = _access_control().validate_python(control, context=Reading())
        except ValidationError:  # the nucleus takes it, and tells in its log what it cannot read (GG-212)
            return found, findings
        return {**found, "DefaultConfiguration": rest, _ACCESS_CONTROL: policies}, findings

    def properties(self) -> dict[str, Any]:
        """Return it as a recipe holds it."""
        if self.access_control is None:
            return super().properties()
        defaults = {**(self.default_configuration or {}), _ACCESS_CONTROL: rendered(self.access_control)}
        return self.model_copy(update={"default_configuration": defaults, "access_control": None}).properties()


@cache
def _access_control() -> TypeAdapter[AccessControl]:
    return TypeAdapter(AccessControl)
