"""An algorithm: how models are trained and how they run, for packages to come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import aws_cdk as cdk
import jsii
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.interfaces import aws_sagemaker as interfaces

from cdk_model_packages import spec
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry import grants
from cdk_model_packages.registry.definition import instance_types
from cdk_model_packages.registry.free_name import free_name
from cdk_model_packages.registry.l1 import l1
from cdk_model_packages.spec import is_token
from cdk_model_packages.spec.text import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.images import InferenceImage

_ARN = rf"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{{12}}:algorithm/{NAME}"
_NOT_BOUND_YET = "./"
_Value = TypeVar("_Value")


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

    def bind(self, scope: Construct) -> spec.AlgorithmContainerDefinition:
        """Make the image available to an algorithm.

        Args:
            scope: The algorithm.
        """
        image = self._image.bind(scope)
        return self._value.model_copy(update={"image": image.image, "image_digest": image.image_digest})


@jsii.implements(interfaces.IAlgorithmRef)
class AlgorithmBase(cdk.Resource):
    """What made and imported algorithms can do."""

    @property
    def algorithm_arn(self) -> str:
        """ARN of the algorithm."""
        raise NotImplementedError  # pragma: no cover

    @property
    def algorithm_ref(self) -> interfaces.AlgorithmReference:
        """Reference for L1s and other libraries."""
        return interfaces.AlgorithmReference(algorithm_arn=self.algorithm_arn)

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody describe the algorithm, and make packages of it."""
        return grants.grant(grantee, ("sagemaker:DescribeAlgorithm",), [self.algorithm_arn])


