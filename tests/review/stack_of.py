"""A template and the stack that it becomes, from its resources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cdk_model_packages.templates import Place, Template, World, worlds

HERE = Place(region="eu-west-1", account="111122223333")


def stack_of(
    resources: dict[str, Any], *, place: Place = HERE, path: str = "template.json", **rest: Any
) -> tuple[Template, World]:
    """Return a template as it would be read, and its first stack."""
    document = {**rest, "Resources": resources}
    text = json.dumps(document, indent=1).encode()
    template = Template(path=Path(path), text=text, document=document)
    return template, worlds(template, place)[0]


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def arn(name: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, "Arn"]}


def sub(text: str) -> dict[str, str]:
    return {"Fn::Sub": text}


def allow(action: object, on: object = "*", **rest: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": action, "Resource": on, **rest}


def role(*statements: dict[str, object], service: str = "sagemaker.amazonaws.com", **rest: object) -> dict[str, Any]:
    """A role that a service assumes, with one inline policy."""
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    policies = [{"PolicyName": "own", "PolicyDocument": {"Statement": list(statements)}}] if statements else []
    properties = {"AssumeRolePolicyDocument": {"Statement": [trust]}, "Policies": policies, **rest}
    return {"Type": "AWS::IAM::Role", "Properties": properties}
