"""The request that started a model packaging job at Lookout for Vision, and starts one here."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.packaging_request import text  # noqa: TC001 - pydantic reads it
from cdk_model_packages.spec.packaging_request.configuration import (  # noqa: TC001 - pydantic reads it
    ModelPackagingConfiguration,
)
from cdk_model_packages.spec.packaging_request.value import RequestValue

LATEST = "latest"
_PACKAGE_ARN = re.compile(r"arn:[^:]+:sagemaker:[^:]+:[0-9]{12}:model-package/([^/]+)/([1-9][0-9]*)")


def _as_text(version: Any) -> Any:
    return str(version) if isinstance(version, int) and not isinstance(version, bool) else version


class PackagingRequest(RequestValue):
    """Lookout's ``StartModelPackagingJob``, of a version of a model package group.

    Raises:
        SpecError: ``SPEC-001`` for a job name and a client token together, which Lookout took.

    Source: Lookout for Vision API, StartModelPackagingJobRequest.
    """

    shape: ClassVar = "StartModelPackagingJobRequest"

    project_name: text.ProjectName
    """The model package group; Lookout's projects are gone. 1 to 255 characters."""

    model_version: Annotated[text.ModelVersion, BeforeValidator(_as_text)]
    """The version of the package, or ``latest``: the newest that is approved and complete."""

    job_name: text.JobName | None = None
    """1 to 64 letters, digits and hyphens. Excludes ``client_token``. ``None``: the client token, or a new one."""

    description: text.Description | None = None
    """Of the job; 1 to 256 characters. ``None``: none."""

    client_token: text.ClientToken | None = None
    """The same request with the same token starts one job. ``None``: each starts its own."""

    configuration: ModelPackagingConfiguration
    """What is made."""

    @model_validator(mode="after")
    def _has_one_name(self) -> Self:
        if self.job_name is not None and self.client_token is not None:
            need = (
                "one of the two: an execution has one name, so that beside a job's name nothing would keep the same "
                "token from starting two jobs"
            )
            fix = "drop ClientToken (the same request with the same JobName is one job, too), or drop JobName"
            raise SpecError("SPEC-001", "JobName, ClientToken", got="both", need=need, fix=fix)
        return self

    def as_sent(self) -> dict[str, Any]:
        """Return the request in the service's spelling, with its defaults filled in as far as they are known."""
        greengrass = self.configuration.greengrass.with_defaults(self.model_version)
        return {**self.properties(), "Configuration": {"Greengrass": greengrass.properties()}}

    def execution_input(self, model_package_arn: str, *, component_version: str | None = None) -> dict[str, Any]:
        """Return the input of the state machine that does the job.

        Args:
            model_package_arn: Of the version that ``model_version`` names.
            component_version: Where the configuration names none. ``None``: the model's version and ``.0.0``.

        Raises:
            SpecError: ``NC-003`` when the ARN is none of a version of the group, or of another version.
            ValidationError: when ``component_version`` is none.
        """
        found = _PACKAGE_ARN.fullmatch(model_package_arn)
        if found is None or found[1].lower() != self.project_name.lower():
            need = f"the ARN of a version of the group {self.project_name}"
            raise SpecError("NC-003", "ModelPackageArn", got=model_package_arn, need=need, fix="name such a version")
        version = found[2]
        if self.model_version not in {LATEST, version}:
            need = f"the version {self.model_version}, which ModelVersion names"
            raise SpecError("NC-003", "ModelPackageArn", got=model_package_arn, need=need, fix="name that one")
        greengrass = self.configuration.greengrass
        if greengrass.component_version is None and component_version is not None:
            greengrass = type(greengrass).model_validate(
                {**greengrass.properties(), "ComponentVersion": component_version}
            )
        return {
            "ModelPackageArn": model_package_arn,
            "ProjectName": self.project_name,
            "ModelVersion": version,
            **({} if self.description is None else {"Description": self.description}),
            "Configuration": {"Greengrass": greengrass.with_defaults(version).properties()},
        }
