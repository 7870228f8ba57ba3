"""The model of a component: on this machine, or in S3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdk_model_packages.artifacts import ModelArtifact
from cdk_model_packages.errors import EdgeError, SpecError
from cdk_model_packages.registry.container import Container
from cdk_model_packages.registry.defined_package import DefinedPackage
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.artifacts import ModelLocation


@dataclass(frozen=True)
class ModelSource:
    """The model of a component.

    Attributes:
        artifact: The model.
        package: What it comes from; ``None``: it was given itself.
        container: The package's one container; ``None``: there is no package, or its algorithm has the containers.
    """

    artifact: ModelArtifact
    package: DefinedPackage | None = None
    container: Container | None = None

    @classmethod
    def of(cls, model: ModelArtifact | DefinedPackage) -> ModelSource:
        """Take a model, or that of a package's one container.

        Raises:
            SpecError: ``SPEC-001`` when it is something else.
            EdgeError: when a package has not exactly one model that is known here.
        """
        if isinstance(model, ModelArtifact):
            return cls(model)
        if not isinstance(model, DefinedPackage):  # pyright: ignore[reportUnnecessaryIsInstance]  without types
            need = "a ModelArtifact, or a package that this app makes"
            fix = "use ModelArtifact.from_directory or another from_*; for an imported package, that of its model"
            raise SpecError("SPEC-001", "model", got=model, need=need, fix=fix)
        container, artifact = _only_model(model)
        return cls(artifact, model, container)

    def url(self, scope: Construct, grantable: iam.IGrantable) -> str:
        """Make the model available to a stack; return its URI, which ends in ``/`` for objects below a prefix.

        Args:
            scope: The component.
            grantable: Who may read it.
        """
        return _url(self.artifact.bind(scope, grantable))

    def label(self, scope: Construct) -> str:
        """Return what messages call the model: the package's path, a path or a URI.

        Args:
            scope: The component.
        """
        if self.package is not None:
            return self.package.node.path
        if self.artifact.local_path is not None:
            return str(self.artifact.local_path)
        url = _url(self.artifact.bind(scope))
        return "a model in S3" if is_token(url) else url


def _url(location: ModelLocation) -> str:
    source = location.model_data_source
    return location.model_data_url or ("" if source is None else source.s3_data_source.s3_uri)


def _only_model(package: DefinedPackage) -> tuple[Container | None, ModelArtifact]:
    path = package.node.path
    inference: Any = package.resource.inference_specification
    if inference is None:
        trained = [model for each in package.contents if (model := getattr(each, "model_data", None)) is not None]
        if len(trained) == 1:
            return None, trained[0]
        raise EdgeError(
            f"package {path}: what it is made of is not known in this app; pass its model as "
            "ModelArtifact.from_uri(...) or another from_*"
        )
    count = len(inference.containers)
    if count != 1:
        raise EdgeError(
            f"package {path}: has {count} containers, and a component runs one model; pass the model of one of them as "
            "a ModelArtifact, and make a component for each"
        )
    container = next(each for each in package.contents if isinstance(each, Container))
    model = container.model_data
    if model is None:
        raise EdgeError(
            f"package {path}: its container's image holds the model; run the image: Inference.container(image), with a "
            "ModelArtifact of the files that the device needs"
        )
    return container, model
