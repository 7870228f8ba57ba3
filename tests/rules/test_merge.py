"""What the review tells of AWS's own rules beside ours."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.rules.engine import builtin_findings
from cdk_model_packages.rules.finding import Finding
from cdk_model_packages.rules.merge import ADVICE, merged
from cdk_model_packages.templates import Place


def found(rule: str, severity: str, path: str = "Properties.Tags", line: int = 1) -> Finding:
    return Finding(rule=rule, severity=severity, message="", resource="A", path=path, fix=None, source=None, line=line)


def told(theirs: list[Finding], ours: list[Finding]) -> list[str]:
    return [one.rule for one in merged(theirs, ours)]


def test_errors_of_both_stay() -> None:
    assert told([found("E3012", "error"), found("F3002", "fatal")], [found("MP-003", "error")]) == [
        "E3012",
        "F3002",
        "MP-003",
    ]


def test_a_warning_at_the_place_of_our_finding_is_the_same_thing() -> None:
    assert told([found("W3030", "warning")], [found("MP-034", "error")]) == ["MP-034"]
    assert told([found("W3030", "warning", "Properties.Other")], [found("MP-034", "error")]) == ["MP-034", "W3030"]


def test_advice_and_infos_of_the_engine_are_left_out() -> None:
    assert told([found("W9013", "warning"), found("I9040", "info")], []) == []


def test_in_the_order_of_the_text() -> None:
    assert told([found("E1", "error", line=9)], [found("A-1", "info", "x", line=2)]) == ["A-1", "E1"]


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("W9013", b'{"Resources": {"A": {"Type": "T", "Properties": {"R": "arn:aws:iam::123456789012:role/r"}}}}'),
        ("W2001", b'{"Parameters": {"P": {"Type": "String"}}, "Resources": {"A": {"Type": "AWS::S3::Bucket"}}}'),
    ],
)  # fmt: skip
def test_the_engine_has_the_rules_that_are_left_out(rule: str, document: Any) -> None:
    assert rule in ADVICE
    assert rule in {one.rule for one in builtin_findings(document, "a.json", Place())}


OPTIONAL = """
Parameters:
  RoleArn: {Type: String, Default: %s}
Conditions:
  HasRole: !Not [!Equals [!Ref RoleArn, ""]]
Resources:
  Model:
    Type: AWS::SageMaker::Model
    Condition: HasRole
    Properties:
      ExecutionRoleArn: !Ref RoleArn
      PrimaryContainer: {Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/digits:1}
"""


@pytest.mark.parametrize(("default", "rules"), [('""', set[str]()), ("digits", {"W1030"})])
def test_a_default_that_is_empty_says_that_there_is_none(default: str, rules: set[str]) -> None:
    theirs = builtin_findings((OPTIONAL % default).encode(), "a.yaml", Place())
    assert {one.rule for one in theirs} >= {"W1030"}
    assert set(told(theirs, [])) == rules


def test_a_warning_about_the_whole_resource_gives_way_to_the_rule_that_says_where() -> None:
    theirs = [found("W2512", "warning", "Properties")]
    assert told(theirs, [found("IM-014", "warning")]) == ["IM-014"]
    assert told(theirs, [found("IM-008", "warning")]) == ["IM-008", "W2512"]


def test_an_error_at_another_place_of_the_resource_is_never_dropped() -> None:
    theirs = [found("F3012", "fatal", "Properties.Components"), found("F3012", "fatal", "Properties.DeploymentName")]
    kept = merged(theirs, [found("GG-083", "error", "Properties.Components")])
    assert [(one.rule, one.path) for one in kept] == [
        ("F3012", "Properties.DeploymentName"),
        ("GG-083", "Properties.Components"),
    ]
