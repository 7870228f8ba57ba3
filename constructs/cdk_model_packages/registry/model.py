"""A model that runs a package: what an endpoint or a transform job is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.errors import SpecError
from cdk_model_packages.validation.role import grant_telemetry, sagemaker_role

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    runs_as = role or sagemaker_role(package, f"{construct_id}Role", "Runs models of a SageMaker model package")
    policy = grant_telemetry(
        runs_as, ["/aws/sagemaker/*"], {"StringLike": {"cloudwatch:namespace": "/aws/sagemaker/*"}}
    )
    definition.bind(package, runs_as)
    if vpc_config is not None:
        _grant_network(runs_as)
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


def _grant_network(role: iam.IRole) -> None:
    """Let the service put the containers into a VPC.

    Source: SageMaker developer guide, sagemaker-roles (CreateModel, "If you specify a private VPC").
    """
    actions = [
        "ec2:CreateNetworkInterface",
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
    ]
    # The guide gives no narrower resource, and those that describe support none.
    role.add_to_principal_policy(iam.PolicyStatement(sid="UseVpc", actions=actions, resources=["*"]))
