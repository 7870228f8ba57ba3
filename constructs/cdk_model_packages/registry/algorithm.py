"""An algorithm: how models are trained and how they run, for packages to come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages import spec
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.algorithm_base import AlgorithmBase, ImportedAlgorithm
from cdk_model_packages.registry.free_name import free_name
from cdk_model_packages.registry.l1 import l1
from cdk_model_packages.spec import is_token
from cdk_model_packages.spec.instance_type import instance_types
from cdk_model_packages.spec.text import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct

    from cdk_model_packages.images import InferenceImage
    from cdk_model_packages.registry.algorithm_container import AlgorithmContainer

_ARN = rf"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{{12}}:algorithm/{NAME}"


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
        SpecError: ``SPEC-003`` when formats or instance types are given without containers.

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
        self.containers = None if containers is None else tuple(containers)
        image = training_image.bind(self)
        inference = None
        if containers is None:
            _refuse_formats_alone(
                supported_content_types=supported_content_types,
                supported_response_mime_types=supported_response_mime_types,
                supported_transform_instance_types=supported_transform_instance_types,
                supported_realtime_inference_instance_types=supported_realtime_inference_instance_types,
            )
        else:
            inference = spec.AlgorithmInferenceSpecification(
                containers=tuple(container.bind(self) for container in containers),
                supported_content_types=spec.listed(supported_content_types, "SupportedContentTypes"),
                supported_response_mime_types=spec.listed(supported_response_mime_types, "SupportedResponseMIMETypes"),
                supported_transform_instance_types=instance_types(supported_transform_instance_types),
                supported_realtime_inference_instance_types=instance_types(supported_realtime_inference_instance_types),
            )
        training = spec.TrainingSpecification(
            training_image=image.image,
            training_image_digest=image.image_digest,
            training_channels=tuple(training_channels),
            supported_training_instance_types=instance_types(supported_training_instance_types) or (),
            supported_hyper_parameters=spec.listed(supported_hyper_parameters, "SupportedHyperParameters"),
            metric_definitions=spec.listed(metric_definitions, "MetricDefinitions"),
            supported_tuning_job_objective_metrics=spec.listed(
                supported_tuning_job_objective_metrics, "SupportedTuningJobObjectiveMetrics"
            ),
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
        return ImportedAlgorithm(scope, construct_id, arn)

    @staticmethod
    def from_algorithm_arn(scope: Construct, construct_id: str, arn: str) -> AlgorithmBase:
        """Refer to an algorithm by ARN: of another account, or subscribed to in AWS Marketplace.

        Raises:
            SpecError: ``MP-015`` when it is not an algorithm's ARN.
        """
        if not is_token(arn) and re.fullmatch(_ARN, arn) is None:
            need = "arn:PARTITION:sagemaker:REGION:ACCOUNT:algorithm/NAME"
            raise SpecError("MP-015", "AlgorithmArn", got=arn, need=need, fix="copy it from the algorithm")
        return ImportedAlgorithm(scope, construct_id, arn)


def _refuse_formats_alone(**given: object) -> None:
    for name, value in given.items():
        if value is not None:
            need = f"given where there are {name}"
            raise SpecError("SPEC-003", "Containers", got=None, need=need, fix="say what runs the models, or drop them")
