"""Promotions for tests, and what is in their templates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk.assertions import Template

from cdk_model_packages.spec import ModelPackageSpec
from stacks import PackagePromotion, PromotionEnvironment
from tests.spec import values

DIGEST = "sha256:" + "a" * 64
PINNED = f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/digits@{DIGEST}"
HOME = cdk.Environment(account="123456789012", region="eu-west-1")
"""Where the packages of tests/spec/values.py are from."""
AWAY = cdk.Environment(account="222222222222", region="us-east-1")
PROFILE = "ValidationSpecification.ValidationProfiles[0].TransformJobDefinition"
SAMPLES = f"{PROFILE}.TransformInput.DataSource.S3DataSource.S3Uri"
OUTPUT = f"{PROFILE}.TransformOutput.S3OutputPath"
ROLE = "ValidationSpecification.ValidationRole"
OWN = {SAMPLES: "s3://prod/samples/", OUTPUT: "s3://prod/out/", ROLE: "arn:aws:iam::222222222222:role/Validation"}
"""What an environment must give for a package with every field set."""


def small(**change: Any) -> ModelPackageSpec:
    """A package that needs nothing to be given."""
    inference = values.inference(Containers=[{"Image": PINNED, "ModelDataUrl": "s3://models/digits/7/model.tar.gz"}])
    return ModelPackageSpec.model_validate(
        {"ModelPackageGroupName": "digits", "InferenceSpecification": inference, **change}
    )


def away(name: str = "prod", env: cdk.Environment = AWAY, **change: Any) -> PromotionEnvironment:
    """An environment of another account and region."""
    return PromotionEnvironment(name, env=env, **change)


def template(promotion: PackagePromotion, name: str = "prod") -> dict[str, Any]:
    """The template of one environment."""
    return Template.from_stack(promotion.stacks[name]).to_json()


def only(found: dict[str, Any], kind: str) -> dict[str, Any]:
    """The one resource of a kind."""
    (resource,) = (each for each in found["Resources"].values() if each["Type"] == kind)
    return resource


def of_kind(found: dict[str, Any], kind: str) -> dict[str, Any]:
    """The resources of a kind."""
    return {name: each for name, each in found["Resources"].items() if each["Type"] == kind}


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of a template's part with its path; what CloudFormation puts together is text, ``<Ref>``."""
    if isinstance(value, dict):
        if value.keys() & {"Ref", "Fn::Join", "Fn::GetAtt"}:
            yield path, text(value)
            return
        for name, item in value.items():
            yield from flat(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from flat(item, f"{path}[{index}]")
    else:
        yield path, value


def text(value: Any) -> str:
    """What CloudFormation makes of an expression, with ``<Ref>`` for what only it knows."""
    if isinstance(value, str):
        return value
    ((name, arguments),) = value.items()
    if name == "Fn::Join":
        return arguments[0].join(map(text, arguments[1]))
    return f"<{arguments if isinstance(arguments, str) else '.'.join(arguments)}>"


def written(folder: Path, content: dict[str, Any]) -> Path:
    """A ``model-package.yaml``."""
    path = folder / "model-package.yaml"
    path.write_text(json.dumps(content))
    return path
