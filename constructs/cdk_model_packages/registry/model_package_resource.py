"""The L1 of a version: how it is made, and when it is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
import jsii
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.registry.free_name import digest_of
from cdk_model_packages.registry.l1 import l1

if TYPE_CHECKING:
    from constructs import Construct

    from cdk_model_packages import spec

NOT_UPDATABLE = (
    "additionalInferenceSpecifications",
    "certifyForMarketplace",
    "modelPackageName",
    "skipModelValidation",
)
"""Properties that CloudFormation would update in place and the service's update call does not take (LC-003)."""


class _TypedModelPackage(sagemaker.CfnModelPackage):
    """The L1, made from properties that ``spec`` has typed and checked already.

    The generated constructor checks each value again, and sends a null for each property that is not
    set: a third of the time of a version (``make bench``, docs/decisions/0003-jsii-costs.md).
    """

    def __init__(self, scope: Construct, construct_id: str, properties: dict[str, Any]) -> None:
        jsii.create(sagemaker.CfnModelPackage, self, [scope, construct_id, properties])  # pyright: ignore[reportUnknownMemberType]


def model_package_resource(scope: Construct, value: spec.PackageSpec) -> sagemaker.CfnModelPackage:
    """Make the L1, under another logical id where a property forces a new package.

    Such a property is one that CloudFormation believes updatable and the service does not update: the
    new id makes a new resource, and retention keeps the old one.
    """
    properties = l1(value)
    resource = _TypedModelPackage(scope, "Resource", properties)
    forcing = {name: properties[name] for name in NOT_UPDATABLE if name in properties}
    if forcing:
        stack = cdk.Stack.of(scope)
        resource.override_logical_id(f"{stack.resolve(resource.logical_id)}{digest_of(stack, forcing).upper()}")
    return resource
