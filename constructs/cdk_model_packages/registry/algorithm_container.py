"""An inference container of an algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages import spec
from cdk_model_packages.images import InferenceImage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_iam as iam
    from constructs import Construct


# A value is checked where it is made, before its image has a URI: any path will do.
_NOT_BOUND_YET = "./"


class AlgorithmContainer:
    """An inference container of an algorithm: its model data comes from training.

    Args:
        image: The code.
        environment: Variables, at most 16 of at most 1024 characters. ``None``: none.
        container_hostname: DNS host name, at most 63 characters. ``None``: none.
        framework: For example ``SKLEARN``. ``None``: not told.
        framework_version: For example ``1.4``; 3 to 10 characters. ``None``: not told.
        data_input_config: The input's shape as JSON, at most 16384 characters. ``None``: not told.
        nearest_model_name: A benchmarked model like this one. ``None``: not told.
        is_checkpoint: Whether the training's checkpoint is the model. ``None``: no.

    Raises:
        ValidationError: when a value breaks a limit; see
            :class:`cdk_model_packages.spec.AlgorithmContainerDefinition`.

    Source: AWS::SageMaker::Algorithm schema.
    """

    def __init__(
        self,
        *,
        image: InferenceImage,
        environment: Mapping[str, str] | None = None,
        container_hostname: str | None = None,
        framework: str | None = None,
        framework_version: str | None = None,
        data_input_config: str | None = None,
        nearest_model_name: str | None = None,
        is_checkpoint: bool | None = None,
    ) -> None:
        spec.of_kind(image, InferenceImage, "image", "use InferenceImage.from_uri, from_directory or another from_*")
        self._image = image
        self._value = spec.AlgorithmContainerDefinition(
            image=_NOT_BOUND_YET,
            environment=None if environment is None else dict(environment),
            container_hostname=container_hostname,
            framework=framework,
            framework_version=framework_version,
            model_input=None
            if data_input_config is None
            else spec.AlgorithmModelInput(data_input_config=data_input_config),
            nearest_model_name=nearest_model_name,
            is_checkpoint=is_checkpoint,
        )

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> spec.AlgorithmContainerDefinition:
        """Make the image available to an algorithm, or to a package that comes from it.

        Args:
            scope: The algorithm or package.
            grantable: Who may pull it. ``None``: nobody is granted anything.
        """
        image = self._image.bind(scope, grantable)
        return self._value.model_copy(update={"image": image.image, "image_digest": image.image_digest})

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> list[str]:
        """Let another account, organization or OU pull the image.

        Args:
            scope: A package that comes from the algorithm.
            principal: Who may.

        Returns:
            Why the image stays closed and what to do, in a sentence; nothing when it is open.
        """
        closed = self._image.open_to(scope, principal)
        return [] if closed is None else [closed]
