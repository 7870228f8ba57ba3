"""An environment that packages are promoted to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cdk_model_packages import ModelApprovalStatus, SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    import aws_cdk as cdk

Scalar = str | int | float | bool | None
"""A property's value, but for lists and maps."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
_ACCOUNT = re.compile(r"\d{12}")
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")


@dataclass(frozen=True)
class PromotionEnvironment:
    """One account and region that a package goes to.

    Attributes:
        name: Id of the CDK stage: a letter, then letters, digits and hyphens; 1 to 40 characters.
        env: Account and region, both known: what is copied depends on them.
        approval: The version's approval there. It is each environment's own decision: the package's own
            ``ModelApprovalStatus`` does not go with it.
        approval_description: Why. ``None``: the package's own.
        values: What this environment needs otherwise, by the path of the property:
            ``{"ValidationSpecification.ValidationRole": "arn:..."}``. Taken before all else and as it is, never
            copied. ``None`` drops a property, so that it is made there (the role) or not told. Paths are those
            that the package has; lists are counted from 0: ``InferenceSpecification.Containers[0].Image``.
        existing_group: The group is there already: add the version to it, and leave it as it is.
        artifact_bucket: Name of a bucket of that account and region for what is copied from S3.
            ``None``: one is made: private, encrypted, TLS only, retained.
        artifact_key_arn: KMS key of ``artifact_bucket``; who copies is granted its use, and so is a validation
            role that is made there. ``None``: it has none.
        image_repository: Name of an ECR repository of that account and region for copied images. It must
            not expire images without a tag. ``None``: one is made: immutable tags, scan on push, retained.

    Raises:
        SpecError: ``PROM-004`` when name, account or region are not what they must be.
    """

    name: str
    env: cdk.Environment
    approval: ModelApprovalStatus = ModelApprovalStatus.PENDING_MANUAL_APPROVAL
    approval_description: str | None = None
    values: Mapping[str, Scalar] = field(default_factory=dict[str, Scalar])
    existing_group: bool = False
    artifact_bucket: str | None = None
    artifact_key_arn: str | None = None
    image_repository: str | None = None

    def __post_init__(self) -> None:
        for what, got, pattern, need in (
            ("name", self.name, _NAME, "1 to 40 letters, digits and hyphens, a letter first"),
            ("env.account", self.account, _ACCOUNT, "12 digits"),
            ("env.region", self.region, _REGION, "a region like eu-west-1"),
        ):
            if is_token(got) or pattern.fullmatch(got) is None:
                fix = "write it out: what is copied depends on it"
                raise SpecError("PROM-004", f"PromotionEnvironment.{what}", got=got, need=need, fix=fix)

    @property
    def account(self) -> str:
        """Account that the package goes to."""
        return self.env.account or ""

    @property
    def region(self) -> str:
        """Region that the package goes to."""
        return self.env.region or ""

    def is_at(self, place: cdk.Environment | None) -> bool:
        """Tell whether this is the very account and region of another environment."""
        return place is not None and (place.account, place.region) == (self.account, self.region)
