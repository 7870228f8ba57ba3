"""Scripts of the user's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.edge.component.recipe_parts import RecipeParts
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.greengrass import Artifact, ArtifactPermission, Lifecycle, Permission, Unarchive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_iam as iam
    from constructs import Construct
    from pydantic import JsonValue

    from cdk_model_packages.artifacts.folder import Folder
    from cdk_model_packages.edge.component.zip_asset import ZipLocation

_FILES = "files.zip"
_MAY_RUN = ArtifactPermission(read=Permission.ALL, execute=Permission.OWNER)


@dataclass(frozen=True)
class CommandInference(Inference):
    """Scripts; see :meth:`Inference.command`."""

    lifecycle: Lifecycle
    folder: Folder | None
    configuration: Mapping[str, JsonValue] | None
    location: ZipLocation | None = None
    """The files in a stack. ``None``: there are none, or they are not bound to one."""

    def bind(self, scope: Construct, component_name: str) -> Inference:
        """Publish the files with the stack."""
        if self.folder is None:
            return self
        from cdk_model_packages.edge.component.zip_asset import add_zip
        from cdk_model_packages.edge.component.zip_file import files_zip

        return replace(self, location=add_zip(scope, component_name, files_zip(self.folder), _FILES))

    def grant_read(self, scope: Construct, grantee: iam.IGrantable) -> None:
        """Let devices fetch the files."""
        if self.location is not None:
            from cdk_model_packages.edge.component.read_grants import grant_zip

            grant_zip(scope, grantee, self.location)

    def parts(self) -> RecipeParts:
        """Return the scripts, and the files."""
        if self.folder is None:
            return RecipeParts(lifecycle=self.lifecycle, configuration=self.configuration)
        if self.location is None:
            raise EdgeError("Inference.command: its files are not in a stack yet; pass it to an EdgeComponent")
        files = Artifact(uri=self.location.uri, unarchive=Unarchive.ZIP, permission=_MAY_RUN)
        return RecipeParts(lifecycle=self.lifecycle, artifacts=(files,), configuration=self.configuration)
