"""What devices do while a deployment reaches them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import model_validator

from cdk_model_packages.edge.deployment.rollout import MOST, SOURCE
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Count, Spec


class FailureHandling(StrEnum):
    """What a device does when the deployment fails on it."""

    ROLLBACK = "ROLLBACK"
    """It goes back to what ran before."""

    DO_NOTHING = "DO_NOTHING"


class UpdateAction(StrEnum):
    """Whether components are asked before they are updated."""

    NOTIFY_COMPONENTS = "NOTIFY_COMPONENTS"
    SKIP_NOTIFY_COMPONENTS = "SKIP_NOTIFY_COMPONENTS"


class ComponentUpdatePolicy(Spec):
    """Whether components are asked before they are stopped and updated.

    Raises:
        SpecError: ``GG-223`` for a timeout that nobody waits for; ``SPEC-001`` when it is out of its range.

    Source: Greengrass V2 API, DeploymentComponentUpdatePolicy.
    """

    action: Annotated[UpdateAction | None, Choice(SOURCE)] = None
    """``None``: ``NOTIFY_COMPONENTS``."""

    timeout_in_seconds: Annotated[
        int | None, Count("TimeoutInSeconds", minimum=1, maximum=MOST, hint="choose one", source=SOURCE)
    ] = None
    """How long a component may put the update off. ``None``: 60."""

    @model_validator(mode="after")
    def _is_waited_for(self) -> Self:
        if self.action == UpdateAction.SKIP_NOTIFY_COMPONENTS and self.timeout_in_seconds is not None:
            need = "left out: with SKIP_NOTIFY_COMPONENTS no component is asked"
            raise SpecError("GG-223", "TimeoutInSeconds", got=self.timeout_in_seconds, need=need, fix="drop it")
        return self


class ConfigurationValidationPolicy(Spec):
    """How long a component may judge its new configuration.

    Source: Greengrass V2 API, DeploymentConfigurationValidationPolicy.
    """

    timeout_in_seconds: Annotated[
        int, Count("TimeoutInSeconds", minimum=1, maximum=MOST, hint="choose one", source=SOURCE)
    ]
    """Seconds after which the deployment goes on without its judgement, 1 or more."""


class DeploymentPolicies(Spec):
    """What devices do while a deployment reaches them.

    Source: Greengrass V2 API, DeploymentPolicies.
    """

    component_update_policy: ComponentUpdatePolicy | None = None
    """Whether components are asked before they are updated. ``None``: they are, for 60 seconds."""

    configuration_validation_policy: ConfigurationValidationPolicy | None = None
    """How long components may judge their configuration. ``None``: 30 seconds."""

    failure_handling_policy: Annotated[FailureHandling, Choice(SOURCE)] = FailureHandling.ROLLBACK
    """What a device does when the deployment fails on it."""
