"""``AWS::SageMaker::ModelPackage``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ...errors import ResourceFailedError, ServiceError
from ...resource_types import ResourceType, user_tags
from ..packages import UNFINISHED
from .requests import described, inputs, only, refuse_unknown, retag, tags

if TYPE_CHECKING:
    from ..service import SageMaker

_METADATA = "CustomerMetadataProperties"
_POLL_SECONDS = 0.05

Properties = dict[str, Any]


class ModelPackageType(ResourceType):
    """A package: created and validated, or failed with the reason; few properties can change afterwards."""

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::ModelPackage")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the package, wait for its validation and apply what only an update takes."""
        properties = _without_own_tags(properties)
        request = only("CreateModelPackage", properties)
        later = {name: value for name, value in properties.items() if name not in request}
        refuse_unknown(later, inputs("UpdateModelPackage"), "cannot be set: no operation takes it")
        arn: str = self._sagemaker.call("CreateModelPackage", request)["ModelPackageArn"]
        self._wait(arn)
        if later:
            try:
                self._sagemaker.call("UpdateModelPackage", {"ModelPackageArn": arn, **later})
            except ServiceError as error:
                raise ResourceFailedError(arn, str(error)) from error
        return arn

    def read(self, identifier: str) -> Properties | None:
        """Return the package and, for an unversioned one, its tags."""
        found = described(self._sagemaker, "DescribeModelPackage", {"ModelPackageName": identifier})
        if found is not None and "ModelPackageGroupName" not in found:
            found["Tags"] = tags(self._sagemaker, identifier)
        return found

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change what UpdateModelPackage takes and refuse the rest, as nothing could carry it out."""
        old, new = _without_own_tags(old), _without_own_tags(new)
        changed = retag(self._sagemaker, identifier, old, new)
        request = {name: new[name] for name in changed if name in new}
        refuse_unknown(
            dict.fromkeys(changed),
            inputs("UpdateModelPackage"),
            "cannot change in place and does not replace the package: give the resource another logical id",
        )
        gone = sorted(old.get(_METADATA, {}).keys() - new.get(_METADATA, {}).keys())
        if gone:
            request["CustomerMetadataPropertiesToRemove"] = gone
        if request:
            self._sagemaker.call("UpdateModelPackage", {"ModelPackageArn": identifier, **request})

    def delete(self, identifier: str) -> None:
        """Delete the package."""
        if self.read(identifier) is not None:
            self._sagemaker.call("DeleteModelPackage", {"ModelPackageName": identifier})

    def read_for_drift(self, identifier: str, expected: Properties) -> Properties | None:
        """Answer with the group in the form in which the template names it."""
        found = self.read(identifier)
        group = expected.get("ModelPackageGroupName", "")
        if found is not None and group.endswith(f"/{found.get('ModelPackageGroupName')}"):
            found["ModelPackageGroupName"] = group
        return found

    def _wait(self, arn: str) -> None:
        while True:
            package = self._sagemaker.call("DescribeModelPackage", {"ModelPackageName": arn})
            if package["ModelPackageStatus"] == "Failed":
                raise ResourceFailedError(arn, f"Model package {arn} failed: {_reasons(package)}")
            if package["ModelPackageStatus"] not in UNFINISHED:
                return
            time.sleep(_POLL_SECONDS)


def _without_own_tags(properties: Properties) -> Properties:
    """Drop CloudFormation's own tags where they would refuse every version; a stack's tags stay and do refuse."""
    if "ModelPackageGroupName" not in properties:
        return properties
    tags = user_tags(properties.get("Tags"))
    rest = {name: value for name, value in properties.items() if name != "Tags"}
    return {**rest, "Tags": tags} if tags else rest


def _reasons(package: Properties) -> str:
    statuses = package["ModelPackageStatusDetails"]["ValidationStatuses"]
    return " ".join(f"{status['Name']}: {status['FailureReason']}" for status in statuses if "FailureReason" in status)
