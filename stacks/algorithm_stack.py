"""The digits as an algorithm, a version of what it has trained, and a model of that version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages import (
    Algorithm,
    AlgorithmContainer,
    ChannelSpecification,
    ModelApprovalStatus,
    ModelPackage,
    ModelPackageGroup,
    TrainingInputMode,
)
from stacks import digits
from stacks.acknowledged import acknowledge_package

if TYPE_CHECKING:
    from constructs import Construct


class AlgorithmStack(cdk.Stack):
    """Deploys algorithm, version and model.

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        env: Account and region. ``None``: those of whoever deploys.
    """

    def __init__(self, scope: Construct, construct_id: str, *, env: cdk.Environment | None = None) -> None:
        super().__init__(scope, construct_id, env=env, description="SageMaker algorithm, and a package of its model")
        self.algorithm = Algorithm(
            self,
            "Algorithm",
            training_image=digits.training_image(),
            training_channels=[
                # The data come with scikit-learn; the service asks for a channel all the same.
                ChannelSpecification(
                    name="train",
                    is_required=False,
                    supported_content_types=("text/csv",),
                    supported_input_modes=(TrainingInputMode.FILE,),
                )
            ],
            supported_training_instance_types=digits.TRANSFORM_TYPES,
            containers=[AlgorithmContainer(image=digits.inference_image(), framework="ONNX")],
            supported_content_types=digits.CONTENT_TYPES,
            supported_response_mime_types=digits.CONTENT_TYPES,
            supported_transform_instance_types=digits.TRANSFORM_TYPES,
            supported_realtime_inference_instance_types=digits.REALTIME_TYPES,
            algorithm_description="Trains a reader of handwritten digits",
        )
        self.group = ModelPackageGroup(self, "Group", model_package_group_name="digits-trained")
        self.version = ModelPackage.from_algorithm(
            self,
            "Version",
            model_package_group=self.group,
            algorithm=self.algorithm,
            model_data=digits.model(),
            # A model is made of it in the same deployment, and the service wants it approved for that.
            model_approval_status=ModelApprovalStatus.APPROVED,
            approval_description="approved in code: the reference stack runs it at once",
        )
        self.model = self.version.to_model()
        acknowledge_package(self.version)
        cdk.CfnOutput(self, "AlgorithmArn", value=self.algorithm.algorithm_arn)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.version.model_package_arn)
        cdk.CfnOutput(self, "ModelName", value=self.model.attr_model_name)
