"""What the state machine of a job may do: its own steps on its own group, bucket, components and thing group."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.edge.packaging_job.compilation_states import NAME_PREFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

# What greengrass:CreateDeployment does in the caller's name; a deployment to a thing group is an IoT job.
# Source: Service Authorization Reference, AWS IoT Greengrass V2, dependent actions of CreateDeployment.
_IOT_JOB = ("iot:CreateJob", "iot:CancelJob", "iot:DescribeJob", "iot:UpdateJob")


def reading_versions(version_arns: Sequence[str]) -> iam.PolicyStatement:
    """Allow to look at versions. Neo does, too; whether as its role or in the caller's name is not documented."""
    return iam.PolicyStatement(
        sid="ReadVersions", actions=["sagemaker:DescribeModelPackage"], resources=list(version_arns)
    )


class JobRole:
    """The role of a state machine.

    Args:
        scope: The job.
        machine_name: Name of the state machine, which alone may be it.
        component_names: Names of the components that it makes; one that ends in ``*`` stands for all that begin so.
    """

    def __init__(self, scope: Construct, machine_name: str, component_names: Sequence[str]) -> None:
        self._stack = cdk.Stack.of(scope)
        self._names = component_names
        machine = self._stack.format_arn(
            service="states",
            resource="stateMachine",
            resource_name=machine_name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        states = iam.ServicePrincipal(
            "states.amazonaws.com",
            conditions={
                "StringEquals": {"aws:SourceAccount": cdk.Aws.ACCOUNT_ID},
                "ArnLike": {"aws:SourceArn": machine},
            },
        )
        self.role = iam.Role(
            scope,
            "Role",
            description="Packages model package versions as Greengrass components",
            assumed_by=cast("iam.IPrincipal", states),
        )

    def may_read_versions(self, version_arns: Sequence[str]) -> None:
        """Let it look at the versions of its group."""
        self.role.add_to_policy(reading_versions(version_arns))

    def may_compile(self, compilation_role: iam.IRole) -> None:
        """Let it start compilations as Neo's role, and look at them."""
        jobs = self._stack.format_arn(service="sagemaker", resource="compilation-job", resource_name=f"{NAME_PREFIX}*")
        self._allow("Compile", ["sagemaker:CreateCompilationJob", "sagemaker:DescribeCompilationJob"], [jobs])
        self._allow(
            "PassCompilationRole",
            ["iam:PassRole"],
            [compilation_role.role_arn],
            {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}},
        )

    def may_repackage(self, function: lambda_.IFunction) -> None:
        """Let it call the function that repackages."""
        self._allow("Repackage", ["lambda:InvokeFunction"], [function.function_arn])

    def may_create_components(self, bucket: s3.IBucket, folder: str) -> None:
        """Let it create component versions. The service reads their artifacts in its name, to take their digests."""
        components = [self._greengrass(f"components:{name}") for name in self._names]
        versions = [self._greengrass(f"components:{name}:versions:*") for name in self._names]
        self._allow("CreateComponentVersions", ["greengrass:CreateComponentVersion"], components)
        self._allow("ReadComponentVersions", ["greengrass:DescribeComponent"], versions)
        tags = ["greengrass:TagResource", "greengrass:ListTagsForResource"]
        self._allow("TagComponentVersions", tags, [*components, *versions])
        self._allow("ReadArtifacts", ["s3:GetObject"], [bucket.arn_for_objects(f"{folder}*")])
        self._allow("FindArtifactBucket", ["s3:GetBucketLocation"], [bucket.bucket_arn])
        if bucket.encryption_key is not None:
            bucket.encryption_key.grant_decrypt(self.role)

    def may_deploy(self, thing_group_arn: str) -> None:
        """Let it replace the deployment of a thing group.

        ``greengrass:CreateDeployment`` and ``greengrass:ListDeployments`` support no resource; whom they reach is held
        by the rights on the thing group.
        """
        deployments = ["greengrass:GetDeployment", "greengrass:TagResource"]
        self._allow("KeepDeployments", deployments, [self._greengrass("deployments:*")])
        self._allow("Deploy", ["greengrass:CreateDeployment", "greengrass:ListDeployments"], ["*"])
        iot_job = self._stack.format_arn(service="iot", resource="job", resource_name="*")
        self._allow("CarryOutDeployment", ["iot:DescribeThingGroup", *_IOT_JOB], [thing_group_arn, iot_job])

    def _allow(
        self, sid: str, actions: Sequence[str], resources: Sequence[str], conditions: dict[str, object] | None = None
    ) -> None:
        self.role.add_to_policy(
            iam.PolicyStatement(sid=sid, actions=list(actions), resources=list(resources), conditions=conditions)
        )

    def _greengrass(self, resource: str) -> str:
        kind, _, name = resource.partition(":")
        return self._stack.format_arn(
            service="greengrass", resource=kind, resource_name=name, arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME
        )
