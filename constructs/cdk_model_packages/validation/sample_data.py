"""The objects that a validation job reads."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdk_model_packages.artifacts.read_grant import grant_bucket_prefix, grant_prefix, grant_token_prefix
from cdk_model_packages.artifacts.s3_uri import S3Object, parse_s3_uri
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import S3DataSource, S3DataType, is_local_path, is_token

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_s3 as s3
    from constructs import Construct


@dataclass(frozen=True)
class SampleLocation:
    """Where a validation job finds its input.

    Attributes:
        s3_uri: Key name prefix, or a manifest; may hold CDK tokens.
        s3_data_type: Which of the two.
    """

    s3_uri: str
    s3_data_type: S3DataType = S3DataType.S3_PREFIX


class SampleData(ABC):
    """Sample requests in S3. Made by one of the ``from_*`` methods; may serve any number of packages.

    Source: SageMaker API, TransformS3DataSource; 100 files: this library.
    """

    local_path: Path | None = None
    """The folder that it is uploaded from, where there is one."""

    @staticmethod
    def from_directory(path: str | Path) -> SampleData:
        """Upload every file of a folder with the stack; all of them are sent to the container.

        Args:
            path: Folder with 1 to 100 files, in subfolders or not. Names that start with a dot are left out.

        Raises:
            ArtifactError: when there is no such folder, it holds no file or more than 100, or a link that
                leaves it.

        Warns:
            SecretFileWarning: when names look like those of secrets.
        """
        from cdk_model_packages.validation.sample_folder import SampleFolder  # what it loads, few apps need

        return SampleFolder(path)

    @staticmethod
    def from_bucket(bucket: s3.IBucket, prefix: str) -> SampleData:
        """Use the objects below a prefix of a bucket.

        Args:
            bucket: A bucket in the package's region.
            prefix: For example ``samples/``. Every object whose key starts with it is sent, so let it end
                in ``/`` and hold nothing else: least of all the model.
        """
        return _Bucket(bucket, prefix)

    @staticmethod
    def from_uri(uri: str, *, manifest: bool = False) -> SampleData:
        """Use objects by URI; the validation role is granted the right to read and list them.

        Args:
            uri: ``s3://bucket/prefix/``, or ``s3://bucket/key`` of a manifest; at most 1024 characters. Where
                the objects are encrypted with a key of yours, use ``from_bucket``, which grants the key too.
            manifest: ``True``: the object is a JSON manifest that lists the samples. The role can then
                read the manifest's folder only: grant the rest yourself.

        Raises:
            SpecError: ``SPEC-001`` when it is not an S3 URI.
        """
        if not is_token(uri) and not re.fullmatch(r"s3://[^/]+/.*", uri):
            raise SpecError("SPEC-001", "S3Uri", got=uri, need="like s3://BUCKET/PREFIX/", fix="write that")
        source = S3DataSource(s3_uri=uri, s3_data_type=S3DataType.MANIFEST_FILE if manifest else S3DataType.S3_PREFIX)
        return _Uri(source)

    @abstractmethod
    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        """Make the samples available to a stack.

        Args:
            scope: A construct of the stack that uses them.
            grantable: Who may read and list them. ``None``: nobody is granted anything.
        """


class _Uri(SampleData):
    def __init__(self, source: S3DataSource) -> None:
        self._source = source
        self._place = parse_s3_uri(source.s3_uri)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        uri, place = self._source.s3_uri, self._place
        if grantable is not None:
            if place is not None and self._source.s3_data_type == S3DataType.MANIFEST_FILE:
                place = S3Object(place.bucket_name, f"{place.key.rpartition('/')[0]}/".lstrip("/"))
            if place is not None:
                grant_prefix(scope, grantable, place)
            elif is_token(uri):
                grant_token_prefix(scope, grantable, uri)
        return SampleLocation(uri, self._source.s3_data_type)


class _Bucket(SampleData):
    def __init__(self, bucket: s3.IBucket, prefix: str) -> None:
        self._bucket = bucket
        self._prefix = prefix.lstrip("/")

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        if grantable is not None:
            grant_bucket_prefix(grantable, self._bucket, self._prefix)
        return SampleLocation(self._bucket.s3_url_for_object(self._prefix))


def sample_data_of(source: S3DataSource, folder: Path) -> SampleData:
    """Return the samples that a spec names; a path is relative to the spec's folder.

    Raises:
        ArtifactError: when a path names no folder.
    """
    if is_local_path(source.s3_uri):
        return SampleData.from_directory(folder / source.s3_uri)
    return _Uri(source)
