"""A deployment of components to devices."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_greengrassv2 as greengrassv2
from constructs import Construct

from cdk_model_packages.edge.component.arguments import check_mapping, check_text
from cdk_model_packages.edge.component.edge_component import EdgeComponent
from cdk_model_packages.edge.deployment.claimed_targets import claim
from cdk_model_packages.edge.deployment.deployed_component import DeployedComponent
from cdk_model_packages.edge.deployment.deployment_target import DeploymentTarget, target_of
from cdk_model_packages.edge.deployment.job import AbortConfig, IotJobConfiguration, TimeoutConfig
from cdk_model_packages.edge.deployment.policies import (
    ComponentUpdatePolicy,
    ConfigurationValidationPolicy,
    DeploymentPolicies,
    FailureHandling,
)
from cdk_model_packages.edge.deployment.ports import check_ports
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.l1 import l1
from cdk_model_packages.spec import is_token, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk.interfaces import aws_iot as interfaces
    from constructs import IDependable
    from pydantic import JsonValue

    from cdk_model_packages.edge.deployment.deployed_component import RunWith
    from cdk_model_packages.edge.deployment.rollout import AbortCriteria, RolloutRate

_MOST_NAME_CHARACTERS = 256
_MOST_TAGS = 200
_MOST_KEY_CHARACTERS = 128
_MOST_VALUE_CHARACTERS = 256
_SOURCE = "AWS::GreengrassV2::Deployment schema"


class EdgeDeployment(Construct):
    """Brings components to the devices of a thing group, or to one thing.

    A target has one deployment, and this one replaces it: a component that it does not list is removed from the
    devices, but for what other thing groups bring. List all components of the target. Everything but tags is fixed, so
    that a change makes another deployment. Deleting a deployment changes nothing on devices.

    Configuration stays on devices until it is reset: what an earlier deployment has merged survives a component's new
    defaults.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent.
        thing_group: A group of core devices: a construct, an ARN, or a name of the stack's account and region.
            ``None``: see ``thing``.
        thing: One core device, in the same ways. ``None``: see ``thing_group``; one of the two is given.
        components: At least one: components of this app, or others by :meth:`component`.
        deployment_name: 1 to 256 characters. ``None``: the construct's path.
        rollout_rate: How fast it goes to the devices of a group. ``None``: to all at once.
        abort_criteria: When it is cancelled. ``None``: never.
        job_timeout_minutes: How long a device may take, 1 to 10080. ``None``: as long as it likes.
        failure_handling: What a device does when it fails.
        component_update_policy: Whether components are asked before. ``None``: they are, for 60 seconds.
        configuration_validation_timeout_seconds: How long components may judge their configuration. ``None``: 30.
        parent_target: A thing group whose deployment this one is part of; only with ``thing_group``. ``None``: none.
        tags: At most 200; ``Tags.of()`` adds to them. ``None``: none.
        removal_policy: What becomes of it when it is replaced or leaves the stack. By default it is cancelled and
            deleted.

    Raises:
        ValidationError: when a value breaks a limit of the service.
        SpecError: ``GG-032`` when the app has another deployment, or an EdgePackagingJob, to the target; ``GG-033``
            when the target is none; ``GG-056`` when it is elsewhere; ``GG-218`` without components; ``SPEC-001``
            when two of them listen at one port.

    Warns (acknowledge by id): ``GG-032`` where others may deploy to the target, whose components would go.

    Source: AWS::GreengrassV2::Deployment schema; Greengrass V2 API, CreateDeployment.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        thing_group: interfaces.IThingGroupRef | str | None = None,
        thing: interfaces.IThingRef | str | None = None,
        components: Sequence[EdgeComponent | DeployedComponent],
        deployment_name: str | None = None,
        rollout_rate: RolloutRate | None = None,
        abort_criteria: Sequence[AbortCriteria] | None = None,
        job_timeout_minutes: int | None = None,
        failure_handling: FailureHandling = FailureHandling.ROLLBACK,
        component_update_policy: ComponentUpdatePolicy | None = None,
        configuration_validation_timeout_seconds: int | None = None,
        parent_target: interfaces.IThingGroupRef | str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        target, parent = self._targets(thing_group, thing, parent_target)
        deployed = _deployed(components)
        policies = DeploymentPolicies(
            component_update_policy=component_update_policy,
            configuration_validation_policy=None
            if configuration_validation_timeout_seconds is None
            else ConfigurationValidationPolicy(timeout_in_seconds=configuration_validation_timeout_seconds),
            failure_handling_policy=failure_handling,
        )
        criteria = listed(abort_criteria, "CriteriaList")
        job = IotJobConfiguration(
            job_executions_rollout_config=rollout_rate,
            abort_config=None if criteria is None else AbortConfig(criteria_list=criteria),
            timeout_config=None
            if job_timeout_minutes is None
            else TimeoutConfig(in_progress_timeout_in_minutes=job_timeout_minutes),
        )
        name = _name(self.node.path if deployment_name is None else deployment_name)
        all_tags = _tags(tags)
        claim(self, target)
        self._warn(target, is_thing=thing is not None)
        self.resource = greengrassv2.CfnDeployment(
            self,
            "Resource",
            target_arn=target.arn,
            parent_target_arn=None if parent is None else parent.arn,
            deployment_name=name,
            components={each.name: l1(each.specification) for each in deployed},
            deployment_policies=l1(policies),
            iot_job_configuration=l1(job) or None,
            tags=all_tags,
        )
        """The L1, the way out for what this library does not cover."""
        self.resource.apply_removal_policy(removal_policy)
        made_here = [each.made_here for each in deployed if each.made_here is not None]
        if made_here:
            self.resource.node.add_dependency(*(cast("IDependable", each) for each in made_here))

    @staticmethod
    def component(
        component: EdgeComponent | str,
        version: str | None = None,
        *,
        merge: Mapping[str, JsonValue] | str | None = None,
        reset: Sequence[str] | None = None,
        run_with: RunWith | None = None,
    ) -> DeployedComponent:
        """Deploy a component with more than its version.

        Args:
            component: One of this app, or the name of one that is there, for example ``aws.greengrass.Cli``.
            version: Of a component by name. ``None``: that of a component of this app, which has its own.
            merge: What is merged into its configuration: a mapping, or its JSON. ``None``: nothing.
            reset: JSON pointers to what goes back to its default before; ``""`` is all. ``None``: nothing.
            run_with: User and limits of its processes. ``None``: the device's.

        Raises:
            SpecError: ``GG-054``, ``GG-055``.
            ValidationError: when a value breaks a limit of the service.
        """
        return DeployedComponent.of(component, version, merge=merge, reset=reset, run_with=run_with)

    @property
    def deployment_id(self) -> str:
        """Id of the deployment."""
        return self.resource.attr_deployment_id

    def _targets(
        self,
        thing_group: interfaces.IThingGroupRef | str | None,
        thing: interfaces.IThingRef | str | None,
        parent_target: interfaces.IThingGroupRef | str | None,
    ) -> tuple[DeploymentTarget, DeploymentTarget | None]:
        if (thing_group is None) == (thing is None):
            got = "neither" if thing is None else "both"
            need = "thing_group or thing: a deployment has one target"
            raise SpecError("GG-033", "TargetArn", got=got, need=need, fix="give one of them")
        if thing is not None and parent_target is not None:
            need = "left out with a thing: only a thing group has a parent"
            raise SpecError("GG-033", "ParentTargetArn", got=parent_target, need=need, fix="use thing_group=")
        if thing is None:
            target = target_of(self, cast("interfaces.IThingGroupRef | str", thing_group), "thinggroup", "TargetArn")
        else:
            target = target_of(self, thing, "thing", "TargetArn")
        parent = None if parent_target is None else target_of(self, parent_target, "thinggroup", "ParentTargetArn")
        return target, parent

    def _warn(self, target: DeploymentTarget, *, is_thing: bool) -> None:
        if target.is_made_here and not is_thing:
            return
        what = "the thing has one deployment of its own" if is_thing else "the thing group is not made in this app"
        cdk.Validations.of(self).add_warning(
            "GG-032",
            f"{self.node.path}: {what}, and this one replaces it: what the target has besides is removed from its "
            f"devices; list all of its components{', or deploy to a thing group' if is_thing else ''} [GG-032]",
        )


