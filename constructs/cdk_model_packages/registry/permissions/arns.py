"""ARNs of groups, packages, repositories, roles and keys, from what a user names them by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.errors import SpecError
from cdk_model_packages.images import InferenceImage
from cdk_model_packages.registry.model_package_base import ModelPackageBase
from cdk_model_packages.registry.model_package_group import ModelPackageGroupBase
from cdk_model_packages.registry.permissions.shown_text import UNKNOWN, made_by, shown
from cdk_model_packages.spec import is_token, names_a_registry

if TYPE_CHECKING:
    from aws_cdk import aws_ecr as ecr
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms
    from aws_cdk.interfaces import aws_sagemaker as interfaces
    from constructs import Construct

_NAME = r"[a-zA-Z0-9*](-*[a-zA-Z0-9*]){0,62}"
_SAGEMAKER = r"arn:(?:aws[a-z-]*|\*):sagemaker:[a-z0-9*-]*:(?:[0-9]{12}|\*)"
_GROUP_ARN = re.compile(rf"{_SAGEMAKER}:model-package-group/{_NAME}")
_PACKAGE_ARN = re.compile(rf"{_SAGEMAKER}:model-package/{_NAME}(/([0-9]+|\*))?")
_MODEL_ARN = re.compile(rf"{_SAGEMAKER}:model/{_NAME}")
_REPOSITORY_ARN = re.compile(r"arn:[^:]+:ecr:[^:]*:[^:]*:repository/.+")
_ECR_URI = re.compile(
    rf"(?P<account>\d{{12}}|{UNKNOWN})\.dkr\.ecr(?:-fips)?\.(?P<region>[a-z0-9-]+|{UNKNOWN})\.[^/]+"
    r"/(?P<repository>[^:@]+)(?:[:@].*)?"
)
_ROLE = re.compile(r"(?:(?P<arn>arn:[^:]+:iam::[^:]+:role)/)?[\w+=,.@*-]+(?:/[\w+=,.@*-]+)*")
_KEY_ID = re.compile(r"[a-zA-Z0-9-]+")


def group_and_version_arns(
    scope: Construct, group: interfaces.IModelPackageGroupRef | str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ARNs of a group, and those of its versions.

    Raises:
        SpecError: ``MP-015`` when it is neither a group's name nor its ARN.
    """
    stack = cdk.Stack.of(scope)
    home = f"arn:{stack.partition}:sagemaker:{stack.region}:{stack.account}"
    if isinstance(group, ModelPackageGroupBase):
        home = f"arn:{stack.partition}:sagemaker:{group.env.region}:{group.env.account}"
        name = group.model_package_group_name
    elif isinstance(group, sagemaker.CfnModelPackageGroup):
        name = group.model_package_group_name
    elif not isinstance(group, str):
        home, name = _split(group.model_package_group_ref.model_package_group_arn)
    elif isinstance(made := made_by(group), sagemaker.CfnModelPackageGroup):
        name = made.model_package_group_name
    elif is_token(group) and group.startswith("arn:"):
        home, name = _split(group)
    elif is_token(group) or re.fullmatch(_NAME, group):
        name = group
    elif _GROUP_ARN.fullmatch(group):
        home, name = group.rpartition(":")[0], group.rpartition("/")[2]
    else:
        raise SpecError(
            "MP-015",
            "ModelPackageGroupName",
            got=group,
            need="a name, or arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package-group/NAME",
            fix="copy it from the group, not from a version",
        )
    names = _both_cases(name)
    return (
        tuple(f"{home}:model-package-group/{each}" for each in names),
        tuple(f"{home}:model-package/{each}/*" for each in names),
    )


def package_arns(scope: Construct, package: ModelPackageBase | str) -> tuple[str, ...]:
    """Return the ARNs of one package.

    Raises:
        SpecError: ``MP-015`` when it is neither a package's name nor its ARN.
    """
    text = package.model_package_arn if isinstance(package, ModelPackageBase) else package
    if is_token(text):
        return (text,)
    if _PACKAGE_ARN.fullmatch(text):
        home, _, name = text.partition("model-package/")
        return tuple(f"{home}model-package/{each}" for each in _both_cases(name))
    if re.fullmatch(_NAME, text):
        return tuple(sagemaker_arn(scope, f"model-package/{each}") for each in _both_cases(text))
    raise SpecError(
        "MP-015",
        "ModelPackageName",
        got=text,
        need="a name, or arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package/NAME",
        fix="copy it from the package, not from its group",
    )


