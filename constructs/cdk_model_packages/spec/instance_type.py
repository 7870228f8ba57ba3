"""Machines for batch transform and endpoints."""

from __future__ import annotations

from typing import ClassVar

from cdk_model_packages.spec.base import Text
from cdk_model_packages.spec.known_instance_types import KnownInstanceTypes
from cdk_model_packages.spec.open_choice import OpenChoice


class InstanceType(KnownInstanceTypes, OpenChoice):
    """An ML instance type: ``InstanceType.ML_M5_LARGE``, or ``InstanceType.of("ml.new.large")``.

    Which of them batch transform offers in a region is the template check's business (E3643, IT-003).

    Source: botocore, shapes TransformInstanceType and ProductionVariantInstanceType.
    """

    text: ClassVar = Text("InstanceType", pattern=r"ml(\.[a-z0-9-]+){2}", hint="write like ml.m5.large")
