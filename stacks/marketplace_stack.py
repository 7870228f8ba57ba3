"""The digits as an unversioned package, certified so that AWS Marketplace can list it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import Domain, MarketplaceModelPackage, Task
from stacks import digits
from stacks.acknowledged import acknowledge_package

if TYPE_CHECKING:
    from constructs import Construct


class MarketplaceStack(cdk.Stack):
    """Deploys the package.

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        env: Account and region: those of the publisher. ``None``: those of whoever deploys.
    """

    def __init__(self, scope: Construct, construct_id: str, *, env: cdk.Environment | None = None) -> None:
        super().__init__(scope, construct_id, env=env, description="SageMaker model package for AWS Marketplace")
        self.package = MarketplaceModelPackage(
            self,
            "Package",
            containers=[digits.container()],
            supported_content_types=digits.CONTENT_TYPES,
            supported_response_mime_types=digits.CONTENT_TYPES,
            supported_transform_instance_types=digits.TRANSFORM_TYPES,
            supported_realtime_inference_instance_types=digits.REALTIME_TYPES,
            validation=digits.validation(),
            model_package_description="Reads handwritten digits of 8 by 8 pixels",
            domain=Domain.COMPUTER_VISION,
            task=Task.CLASSIFICATION,
        )
        cdk.Validations.of(self.package).acknowledge(
            cdk.Acknowledgment(id="MK-008", reason="The samples are scikit-learn's public digits")
        )
        acknowledge_package(self.package)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.package.model_package_arn)
        cdk.CfnOutput(self, "ModelPackageStatus", value=self.package.model_package_status)
