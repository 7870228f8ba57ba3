"""A model that runs a package: what an endpoint or a transform job is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from constructs import IDependable

    from cdk_model_packages.registry.defined_package import DefinedPackage
    from cdk_model_packages.registry.definition import Definition


def model_of(
    package: DefinedPackage,
    construct_id: str,
    *,
    definition: Definition,
    role: iam.IRole | None,
    environment: Mapping[str, str] | None,
    vpc_config: sagemaker.CfnModel.VpcConfigProperty | None,
    enable_network_isolation: bool | None,
) -> sagemaker.CfnModel:
    """Define a model. See :meth:`DefinedPackage.to_model`."""
    isolated = package.needs_network_isolation if enable_network_isolation is None else enable_network_isolation
    if package.needs_network_isolation and not isolated:
        need = "True for a model of a Marketplace package, which runs without network"
        raise SpecError("MK-006", "EnableNetworkIsolation", got=False, need=need, fix="leave it out")
    runs_as = role or _role(package, f"{construct_id}Role")
    policy = _grant_logs(runs_as)
    definition.bind(package, runs_as)
    model = sagemaker.CfnModel(
        package,
        construct_id,
        execution_role_arn=runs_as.role_arn,
        enable_network_isolation=isolated or None,
        # One container that names a package stands for all of the package's own.
        containers=[
            sagemaker.CfnModel.ContainerDefinitionProperty(
                model_package_name=package.model_package_arn,
                environment=None if environment is None else dict(environment),
            )
        ],
        vpc_config=vpc_config,
    )
    if policy is not None:  # the service reads image and artifacts when the model is made
        model.node.add_dependency(policy)
    return model


def _role(package: DefinedPackage, construct_id: str) -> iam.IRole:
    sagemaker_service = iam.ServicePrincipal(
        "sagemaker.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": cdk.Aws.ACCOUNT_ID}}
    )
    role = iam.Role(
        package,
        construct_id,
        description="Runs models of a SageMaker model package",
        assumed_by=cast("iam.IPrincipal", sagemaker_service),
    )
    return cast("iam.IRole", role)


def _grant_logs(role: iam.IRole) -> IDependable | None:
    """Let the containers write logs and metrics.

    Source: SageMaker developer guide, sagemaker-roles (CreateModel).
    """
    log_groups = f"arn:{cdk.Aws.PARTITION}:logs:{cdk.Aws.REGION}:{cdk.Aws.ACCOUNT_ID}:log-group"
    statements = [
        iam.PolicyStatement(
            sid="WriteLogs",
            actions=["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            resources=[f"{log_groups}:/aws/sagemaker/*"],
        ),
        iam.PolicyStatement(
            sid="WriteMetrics",
            actions=["cloudwatch:PutMetricData"],
            resources=["*"],  # the action supports no resource; the namespace is what can be narrowed
            conditions={"StringLike": {"cloudwatch:namespace": "/aws/sagemaker/*"}},
        ),
    ]
    return [role.add_to_principal_policy(statement) for statement in statements][-1].policy_dependable
