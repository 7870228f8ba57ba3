"""Samples from a folder: published with the stack, one object a file, under one prefix."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.artifacts.archive_asset import explained
from cdk_model_packages.artifacts.atomic_file import copy
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.artifacts.read_grant import grant_key, grant_prefix
from cdk_model_packages.artifacts.s3_uri import S3Object
from cdk_model_packages.artifacts.secret_files import warn_of_secret_files
from cdk_model_packages.errors import ArtifactError
from cdk_model_packages.validation.sample_data import SampleData, SampleLocation

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from constructs import Construct

MAX_FILES = 100
"""Each file of a folder is one asset that the CDK CLI publishes; more belong in a bucket of their own."""


class SampleFolder(SampleData):
    """The files of a folder; see :meth:`SampleData.from_directory`."""

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
