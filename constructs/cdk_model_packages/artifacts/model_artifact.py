"""The model of a container: a folder, an archive, or objects in S3."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from cdk_model_packages.artifacts.model_location import ModelLocation
from cdk_model_packages.artifacts.read_grant import (
    IN_ASSET_BUCKET,
    grant_bucket_object,
    grant_bucket_prefix,
    grant_key,
    grant_object,
    grant_prefix,
    grant_token,
    named_by_text,
    open_bucket,
)
from cdk_model_packages.artifacts.s3_uri import (
    S3Object,
    check_archive_key,
    check_archive_uri,
    check_prefix,
    parse_s3_uri,
)
from cdk_model_packages.spec import (
    CompressionType,
    ModelAccessConfig,
    ModelDataSource,
    S3ModelDataSource,
    S3ModelDataType,
    is_token,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

    from cdk_model_packages.artifacts.archive import Archive
    from cdk_model_packages.artifacts.archive_asset import ArchiveAsset


class ModelArtifact(ABC):
    """A model. Made by one of the ``from_*`` methods; may serve any number of packages and stacks.

    Source: SageMaker API, ModelPackageContainerDefinition.ModelDataUrl.
    """

    local_path: Path | None = None
    """The folder or archive on this machine, where there is one."""

    @staticmethod
    def from_directory(path: str | Path, *, exclude: Iterable[str] = (), verify: bool = False) -> ModelArtifact:
        """Archive a folder and upload it with the stack.

        The archive is made when the artifact is first bound; an unchanged folder is not read again.

        Args:
            path: The folder; what is in it appears in ``/opt/ml/model``.
            exclude: Shell patterns of what to leave out, besides ``DEFAULT_EXCLUDE``: ``*.ckpt`` fits names
                at any depth, ``logs/*`` the path below the folder.
            verify: Read every file even if its size and times are those of an earlier run.

        Raises:
            ArtifactError: when the folder is missing, holds no file, or holds a link that leaves it, a
                device or a name that an archive should not hold. When bound: see
                :func:`cdk_model_packages.artifacts.build_archive`.

        Warns:
            SecretFileWarning: when names look like those of secrets.
        """
        # What makes archives is loaded here: an app that only names objects in S3 does not wait for it.
        from cdk_model_packages.artifacts.archive_asset import ArchiveAsset
        from cdk_model_packages.artifacts.folder import scan_folder
        from cdk_model_packages.artifacts.manifest import cached_archive
        from cdk_model_packages.artifacts.secret_files import warn_of_secret_files

        folder = scan_folder(path, exclude=exclude)
        warn_of_secret_files(folder.label, folder.secret_files, stacklevel=2)
        asset = ArchiveAsset(folder.label, lambda: cached_archive(folder, verify=verify), is_ours=True)
        return _Local(folder.path, asset)

    @staticmethod
    def from_archive(path: str | Path, *, verify: bool = False) -> ModelArtifact:
        """Check an archive and upload it with the stack.

        Args:
            path: A gzip-compressed tar, by whatever name.
            verify: Read it even if its size and times are those of an earlier run.

        Raises:
            ArtifactError: when it is missing, damaged or unsafe to unpack: see
                :func:`cdk_model_packages.artifacts.check_archive`.

        Warns:
            SecretFileWarning: when names of members look like those of secrets.
        """
        from cdk_model_packages.artifacts.archive_asset import ArchiveAsset
        from cdk_model_packages.artifacts.manifest import cached_check
        from cdk_model_packages.artifacts.secret_files import warn_of_secret_files

        archive = cached_check(path, verify=verify)
        label = f"archive {str(path)!r}"
        warn_of_secret_files(label, archive.secret_files, stacklevel=2)
        return _Local(archive.path, ArchiveAsset(label, lambda: archive, is_ours=False))

    @staticmethod
    def from_bucket(bucket: s3.IBucket, key: str) -> ModelArtifact:
        """Use an archive in a bucket.

        There is no ``version``: SageMaker's ``ModelDataUrl`` cannot name one. Never overwrite the object
        of a registered package.

        Args:
            bucket: A bucket in the package's region, created or imported (CT-002).
            key: Key of a ``.tar.gz``.

        Raises:
            SpecError: ``CT-001`` when the key does not end in ``.tar.gz``.
        """
        check_archive_key(key)
        return _BucketObject(bucket, key)

    @staticmethod
    def from_uri(uri: str) -> ModelArtifact:
        """Use an archive by URI.

        Args:
            uri: ``s3://bucket/key.tar.gz``, or the ``https`` URL of an object in S3; at most 1024
                characters. Where a URL does not show bucket and key, nobody is granted the right to read
                it: grant it yourself.

        Raises:
            SpecError: ``CT-001`` when it is no such URI.
        """
        check_archive_uri(uri)
        return _Uri(uri)

    @staticmethod
    def from_prefix(bucket: s3.IBucket, prefix: str, *, accept_eula: bool = False) -> ModelArtifact:
        """Use objects below a prefix as they are, not compressed.

        Batch transform cannot load them, so such a package has no validation profile (CT-004).

        Args:
            bucket: A bucket in the package's region, created or imported.
            prefix: For example ``model/``; ends in ``/``.
            accept_eula: You accept the licence of a gated model (CT-008).

        Raises:
            SpecError: ``CT-005`` when the prefix does not end in ``/``.
        """
        check_prefix(prefix)
        return _BucketPrefix(bucket, prefix, accept_eula=accept_eula)

    @staticmethod
    def from_source(source: ModelDataSource) -> ModelArtifact:
        """Use what a ``ModelDataSource`` names."""
        return _Source(source)

    @abstractmethod
    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ModelLocation:
        """Make the model available to a stack.

        Args:
            scope: A construct of the stack that uses the model.
            grantable: Who may read it, and nothing else. ``None``: nobody is granted anything.

        Raises:
            ArtifactError: when a folder cannot be archived, or its archive not be uploaded.
        """

    def archive(self) -> Archive | None:
        """Return the archive on this machine, which is made of a folder when it is first asked for.

        Returns:
            ``None`` when the model is in S3 already.

        Raises:
            ArtifactError: when the archive cannot be made or read.
        """
        return None

    @abstractmethod
    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        """Let another account, organization or OU read the model, by the policies of its bucket and that bucket's key.

        Args:
            scope: A construct of the stack that uses the model.
            principal: Who may read it.

        Returns:
            ``None`` when it is open; otherwise what is not, why, and what to do, in one sentence.
        """


class _Local(ModelArtifact):
    def __init__(self, path: Path, asset: ArchiveAsset) -> None:
        self.local_path = path
        self._asset = asset

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ModelLocation:
        location = self._asset.add_to(scope)
        place = S3Object(location.bucket_name, location.object_key)
        if grantable is not None:
            grant_object(scope, grantable, place)
            if location.kms_key_arn is not None:
                grant_key(grantable, location.kms_key_arn)
        return _located_object(location.s3_object_url, place)

    def archive(self) -> Archive | None:
        return self._asset.archive

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        return IN_ASSET_BUCKET


class _BucketObject(ModelArtifact):
    def __init__(self, bucket: s3.IBucket, key: str) -> None:
        self._bucket = bucket
        self._key = key

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ModelLocation:
        if grantable is not None:
            grant_bucket_object(grantable, self._bucket, self._key)
        place = S3Object(self._bucket.bucket_name, self._key)
        return _located_object(f"s3://{place.bucket_name}/{place.key}", place)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        return open_bucket(self._bucket, principal, key=self._key)


class _Uri(ModelArtifact):
    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._place = parse_s3_uri(uri)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ModelLocation:
        if grantable is not None:
            if self._place is not None:
                grant_object(scope, grantable, self._place)
            elif is_token(self._uri):
                grant_token(scope, grantable, self._uri)
        return _located_object(self._uri, self._place)

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        return named_by_text(self._place)


class _BucketPrefix(ModelArtifact):
    def __init__(self, bucket: s3.IBucket, prefix: str, *, accept_eula: bool) -> None:
        self._bucket = bucket
        self._prefix = prefix
        self._access = ModelAccessConfig(accept_eula=True) if accept_eula else None

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ModelLocation:
        if grantable is not None:
            grant_bucket_prefix(grantable, self._bucket, self._prefix)
        name = self._bucket.bucket_name
        source = S3ModelDataSource(
            s3_uri=f"s3://{name}/{self._prefix}",
            s3_data_type=S3ModelDataType.S3_PREFIX,
            compression_type=CompressionType.NONE,
            model_access_config=self._access,
        )
        return ModelLocation(
            model_data_source=ModelDataSource(s3_data_source=source), bucket_name=name, prefix=self._prefix
        )

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        return open_bucket(self._bucket, principal, prefix=self._prefix)


class _Source(ModelArtifact):
    def __init__(self, source: ModelDataSource) -> None:
        self._source = source
        self._place = parse_s3_uri(source.s3_data_source.s3_uri)
        self._is_prefix = source.s3_data_source.s3_data_type == S3ModelDataType.S3_PREFIX

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> ModelLocation:
        place = self._place
        if place is None:
            return ModelLocation(model_data_source=self._source)
        if grantable is not None:
            (grant_prefix if self._is_prefix else grant_object)(scope, grantable, place)
        return ModelLocation(
            model_data_source=self._source,
            bucket_name=place.bucket_name,
            object_key=None if self._is_prefix else place.key,
            prefix=place.key if self._is_prefix else None,
        )

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> str | None:
        return named_by_text(self._place)


def _located_object(url: str, place: S3Object | None) -> ModelLocation:
    return ModelLocation(model_data_url=url, bucket_name=place and place.bucket_name, object_key=place and place.key)
