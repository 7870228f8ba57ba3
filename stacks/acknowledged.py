"""What cdk-nag's AwsSolutions pack finds in the reference stacks and is as it should be: each with its reason.

The pack wants each wildcard accepted by the resource that it stands in, so those that are known are looked up in the
policies that the stack makes. A wildcard of another form is not accepted, and fails the synthesis.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import IConstruct

    from cdk_model_packages.registry.defined_package import DefinedPackage

_WILDCARDS = (
    (
        r"\*",
        "ecr:GetAuthorizationToken and cloudwatch:PutMetricData support no resource; metrics are held to one namespace",
    ),
    (r"arn:.*:logs:.*:log-group:/aws/sagemaker/.*\*", "the service makes the names of log streams"),
    (r"arn:.*:s3:::[^*]+/\*", "samples and results are the objects below one prefix"),
)
_ACCESS_LOGS = "results of a validation, kept for 30 days; access logs need a bucket of the organization"


def acknowledge_rights(package: DefinedPackage) -> None:
    """Accept the wildcards in the rights of a package's roles, and that its results have no access log."""
    for policy in package.node.find_all():
        if isinstance(policy, iam.Policy):
            for resource in _resources(policy):
                for form, reason in _WILDCARDS:
                    if re.fullmatch(form, resource):
                        _acknowledge(policy, f"IAM5[Resource::{resource}]", reason)
    output = package.stack.node.try_find_child("ModelPackageValidationOutput")
    if output is not None:
        _acknowledge(output, "S1", _ACCESS_LOGS)


def _acknowledge(construct: IConstruct, rule: str, reason: str) -> None:
    found = cdk.Acknowledgment(id=f"AwsSolutions::AwsSolutions-{rule}", reason=reason)
    cdk.Validations.of(construct).acknowledge(found)


def _resources(policy: iam.Policy) -> Iterator[str]:
    """Yield the resources of a policy's statements as the pack writes them."""
    document = cdk.Stack.of(policy).resolve(policy.document)
    for statement in cast("list[dict[str, Any]]", document["Statement"]):
        resources = statement["Resource"]
        for resource in cast("list[Any]", resources if isinstance(resources, list) else [resources]):
            yield _flat(resource)


def _flat(value: Any) -> str:
    match value:
        case str():
            return value
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(map(_flat, cast("list[Any]", parts)))
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{([^}]+)\}", r"<\1>", text)
        case {"Ref": str(name)}:
            return f"<{name}>"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"<{name}.{attribute}>"
        case _:
            return ""