def source_arns(scope: Construct, source: ModelPackageBase | str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ARNs of the package that is copied, and those of the model; one of them is empty.

    Raises:
        SpecError: ``MP-015`` when it is neither a package nor a model's ARN.
    """
    if isinstance(source, str) and (_MODEL_ARN.fullmatch(source) or isinstance(made_by(source), sagemaker.CfnModel)):
        return (), (source,)
    return package_arns(scope, source), ()


def sagemaker_arn(scope: Construct, resource: str) -> str:
    """Return the ARN of something of SageMaker's in the stack's account and region."""
    stack = cdk.Stack.of(scope)
    return f"arn:{stack.partition}:sagemaker:{stack.region}:{stack.account}:{resource}"


def repository_arn(scope: Construct, image: ecr.IRepository | InferenceImage | str) -> str | None:
    """Return the repository of an image; ``None``: its registry is not ECR, where IAM allows nothing.

    Raises:
        SpecError: ``SPEC-001`` when the repository does not show.
    """
    if not isinstance(image, InferenceImage | str):
        return image.repository_arn
    uri = image if isinstance(image, str) else image.locate(scope).image
    if _REPOSITORY_ARN.fullmatch(uri):
        return uri
    seen = shown(scope, uri)
    ecr_uri = _ECR_URI.fullmatch(seen)
    if ecr_uri is not None:
        partition = cdk.Stack.of(scope).partition
        return f"arn:{partition}:ecr:{ecr_uri['region']}:{ecr_uri['account']}:repository/{ecr_uri['repository']}"
    if not is_token(seen) and names_a_registry(seen):
        return None
    need = "ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG, or arn:PARTITION:ecr:REGION:ACCOUNT:repository/NAME"
    raise SpecError("SPEC-001", "Image", got=uri, need=need, fix="pass the repository, as images=[repository]")


def role_arn(scope: Construct, role: iam.IRole | str) -> str:
    """Return the ARN of a role.

    Raises:
        SpecError: ``SPEC-001`` when it is neither a role's name nor its ARN.
    """
    if not isinstance(role, str):
        return role.role_arn
    if is_token(role):
        return role
    found = _ROLE.fullmatch(role)
    if found is None:
        need = "a role's name, or arn:PARTITION:iam::ACCOUNT:role/NAME"
        raise SpecError("SPEC-001", "ValidationRole", got=role, need=need, fix="name the role")
    stack = cdk.Stack.of(scope)
    return role if found["arn"] else f"arn:{stack.partition}:iam::{stack.account}:role/{role}"


def key_arn(scope: Construct, key: kms.IKey | str) -> str:
    """Return the ARN of a key.

    Raises:
        SpecError: ``SPEC-001`` for an alias: a policy names keys only.
    """
    text = key if isinstance(key, str) else key.key_arn
    if not text.startswith("alias/") and ":alias/" not in text:
        if text.startswith("arn:") or is_token(text):
            return text
        if _KEY_ID.fullmatch(text):
            stack = cdk.Stack.of(scope)
            return f"arn:{stack.partition}:kms:{stack.region}:{stack.account}:key/{text}"
    need = "a key, its ARN or its id: a policy cannot name one by alias"
    raise SpecError("SPEC-001", "KmsKeyId", got=text, need=need, fix="pass the key, as encryption_keys=[key]")


def _both_cases(name: str) -> list[str]:
    """Return a name as it is and in lower case: the service has used either (IM-002)."""
    return [name] if is_token(name) else sorted({name, name.lower()})


def _split(arn: str) -> tuple[str, str]:
    parts = cdk.Arn.split(arn, cdk.ArnFormat.SLASH_RESOURCE_NAME)
    return f"arn:{parts.partition}:sagemaker:{parts.region}:{parts.account}", parts.resource_name or ""
