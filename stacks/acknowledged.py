"""What cdk-nag's AwsSolutions pack finds in the reference stacks and is as it should be: each with its reason.

The pack wants each wildcard accepted by the resource that it stands in, so those that are known are looked up in the
policies that the stack makes. One of another form, or for another action, is not accepted and fails the synthesis.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from constructs import IConstruct

    from cdk_model_packages.registry.defined_package import DefinedPackage


class _Wildcard(NamedTuple):
    resource: str
    actions: frozenset[str]
    reason: str


_WILDCARDS = (
    _Wildcard(
        r"\*",
        frozenset({"ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"}),
        "ecr:GetAuthorizationToken and cloudwatch:PutMetricData support no resource; metrics are held to one namespace",
    ),
    _Wildcard(
        r"arn:.*:logs:.*:log-group:/aws/sagemaker/.*\*",
        frozenset({"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"}),
        "the service makes the names of log streams",
    ),
    _Wildcard(
        r"(arn:.*:s3:::[^*]+|<[^*]+\.Arn>/[^*]+)/(\*(/component\.zip)?|\*/compiled/\*|\*[^*/]+\*?/\*/component\.zip)",
        frozenset({"s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"}),
        "samples, results and components are the objects below one prefix",
    ),
    _Wildcard(
        r"arn:.*:model-package/[^*]+/\*",
        frozenset({"sagemaker:DescribeModelPackage"}),
        "the versions of one group, which come later",
    ),
    _Wildcard(
        r"arn:.*:greengrass:.*:components:[^*]+(\*|(\.\*)?:versions:\*)",
        frozenset(
            {
                "greengrass:CreateComponentVersion",
                "greengrass:DescribeComponent",
                "greengrass:TagResource",
                "greengrass:ListTagsForResource",
            }
        ),
        "the components that this stack's job makes, and their versions, which come later",
    ),
    _Wildcard(
        r"arn:.*:compilation-job/edge-packaging-\*",
        frozenset({"sagemaker:CreateCompilationJob", "sagemaker:DescribeCompilationJob"}),
        "the job names compilations after their content",
    ),
)
_ACCESS_LOGS = "results of a validation, kept for 30 days; access logs need a bucket of the organization"
_EDGE = {
    "S1": (s3.CfnBucket, "what devices fetch; access logs need a bucket of the organization"),
    "SF1": (sfn.CfnStateMachine, "Step Functions keeps the history for 90 days; logs need rights on all log groups"),
    "SF2": (sfn.CfnStateMachine, "a job that runs for minutes, some times a day, is read in its history"),
}


def acknowledge_package(package: DefinedPackage) -> None:
    """Accept the wildcards in the rights of a package's roles, and that its results have no access log."""
    _acknowledge_rights(package)
    output = package.stack.node.try_find_child("ModelPackageValidationOutput")
    if output is not None:
        _acknowledge(output, "S1", _ACCESS_LOGS)


def acknowledge_edge(stack: cdk.Stack) -> None:
    """Accept the wildcards in the rights of a packaging job and of devices, and what of it is not logged."""
    _acknowledge_rights(stack)
    for construct in stack.node.find_all():
        for rule, (kind, reason) in _EDGE.items():
            if isinstance(construct, kind):
                _acknowledge(construct, rule, reason)


def _acknowledge_rights(scope: IConstruct) -> None:
    for policy in scope.node.find_all():
        if isinstance(policy, iam.Policy):
            for resource, actions in _allowed(policy).items():
                for known in _WILDCARDS:
                    if re.fullmatch(known.resource, resource) and actions <= known.actions:
                        _acknowledge(policy, f"IAM5[Resource::{resource}]", known.reason)


def _acknowledge(construct: IConstruct, rule: str, reason: str) -> None:
    found = cdk.Acknowledgment(id=f"AwsSolutions::AwsSolutions-{rule}", reason=reason)
    cdk.Validations.of(construct).acknowledge(found)


def _allowed(policy: iam.Policy) -> Mapping[str, set[str]]:
    """Return all actions on each resource of a policy: one is accepted for all statements that name it."""
    document = cdk.Stack.of(policy).resolve(policy.document)
    found: dict[str, set[str]] = {}
    for statement in cast("list[dict[str, Any]]", document["Statement"]):
        for resource in _listed(statement["Resource"]):
            found.setdefault(_flat(resource), set()).update(_listed(statement["Action"]))
    return found


def _listed(value: Any) -> Iterable[Any]:
    return cast("list[Any]", value if isinstance(value, list) else [value])


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
