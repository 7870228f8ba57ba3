"""What versions and unversioned packages share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Self, cast

from pydantic import model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import former_names, refusal
from cdk_model_packages.spec.additional_inference import AdditionalInferenceSpecificationDefinition
from cdk_model_packages.spec.base import Choice, Items, Text, is_token
from cdk_model_packages.spec.choices import SkipModelValidation
from cdk_model_packages.spec.drift_check import DriftCheckBaselines
from cdk_model_packages.spec.gaps import require_no_gaps
from cdk_model_packages.spec.inference import InferenceSpecification
from cdk_model_packages.spec.machine_learning import Domain, Task
from cdk_model_packages.spec.metadata import MetadataProperties
from cdk_model_packages.spec.metrics import ModelMetrics
from cdk_model_packages.spec.security_config import SecurityConfig
from cdk_model_packages.spec.source_algorithm import SourceAlgorithmSpecification
from cdk_model_packages.spec.text import S3_URI, Description
from cdk_model_packages.spec.validation import ValidationSpecification

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cdk_model_packages.spec.container import ModelPackageContainerDefinition

MAX_ADDITIONAL = 15

AdditionalInferenceSpecifications = Annotated[
    tuple[AdditionalInferenceSpecificationDefinition, ...] | None,
    Items("AdditionalInferenceSpecifications", 1, MAX_ADDITIONAL, code="MP-021"),
]


class PackageSpec(refusal.Refusing):
    """A package of either kind.

    Raises:
        SpecError: ``MP-008`` and ``MP-009`` unless it has containers or an algorithm, and not both; ``MP-022`` when
            two additional inference specifications share a name; ``CT-004`` when uncompressed model data meets a
            validation profile; ``IT-004`` when the validation's instance type is not among the supported ones.

    Source: AWS::SageMaker::ModelPackage schema; SageMaker API, CreateModelPackage.
    """

    model_package_description: Description = None
    """At most 1024 characters in one line. A change makes a new version."""

    inference_specification: InferenceSpecification | None = None
    """Containers, formats and instance types. A change makes a new version. ``None``: see
    ``source_algorithm_specification``."""

    source_algorithm_specification: SourceAlgorithmSpecification | None = None
    """The algorithm that trained the model, instead of containers. A change makes a new version."""

    additional_inference_specifications: AdditionalInferenceSpecifications = None
    """1 to 15 more ways to run inference; all names differ. A change makes a new version (LC-003)."""

    validation_specification: ValidationSpecification | None = None
    """What the service runs before it accepts the package. ``None``: nothing is run."""

    skip_model_validation: Annotated[SkipModelValidation | None, Choice()] = None
    """``All``: the service skips its checks of the package. ``None``: it makes them."""

    model_metrics: ModelMetrics | None = None
    """Reports on the model. A change makes a new version. ``None``: none."""

    drift_check_baselines: DriftCheckBaselines | None = None
    """What a monitor compares with. A change makes a new version. ``None``: none."""

    metadata_properties: MetadataProperties | None = None
    """Where the package comes from. A change makes a new version. ``None``: not told."""

    security_config: SecurityConfig | None = None
    """The key that encrypts the package's information. A change makes a new version. ``None``: the service's own."""

    domain: Domain | None = None
    """Machine learning domain, for example ``COMPUTER_VISION``. A change makes a new version."""

    task: Task | None = None
    """Machine learning task, for example ``CLASSIFICATION``. A change makes a new version."""

    sample_payload_url: Annotated[
        str | None,
        Text(
            "SamplePayloadUrl",
            max_length=1024,
            pattern=rf"({S3_URI})\.tar\.gz",
            like="s3://BUCKET/KEY.tar.gz",
            code="MP-029",
            hint="archive the payload",
        ),
    ] = None
    """``s3://bucket/key.tar.gz`` with sample requests, for Inference Recommender; at most 1024 characters. A change
    makes a new version."""

    @model_validator(mode="before")
    @classmethod
    def _take_former_names(cls, data: Any) -> Any:
        return former_names.renamed(cast("dict[str, Any]", data)) if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _has_one_definition(self) -> Self:
        if self.inference_specification is not None and self.source_algorithm_specification is not None:
            raise SpecError(
                "MP-008",
                "InferenceSpecification, SourceAlgorithmSpecification",
                got="both",
                need="one of them",
                fix="drop the one that the model does not come from",
            )
        if self._lacks_definition():
            source = getattr(self, "source_uri", None)
            raise SpecError(
                "MP-009",
                "InferenceSpecification" if source is None else "SourceUri",
                got=source,
                need="given, or SourceAlgorithmSpecification, or in a version SourceUri with a package's ARN",
                fix="say what the package is made of",
            )
        return self

    @model_validator(mode="after")
    def _additional_names_differ(self) -> Self:
        names = Counter(one.name for one in self._additional() if not is_token(one.name))
        twice = [name for name, count in names.items() if count > 1]
        if twice:
            raise SpecError(
                "MP-022",
                "AdditionalInferenceSpecifications.Name",
                got=twice[0],
                need="different in each",
                fix="rename one",
            )
        return self

    @model_validator(mode="after")
    def _batch_transform_can_load_it(self) -> Self:
        if self.validation_specification is None or self.inference_specification is None:
            return self
        for container in self.inference_specification.containers:
            if container.model_data_source is not None:
                raise SpecError(
                    "CT-004",
                    "ModelDataSource",
                    got=container.model_data_source.s3_data_source.s3_uri,
                    need="ModelDataUrl where a validation runs (batch transform loads no uncompressed data)",
                    fix="archive the model, or drop ValidationSpecification",
                )
        return self

    @model_validator(mode="after")
    def _validation_runs_on_a_supported_type(self) -> Self:
        inference = self.inference_specification
        supported = None if inference is None else inference.supported_transform_instance_types
        if self.validation_specification is None or supported is None or any(map(is_token, supported)):
            return self
        for profile in self.validation_specification.validation_profiles:
            wanted = profile.transform_job_definition.transform_resources.instance_type
            if wanted not in supported and not is_token(wanted):
                raise SpecError(
                    "IT-004",
                    "TransformResources.InstanceType",
                    got=str(wanted),
                    need=f"one of SupportedTransformInstanceTypes {', '.join(supported)}",
                    fix="add it there, or use one of them",
                )
        return self

    def all_containers(self) -> Iterator[ModelPackageContainerDefinition]:
        """Yield its own containers, and those of additional inference specifications."""
        if self.inference_specification is not None:
            yield from self.inference_specification.containers
        for additional in self._additional():
            yield from additional.containers

    def properties(self) -> dict[str, Any]:
        """Return CloudFormation properties of AWS::SageMaker::ModelPackage.

        Raises:
            SpecError: ``SPEC-002`` when a location is still a path, or an image lacks its registry;
                ``SPEC-003`` when what the service requires was left for a construct to make.
        """
        require_no_gaps(self)
        return super().properties()

    def _additional(self) -> Iterable[AdditionalInferenceSpecificationDefinition]:
        return self.additional_inference_specifications or ()

    def _lacks_definition(self) -> bool:
        return self.inference_specification is None and self.source_algorithm_specification is None
