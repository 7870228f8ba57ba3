"""A container of a private ECR repository."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from cdk_model_packages import spec
from cdk_model_packages.edge.component.arguments import check_text
from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.edge.component.port import checked_port
from cdk_model_packages.edge.component.recipe_parts import MODEL_FOLDER, RecipeParts
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.images import InferenceImage
from cdk_model_packages.spec.greengrass import (
    DOCKER_APPLICATION_MANAGER,
    TOKEN_EXCHANGE_SERVICE,
    Artifact,
    Dependency,
    Lifecycle,
    LifecycleStep,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_iam as iam
    from constructs import Construct

_VERSIONS = "^2.0.0"
_NAME = '"model-$(basename "{work:path}")"'  # a component's work folder is called like it


@dataclass(frozen=True)
class ContainerInference(Inference):
    """A container; see :meth:`Inference.container`."""

    listens_at_port: ClassVar[bool] = True
    image: InferenceImage
    port: int
    container_port: int
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    gpus: str | None
    requires_privilege: bool
    uri: str | None = None
    """The image in a stack. ``None``: it is not bound to one."""

    def __post_init__(self) -> None:
        spec.of_kind(self.image, InferenceImage, "image", "use InferenceImage.from_ecr or another from_*")
        for name, value in self.environment.items():
            check_text(value, f"environment.{name}")
        if self.gpus is not None:
            check_text(self.gpus, "gpus")
        checked_port(self.port)
        checked_port(self.container_port, "container_port")

    def bind(self, scope: Construct, component_name: str) -> Inference:
        """Make the image available to the stack."""
        del component_name
        return replace(self, uri=self.image.bind(scope).image)

    def grant_read(self, scope: Construct, grantee: iam.IGrantable) -> None:
        """Let devices pull the image."""
        self.image.bind(scope, grantee, pinned=True)  # whoever made the component was warned of a tag

    def parts(self) -> RecipeParts:
        """Return how the container is run and stopped."""
        if self.uri is None:
            raise EdgeError("Inference.container: its image is not in a stack yet; pass it to an EdgeComponent")
        privilege = self.requires_privilege or None
        remove = f"docker rm --force {_NAME} >/dev/null 2>&1"  # its own, of a nucleus that was killed
        return RecipeParts(
            lifecycle=Lifecycle(
                run=LifecycleStep(script=f"{remove}; exec {self._run(self.uri)}", requires_privilege=privilege),
                shutdown=LifecycleStep(script=f"docker stop {_NAME}", requires_privilege=privilege),
            ),
            artifacts=(Artifact(uri=f"docker:{self.uri}"),),
            dependencies={
                DOCKER_APPLICATION_MANAGER: Dependency(version_requirement=_VERSIONS),
                TOKEN_EXCHANGE_SERVICE: Dependency(version_requirement=_VERSIONS),
            },
            configuration={"Port": str(self.port)},
        )

    def _run(self, uri: str) -> str:
        options = [
            f"--rm --name {_NAME}",
            f"--publish 127.0.0.1:{{configuration:/Port}}:{self.container_port}",
            f'--volume "{MODEL_FOLDER}:/opt/ml/model:ro"',
            "--security-opt no-new-privileges",
            *([] if self.gpus is None else [f"--gpus {shlex.quote(self.gpus)}"]),
            *(f"--env {shlex.quote(f'{name}={value}')}" for name, value in self.environment.items()),
        ]
        return f"docker run {' '.join(options)} {uri} {shlex.join(self.arguments)}".rstrip()
