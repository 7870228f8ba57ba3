"""How fast a deployment goes to the devices of a thing group, and when it stops."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Count, Spec, is_token

SOURCE = "AWS::GreengrassV2::Deployment schema"
_API = "Greengrass V2 API"
MOST = 2_147_483_647
_Rate = Annotated[int | None, Count("MaximumPerMinute", minimum=1, maximum=1000, hint="choose one", source=SOURCE)]
_Things = Annotated[int | None, Count("NumberOfThings", minimum=1, maximum=MOST, hint="choose one", source=SOURCE)]


def _in_steps(digits: int, name: str, *, least: float, most: float) -> BeforeValidator:
    """Return what takes a number of a range with so many digits after the point (``GG-058``)."""

    def check(value: Any) -> Any:
        if is_token(value):
            return value
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most or round(value, digits) != value:
            need = f"{least:g} to {most:g}, with at most {digits} digit{'s' * (digits > 1)} after the point ({_API})"
            raise SpecError("GG-058", name, got=value, need=need, fix="choose one")
        return value

    return BeforeValidator(check)


class RateIncreaseCriteria(Spec):
    """After how many devices an exponential rate grows: one of the two.

    Source: Greengrass V2 API, IoTJobRateIncreaseCriteria.
    """

    number_of_notified_things: _Things = None
    """Devices that were told. ``None``: see ``number_of_succeeded_things``."""

    number_of_succeeded_things: _Things = None
    """Devices on which the deployment has succeeded. ``None``: see ``number_of_notified_things``."""

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        given = [self.number_of_notified_things, self.number_of_succeeded_things]
        if sum(one is not None for one in given) != 1:
            need = f"NumberOfNotifiedThings or NumberOfSucceededThings ({SOURCE})"
            raise SpecError("SPEC-001", "RateIncreaseCriteria", got=given, need=need, fix="give one of them")
        return self


def _criteria(value: Any) -> dict[str, int]:
    """Return the criteria in CloudFormation's names: the CDK's L1 has no type for them and passes them on."""
    return RateIncreaseCriteria.model_validate(value).properties()


class ExponentialRate(Spec):
    """A rate that grows by a factor; see :meth:`RolloutRate.exponential`.

    Source: Greengrass V2 API, IoTJobExponentialRolloutRate.
    """

    base_rate_per_minute: Annotated[
        int, Count("BaseRatePerMinute", minimum=1, maximum=1000, hint="choose one", source=SOURCE)
    ]
    """Devices a minute at the beginning, 1 to 1000."""

    increment_factor: Annotated[float, _in_steps(1, "IncrementFactor", least=1, most=5)]
    """What the rate is multiplied with, 1 to 5, with at most one digit after the point."""

    rate_increase_criteria: Annotated[dict[str, int], BeforeValidator(_criteria)]
    """When it grows: see :class:`RateIncreaseCriteria`."""


class RolloutRate(Spec):
    """How many devices are told of a deployment each minute. Made by :meth:`constant` and :meth:`exponential`.

    Raises:
        SpecError: ``GG-058`` when the rates do not fit together; ``SPEC-001`` when a number is out of its range.

    Source: Greengrass V2 API, IoTJobExecutionsRolloutConfig.
    """

    exponential_rate: ExponentialRate | None = None
    """How the rate grows. ``None``: it does not."""

    maximum_per_minute: _Rate = None
    """Devices a minute, 1 to 1000, of a rate that grows the most. ``None``: the service's 1000."""

    @staticmethod
    def constant(maximum_per_minute: int) -> RolloutRate:
        """Tell so many devices each minute, 1 to 1000."""
        return RolloutRate(maximum_per_minute=maximum_per_minute)

    @staticmethod
    def exponential(
        base_rate_per_minute: int,
        increment_factor: float,
        *,
        notified_things: int | None = None,
        succeeded_things: int | None = None,
        maximum_per_minute: int | None = None,
    ) -> RolloutRate:
        """Begin slowly, and go faster after so many devices.

        Args:
            base_rate_per_minute: Devices a minute at the beginning, 1 to 1000.
            increment_factor: 1 to 5, with at most one digit after the point.
            notified_things: Grow after so many devices were told. ``None``: see ``succeeded_things``.
            succeeded_things: Grow after the deployment has succeeded on so many. One of the two is given.
            maximum_per_minute: Never more than that, 1 to 1000. ``None``: the service's 1000.
        """
        things = {"number_of_notified_things": notified_things, "number_of_succeeded_things": succeeded_things}
        rate = {
            "base_rate_per_minute": base_rate_per_minute,
            "increment_factor": increment_factor,
            "rate_increase_criteria": things,
        }
        return RolloutRate.model_validate({"exponential_rate": rate, "maximum_per_minute": maximum_per_minute})

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        base = None if self.exponential_rate is None else self.exponential_rate.base_rate_per_minute
        most = self.maximum_per_minute
        if base is not None and most is not None and not is_token(base) and not is_token(most) and base > most:
            need = f"at most MaximumPerMinute, {most}"
            raise SpecError("GG-058", "BaseRatePerMinute", got=base, need=need, fix="lower it, or raise the other")
        return self


class FailureType(StrEnum):
    """How a deployment ends badly on a device."""

    FAILED = "FAILED"
    REJECTED = "REJECTED"
    TIMED_OUT = "TIMED_OUT"
    ALL = "ALL"


class AbortCriteria(Spec):
    """When a deployment is cancelled for the devices that have not begun it.

    Raises:
        SpecError: ``GG-058`` when the percentage is none; ``SPEC-001`` when the number is out of its range.

    Source: Greengrass V2 API, IoTJobAbortCriteria.
    """

    failure_type: Annotated[FailureType, Choice(SOURCE)]
    """What counts."""

    threshold_percentage: Annotated[float, _in_steps(2, "ThresholdPercentage", least=0, most=100)]
    """Of the devices that have ended, 0 to 100, with at most two digits after the point."""

    min_number_of_executed_things: Annotated[
        int, Count("MinNumberOfExecutedThings", minimum=1, maximum=MOST, hint="choose one", source=SOURCE)
    ]
    """Not before so many devices have ended."""

    action: Annotated[str, Field(pattern="CANCEL")] = "CANCEL"
    """The only one that there is."""
