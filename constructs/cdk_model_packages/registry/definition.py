"""What a package is made of: containers, an algorithm's training, or another package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

import aws_cdk as cdk

from cdk_model_packages import spec
from cdk_model_packages.registry.algorithm_base import AlgorithmBase
from cdk_model_packages.registry.container import Container, model_data_at
from cdk_model_packages.spec import is_token, listed, of_kind
from cdk_model_packages.spec.instance_type import instance_types

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from aws_cdk.interfaces import aws_sagemaker as interfaces
    from constructs import Construct, IConstruct

    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.registry.algorithm_container import AlgorithmContainer


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
        self._containers = listed(containers, "Containers") or ()
        for container in self._containers:
            of_kind(container, Container, "Containers", "make each: Container(image=...)")
        self._content_types = listed(supported_content_types, "SupportedContentTypes") or ()
        self._response_mime_types = listed(supported_response_mime_types, "SupportedResponseMIMETypes") or ()
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
    """What an algorithm has trained; the algorithm's own containers run it."""

    def __init__(
        self,
        algorithm: interfaces.IAlgorithmRef | str,
        model_data: ModelArtifact | None,
        source_uri: str | None = None,
    ) -> None:
        self._algorithm = algorithm
        self._model_data = model_data
        self._source_uri = source_uri

    @property
    def contents(self) -> Sequence[Opens]:
        """The algorithm's containers and the trained model."""
        model = () if self._model_data is None else (_Model(self._model_data),)
        return (*(self._containers() or (_Elsewhere(f"the images of algorithm {self._told()}"),)), *model)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> dict[str, Any]:
        """Return the source algorithm."""
        if grantable is not None:
            _grant_pull(scope, grantable, self._containers(), f"algorithm {self._told()}")
        model = None if self._model_data is None else self._model_data.bind(scope, grantable)
        algorithm = self._algorithm
        source = spec.SourceAlgorithm(
            algorithm_name=algorithm if isinstance(algorithm, str) else algorithm.algorithm_ref.algorithm_arn,
            model_data_url=model and model.model_data_url,
        )
        specification = spec.SourceAlgorithmSpecification(source_algorithms=(source,))
        label = {} if self._source_uri is None else {"source_uri": self._source_uri}
        return {"source_algorithm_specification": specification, **label}

    def _containers(self) -> Sequence[AlgorithmContainer] | None:
        return self._algorithm.containers if isinstance(self._algorithm, AlgorithmBase) else None

    def _told(self) -> str:
        algorithm = self._algorithm
        return repr(algorithm) if isinstance(algorithm, str) else repr(cast("IConstruct", algorithm).node.path)


class Cloned(Definition):
    """A copy of another package, or of a model."""

    def __init__(self, source_uri: str) -> None:
        self._source_uri = source_uri

    @property
    def contents(self) -> Sequence[Opens]:
        """What the source is made of, which nobody knows here."""
        return (_Elsewhere(f"the images and models of {self._told()}"),)

    def bind(self, scope: Construct, grantable: iam.IGrantable | None = None) -> dict[str, Any]:
        """Return the source."""
        if grantable is not None:
            _grant_pull(scope, grantable, None, self._told())
        return {"source_uri": self._source_uri}

    def _told(self) -> str:
        return "the copied package" if is_token(self._source_uri) else self._source_uri


class _Elsewhere(NamedTuple):
    what: str

    def open_to(self, scope: Construct, principal: iam.IPrincipal) -> list[str]:
        del scope, principal
        return [
            f"{self.what} are not known in this app, which therefore cannot open them; open them where they are made"
        ]


def _grant_pull(
    scope: Construct, grantable: iam.IGrantable, containers: Sequence[AlgorithmContainer] | None, source: str
) -> None:
    """Grant the pull of a source's images, or warn that they are not known."""
    if containers is None:
        cdk.Validations.of(scope).add_warning(
            "AL-007",
            f"what {source} is made of is not known here, so nobody is granted the right to read it: give a role that "
            "may pull its images and read its models, for example with repository.grant_pull(role) [AL-007]",
        )
    for container in containers or ():
        container.bind(scope, grantable)


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
        model = None if url is None else model_data_at(url, folder, verify=verify)
        return Trained(algorithm.algorithm_name, model, getattr(value, "source_uri", None))
    return Cloned(getattr(value, "source_uri", None) or "")
