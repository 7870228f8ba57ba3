"""The objects that a validation job reads."""

from __future__ import annotations

import hashlib
import os
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.artifacts.archive_asset import explained
from cdk_model_packages.artifacts.atomic_file import copy
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.artifacts.read_grant import grant_bucket_prefix, grant_key, grant_prefix, grant_token_prefix
from cdk_model_packages.artifacts.s3_uri import S3Object, parse_s3_uri
from cdk_model_packages.artifacts.secret_files import warn_of_secret_files
from cdk_model_packages.errors import ArtifactError, SpecError
from cdk_model_packages.spec import S3DataSource, S3DataType, is_local_path, is_token

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

MAX_FILES = 100
"""Each file of a folder is one asset that the CDK CLI publishes; more belong in a bucket of their own."""


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
    """Sample requests in S3. Made by one of the ``from_*`` methods; may serve any number of packages."""

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
        return _Directory(path)

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


class _Directory(SampleData):
    def __init__(self, path: str | Path) -> None:
        folder = scan_folder(path, exclude=[".*"], kind="sample")
        self.local_path = folder.path
        self._label = folder.label
        self._files = {entry.name: Path(entry.path) for entry in folder.entries if not entry.is_folder}
        if len(self._files) > MAX_FILES:
            raise ArtifactError(
                f"{self._label}: has {len(self._files)} files, must have 1 to {MAX_FILES}; "
                "upload larger sets to a bucket and use SampleData.from_bucket"
            )
        warn_of_secret_files(self._label, folder.secret_files, stacklevel=3)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        """Publish each file under one prefix that is made of the folder's content.

        A folder asset would be uploaded as one ZIP, which a transform job cannot read. File assets keep
        their names, because the key of a file asset is its "hash" and the staged file's extension, and
        the hash may hold slashes.
        """
        stack = cdk.Stack.of(scope)
        stage = cdk.Stage.of(scope)
        if stage is None:
            raise ArtifactError(f"{self._label}: is bound to stack {stack.node.path!r} outside any app; make it in one")
        hashes = {name: _hash(path) for name, path in self._files.items()}
        whole = hashlib.sha256(repr(sorted(hashes.items())).encode()).hexdigest()
        place = S3Object("", "")
        for name, path in sorted(self._files.items()):
            suffix = Path(name).suffix
            staged = Path(stage.asset_outdir) / f"sample-{hashes[name]}{suffix}"
            if not staged.exists():
                copy(path, staged)
            try:
                location = stack.synthesizer.add_file_asset(
                    source_hash=f"{whole}/{name.removesuffix(suffix)}",
                    file_name=os.path.relpath(staged, stage.outdir),
                    packaging=cdk.FileAssetPackaging.FILE,
                    display_name=f"sample {name}",
                )
            except RuntimeError as error:  # what jsii makes of any error in Node
                raise explained(error, stack, self._label) from error
            if not location.object_key.endswith(f"{whole}/{name}"):
                raise ArtifactError(
                    f"{self._label}: the synthesizer of stack {stack.node.path!r} renames {name!r}; "
                    "use SampleData.from_bucket"
                )
            place = S3Object(location.bucket_name, location.object_key.removesuffix(name))
            if grantable is not None and location.kms_key_arn is not None:
                grant_key(grantable, location.kms_key_arn)
        if grantable is not None:
            grant_prefix(scope, grantable, place)
        return SampleLocation(f"s3://{place.bucket_name}/{place.key}")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sample_data_of(source: S3DataSource, folder: Path) -> SampleData:
    """Return the samples that a spec names; a path is relative to the spec's folder.

    Raises:
        ArtifactError: when a path names no folder.
    """
    if is_local_path(source.s3_uri):
        return SampleData.from_directory(folder / source.s3_uri)
    return _Uri(source)
