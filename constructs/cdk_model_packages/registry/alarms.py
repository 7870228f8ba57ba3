"""An alarm on packages that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions

if TYPE_CHECKING:
    from aws_cdk import aws_events as events
    from aws_cdk import aws_sns as sns


def matched_events_alarm(
    rule: events.Rule, *, topic: sns.ITopic | None, period: cdk.Duration | None, alarm_name: str | None, what: str
) -> cloudwatch.Alarm:
    """Make an alarm that goes off when an event matches a rule of the default event bus.

    Args:
        rule: The rule; it needs no target.
        topic: Told when the alarm goes off. ``None``: nobody yet.
        period: How long one event keeps the alarm up. ``None``: 5 minutes.
        alarm_name: ``None``: made by CloudFormation.
        what: The alarm's description.

    Source: EventBridge user guide, eb-monitoring: ``MatchedEvents`` with the dimension ``RuleName`` is the number of
    events that matched that rule.
    """
    matched = cloudwatch.Metric(
        namespace="AWS/Events",
        metric_name="MatchedEvents",
        dimensions_map={"RuleName": rule.rule_name},
        statistic="Sum",
        period=period or cdk.Duration.minutes(5),
    )
    alarm = cloudwatch.Alarm(
        rule,
        "Alarm",
        alarm_name=alarm_name,
        alarm_description=what,
        metric=cast("cloudwatch.IMetric", matched),
        threshold=1,
        evaluation_periods=1,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,  # no event, no data point
    )
    if topic is not None:
        alarm.add_alarm_action(cast("cloudwatch.IAlarmAction", actions.SnsAction(topic)))
    return alarm
