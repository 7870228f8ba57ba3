"""What a role may do when SageMaker assumes it, by its policies in the embedded IAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import hooks, permissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..s3_objects import S3Location

_SERVICE = "sagemaker.amazonaws.com"
_PULL = ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability")


class JobRole:
    """The role of a job, seen with SageMaker's eyes. One of another account allows everything: it is not known here.

    Args:
        arn: Its ARN.
        source: The job, as its ARN ends.
    """

    def __init__(self, arn: str, source: str) -> None:
        self.arn = arn
        self._name = permissions.own_role(arn)
        self._finding = role_finding(arn, source)

    def finding(self) -> str | None:
        """Tell why SageMaker cannot assume the role; ``None``: it can."""
        return self._finding

    def may_read(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not read an object."""
        yield from self._refused("s3:GetObject", location.arn, location.uri)

    def may_list(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not list a prefix."""
        yield from self._refused(
            "s3:ListBucket", f"arn:aws:s3:::{location.bucket}", location.uri, {"s3:prefix": location.key}
        )

    def may_write(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not write below an output path."""
        written = f"arn:aws:s3:::{location.bucket}/{location.key.rstrip('/')}/sample.out".replace("//", "/")
        yield from self._refused("s3:PutObject", written, location.uri)

    def may_write_object(self, location: S3Location) -> Iterator[str]:
        """Tell when the role may not write an object."""
        yield from self._refused("s3:PutObject", location.arn, location.uri)

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
        if not permissions.role_may(self._name, action, resource_arn, {**account, **(context or {})}):
            yield f"The role {self._name} may not {action} on {told_as}."


def role_finding(arn: str, source: str) -> str | None:
    """Tell why SageMaker cannot assume a role for a resource; ``None``: it can, or it is another account's."""
    name = permissions.own_role(arn)
    if name is None:
        return None
    trust_policy = permissions.trust_policy(name)
    if trust_policy is None:
        return f"The role {arn} does not exist."
    context = {
        "aws:SourceAccount": hooks.account(),
        "aws:SourceArn": f"arn:aws:sagemaker:{hooks.region()}:{hooks.account()}:{source}",
    }
    if not permissions.role_trusts(trust_policy, _SERVICE, context):
        return f"The role {name} does not let {_SERVICE} assume it."
    return None
