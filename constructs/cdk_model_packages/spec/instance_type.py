"""Machines for batch transform and endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cdk_model_packages.spec.base import Text, listed
from cdk_model_packages.spec.known_instance_types import KnownInstanceTypes
from cdk_model_packages.spec.open_choice import OpenChoice

if TYPE_CHECKING:
    from collections.abc import Sequence


class InstanceType(KnownInstanceTypes, OpenChoice):
    """An ML instance type: ``InstanceType.ML_M5_LARGE``, or ``InstanceType.of("ml.new.large")``.

    Which of them batch transform offers in a region is the template check's business (E3643, IT-003).

    Source: botocore, shapes TransformInstanceType and ProductionVariantInstanceType.
    """

    text: ClassVar = Text("InstanceType", pattern=r"ml(\.[a-z0-9-]+){2}", hint="write like ml.m5.large")


def instance_types(names: Sequence[InstanceType | str] | None) -> tuple[InstanceType, ...] | None:
    """Return instance types for names.

    Raises:
        SpecError: ``SPEC-001`` when one does not look like an instance type, or the list is one string.
    """
    found = listed(names, "SupportedInstanceTypes")
    return None if found is None else tuple(map(InstanceType.of, found))
