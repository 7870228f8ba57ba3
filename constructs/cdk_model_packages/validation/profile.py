"""A validation profile: the transform job that the service runs before it accepts a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_iam as iam

from cdk_model_packages import spec
from cdk_model_packages._place import region_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.validation.keys import ENCRYPT_VOLUMES, WRITE_RESULTS, check_key_region, grant_key_use
from cdk_model_packages.validation.output import default_output, output_at, output_in
from cdk_model_packages.validation.role import grant_job, validation_role
from cdk_model_packages.validation.sample_data import SampleData, sample_data_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_s3 as s3
    from constructs import Construct, IDependable


@dataclass(frozen=True)
class BoundValidation:
    """What a package is told of its validation.

    Attributes:
        role: Runs the job.
        policy: What the role may do; must land before the package. ``None``: the role stays as it is.
        specification: Complete, with CDK tokens in it.
    """

    role: iam.IRole
    policy: IDependable | None
    specification: spec.ValidationSpecification


# A value is checked where it is made, before its samples have a URI: any path will do until then.
_NOT_UPLOADED_YET = "./samples"


class ValidationProfile:
    """One transform job over sample data, run by the service when the package is created.

    The package becomes ``Completed`` when every record comes back, ``Failed`` otherwise. It may take
    hours: keep the samples few.

    Args:
        profile_name: 1 to 63 letters, digits and hyphens.
        samples: What is sent to the container.
        instance_type: For example ``InstanceType.ML_M5_LARGE``; one that the package supports (IT-004).
        instance_count: 1 to 100.
        content_type: MIME type of the samples. ``None``: none is sent.
        accept: MIME type asked for. ``None``: the container's choice.
        split_type: How an object becomes records. ``None``: one object is one record.
        compression_type: ``GZIP`` when the samples are compressed. ``None``: they are not.
        batch_strategy: How records share a request. ``None``: the service's choice.
        assemble_with: ``LINE``: a line break after each response. ``None``: responses as they are.
        max_payload_in_mb: Largest request in MB, 0 to 100. ``None``: the service's 6.
        max_concurrent_transforms: Parallel requests. ``None``: what the container asks for, else 1.
        environment: Variables of the container during the job, at most 16. ``None``: none.
        output_bucket: Where results go; its key is granted, too. ``None``: see ``output_uri``.
        output_prefix: Prefix in ``output_bucket``.
        output_uri: ``s3://bucket/prefix/`` for the results, where there is no ``output_bucket``. Its bucket's
            default key is not known here: name it as ``output_key``. ``None``: a bucket made for the stack.
        output_key: Key of the results; the role may use it. ``None``: the bucket's default.
        volume_key: Key of the volumes; the role may use it. Not for instance types with local storage
            (IT-005). ``None``: the service's own.
        role: Runs the job; what the job needs is granted to it (nothing is, when it was imported as
            immutable). ``None``: a role with just the rights that this package needs.

    Raises:
        ValidationError: when a value breaks a limit; see :class:`cdk_model_packages.spec.TransformJobDefinition`.
        SpecError: ``SPEC-001`` when both an output bucket and an output URI are given.

    Source: SageMaker API, ModelPackageValidationProfile.
    """

    def __init__(
        self,
        profile_name: str,
        *,
        samples: SampleData,
        instance_type: spec.InstanceType | str,
        instance_count: int = 1,
        content_type: str | None = None,
        accept: str | None = None,
        split_type: spec.SplitType | None = None,
        compression_type: spec.CompressionType | None = None,
        batch_strategy: spec.BatchStrategy | None = None,
        assemble_with: spec.AssembleWith | None = None,
        max_payload_in_mb: int | None = None,
        max_concurrent_transforms: int | None = None,
        environment: Mapping[str, str] | None = None,
        output_bucket: s3.IBucket | None = None,
        output_prefix: str = "validation/",
        output_uri: str | None = None,
        output_key: kms.IKey | None = None,
        volume_key: kms.IKey | None = None,
        role: iam.IRole | None = None,
    ) -> None:
        if output_bucket is not None and output_uri is not None:
            raise SpecError(
                "SPEC-001",
                "S3OutputPath",
                got=output_uri,
                need="output_bucket or output_uri, not both",
                fix="drop either",
            )
        spec.of_kind(samples, SampleData, "samples", "use SampleData.from_directory or another from_*")
        self._samples = samples
        self._role = role
        self._role_arn: str | None = None
        self._output = None if output_bucket is None else output_in(output_bucket, output_prefix)
        self._output_key: kms.IKey | str | None = output_key
        self._volume_key: kms.IKey | str | None = volume_key
        self._value = spec.ValidationProfile(
            profile_name=profile_name,
            transform_job_definition=spec.TransformJobDefinition(
                transform_input=spec.TransformInput(
                    data_source=spec.DataSource(s3_data_source=spec.S3DataSource(s3_uri=_NOT_UPLOADED_YET)),
                    content_type=content_type,
                    compression_type=compression_type,
                    split_type=split_type,
                ),
                transform_output=spec.TransformOutput(
                    s3_output_path=output_uri,
                    accept=accept,
                    assemble_with=assemble_with,
                    kms_key_id=None if output_key is None else output_key.key_arn,
                ),
                transform_resources=spec.TransformResources(
                    instance_type=spec.InstanceType.of(instance_type),
                    instance_count=instance_count,
                    volume_kms_key_id=None if volume_key is None else volume_key.key_arn,
                ),
                max_payload_in_mb=max_payload_in_mb,
                max_concurrent_transforms=max_concurrent_transforms,
                batch_strategy=batch_strategy,
                environment=None if environment is None else dict(environment),
            ),
        )

    @classmethod
    def from_spec(
        cls, value: spec.ValidationSpecification, folder: Path, *, role: iam.IRole | None = None
    ) -> ValidationProfile:
        """Take the profile of a spec; a path to samples is relative to ``folder``.

        Args:
            value: The spec.
            folder: What paths in it are relative to.
            role: Runs the job. ``None``: the role that the spec names, as it is; else one made for it.

        Raises:
            ArtifactError: when the samples are a path that names no folder.
        """
        self = cls.__new__(cls)
        (profile,) = value.validation_profiles
        source = profile.transform_job_definition.transform_input.data_source.s3_data_source
        self._samples = sample_data_of(source, folder)
        self._role = role
        self._role_arn = value.validation_role
        self._output = None
        self._output_key = profile.transform_job_definition.transform_output.kms_key_id
        self._volume_key = profile.transform_job_definition.transform_resources.volume_kms_key_id
        self._value = profile
        return self

    @property
    def value(self) -> spec.ValidationProfile:
        """The profile as a spec value; the samples' URI and the output may still be missing."""
        return self._value

    def bind(self, scope: Construct) -> BoundValidation:
        """Make samples, output and role available to a package.

        Args:
            scope: The package.

        Raises:
            SpecError: ``SC-001`` when a key is of another region.
        """
        job = self._value.transform_job_definition
        given = job.transform_output.s3_output_path
        output = self._output or (default_output(scope) if given is None else output_at(given))
        for path, key in (("KmsKeyId", self._output_key), ("VolumeKmsKeyId", self._volume_key)):
            if key is not None:
                check_key_region(key if isinstance(key, str) else key.key_arn, region_of(scope), path)
        role = self._role or self._named_role(scope) or validation_role(scope)
        policy = grant_job(role, output.objects_arn)
        bucket_key = None if output.bucket is None else output.bucket.encryption_key
        grant_key_use(role, self._output_key or bucket_key, WRITE_RESULTS)
        grant_key_use(role, self._volume_key, ENCRYPT_VOLUMES)
        samples = self._samples.bind(scope, role)
        source = spec.S3DataSource(s3_uri=samples.s3_uri, s3_data_type=samples.s3_data_type)
        bound = job.model_copy(
            update={
                "transform_input": job.transform_input.model_copy(
                    update={"data_source": spec.DataSource(s3_data_source=source)}
                ),
                "transform_output": job.transform_output.model_copy(update={"s3_output_path": output.uri}),
            }
        )
        return BoundValidation(
            role,
            policy,
            spec.ValidationSpecification(
                validation_role=role.role_arn,
                validation_profiles=(self._value.model_copy(update={"transform_job_definition": bound}),),
            ),
        )

    def _named_role(self, scope: Construct) -> iam.IRole | None:
        if self._role_arn is None:
            return None
        return iam.Role.from_role_arn(scope, "ValidationRole", self._role_arn, mutable=False)
