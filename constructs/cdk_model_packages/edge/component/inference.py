"""What runs a model on a device."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from constructs import Construct
    from pydantic import JsonValue

    from cdk_model_packages.edge.component.recipe_parts import RecipeParts
    from cdk_model_packages.images import InferenceImage

DEFAULT_PORT = 8080


class Inference(ABC):
    """What runs a model on a device. Made by one of the factories.

    Whatever runs, the model's files are in ``{artifacts:decompressedPath}/component/model``.
    """

    listens_at_port: ClassVar[bool] = False
    """Whether it listens at ``Port`` of the component's configuration."""

    @staticmethod
    def python(
        *,
        port: int = DEFAULT_PORT,
        interpreter: str = "python3",
        index_url: str | None = None,
        install_timeout_seconds: int = 900,
    ) -> Inference:
        """Run the model with this library's runner: one ``.onnx`` on ONNX Runtime, or what Neo has compiled on DLR.

        It answers ``GET /ping`` and ``POST /invocations`` (``text/csv`` and ``application/json``) on 127.0.0.1. What it
        needs is installed into a folder of the component's own, from PyPI, in fixed versions: for ``amd64`` and
        ``aarch64``. There is none of it for 32-bit ``arm``.

        Args:
            port: Where it listens; ``Port`` of the component's configuration, which a deployment can change.
            interpreter: Python of the device, 3.9 or newer, with the modules ``venv`` and ``pip``.
            index_url: Package index instead of PyPI. ``None``: what pip is configured to on the device.
            install_timeout_seconds: How long the installation may take. The format's own 120 s are too short for it.

        Raises:
            SpecError: ``SPEC-001`` when ``port`` is no port.
        """
        from cdk_model_packages.edge.component.python_inference import PythonInference

        return PythonInference(port, interpreter, index_url, install_timeout_seconds)

    @staticmethod
    def container(
        image: InferenceImage,
        *,
        port: int = DEFAULT_PORT,
        container_port: int = DEFAULT_PORT,
        command: Sequence[str] = ("serve",),
        environment: Mapping[str, str] | None = None,
        gpus: str | None = None,
        requires_privilege: bool = False,
    ) -> Inference:
        """Run a container of a private ECR repository; the model is in ``/opt/ml/model``, to be read only.

        The components that fetch the image (``aws.greengrass.DockerApplicationManager``) and give the credentials for
        it (``aws.greengrass.TokenExchangeService``) are added as dependencies (GG-029).

        Args:
            image: For the device's architecture; of the stack's region.
            port: Where the device listens, on 127.0.0.1; ``Port`` of the component's configuration.
            container_port: Where the container listens.
            command: What the image is run with; SageMaker runs images with ``serve``.
            environment: Variables of the container. ``None``: none.
            gpus: ``--gpus`` of ``docker run``, for example ``all``. ``None``: none.
            requires_privilege: Run Docker as root. Without it the component's user must be in the group ``docker``.

        Raises:
            SpecError: ``SPEC-001`` when a port is none.
        """
        from cdk_model_packages.edge.component.arguments import check_mapping
        from cdk_model_packages.edge.component.container_inference import ContainerInference
        from cdk_model_packages.spec import listed

        check_mapping(environment, "environment")
        return ContainerInference(
            image,
            port=port,
            container_port=container_port,
            arguments=listed(command, "command") or (),
            environment=dict(environment or {}),
            gpus=gpus,
            requires_privilege=requires_privilege,
        )

    @staticmethod
    def none() -> Inference:
        """Run nothing: another component reads the model, by ``{NAME:artifacts:decompressedPath}/component/model``."""
        from cdk_model_packages.edge.component.no_inference import NoInference

        return NoInference()

    @staticmethod
    def command(
        run: str,
        *,
        install: str | None = None,
        install_timeout_seconds: int | None = None,
        files: str | Path | None = None,
        configuration: Mapping[str, JsonValue] | None = None,
    ) -> Inference:
        """Run a script of your own.

        Args:
            run: The script; recipe variables are replaced in it.
            install: Runs before, when the component is installed and each time the nucleus starts. ``None``: nothing.
            install_timeout_seconds: How long that may take. ``None``: the format's 120 s.
            files: A folder that is unpacked into ``{artifacts:decompressedPath}/files``. ``None``: none.
            configuration: Default configuration, for ``{configuration:/NAME}``; numbers as texts (GG-022). ``None``:
                none.

        Raises:
            ArtifactError: when the folder cannot be used.
            ValidationError: when a script breaks a rule of the recipe format.

        Warns:
            SecretFileWarning: when names of files look like those of secrets.
        """
        from cdk_model_packages.artifacts.folder import scan_folder
        from cdk_model_packages.artifacts.secret_files import warn_of_secret_files
        from cdk_model_packages.edge.component.arguments import check_mapping
        from cdk_model_packages.edge.component.command_inference import CommandInference
        from cdk_model_packages.spec.greengrass import Lifecycle, LifecycleStep

        check_mapping(configuration, "configuration")
        folder = None if files is None else scan_folder(files, kind="component")
        if folder is not None:
            warn_of_secret_files(folder.label, folder.secret_files, stacklevel=2)
        first = None if install is None else LifecycleStep(script=install, timeout=install_timeout_seconds)
        return CommandInference(Lifecycle(install=first, run=LifecycleStep(script=run)), folder, configuration)

    @abstractmethod
    def parts(self) -> RecipeParts:
        """Return what a recipe says of it.

        Raises:
            EdgeError: when it must be bound to a stack before.
        """

    def check_runs_on(self, architecture: str | None) -> None:
        """Refuse devices that it cannot run on.

        Args:
            architecture: Of Greengrass, for example ``aarch64``. ``None``: any.

        Raises:
            EdgeError: when it needs what there is not for the architecture.
        """
        del architecture

    def bind(self, scope: Construct, component_name: str) -> Inference:
        """Make what it consists of available to a stack; return what can tell its :meth:`parts`.

        Args:
            scope: What uses it: the component.
            component_name: The component's name.
        """
        del scope, component_name
        return self

    def grant_read(self, scope: Construct, grantee: iam.IGrantable) -> None:
        """Let devices fetch what it consists of, beside the model.

        Args:
            scope: What uses it: the component.
            grantee: The devices' role.
        """
        del scope, grantee
