"""What the service runs before it accepts a package."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Items, Spec, Text
from cdk_model_packages.spec.text import NAME
from cdk_model_packages.spec.transform import TransformJobDefinition


class ValidationProfile(Spec):
    """One transform job, with a name.

    Source: SageMaker API, ModelPackageValidationProfile.
    """

    profile_name: Annotated[
        str, Text("ProfileName", min_length=1, max_length=63, pattern=NAME, hint="use letters, digits and -")
    ]
    """1 to 63 letters, digits and hyphens."""

    transform_job_definition: TransformJobDefinition
    """The job."""


class ValidationSpecification(Spec):
    """The role and the profile of a package's validation.

    Source: AWS::SageMaker::ModelPackage schema: exactly one profile (VP-001).
    """

    validation_profiles: Annotated[
        tuple[ValidationProfile, ...],
        Items("ValidationProfiles", 1, 1, code="VP-001", hint="CloudFormation takes exactly one"),
    ]
    """Exactly one."""

    validation_role: Annotated[
        str | None,
        Text(
            "ValidationRole",
            min_length=20,
            max_length=2048,
            pattern=r"arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+",
            hint="give the ARN of a role that sagemaker.amazonaws.com may assume",
        ),
    ] = None
    """ARN of the role that the job runs with. The service requires it; ``None`` only in a spec that a
    construct deploys: it builds one with just the rights that this package needs."""
