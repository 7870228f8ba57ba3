"""An archive among the assets of a stack, under a key that ends in ``.tar.gz``."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import aws_cdk as cdk

from cdk_model_packages._place import stack_of
from cdk_model_packages.artifacts.atomic_file import copy, link
from cdk_model_packages.errors import ArtifactError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from constructs import Construct

    from cdk_model_packages.artifacts.archive import Archive

# An object of its own, made in Python, stands for a synthesizer that Node has copied (reusableBind),
# and the copy alone knows the stack.
_UNBOUND = "StackSynthesizerBoundStackFirst"
_TAKES_NO_ASSETS = "CannotAddAssets"
_ELSEWHERE = "upload the archive yourself and use ModelArtifact.from_bucket"


class ArchiveAsset:
    """An archive that the CDK CLI uploads before it deploys: once for each stack, since each may go elsewhere.

    Not an ``s3_assets.Asset``: that would name the object ``HASH.gz`` (aws-cdk#30257), and SageMaker
    documents ``.tar.gz``. The CLI uploads a file asset in parts and as a stream, so Node's limit of
    2 GiB for reading a file at once (aws-cdk#24569) does not hold: 2.6 GiB went through CLI 2.1148.

    Args:
        name: What errors and the CLI's progress call it.
        make: Returns the archive; called once, when a stack first needs it.
        is_ours: Nobody writes the file again, so the assembly may share it: no copy is made.
    """

    def __init__(self, name: str, make: Callable[[], Archive], *, is_ours: bool) -> None:
        self._name = name
        self._make = make
        self._is_ours = is_ours
        self._locations: WeakKeyDictionary[cdk.Stack, cdk.FileAssetLocation] = WeakKeyDictionary()

    def add_to(self, scope: Construct) -> cdk.FileAssetLocation:
        """Add the archive to the assets of a stack, unless it is among them.

        Args:
            scope: A construct of the stack.

        Raises:
            ArtifactError: when the archive cannot be made, or when the stack's synthesizer cannot take
                it or would give it another name.
        """
        stack = stack_of(scope)
        location = self._locations.get(stack)
        if location is None:
            location = self._locations[stack] = self._add(stack)
        return location

    @cached_property
    def archive(self) -> Archive:
        """The archive; it is made when it is first asked for."""
        return self._make()

    def _add(self, stack: cdk.Stack) -> cdk.FileAssetLocation:
        staged_name = self._stage(stack)
        try:
            location = stack.synthesizer.add_file_asset(
                # The CDK makes the key of this "hash" and of the file's last suffix, ".gz".
                source_hash=f"{self.archive.content_sha256}.tar",
                file_name=staged_name,
                packaging=cdk.FileAssetPackaging.FILE,
                display_name=self._name,
            )
        except RuntimeError as error:  # what jsii makes of any error in Node
            raise explained(error, stack, self._name) from error
        if is_token(location.object_key) or not location.object_key.endswith(".tar.gz"):
            path = stack.node.path
            raise ArtifactError(f"{self._name}: the synthesizer of stack {path!r} renames it; {_ELSEWHERE}")
        return location

    def _stage(self, stack: cdk.Stack) -> str:
        """Put the archive into the assembly; return its path from the stack's own part of it."""
        stage = cdk.Stage.of(stack)
        if stage is None:
            raise ArtifactError(f"{self._name}: is bound to stack {stack.node.path!r} outside any app; make it in one")
        archive = self.archive
        staged = Path(stage.asset_outdir) / f"asset.{archive.content_sha256}.tar.gz"
        if not staged.exists() or staged.stat().st_size != archive.size_bytes:
            (link if self._is_ours else copy)(archive.path, staged)
        return os.path.relpath(staged, stage.outdir)


def explained(error: RuntimeError, stack: cdk.Stack, name: str) -> Exception:
    """Return the error to raise when a stack's synthesizer has refused a file: with the way out where it is known."""
    path = stack.node.path
    if _UNBOUND in str(error):
        return ArtifactError(
            f"{name}: the synthesizer given to stack {path!r} cannot be reached from Python (aws-cdk: {_UNBOUND}); "
            "give each stack a synthesizer of its own and call synthesizer.bind(stack) right after, or set its "
            f"qualifier by the context key '@aws-cdk/core:bootstrapQualifier' instead, or {_ELSEWHERE}"
        )
    if _TAKES_NO_ASSETS in str(error):
        return ArtifactError(f"{name}: the synthesizer of stack {path!r} takes no assets; {_ELSEWHERE}")
    return error
