"""What becomes of each property of a package in another environment: kept, copied, given there, or refused."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cdk_model_packages import ModelPackagesError, SpecError
from cdk_model_packages.artifacts.s3_uri import S3Object, parse_s3_uri
from cdk_model_packages.errors import one_line
from cdk_model_packages.images.image_name import ImageName, is_digest, is_dlc_reference
from cdk_model_packages.spec import ModelPackageSpec, is_local_path, is_token, names_a_registry
from stacks.promotion import aws_image
from stacks.promotion.partition import partition_at, partition_of
from stacks.promotion.spec_leaves import Leaf, leaves, with_leaves

if TYPE_CHECKING:
    from collections.abc import Mapping

    import aws_cdk as cdk

    from stacks.promotion.promotion_environment import PromotionEnvironment

KEPT_AS_THEY_ARE = ("CustomerMetadataProperties", "MetadataProperties", "ModelCard")
"""Records of how the package came to be: they stay true wherever it goes, and nothing reads what they name."""

LONGEST_KEY = 1024 - len("s3://") - 63 - len("/")
"""What a ``ModelDataUrl`` of 1024 characters leaves for a key beside a bucket's name of 63.

Source: SageMaker API, Url; S3 user guide, bucket naming rules.
"""

_ARN = re.compile(r"arn:[^:]+:[^:]+:(?P<region>[^:]*):(?P<account>[^:]*):.+")


class PromotionError(ModelPackagesError):
    """A package cannot go to an environment as it is: one line for each property at fault."""


@dataclass(frozen=True)
class PromotionPlan:
    """What a package is in an environment.

    Attributes:
        value: The package, with what the environment gives and the region's own images of AWS; what is
            copied is still where it was.
        objects: Objects to copy, by the path of the property that names them.
        images: Images to copy, by the path of the property that names them; each has a digest.
    """

    value: ModelPackageSpec
    objects: Mapping[str, S3Object] = field(default_factory=dict[str, S3Object])
    images: Mapping[str, ImageName] = field(default_factory=dict[str, ImageName])

    def with_copies(self, uris: Mapping[str, str]) -> ModelPackageSpec:
        """Return the package with the URIs of its copies, by the path of the property."""
        return with_leaves(self.value, lambda leaf: uris.get(leaf.path, leaf.value))


def plan_promotion(
    value: ModelPackageSpec, environment: PromotionEnvironment, source: cdk.Environment | None
) -> PromotionPlan:
    """Decide for each property of a package; see docs/guide/promotion.md for the rules.

    Args:
        value: The package.
        environment: Where it goes.
        source: Where its objects in S3 are. ``None``: not told, so they are copied to everywhere.

    Raises:
        PromotionError: with a line for each property that cannot go there as it is: ``PROM-001`` bound to
            an account or region, ``PROM-002`` an image without a digest, ``PROM-003`` not one object,
            ``PROM-005`` to be copied from another partition; ``PROM-004`` when the environment gives what the
            package does not have or what breaks a rule.
    """
    judge = _Judge(environment, source)
    given = _with_own_values(value, environment)
    for leaf in leaves(given):
        if leaf.path not in environment.values and leaf.path.partition(".")[0] not in KEPT_AS_THEY_ARE:
            judge.look_at(leaf)
    if judge.findings:
        raise PromotionError("\n".join(map(str, judge.findings)))
    there = with_leaves(given, lambda leaf: judge.uris.get(leaf.path, leaf.value))
    return PromotionPlan(there, judge.objects, judge.images)


def _with_own_values(value: ModelPackageSpec, environment: PromotionEnvironment) -> ModelPackageSpec:
    known = [leaf.path for leaf in leaves(value)]
    for path, got in environment.values.items():
        if path not in known:
            close = difflib.get_close_matches(path, known, n=1)
            raise PromotionError(
                str(
                    SpecError(
                        "PROM-004",
                        f"values[{path!r}]",
                        got=got,
                        need=f"a property that the package has, in environment {environment.name!r}",
                        fix=f"did you mean {close[0]}?" if close else "drop it, or add the property to the package",
                    )
                )
            )
    own = {
        "model_approval_status": environment.approval,
        "approval_description": environment.approval_description or value.approval_description,
    }
    changed = with_leaves(value.model_copy(update=own), lambda leaf: environment.values.get(leaf.path, leaf.value))
    try:
        return ModelPackageSpec.model_validate(changed.model_dump(warnings=False))
    except ValidationError as error:
        raise PromotionError(f"environment {environment.name!r}: {one_line(error)}") from error


class _Judge:
    def __init__(self, environment: PromotionEnvironment, source: cdk.Environment | None) -> None:
        self._environment = environment
        self._source = source
        self._is_there = environment.is_at(source)
        self.findings: list[SpecError] = []
        self.objects: dict[str, S3Object] = {}
        self.images: dict[str, ImageName] = {}
        self.uris: dict[str, str] = {}

    def look_at(self, leaf: Leaf) -> None:
        value = leaf.value
        if not isinstance(value, str) or is_token(value) or is_local_path(value):
            return
        if leaf.owner is not None and leaf.name == "Image":
            self._image(leaf, value)
        elif leaf.owner is not None and leaf.name.endswith("OutputPath"):
            if not self._is_there:
                self._bound(leaf, "in a bucket", "None: one is made")
        elif (arn := _ARN.fullmatch(value)) is not None:
            self._arn(leaf, arn["region"], arn["account"])
        elif leaf.owner is not None and leaf.name.endswith("KmsKeyId"):
            if not self._is_there and not value.startswith("alias/"):
                self._bound(leaf, "a key", "or name the key by an alias, which each environment has of its own")
        elif not self._is_there and (value.startswith("s3://") or parse_s3_uri(value) is not None):
            self._object(leaf, value)

    def _arn(self, leaf: Leaf, region: str, account: str) -> None:
        there = self._environment
        if (region and region != there.region) or (account.isdigit() and account != there.account):
            self._bound(leaf, "an ARN", "None: one is made" if leaf.name.endswith("Role") else "")

    def _bound(self, leaf: Leaf, what: str, advice: str) -> None:
        there = self._environment
        need = f"{what} of environment {there.name!r} ({there.account}, {there.region})"
        fix = f"give values={{{leaf.path!r}: ...}}" + (f" ({advice})" if advice else "")
        self.findings.append(SpecError("PROM-001", leaf.path, got=leaf.value, need=need, fix=fix))

    def _object(self, leaf: Leaf, uri: str) -> None:
        place = parse_s3_uri(uri)
        data_type = getattr(leaf.owner, "s3_data_type", "S3Object")
        if place is None or not place.key or place.key.endswith("/") or data_type != "S3Object":
            self._not_one_object(leaf, "one object (a prefix or manifest cannot be listed when a stack is deployed)")
        elif len(f"{place.bucket_name}/{place.key}".encode()) > LONGEST_KEY:
            self._not_one_object(leaf, f"at most {LONGEST_KEY} bytes of bucket and key")
        elif self._is_in_reach(leaf, partition_at(self._source)):
            self.objects[leaf.path] = place

    def _not_one_object(self, leaf: Leaf, need: str) -> None:
        fix = (
            "name a folder or an archive of this machine (./samples, ./model.tar.gz), which is uploaded everywhere, or "
            f"copy it yourself and give values={{{leaf.path!r}: ...}}"
        )
        need = f"{need}, to go to environment {self._environment.name!r}"
        self.findings.append(SpecError("PROM-003", leaf.path, got=leaf.value, need=need, fix=fix))

    def _image(self, leaf: Leaf, uri: str) -> None:
        source, there = self._source, self._environment
        if is_dlc_reference(uri):
            return  # looked up in each region
        if not names_a_registry(uri) and source is not None and source.account and source.region:
            uri = f"{source.account}.dkr.ecr.{source.region}.amazonaws.com/{uri}"
        image = ImageName.parse(uri)
        if image is not None and image.registry is not None and image.account is None:
            return  # no registry of ECR: the same from everywhere
        if image is not None and (image.account, image.region) == (there.account, there.region):
            return
        if image is None or image.account is None:
            self._not_pinned(leaf)
            return
        digest = image.digest or str(getattr(leaf.owner, "image_digest", None) or "").lower()
        if is_digest(digest):
            if self._is_in_reach(leaf, partition_of(image.region or "")):
                self.images[leaf.path] = replace(image, tag=None, digest=digest)
            return
        published = aws_image.in_region(image, there.region)
        if published is None:
            self._not_pinned(leaf)
        else:
            self.uris[leaf.path] = image_uri(published)

    def _is_in_reach(self, leaf: Leaf, partition: str | None) -> bool:
        """Refuse a copy from another partition, where that is known."""
        there = self._environment
        own = partition_of(there.region)
        if partition in (None, own):
            return True
        need = f"in partition {own} of environment {there.name!r}, not in {partition}, from where nothing is copied"
        fix = f"copy it yourself, and give values={{{leaf.path!r}: ...}}"
        self.findings.append(SpecError("PROM-005", leaf.path, got=leaf.value, need=need, fix=fix))
        return False

    def _not_pinned(self, leaf: Leaf) -> None:
        need = f"REGISTRY/REPOSITORY@sha256:DIGEST, to be copied to environment {self._environment.name!r}"
        fix = "pin it with `model-packages image pin`"
        self.findings.append(SpecError("PROM-002", leaf.path, got=leaf.value, need=need, fix=fix))


def image_uri(image: ImageName) -> str:
    """Write an image's name as a container names it."""
    reference = f"@{image.digest}" if image.digest else f":{image.tag or 'latest'}"
    return f"{image.registry}/{image.repository}{reference}"
