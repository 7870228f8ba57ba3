"""What a package is made of: containers, an algorithm's training, or another package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cdk_model_packages import spec
from cdk_model_packages.registry.container import Container, model_data_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.artifacts import ModelArtifact


class Opens(Protocol):
    """Something that other accounts can be let in to read."""

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> list[str]:
        """Let a principal in; return a sentence for each part that stays closed."""
        ...


class Definition(ABC):
    """What a package is made of."""

    @property
    def contents(self) -> Sequence[Opens]:
        """What a consumer of the package reads."""
        return ()

    @abstractmethod
    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> dict[str, Any]:
        """Return the fields of the package that tell it.

        Args:
            scope: The package, or another construct of its stack that reads what it is made of.
            grantable: Who may pull the images and read the models. ``None``: nobody is granted anything.
        """


class Inference(Definition):
    """Containers of the package's own. The arguments are those of :class:`cdk_model_packages.ModelPackage`."""

    def __init__(
        self,
        containers: Sequence[Container],
        supported_content_types: Sequence[str],
        supported_response_mime_types: Sequence[str],
        supported_transform_instance_types: Sequence[spec.InstanceType | str] | None,
        supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str] | None,
    ) -> None:
        self._containers = tuple(containers)
        self._content_types = tuple(supported_content_types)
        self._response_mime_types = tuple(supported_response_mime_types)
        self._transform_types = instance_types(supported_transform_instance_types)
        self._realtime_types = instance_types(supported_realtime_inference_instance_types)

    @property
    def contents(self) -> Sequence[Opens]:
        """Its containers."""
        return self._containers

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> dict[str, Any]:
        """Return the inference specification."""
        specification = spec.InferenceSpecification(
            containers=tuple(container.bind(scope, grantable) for container in self._containers),
            supported_content_types=self._content_types,
            supported_response_mime_types=self._response_mime_types,
            supported_transform_instance_types=self._transform_types,
            supported_realtime_inference_instance_types=self._realtime_types,
        )
        return {"inference_specification": specification}


class Trained(Definition):
    """What an algorithm has trained."""

    def __init__(self, algorithm_name: str, model_data: ModelArtifact | None) -> None:
        self._algorithm_name = algorithm_name
        self._model_data = model_data

    @property
    def contents(self) -> Sequence[Opens]:
        """The trained model."""
        return () if self._model_data is None else (_Model(self._model_data),)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> dict[str, Any]:
        """Return the source algorithm."""
        model = None if self._model_data is None else self._model_data.bind(scope, grantable)
        algorithm = spec.SourceAlgorithm(
            algorithm_name=self._algorithm_name, model_data_url=model and model.model_data_url
        )
        return {"source_algorithm_specification": spec.SourceAlgorithmSpecification(source_algorithms=(algorithm,))}


class Cloned(Definition):
    """A copy of another package, or of a model."""

    def __init__(self, source_uri: str) -> None:
        self._source_uri = source_uri

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> dict[str, Any]:
        """Return the source."""
        return {"source_uri": self._source_uri}


class _Model(NamedTuple):
    model_data: ModelArtifact

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> list[str]:
        closed = self.model_data.open_to(scope, principal)
        return [] if closed is None else [closed]


def definition_of(value: spec.PackageSpec, folder: Path, *, verify: bool = False) -> Definition:
    """Return what a spec's package is made of; paths in it are relative to ``folder``.

    Raises:
        ArtifactError: when a path names nothing of use.
    """
    inference = value.inference_specification
    if inference is not None:
        return Inference(
            [Container.from_spec(container, folder, verify=verify) for container in inference.containers],
            inference.supported_content_types,
            inference.supported_response_mime_types,
            inference.supported_transform_instance_types,
            inference.supported_realtime_inference_instance_types,
        )
    if value.source_algorithm_specification is not None:
        (algorithm,) = value.source_algorithm_specification.source_algorithms
        url = algorithm.model_data_url
        return Trained(algorithm.algorithm_name, None if url is None else model_data_at(url, folder, verify=verify))
    return Cloned(getattr(value, "source_uri", None) or "")


def instance_types(names: Sequence[spec.InstanceType | str] | None) -> tuple[spec.InstanceType, ...] | None:
    """Return instance types for names."""
    return None if names is None else tuple(map(spec.InstanceType.of, names))
