"""What a validation role may do, by its policies in the embedded IAM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .. import hooks
from .reading import client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import S3Location

_SERVICE = "sagemaker.amazonaws.com"
_ROLE_ARN = re.compile(r"arn:[a-z-]+:iam::(?P<account>\d{12}):role/(?:.*/)?(?P<name>[^/]+)")
_PULL = ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability")


class ValidationRole:
    """A role, seen with SageMaker's eyes. A role of another account allows everything: it cannot be looked up."""

    def __init__(self, arn: str) -> None:
        self.arn = arn
        match = _ROLE_ARN.fullmatch(arn)
        self._name = match["name"] if match and match["account"] == hooks.account() else None
        self._finding = self._look_up() if self._name else None

    def finding(self) -> str | None:
        """Tell why SageMaker cannot assume the role; ``None``: it can."""
        return self._finding

    def may_read(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not read an object."""
        yield from self._refused("s3:GetObject", _object_arn(location), location.uri)

    def may_list(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not list a prefix."""
        yield from self._refused(
            "s3:ListBucket", f"arn:aws:s3:::{location.bucket}", location.uri, {"s3:prefix": location.key}
        )

    def may_write(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not write below an output path."""
        written = f"arn:aws:s3:::{location.bucket}/{location.key.rstrip('/')}/sample.out".replace("//", "/")
        yield from self._refused("s3:PutObject", written, location.uri)

    def may_pull(self, repository_arn: str) -> Iterator[str]:
        """Tell when the role may not pull an image of a repository of its own account."""
        yield from self._refused("ecr:GetAuthorizationToken", "*", "*")
        for action in _PULL:
            yield from self._refused(action, repository_arn, repository_arn)

    def _refused(
        self, action: str, resource_arn: str, told_as: str, context: dict[str, str] | None = None
    ) -> Iterator[str]:
        if self._name is None or self._finding is not None:
            return
        account = {"aws:ResourceAccount": hooks.account()}
        if not hooks.role_may(self._name, action, resource_arn, {**account, **(context or {})}):
            yield f"The role {self._name} may not {action} on {told_as}."

    def _look_up(self) -> str | None:
        try:
            answer = client("iam", hooks.account(), hooks.region()).get_role(RoleName=self._name)
        except ClientError:
            return f"The role {self.arn} does not exist."
        context = {
            "aws:SourceAccount": hooks.account(),
            "aws:SourceArn": f"arn:aws:sagemaker:{hooks.region()}:{hooks.account()}:transform-job/validation",
        }
        if not hooks.role_trusts(answer["Role"]["AssumeRolePolicyDocument"], _SERVICE, context):
            return f"The role {self._name} does not let {_SERVICE} assume it."
        return None


def _object_arn(location: S3Location) -> str:
    return f"arn:aws:s3:::{location.bucket}/{location.key}"
