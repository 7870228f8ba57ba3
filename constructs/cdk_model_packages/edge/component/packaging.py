"""The custom resource that packages models while a stack is deployed: its functions, and what they may do."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import custom_resources as cr
from constructs import Construct

from cdk_model_packages._place import stack_of
from cdk_model_packages.edge.compilation import compilation_role
from cdk_model_packages.edge.component.start_function import start_function
from cdk_model_packages.edge.repackaging.repackaging_function import repackaging_function

if TYPE_CHECKING:
    from aws_cdk.interfaces.aws_logs import ILogGroupRef
    from constructs import IDependable

    from cdk_model_packages.edge.component.artifact_place import ArtifactPlace

JOB_NAME_PREFIX = "edge-component-"
"""What the names of compilation jobs begin with."""
RESOURCE_TYPE = "Custom::EdgeComponentArtifact"
_PLACE = "EdgePackaging"
_ON_EVENT, _IS_COMPLETE = "functions.package.handler.on_event", "functions.package.handler.is_complete"
_LONGEST = cdk.Duration.minutes(55)  # CloudFormation waits an hour
_POLL = cdk.Duration.seconds(15)


class Packaging(Construct):
    """Packages the models of a stack's components into one folder of one bucket; made once for these.

    Attributes:
        function: Packages; whoever gives it a model lets it read that.
        start: Starts compilations. ``None``: nothing is compiled.
        compiles_as: What Neo compiles as. ``None``: nothing is compiled.
        service_token: What a custom resource names.
    """

    function: lambda_.Function
    start: lambda_.Function | None
    compiles_as: iam.Role | None
    service_token: str

    def __init__(self, scope: Construct, construct_id: str, place: ArtifactPlace, *, compiles: bool) -> None:
        super().__init__(scope, construct_id)
        self.start = self.compiles_as = None
        self.function = repackaging_function(
            self,
            "Package",
            bucket=place.bucket,
            folder=place.folder,
            description="Packages models as Greengrass components while a stack is deployed",
            handler=_IS_COMPLETE if compiles else _ON_EVENT,
        )
        package = cast("lambda_.IFunction", self.function)
        if not compiles:
            self.service_token = self._provider(on_event=package, is_complete=None).service_token
            return
        self.compiles_as = compilation_role(self, "CompilationRole", output=place.bucket, prefix=place.folder)
        self.start = start_function(self, "Start", self.compiles_as, JOB_NAME_PREFIX)
        jobs = stack_of(self).format_arn(
            service="sagemaker", resource="compilation-job", resource_name=f"{JOB_NAME_PREFIX}*"
        )
        self.function.add_to_role_policy(
            iam.PolicyStatement(sid="FollowCompilation", actions=["sagemaker:DescribeCompilationJob"], resources=[jobs])
        )
        self.service_token = self._provider(
            on_event=cast("lambda_.IFunction", self.start), is_complete=package
        ).service_token

    @property
    def roles(self) -> list[IDependable]:
        """What packages and compiles runs as."""
        functions = [self.function] if self.start is None else [self.function, self.start]
        roles = [*(function.role for function in functions), self.compiles_as]
        return [cast("IDependable", role) for role in roles if role is not None]

    @classmethod
    def of(cls, scope: Construct, place: ArtifactPlace, *, compiles: bool) -> Packaging:
        """Return the one of a stack, made when it is first asked for."""
        stack = stack_of(scope)
        parent = cast("Construct", stack.node.try_find_child(_PLACE) or Construct(stack, _PLACE))
        identity = f"{place.bucket.node.addr} {place.folder}"
        construct_id = f"{'Compile' if compiles else 'Package'}{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
        found = parent.node.try_find_child(construct_id)
        return found if isinstance(found, cls) else cls(parent, construct_id, place, compiles=compiles)

    def _provider(self, *, on_event: lambda_.IFunction, is_complete: lambda_.IFunction | None) -> cr.Provider:
        log_group = logs.LogGroup(
            self, "Log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=cdk.RemovalPolicy.DESTROY
        )
        return cr.Provider(
            self,
            "Provider",
            on_event_handler=on_event,
            is_complete_handler=is_complete,
            framework_on_event_role=self._role("OnEventRole", log_group),
            framework_complete_and_timeout_role=None if is_complete is None else self._role("WaiterRole", log_group),
            log_group=cast("ILogGroupRef", log_group),
            disable_waiter_state_machine_logging=None if is_complete is None else True,
            query_interval=None if is_complete is None else _POLL,
            total_timeout=None if is_complete is None else _LONGEST,
        )

    def _role(self, construct_id: str, log_group: logs.LogGroup) -> iam.IRole:
        """Return a role of the framework's functions; the CDK's own may write into any log."""
        role = iam.Role(
            self,
            construct_id,
            description="Asks functions to package models for Greengrass",
            assumed_by=cast("iam.IPrincipal", iam.ServicePrincipal("lambda.amazonaws.com")),
        )
        log_group.grant_write(role)
        return cast("iam.IRole", role)
