"""The objects that a validation job reads."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from cdk_model_packages.errors import ArtifactError, SpecError
from cdk_model_packages.spec import S3DataSource, S3DataType, is_local_path, is_token

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

MAX_FILES = 100
"""Each file of a folder is one asset that the CDK CLI publishes; more belong in a bucket of their own."""

_S3_URI = re.compile(r"s3://(?P<bucket>[^/]+)/(?P<key>.*)")


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
            ArtifactError: when there is no such folder, it is empty, or it holds more than 100 files.
        """
        folder = Path(path)
        if not folder.is_dir():
            raise ArtifactError(f"sample folder {str(path)!r}: no such folder in {Path.cwd()}; correct the path")
        return _Directory(folder)

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
        """Use objects by URI; the validation role is granted the right to read them.

        Args:
            uri: ``s3://bucket/prefix/``, or ``s3://bucket/key`` of a manifest; at most 1024 characters.
            manifest: ``True``: the object is a JSON manifest that lists the samples. The role can then
                read the manifest's folder only: grant the rest yourself.

        Raises:
            SpecError: ``SPEC-001`` when it is not an S3 URI.
        """
        if not is_token(uri) and _S3_URI.fullmatch(uri) is None:
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

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        uri = self._source.s3_uri
        found = _S3_URI.fullmatch(uri)
        if grantable is not None and found is not None:
            key = found["key"]
            readable = key if self._source.s3_data_type == S3DataType.S3_PREFIX else f"{key.rpartition('/')[0]}/"
            _grant_read(scope, grantable, found["bucket"], readable)
        return SampleLocation(uri, self._source.s3_data_type)


class _Bucket(SampleData):
    def __init__(self, bucket: s3.IBucket, prefix: str) -> None:
        self._bucket = bucket
        self._prefix = prefix.lstrip("/")

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        if grantable is not None:
            _grant_read(scope, grantable, self._bucket.bucket_name, self._prefix)
            key = self._bucket.encryption_key
            if key is not None:
                key.grant_decrypt(grantable)
        return SampleLocation(self._bucket.s3_url_for_object(self._prefix))


class _Directory(SampleData):
    def __init__(self, folder: Path) -> None:
        self.local_path = folder
        self._files = sorted(
            path
            for path in folder.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
        if not 1 <= len(self._files) <= MAX_FILES:
            raise ArtifactError(
                f"sample folder {str(folder)!r}: has {len(self._files)} files, must have 1 to {MAX_FILES}; "
                "upload larger sets to a bucket and use SampleData.from_bucket"
            )

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> SampleLocation:
        """Publish each file under one prefix that is made of the folder's content.

        A folder asset would be uploaded as one ZIP, which a transform job cannot read. File assets keep
        their names, because the key of a file asset is its "hash" and the staged file's extension, and
        the hash may hold slashes.
        """
        stack = cdk.Stack.of(scope)
        stage = cdk.Stage.of(scope)
        if stage is None:
            raise ArtifactError(f"sample folder {str(self.local_path)!r}: its stack is in no App; give it one")
        hashes = {path: _hash(path) for path in self._files}
        names = {path: path.relative_to(self.local_path or path).as_posix() for path in self._files}
        whole = hashlib.sha256(repr([(names[path], hashes[path]) for path in self._files]).encode()).hexdigest()
        bucket = prefix = ""
        for path in self._files:
            staged = Path(stage.asset_outdir) / f"sample-{hashes[path]}{path.suffix}"
            if not staged.exists():
                shutil.copyfile(path, staged)
            location = stack.synthesizer.add_file_asset(
                source_hash=f"{whole}/{names[path].removesuffix(path.suffix)}",
                file_name=os.path.relpath(staged, stage.outdir),
                packaging=cdk.FileAssetPackaging.FILE,
                display_name=f"sample {names[path]}",
            )
            bucket = location.bucket_name
            prefix = location.object_key.removesuffix(names[path])
            if grantable is not None and location.kms_key_arn is not None:
                iam.Grant.add_to_principal(
                    grantee=grantable, actions=["kms:Decrypt"], resource_arns=[location.kms_key_arn]
                )
        if grantable is not None:
            _grant_read(scope, grantable, bucket, prefix)
        return SampleLocation(f"s3://{bucket}/{prefix}")


def _grant_read(scope: Construct, grantable: iam.IGrantable, bucket_name: str, prefix: str) -> None:
    """Let somebody read the objects below a prefix, and list them and no others."""
    bucket_arn = f"arn:{cdk.Aws.PARTITION}:s3:::{bucket_name}"
    iam.Grant.add_to_principal(grantee=grantable, actions=["s3:GetObject"], resource_arns=[f"{bucket_arn}/{prefix}*"])
    iam.Grant.add_to_principal(
        grantee=grantable,
        actions=["s3:ListBucket"],
        resource_arns=[bucket_arn],
        conditions={"StringLike": {"s3:prefix": f"{prefix}*"}},
    )


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
