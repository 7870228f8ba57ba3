"""EventBridge rules on what becomes of packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from aws_cdk import aws_events as events

from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.options import checked
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from constructs import Construct

    from cdk_model_packages.registry.model_package_base import ModelPackageBase
    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

SOURCE = "aws.sagemaker"
STATE_CHANGE = "SageMaker Model Package State Change"


class OnEventProps(TypedDict, total=False):
    """What every ``on_*`` method takes besides its id: the CDK's own ``OnEventOptions``.

    Attributes:
        target: What the event is sent to. ``None``: nothing yet; use ``add_target`` of the rule.
        description: What the rule is for. ``None``: none.
        event_pattern: More that an event must have. Values for a field that the method filters itself
            are added to its own, and so widen it. ``None``: nothing more.
        rule_name: At most 64 letters, digits and ``._-``. ``None``: made by CloudFormation.
        cross_stack_scope: Where the rule is made when the target is in another stack that this one
            cannot depend on. ``None``: beside the group or package.
    """

    target: events.IRuleTarget | None
    description: str | None
    event_pattern: events.EventPattern | None
    rule_name: str | None
    cross_stack_scope: Construct | None


def state_change_rule(
    scope: ModelPackageBase | ModelPackageGroupBase,
    construct_id: str,
    detail: Mapping[str, Sequence[str]],
    options: OnEventProps,
) -> events.Rule:
    """Make a rule on state changes of packages.

    Args:
        scope: The package or the group.
        construct_id: Id below it.
        detail: What the event's detail must hold.
        options: Target, and more of the rule.

    Raises:
        TypeError: when an option is none of :class:`OnEventProps`.
        SpecError: ``MPG-011`` when package or group is of another account or region than the stack, where both are
            known: the rule would never match.

    Source: SageMaker developer guide, automating-sagemaker-with-eventbridge, "Model package state change".
    """
    checked(options, OnEventProps, f"rule {construct_id!r}")
    _check_home(scope)
    rule = events.Rule(
        scope,
        construct_id,
        description=options.get("description"),
        event_pattern=options.get("event_pattern"),
        rule_name=options.get("rule_name"),
        cross_stack_scope=options.get("cross_stack_scope"),
    )
    rule.add_event_pattern(source=[SOURCE], detail_type=[STATE_CHANGE], detail=detail)
    target = options.get("target")
    if target is not None:
        rule.add_target(target)
    return rule


def _check_home(scope: ModelPackageBase | ModelPackageGroupBase) -> None:
    """Refuse a rule where the event never arrives: the service sends it to the account and region of the package."""
    here, there = scope.stack, scope.env
    for what, ours, theirs in (("account", here.account, there.account), ("region", here.region, there.region)):
        if ours != theirs and not is_token(ours) and not is_token(theirs):
            raise SpecError(
                "MPG-011",
                f"{what} of {scope.node.path}",
                got=theirs,
                need=f"{ours}, the {what} of the stack that the rule is in: events reach no other",
                fix=f"make the rule in a stack of that {what}, with an event bus of this one as its target "
                "(aws_events_targets.EventBus)",
            )
