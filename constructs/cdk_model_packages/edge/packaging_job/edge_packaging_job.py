"""A state machine that packages versions of a group as Greengrass components."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from cdk_model_packages._place import stack_of
from cdk_model_packages.artifacts import ModelArtifact
from cdk_model_packages.edge.compilation import NeoCompilation, compilation_role
from cdk_model_packages.edge.compilation.role import may_find_bucket
from cdk_model_packages.edge.component.artifact_place import artifact_place
from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.edge.component.read_grants import grant_in_bucket
from cdk_model_packages.edge.deployment.claimed_targets import claim
from cdk_model_packages.edge.deployment.deployment_target import target_of
from cdk_model_packages.edge.functions.repackage.component_zip import FILE_NAME
from cdk_model_packages.edge.jobs.state_machine import NAME_PREFIX
from cdk_model_packages.edge.packaging_job.architectures import architectures
from cdk_model_packages.edge.packaging_job.definition import Steps, definition
from cdk_model_packages.edge.packaging_job.job_role import JobRole, reading_versions
from cdk_model_packages.edge.packaging_job.one_job import check_group, claim_group
from cdk_model_packages.edge.packaging_job.recipe_template import recipe_template
from cdk_model_packages.edge.packaging_job.start_grant import allow_start
from cdk_model_packages.edge.repackaging.repackaging_function import repackaging_function
from cdk_model_packages.errors import ModelPackagesError, SpecError
from cdk_model_packages.spec import listed, of_kind
from cdk_model_packages.spec.edge_target import EdgeTarget
from cdk_model_packages.spec.greengrass import check_component_name
from cdk_model_packages.spec.packaging_request import GreengrassConfiguration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from aws_cdk.interfaces import aws_iot as interfaces

    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase


class EdgePackagingJob(Construct):
    """Packages versions of a model package group as Greengrass components, when they are approved or when asked to.

    What Amazon Lookout for Vision did with StartModelPackagingJob: an approved version, compiled by SageMaker Neo where
    ``compilation`` says so, repackaged as a ZIP that Greengrass unpacks, becomes a component version, and enters the
    deployment of a thing group where ``deploy_to`` names one. A state machine without waiting functions: it calls the
    services itself, and one function repackages.

    It may be started twice: the same version for the same target is compiled once, a ZIP of the same content is
    uploaded once, and a component version of the same content gets the request's tags and no more.

        job.start_on_approval()  # or by hand:
        $ model-packages edge start --project-name GROUP --model-version 3 --configuration FILE

    Args:
        scope: Parent construct.
        construct_id: Id in its parent.
        model_package_group: Its versions are packaged. There is one job for a group: the state machine is named
            ``EdgePackagingJob-GROUP``, by which ``model-packages edge start`` finds it.
        component_name: The component that an approval makes versions of, 1 to 128 letters, digits and ``-_.``.
        target: What an approval is packaged for. A request that is started by hand brings its own.
        models: What the group's versions are made of, so that it can be read: ``ModelArtifact.from_bucket`` for one,
            ``ModelArtifact.from_prefix`` for all that a training pipeline writes. At least one.
        artifact_bucket: Where components and compiled models go: a bucket of the stack's region, which devices read.
            ``None``: one that is made once for the stack and retained.
        artifact_prefix: What all keys begin with, for example ``edge/``. Requests must stay below it.
        further_component_names: More components that a request may name; ``com.example.*`` stands for all that begin
            so.
        compilation: Let SageMaker Neo compile first. ``None``: the model is packaged as it is, and a request with
            ``CompilerOptions`` is refused.
        component_description: Where a request brings none; 1 to 256 characters. ``None``: a text that names the group.
        component_publisher: ``None``: not told.
        component_tags: Beside those of a request. ``None``: none.
        inference: What runs the model on a device. ``None``: the runner of this library.
        deploy_to: A thing group, its ARN or its name: versions of ``component_name`` for the architecture of ``target``
            enter its deployment, beside what is in it. ``None``: nothing is deployed.

    Raises:
        ValidationError: when a value breaks a limit of a request: see
            :class:`cdk_model_packages.spec.packaging_request.GreengrassConfiguration`.
        SpecError: ``SPEC-001`` when an argument is of another kind; ``GG-014`` when the bucket is in another region;
            ``GG-032`` when an EdgeDeployment goes to the same thing group; ``GG-033`` when that is none;
            ``ET-003`` when the group has a job already.

    Source: SageMaker API, CreateCompilationJob; Greengrass V2 API, CreateComponentVersion, CreateDeployment; Step
    Functions API, StartExecution.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        model_package_group: ModelPackageGroupBase,
        component_name: str,
        target: EdgeTarget,
        models: Sequence[ModelArtifact],
        artifact_bucket: s3.IBucket | None = None,
        artifact_prefix: str = "",
        further_component_names: Sequence[str] = (),
        compilation: NeoCompilation | None = None,
        component_description: str | None = None,
        component_publisher: str | None = None,
        component_tags: Mapping[str, str] | None = None,
        inference: Inference | None = None,
        deploy_to: interfaces.IThingGroupRef | str | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        check_group(model_package_group)
        of_kind(target, EdgeTarget, "target", "make it: EdgeTarget.device(...) or EdgeTarget.platform(...)")
        if compilation is not None:
            of_kind(compilation, NeoCompilation, "compilation", "make it: NeoCompilation()")
        if inference is not None:
            of_kind(inference, Inference, "inference", "make it: Inference.python() or another")
        self._stack = stack = stack_of(self)
        self._group = group = model_package_group
        self._place = place = artifact_place(self, artifact_bucket, artifact_prefix)
        bucket, folder = place
        self.artifact_bucket: s3.IBucket = bucket
        """Where components and compiled models go."""
        runs = Inference.python() if inference is None else inference
        runs.check_runs_on(target.greengrass_platform().architecture)
        self._inference = runs.bind(self, component_name)
        self._names = names = (component_name, *(listed(further_component_names, "further_component_names") or ()))
        self._compiles = compilation is not None

        self._request = self._own_request(target, component_name, component_description, component_tags)
        thing_group_arn = None if deploy_to is None else self._claimed(deploy_to)
        machine_name = f"{NAME_PREFIX}{group.model_package_group_name}"
        claim_group(self, group)
        role = JobRole(self, machine_name, names)
        self.role: iam.IRole = cast("iam.IRole", role.role)
        """What the state machine runs as."""
        self.compilation_role: iam.IRole | None = None
        """What Neo compiles as; ``None``: nothing is compiled."""
        self.function = repackaging_function(
            self,
            "Repackage",
            bucket=bucket,
            folder=folder,
            description="Repackages models as Greengrass components",
        )
        """Repackages; may read the models and what Neo has written."""

        role.may_read_versions(group.version_arns)
        group.grant_decrypt(role.role)
        role.may_repackage(cast("lambda_.IFunction", self.function))
        role.may_create_components(bucket, folder)
        if compilation is not None:
            neo = compilation_role(self, "CompilationRole", output=bucket, prefix=folder)
            neo.add_to_policy(reading_versions(group.version_arns))
            group.grant_decrypt(neo)
            self.compilation_role = cast("iam.IRole", neo)
            role.may_compile(self.compilation_role)
        if thing_group_arn is not None:
            role.may_deploy(thing_group_arn)
        for model in _checked_models(models):
            location = model.bind(self, self.function)
            if self.compilation_role is not None:
                model.bind(self, self.compilation_role)
                may_find_bucket(self.compilation_role, self, location.bucket_name)

        steps = Steps(
            partition=stack.partition,
            job={
                **self._limits(),
                "architecture": target.greengrass_platform().architecture,
                "description": component_description or f"Model of group {group.model_package_group_name}",
                "tags": dict(component_tags or {}),
                "thingGroupArn": thing_group_arn or "",
                "request": self._request,
            },
            recipe=recipe_template(self._inference, component_publisher),
            function_arn=self.function.function_arn,
            compilation_role_arn=None if self.compilation_role is None else self.compilation_role.role_arn,
            stopping_condition=(compilation or NeoCompilation()).stopping_condition(),
            deploys=thing_group_arn is not None,
        )
        self.state_machine = sfn.StateMachine(
            self,
            "Resource",
            state_machine_name=machine_name,
            definition_body=sfn.DefinitionBody.from_string(stack.to_json_string(definition(steps))),
            role=self.role,
        )
        """The state machine. Step Functions keeps the history of its executions for 90 days."""

    @property
    def state_machine_arn(self) -> str:
        """ARN of the state machine."""
        return self.state_machine.state_machine_arn

    def start_on_approval(self, construct_id: str = "OnApproved") -> events.Rule:
        """Package every version that is approved and complete, for the job's own target.

        SageMaker may tell an approval more than once, and tells any later change of an approved version, too: an
        execution that finds everything made makes nothing again, and deploys no version older than the deployed one.

        Args:
            construct_id: Id of the rule below the group.
        """
        complete = events.EventPattern(detail={"ModelPackageStatus": ["Completed"]})
        return self._group.on_approved(construct_id, target=self.event_target(), event_pattern=complete)

    def event_target(self) -> events.IRuleTarget:
        """Return the job as the target of a rule on events of the group's versions."""
        detail = events.EventField.from_path
        request = {
            "ModelPackageArn": detail("$.detail.ModelPackageArn"),
            "ProjectName": detail("$.detail.ModelPackageGroupName"),
            "ModelVersion": detail("$.detail.ModelPackageVersion"),
            "Configuration": {"Greengrass": self._request},
        }
        target = targets.SfnStateMachine(
            cast("sfn.IStateMachine", self.state_machine), input=events.RuleTargetInput.from_object(request)
        )
        return cast("events.IRuleTarget", target)

    def grant_read_artifacts(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let devices fetch what the job's components consist of (GG-037), below any prefix that a request names.

        Args:
            grantee: The devices' token exchange role.
        """
        self._inference.grant_read(self, grantee)
        bucket, folder = self._place
        grants = [grant_in_bucket(grantee, bucket, f"{folder}*{name}/*/{FILE_NAME}") for name in self._names]
        return reduce(iam.Grant.combine, grants)

    def grant_start(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody run ``model-packages edge start``, ``describe`` and ``list`` for this job.

        ``states:ListStateMachines`` supports no resource: it finds jobs whose group is not told.
        """
        return allow_start(self, grantee, self._group, self.state_machine, self._place.bucket, self._names)

    def _own_request(
        self, target: EdgeTarget, name: str, description: str | None, tags: Mapping[str, str] | None
    ) -> dict[str, Any]:
        """Return what an approval asks for, held to the limits of any request."""
        told = target.output_config()
        request = {
            **told,
            "S3OutputLocation": {"Bucket": self.artifact_bucket.bucket_name, "Prefix": self._place.folder.rstrip("/")},
            "ComponentName": name,
        }
        # A device may have options here, where Lookout for Vision refused them (LV-002).
        options = {} if "TargetPlatform" in told else {"CompilerOptions": None}
        listed_tags = [{"Key": key, "Value": value} for key, value in (tags or {}).items()]
        GreengrassConfiguration.model_validate(
            {**request, **options, "ComponentDescription": description, "Tags": listed_tags}
        )
        for further in self._names[1:]:
            check_component_name(further, is_pattern=True)
        return request if self._compiles else {key: value for key, value in request.items() if key != "CompilerOptions"}

    def _limits(self) -> dict[str, Any]:
        """Return what the state machine holds requests to."""
        group, (bucket, folder) = self._group, self._place
        key = bucket.encryption_key
        components = self._stack.format_arn(
            service="greengrass", resource="components", resource_name="", arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME
        )
        return {
            "group": group.model_package_group_name,
            "versionsOf": [arn.removesuffix("*") for arn in group.version_arns],
            "bucket": bucket.bucket_name,
            "folder": folder,
            "keyId": "" if key is None else key.key_arn,
            "componentNames": list(self._names),
            "components": components,
            "architectures": architectures(),
            "unfit": self._unfit(),
            "compiles": self._compiles,
        }

    def _unfit(self) -> list[str]:
        """Return the architectures that the component's runner does not run on."""
        unfit: list[str] = []
        for architecture in sorted(set(architectures()["platforms"].values())):
            try:
                self._inference.check_runs_on(architecture)
            except ModelPackagesError:
                unfit.append(architecture)
        return unfit

    def _claimed(self, deploy_to: interfaces.IThingGroupRef | str) -> str:
        found = target_of(self, deploy_to, "thinggroup", "deploy_to")
        claim(self, found, "EdgePackagingJob")
        return found.arn


def _checked_models(models: Sequence[ModelArtifact]) -> tuple[ModelArtifact, ...]:
    found = listed(models, "models") or ()
    for model in found:
        of_kind(model, ModelArtifact, "models", "use ModelArtifact.from_prefix or another from_*")
    if not found:
        need = "what versions are made of: the job may read nothing else"
        raise SpecError("SPEC-001", "models", got=[], need=need, fix="use ModelArtifact.from_prefix(bucket, prefix)")
    return found
