"""The job that packages approved versions: a state machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages._lazy import names_in

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.edge_packaging_job import EdgePackagingJob

__getattr__ = names_in(__name__, {"edge_packaging_job": ("EdgePackagingJob",)})

__all__ = ["EdgePackagingJob"]


def __dir__() -> list[str]:
    return __all__
