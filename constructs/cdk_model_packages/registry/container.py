"""A container of a package: an image and the model that it loads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cdk_model_packages import spec
from cdk_model_packages.artifacts import ModelArtifact
from cdk_model_packages.images import InferenceImage
from cdk_model_packages.spec import is_local_path

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from constructs import Construct

# A value is checked where it is made, before its image and its model have a URI: any path will do.
_NOT_BOUND_YET = "./"


class Container:
    """An inference container.

    Args:
        image: The code.
        model_data: The model, unpacked into ``/opt/ml/model``. ``None``: the image holds it.
        environment: Variables, at most 16 of at most 1024 characters. ``None``: none.
        container_hostname: DNS host name, at most 63 characters; in a pipeline all containers have one,
            or none has. ``None``: none.
        framework: For example ``SKLEARN``. ``None``: not told.
        framework_version: For example ``1.4``; 3 to 10 characters. ``None``: not told.
        data_input_config: The input's shape as JSON, at most 1024 characters. ``None``: not told.
        nearest_model_name: A benchmarked model like this one. ``None``: not told.

    Raises:
        ValidationError: when a value breaks a limit; see
            :class:`cdk_model_packages.spec.ModelPackageContainerDefinition`.

    Source: SageMaker API, ModelPackageContainerDefinition.
    """

    def __init__(
        self,
        *,
        image: InferenceImage,
        model_data: ModelArtifact | None = None,
        environment: Mapping[str, str] | None = None,
        container_hostname: str | None = None,
        framework: str | None = None,
        framework_version: str | None = None,
        data_input_config: str | None = None,
        nearest_model_name: str | None = None,
    ) -> None:
        spec.of_kind(image, InferenceImage, "image", "use InferenceImage.from_uri, from_directory or another from_*")
        if model_data is not None:
            spec.of_kind(model_data, ModelArtifact, "model_data", "use ModelArtifact.from_uri or another from_*")
        if environment is not None:
            spec.of_kind(environment, Mapping, "environment", 'write {"NAME": "value"}')
        self._image = image
        self._model_data = model_data
        self._value = spec.ModelPackageContainerDefinition(
            image=_NOT_BOUND_YET,
            environment=None if environment is None else dict(environment),
            container_hostname=container_hostname,
            framework=framework,
            framework_version=framework_version,
            model_input=None if data_input_config is None else spec.ModelInput(data_input_config=data_input_config),
            nearest_model_name=nearest_model_name,
        )

    @classmethod
    def from_spec(
        cls, container: spec.ModelPackageContainerDefinition, folder: Path, *, verify: bool = False
    ) -> Container:
        """Take a container from a spec; paths in it are relative to ``folder``.

        Args:
            container: The spec.
            folder: What paths in it are relative to.
            verify: Read every model file again, even if sizes and times say that nothing has changed.

        Raises:
            ArtifactError: when a path names nothing of use.
        """
        self = cls.__new__(cls)
        self._image = InferenceImage.from_reference(container.image, folder)
        self._model_data = _model_data_of(container, folder, verify=verify)
        self._value = container
        return self

    @property
    def value(self) -> spec.ModelPackageContainerDefinition:
        """The container as a spec value; image and model may still be paths."""
        return self._value

    @property
    def model_data(self) -> ModelArtifact | None:
        """The model; ``None``: the image holds it."""
        return self._model_data

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> spec.ModelPackageContainerDefinition:
        """Make image and model available to a package.

        Args:
            scope: The package.
            grantable: Who may pull the one and read the other: the validation's role. ``None``: nobody is granted
                anything.
        """
        image = self._image.bind(scope, grantable, pinned=self._value.image_digest is not None)
        model = self._model_data.bind(scope, grantable) if self._model_data else None
        return self._value.model_copy(
            update={
                "image": image.image,
                "image_digest": self._value.image_digest or image.image_digest,
                "model_data_url": model and model.model_data_url,
                "model_data_source": model and model.model_data_source,
            }
        )

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> list[str]:
        """Let another account, organization or OU pull the image and read the model.

        Args:
            scope: The package.
            principal: Who may.

        Returns:
            A sentence for each of the two that stays closed: why, and what to do.
        """
        opened = [self._image.open_to(scope, principal)]
        if self._model_data is not None:
            opened.append(self._model_data.open_to(scope, principal))
        return [reason for reason in opened if reason is not None]


def _model_data_of(
    container: spec.ModelPackageContainerDefinition, folder: Path, *, verify: bool
) -> ModelArtifact | None:
    url = container.model_data_url
    if url is None:
        source = container.model_data_source
        return None if source is None else ModelArtifact.from_source(source)
    return model_data_at(url, folder, verify=verify)


def model_data_at(url: str, folder: Path, *, verify: bool = False) -> ModelArtifact:
    """Return the model that a spec names by URI, or by a path relative to ``folder``.

    Raises:
        ArtifactError: when a path names nothing of use.
    """
    if not is_local_path(url):
        return ModelArtifact.from_uri(url)
    path = folder / url
    if path.is_file():
        return ModelArtifact.from_archive(path, verify=verify)
    return ModelArtifact.from_directory(path, verify=verify)
