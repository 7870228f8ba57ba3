"""Intrinsic functions, carried out as far as a template determines them."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_model_packages.templates.intrinsics import (
    UNKNOWN,
    Surroundings,
    as_written,
    evaluate,
    text_of,
    unnamed_text_of,
)

AROUND = Surroundings(
    resources={"Bucket": {"Type": "AWS::S3::Bucket"}, "Repo": {"Type": "AWS::ECR::Repository"}},
    parameters={"Prefix": "models", "Names": ["a", "b"], "Count": 3},
    mappings={"Regions": {"eu-west-1": {"Bucket": "acme-eu"}}},
    conditions={"Yes": True, "No": False},
    pseudo={"AWS::Region": "eu-west-1", "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"},
    unset=frozenset({"Unset"}),
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ({"Ref": "Prefix"}, "models"),
        ({"Ref": "Names"}, ["a", "b"]),
        ({"Ref": "AWS::Region"}, "eu-west-1"),
        ({"Ref": "Bucket"}, {"Ref": "Bucket"}),
        ({"Ref": "Nobody"}, UNKNOWN),
        ({"Ref": "AWS::AccountId"}, {"Fn::Sub": "${AWS::AccountId}"}),
        ({"Fn::GetAtt": "Bucket.Arn"}, {"Fn::GetAtt": ["Bucket", "Arn"]}),
        ({"Fn::GetAtt": ["Nobody", "Arn"]}, UNKNOWN),
        ({"Fn::Sub": "s3://${Bucket}/${Prefix}/m.tar.gz"}, {"Fn::Sub": "s3://${Bucket}/models/m.tar.gz"}),
        ({"Fn::Sub": ["${A}-${B}", {"A": {"Ref": "Prefix"}, "B": {"Ref": "Bucket"}}]}, {"Fn::Sub": "models-${Bucket}"}),
        ({"Fn::Sub": "${Bucket.Arn}"}, {"Fn::GetAtt": ["Bucket", "Arn"]}),
        ({"Fn::Sub": "${Nobody}"}, UNKNOWN),
        ({"Ref": "Unset"}, UNKNOWN),
        ({"Fn::Sub": "${Unset}"}, UNKNOWN),
        ({"Fn::Sub": "s3://${Unset}/${Nobody}"}, {"Fn::Sub": "s3://${Unknown-Unset}/${Unknown}"}),
        ({"Fn::Sub": ["s3://${B}/k", {"B": {"Ref": "Unset"}}]}, {"Fn::Sub": "s3://${Unknown-Unset}/k"}),
        ({"Fn::Join": ["/", ["s3:/", {"Ref": "Unset"}, "k"]]}, {"Fn::Sub": "s3://${Unknown-Unset}/k"}),
        ({"Fn::Join": ["/", ["a", {"Ref": "AWS::NoValue"}, "b"]]}, "a/b"),
        (
            {"Fn::Join": ["/", [{"Fn::ImportValue": "Data:Bucket"}, "k"]]},
            {"Fn::Sub": "${Unknown-import-Data_Bucket}/k"},
        ),
        ({"Fn::Join": ["/", [{"Fn::ImportValue": {"Ref": "Nobody"}}, "k"]]}, {"Fn::Sub": "${Unknown}/k"}),
        ({"Fn::Join": ["/", [{"Fn::ImportValue": "a}b"}, "k"]]}, {"Fn::Sub": "${Unknown}/k"}),
        ({"Fn::Sub": "echo ${!HOME}"}, "echo ${HOME}"),
        ({"Fn::Sub": "echo ${!HOME} ${Bucket}"}, {"Fn::Sub": "echo ${!HOME} ${Bucket}"}),
        ({"Fn::Join": ["/", ["s3:/", {"Ref": "Bucket"}, "k"]]}, {"Fn::Sub": "s3://${Bucket}/k"}),
        ({"Fn::Join": [":", ["a", {"Ref": "Count"}, True]]}, "a:3:true"),
        ({"Fn::Join": [",", {"Ref": "Names"}]}, "a,b"),
        ({"Fn::Select": [1, {"Ref": "Names"}]}, "b"),
        ({"Fn::Select": ["1", {"Fn::Split": ["|", "x|y"]}]}, "y"),
        ({"Fn::Select": [2, {"Ref": "Names"}]}, UNKNOWN),
        ({"Fn::FindInMap": ["Regions", {"Ref": "AWS::Region"}, "Bucket"]}, "acme-eu"),
        ({"Fn::FindInMap": ["Regions", "us-east-1", "Bucket"]}, UNKNOWN),
        ({"Fn::FindInMap": ["Regions", "us-east-1", "Bucket", {"DefaultValue": "x"}]}, "x"),
        ({"Fn::If": ["Yes", 1, 2]}, 1),
        ({"Fn::If": ["No", 1, 2]}, 2),
        ({"Fn::If": ["Undecided", 1, 2]}, UNKNOWN),
        ([1, {"Fn::If": ["No", 2, {"Ref": "AWS::NoValue"}]}], [1]),
        ({"a": {"Ref": "AWS::NoValue"}, "b": 1}, {"b": 1}),
        ({"Fn::ToJsonString": {"b": {"Ref": "Bucket"}, "n": 1}}, {"Fn::Sub": '{"b":"${Bucket}","n":1}'}),
        ({"Fn::Length": {"Ref": "Names"}}, 2),
        ({"Fn::Base64": "x"}, "eA=="),
        ({"Fn::ImportValue": "other"}, UNKNOWN),
        ({"Fn::Invented": 1}, UNKNOWN),
        ("{{resolve:ssm:/key}}", UNKNOWN),
        ("a-{{resolve:ssm:/key}}", {"Fn::Sub": "a-${Unknown}"}),
    ],
    ids=str,
)
def test_evaluated(written: object, found: object) -> None:
    assert evaluate(written, AROUND) == found


def test_the_image_that_cdk_writes_for_a_repository() -> None:
    arn = {"Fn::Split": [":", {"Fn::GetAtt": ["Repo", "Arn"]}]}
    written = {
        "Fn::Join": [
            "",
            [
                {"Fn::Select": [4, arn]},
                ".dkr.ecr.",
                {"Fn::Select": [3, arn]},
                ".",
                {"Ref": "AWS::URLSuffix"},
                "/",
                {"Ref": "Repo"},
            ],
        ]
    }
    assert evaluate(written, AROUND) == {"Fn::Sub": "${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/${Repo}"}


@pytest.mark.parametrize(
    "written",
    [
        {"Ref": 3},
        {"Fn::GetAtt": 3},
        {"Fn::GetAtt": [[1], 2]},
        {"Fn::Sub": [1]},
        {"Fn::Sub": {"a": 1}},
        {"Fn::Join": "x"},
        {"Fn::Join": ["", 3]},
        {"Fn::Select": ["²", ["a"]]},
        {"Fn::Split": ["", "a"]},
        {"Fn::If": [[1], 2, 3]},
        {"Fn::FindInMap": [[], {}, 1]},
    ],
    ids=str,
)
def test_a_malformed_function_is_not_determined(written: dict[str, Any]) -> None:
    value = evaluate(written, AROUND)
    assert value is UNKNOWN or value == written


def test_a_text_keeps_what_only_looks_like_a_reference() -> None:
    assert text_of("echo ${HOME}") == "echo ${!HOME}"
    assert text_of({"Ref": "Bucket"}) == "${Bucket}"
    assert text_of(["a"]) is None
    assert text_of(UNKNOWN) is None


def test_the_name_of_a_parameter_without_a_value_is_for_rules_only() -> None:
    value = {"Fn::Sub": "s3://${Unknown-Models}/k"}
    assert text_of(value) == "s3://${Unknown-Models}/k"
    assert unnamed_text_of(value) == "s3://${Unknown}/k"


def test_a_message_names_what_the_template_names() -> None:
    told = "${Unknown-Models} of ${AWS.AccountId} is ${Role.Arn}, ${Unknown-import-Data_Key} or ${~}"
    words = "(parameter Models) of ${AWS::AccountId} is ${Role.Arn}, (import Data:Key) or (not determined)"
    assert as_written(told) == words
