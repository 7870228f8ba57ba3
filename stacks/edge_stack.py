"""The digits on a device: a component made at synth, and a job that makes components of approved versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_iot as iot

from cdk_model_packages import (
    Container,
    EdgeComponent,
    EdgeDeployment,
    EdgePackagingJob,
    EdgeTarget,
    ModelApprovalStatus,
    ModelPackage,
    ModelPackageGroup,
    NeoCompilation,
    TargetArch,
)
from stacks import digits
from stacks.acknowledged import acknowledge_edge

if TYPE_CHECKING:
    from constructs import Construct

_COMPONENT = "com.example.digits"


class EdgeStack(cdk.Stack):
    """Deploys component, deployment and job.

    Args:
        scope: The app or a stage.
        construct_id: Name of the stack.
        env: Account and region. ``None``: those of whoever deploys.
    """

    def __init__(self, scope: Construct, construct_id: str, *, env: cdk.Environment | None = None) -> None:
        super().__init__(scope, construct_id, env=env, description="A model as a Greengrass component, and its job")
        target = EdgeTarget.platform(TargetArch.X86_64)
        line = iot.CfnThingGroup(self, "Line", thing_group_name="digits-line")
        self.component = EdgeComponent(
            self, "Component", model=digits.model(), component_name=_COMPONENT, target=target
        )
        self.deployment = EdgeDeployment(self, "Deployment", thing_group=line, components=[self.component])

        self.group = ModelPackageGroup(self, "Group", model_package_group_name="digits-edge")
        self.job = EdgePackagingJob(
            self,
            "Job",
            model_package_group=self.group,
            component_name=f"{_COMPONENT}.approved",
            further_component_names=[f"{_COMPONENT}.*"],
            target=target,
            artifact_prefix="components",
            models=[digits.model()],
            compilation=NeoCompilation(),
        )
        # What core devices assume; give it to them by a role alias of AWS IoT.
        self.devices = iam.Role(
            self,
            "Devices",
            description="Token exchange role of the Greengrass core devices that read digits",
            assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("credentials.iot.amazonaws.com")),
        )
        self.component.grant_read_artifacts(self.devices)
        self.job.grant_read_artifacts(self.devices)
        rule = self.job.start_on_approval()
        self.version = ModelPackage(
            self,
            "Version",
            model_package_group=self.group,
            containers=[
                Container(
                    image=digits.inference_image(),
                    model_data=digits.model(),
                    framework="ONNX",
                    data_input_config='{"pixels": [1, 64]}',
                )
            ],
            supported_content_types=digits.CONTENT_TYPES,
            supported_response_mime_types=digits.CONTENT_TYPES,
            supported_transform_instance_types=digits.TRANSFORM_TYPES,
            # Approved at once, so that the job runs with the deployment: the reference stack shows the whole way.
            model_approval_status=ModelApprovalStatus.APPROVED,
            approval_description="approved in code: the reference stack packages it at once",
        )
        self.version.node.add_dependency(rule, self.job)  # an event is told once, to the rules that are there
        acknowledge_edge(self)
        cdk.CfnOutput(self, "ComponentVersionArn", value=self.component.component_version_arn)
        cdk.CfnOutput(self, "PackagingJobArn", value=self.job.state_machine_arn)
        cdk.CfnOutput(self, "ArtifactBucket", value=self.job.artifact_bucket.bucket_name)
        cdk.CfnOutput(self, "ModelPackageArn", value=self.version.model_package_arn)
