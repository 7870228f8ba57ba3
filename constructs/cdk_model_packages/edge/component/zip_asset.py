"""A ZIP among the assets of a stack, under a key that ends in its name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import aws_cdk as cdk

from cdk_model_packages._place import stack_of
from cdk_model_packages.artifacts.archive_asset import explained
from cdk_model_packages.artifacts.atomic_file import link
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct

    from cdk_model_packages.edge.component.zip_file import ZipFile

_FOLDER = "greengrass"
_HASH_CHARACTERS = 16
_ELSEWHERE = "pass artifact_bucket="


class ZipLocation(NamedTuple):
    """Where a ZIP is. Texts may hold CDK tokens.

    Attributes:
        bucket_name: The asset bucket.
        key: Its key.
        versions: What the keys of this ZIP match in all versions of the component, as a policy writes it.
        key_arn: Encrypts the bucket; ``None``: it has no key of its own, or none that is known.
    """

    bucket_name: str
    key: str
    versions: str
    key_arn: str | None

    @property
    def uri(self) -> str:
        """``s3://BUCKET/KEY``."""
        return f"s3://{self.bucket_name}/{self.key}"


def add_zip(scope: Construct, component_name: str, file: ZipFile, file_name: str) -> ZipLocation:
    """Add a ZIP to the assets of a stack.

    A file asset's key is its "hash", which may hold slashes, and the staged file's extension. So the key ends in the
    name by which a device calls the folder that it unpacks into, and all versions of a component lie below one folder.

    Args:
        scope: The component.
        component_name: Its name.
        file: The ZIP.
        file_name: For example ``component.zip``.

    Raises:
        EdgeError: when the component is outside any app, or the stack's synthesizer renames the file.
        ArtifactError: when the stack's synthesizer takes no assets.
    """
    stack = stack_of(scope)
    label = f"artifact {file_name}{'' if is_token(component_name) else f' of component {component_name}'}"
    stage = cdk.Stage.of(stack)
    if stage is None:
        raise EdgeError(f"{label}: stack {stack.node.path!r} is outside any app; make it in one")
    staged = Path(stage.asset_outdir) / f"asset.{file.content_sha256}.zip"
    if not staged.exists() or staged.stat().st_size != file.size_bytes:
        link(file.path, staged)
    below = _FOLDER if is_token(component_name) else f"{_FOLDER}/{component_name}"
    name = f"{file.content_sha256[:_HASH_CHARACTERS]}/{file_name}"
    try:
        location = stack.synthesizer.add_file_asset(
            source_hash=f"{below}/{name.removesuffix('.zip')}",
            file_name=os.path.relpath(staged, stage.outdir),
            packaging=cdk.FileAssetPackaging.FILE,
            display_name=label,
        )
    except RuntimeError as error:  # what jsii makes of any error in Node
        raise explained(error, stack, label) from error
    if not location.object_key.endswith(f"{below}/{name}"):
        path = stack.node.path
        raise EdgeError(f"{label}: the synthesizer of stack {path!r} renames it (GG-011); {_ELSEWHERE}")
    versions = f"{location.object_key.removesuffix(name)}*/{file_name}"
    return ZipLocation(location.bucket_name, location.object_key, versions, location.kms_key_arn)