class Algorithm(AlgorithmBase):
    """An algorithm of the account.

    Every change makes another algorithm, so with a name of your own a change needs another name. Certification for
    AWS Marketplace is not to be had in CloudFormation (AL-001).

    Args:
        scope: Parent construct.
        construct_id: Id in its parent.
        training_image: The code that trains.
        training_channels: 1 to 8 named inputs.
        supported_training_instance_types: For example ``InstanceType.ML_M5_LARGE``.
        supported_hyper_parameters: At most 100; see ``HyperParameterSpecification.integer`` and its neighbours.
            ``None``: none.
        metric_definitions: At most 40 metrics that the training prints. ``None``: none.
        supported_tuning_job_objective_metrics: What a tuning job may aim at, by metric definition. ``None``: nothing.
        supports_distributed_training: Whether more than one instance may train. ``None``: no.
        containers: 1 to 15 that run its models. ``None``: they do not run.
        supported_content_types: MIME types of the input. ``None``: not told.
        supported_response_mime_types: MIME types of the output. ``None``: not told.
        supported_transform_instance_types: For batch transform, at least one when given. ``None``: not told.
        supported_realtime_inference_instance_types: For endpoints. ``None``: not told.
        algorithm_name: 1 to 63 letters, digits and hyphens. ``None``: made from the construct's path and the content,
            so that a change finds a free name.
        algorithm_description: At most 1024 characters in one line. ``None``: none.
        removal_policy: What becomes of the algorithm when it is replaced or leaves the stack. By default it stays:
            packages refer to it.

    Raises:
        ValidationError: when a value breaks a limit; see :class:`cdk_model_packages.spec.AlgorithmSpec`.

    Source: AWS::SageMaker::Algorithm schema; SageMaker API, CreateAlgorithm.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        training_image: InferenceImage,
        training_channels: Sequence[spec.ChannelSpecification],
        supported_training_instance_types: Sequence[spec.InstanceType | str],
        supported_hyper_parameters: Sequence[spec.HyperParameterSpecification] | None = None,
        metric_definitions: Sequence[spec.MetricDefinition] | None = None,
        supported_tuning_job_objective_metrics: Sequence[spec.HyperParameterTuningJobObjective] | None = None,
        supports_distributed_training: bool | None = None,
        containers: Sequence[AlgorithmContainer] | None = None,
        supported_content_types: Sequence[str] | None = None,
        supported_response_mime_types: Sequence[str] | None = None,
        supported_transform_instance_types: Sequence[spec.InstanceType | str] | None = None,
        supported_realtime_inference_instance_types: Sequence[spec.InstanceType | str] | None = None,
        algorithm_name: str | None = None,
        algorithm_description: str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ) -> None:
        super().__init__(scope, construct_id)
        image = training_image.bind(self)
        inference = None
        if containers is not None:
            inference = spec.AlgorithmInferenceSpecification(
                containers=tuple(container.bind(self) for container in containers),
                supported_content_types=_tuple(supported_content_types),
                supported_response_mime_types=_tuple(supported_response_mime_types),
                supported_transform_instance_types=instance_types(supported_transform_instance_types),
                supported_realtime_inference_instance_types=instance_types(supported_realtime_inference_instance_types),
            )
        training = spec.TrainingSpecification(
            training_image=image.image,
            training_image_digest=image.image_digest,
            training_channels=tuple(training_channels),
            supported_training_instance_types=instance_types(supported_training_instance_types) or (),
            supported_hyper_parameters=_tuple(supported_hyper_parameters),
            metric_definitions=_tuple(metric_definitions),
            supported_tuning_job_objective_metrics=_tuple(supported_tuning_job_objective_metrics),
            supports_distributed_training=supports_distributed_training,
        )
        trains, runs = l1(training), l1(inference)
        value = spec.AlgorithmSpec(
            algorithm_name=algorithm_name or free_name(self, [algorithm_description, trains, runs]),
            algorithm_description=algorithm_description,
            training_specification=training,
            inference_specification=inference,
        )
        self.algorithm_name = value.algorithm_name
        """Name of the algorithm."""
        self.resource = sagemaker.CfnAlgorithm(
            self,
            "Resource",
            algorithm_name=value.algorithm_name,
            algorithm_description=algorithm_description,
            training_specification=trains,
            inference_specification=runs,
        )
        self.resource.apply_removal_policy(removal_policy)

    @property
    def algorithm_arn(self) -> str:
        """ARN of the algorithm."""
        return self.resource.attr_algorithm_arn

    @property
    def creation_time(self) -> str:
        """When the algorithm was created, as the service writes it."""
        return self.resource.attr_creation_time

    @staticmethod
    def from_algorithm_name(scope: Construct, construct_id: str, name: str) -> AlgorithmBase:
        """Refer to an algorithm of the stack's own account and region.

        Raises:
            ValidationError: ``SPEC-001`` when it is no algorithm's name.
        """
        spec.SourceAlgorithm(algorithm_name=name)
        arn = cdk.Stack.of(scope).format_arn(service="sagemaker", resource="algorithm", resource_name=name)
        return _ImportedAlgorithm(scope, construct_id, arn)

    @staticmethod
    def from_algorithm_arn(scope: Construct, construct_id: str, arn: str) -> AlgorithmBase:
        """Refer to an algorithm by ARN: of another account, or subscribed to in AWS Marketplace.

        Raises:
            SpecError: ``MP-015`` when it is not an algorithm's ARN.
        """
        if not is_token(arn) and re.fullmatch(_ARN, arn) is None:
            need = "arn:PARTITION:sagemaker:REGION:ACCOUNT:algorithm/NAME"
            raise SpecError("MP-015", "AlgorithmArn", got=arn, need=need, fix="copy it from the algorithm")
        return _ImportedAlgorithm(scope, construct_id, arn)


class _ImportedAlgorithm(AlgorithmBase):
    def __init__(self, scope: Construct, construct_id: str, arn: str) -> None:
        super().__init__(scope, construct_id, environment_from_arn=arn)
        self._arn = arn

    @property
    def algorithm_arn(self) -> str:
        return self._arn


def _tuple(values: Sequence[_Value] | None) -> tuple[_Value, ...] | None:
    return None if values is None else tuple(values)