def _deployed(components: Sequence[EdgeComponent | DeployedComponent]) -> list[DeployedComponent]:
    given = listed(components, "Components") or ()
    deployed = [DeployedComponent.of(each) if isinstance(each, EdgeComponent) else each for each in given]
    if not deployed:
        need = "at least one component: without, the deployment removes all from the devices"
        raise SpecError("GG-218", "Components", got=[], need=need, fix="list the components of the target")
    names: set[str] = set()
    for each in deployed:
        if not isinstance(each, DeployedComponent):  # pyright: ignore[reportUnnecessaryIsInstance]  without types
            need = "an EdgeComponent, or EdgeDeployment.component(NAME, VERSION)"
            raise SpecError("SPEC-001", "Components", got=each, need=need, fix="make it so")
        if each.name in names:
            need = "listed once: a device runs one version of it"
            raise SpecError("SPEC-001", "Components", got=each.name, need=need, fix="drop one")
        names.add(each.name)
    check_ports(deployed)
    return deployed


def _name(name: str) -> str:
    check_text(name, "DeploymentName")
    if not is_token(name) and not 1 <= len(name) <= _MOST_NAME_CHARACTERS:
        need = f"1 to {_MOST_NAME_CHARACTERS} characters, not {len(name)} ({_SOURCE})"
        raise SpecError("SPEC-001", "DeploymentName", got=name[:40], need=need, fix="pass deployment_name=")
    return name


def _tags(tags: Mapping[str, str] | None) -> dict[str, str] | None:
    check_mapping(tags, "Tags")
    for key, value in (tags or {}).items():
        check_text(key, "Tags")
        check_text(value, f"Tags.{key}")
        if not is_token(key) and (key.startswith("aws:") or not 1 <= len(key) <= _MOST_KEY_CHARACTERS):
            need = f"1 to {_MOST_KEY_CHARACTERS} characters, and not begin with aws: (Greengrass V2 API, TagResource)"
            raise SpecError("SPEC-001", "Tags", got=key[:40], need=need, fix="rename it")
        if not is_token(value) and len(value) > _MOST_VALUE_CHARACTERS:
            need = f"at most {_MOST_VALUE_CHARACTERS} characters, not {len(value)} ({_SOURCE})"
            raise SpecError("SPEC-001", f"Tags.{key}", got=f"{value[:40]}...", need=need, fix="shorten it")
    if tags is not None and len(tags) > _MOST_TAGS:
        need = f"at most {_MOST_TAGS} ({_SOURCE})"
        raise SpecError("SPEC-001", "Tags", got=len(tags), need=need, fix="drop some")
    return None if tags is None else dict(tags)
