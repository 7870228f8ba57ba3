"""``AWS::SageMaker::ModelPackageGroup`` and ``AWS::SageMaker::ModelPackage``."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import ResourceFailedError, ServiceError, validation_error
from ..resource_types import ResourceType, changed_names, user_tags
from ..shapes import service_model
from .packages import UNFINISHED

if TYPE_CHECKING:
    from .service import SageMaker

_POLICY = "ModelPackageGroupPolicy"
_METADATA = "CustomerMetadataProperties"
_POLL_SECONDS = 0.05

Properties = dict[str, Any]


class ModelPackageGroupType(ResourceType):
    """A group. Its policy is a call of its own, and its tags can change."""

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::ModelPackageGroup")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the group, then give it its policy."""
        request = _only("CreateModelPackageGroup", properties)
        arn: str = self._sagemaker.call("CreateModelPackageGroup", request)["ModelPackageGroupArn"]
        if _POLICY in properties:
            try:
                self._put_policy(properties)
            except ServiceError as error:
                raise ResourceFailedError(arn, str(error)) from error
        return arn

    def read(self, identifier: str) -> Properties | None:
        """Return the group, its policy and its tags."""
        try:
            group = self._sagemaker.call("DescribeModelPackageGroup", {"ModelPackageGroupName": identifier})
        except ServiceError:
            return None
        found = {**group, "CreationTime": _iso(group["CreationTime"])}
        found["Tags"] = self._sagemaker.call("ListTags", {"ResourceArn": identifier})["Tags"]
        try:
            found[_POLICY] = json.loads(
                self._sagemaker.call(
                    "GetModelPackageGroupPolicy", {"ModelPackageGroupName": group["ModelPackageGroupName"]}
                )["ResourcePolicy"]
            )
        except ServiceError:
            found[_POLICY] = None
        return found

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change the policy and the tags; everything else replaces the group."""
        name = {"ModelPackageGroupName": new["ModelPackageGroupName"]}
        changed = changed_names(old, new)
        if _POLICY in changed and _POLICY in new:
            self._put_policy(new)
        elif _POLICY in changed:
            self._sagemaker.call("DeleteModelPackageGroupPolicy", name)
        if "Tags" in changed:
            _retag(self._sagemaker, identifier, old.get("Tags") or [], new.get("Tags") or [])

    def delete(self, identifier: str) -> None:
        """Delete the group. One that still holds versions refuses."""
        if self.read(identifier) is not None:
            self._sagemaker.call("DeleteModelPackageGroup", {"ModelPackageGroupName": identifier})

    def read_for_drift(self, identifier: str, expected: Properties) -> Properties | None:
        """Compare the policy in the form in which the template writes it."""
        found = self.read(identifier)
        if found is not None and isinstance(expected.get(_POLICY), str):
            same = found[_POLICY] == json.loads(expected[_POLICY])
            found[_POLICY] = expected[_POLICY] if same else json.dumps(found[_POLICY])
        return found

    def _put_policy(self, properties: Properties) -> None:
        policy = properties[_POLICY]
        self._sagemaker.call(
            "PutModelPackageGroupPolicy",
            {
                "ModelPackageGroupName": properties["ModelPackageGroupName"],
                "ResourcePolicy": policy if isinstance(policy, str) else json.dumps(policy),
            },
        )


class ModelPackageType(ResourceType):
    """A package: created and validated, or failed with the reason; few properties can change afterwards."""

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::ModelPackage")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the package, wait for its validation and apply what only an update takes."""
        properties = _without_own_tags(properties)
        request = _only("CreateModelPackage", properties)
        later = {name: value for name, value in properties.items() if name not in request}
        _refuse_unknown(later, _inputs("UpdateModelPackage"), "cannot be set: no operation takes it")
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
        try:
            found = self._sagemaker.call("DescribeModelPackage", {"ModelPackageName": identifier})
        except ServiceError:
            return None
        for name in ("CreationTime", "LastModifiedTime"):
            if name in found:
                found[name] = _iso(found[name])
        if "ModelPackageGroupName" not in found:
            found["Tags"] = self._sagemaker.call("ListTags", {"ResourceArn": identifier})["Tags"]
        return found

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change what UpdateModelPackage takes and refuse the rest, as nothing could carry it out."""
        old, new = _without_own_tags(old), _without_own_tags(new)
        changed = changed_names(old, new)
        if "Tags" in changed:
            changed.remove("Tags")
            _retag(self._sagemaker, identifier, old.get("Tags") or [], new.get("Tags") or [])
        request = {name: new[name] for name in changed if name in new}
        _refuse_unknown(
            dict.fromkeys(changed),
            _inputs("UpdateModelPackage"),
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


def _inputs(operation: str) -> frozenset[str]:
    return frozenset(service_model("sagemaker").operation_model(operation).input_shape.members)


def _only(operation: str, properties: Properties) -> Properties:
    known = _inputs(operation)
    return {name: value for name, value in properties.items() if name in known}


def _refuse_unknown(properties: Properties, known: frozenset[str], why: str) -> None:
    refused = sorted(properties.keys() - known)
    if refused:
        raise validation_error(f"{', '.join(refused)} {why}")


def _without_own_tags(properties: Properties) -> Properties:
    """Drop CloudFormation's own tags where they would refuse every version; a stack's tags stay and do refuse."""
    if "ModelPackageGroupName" not in properties:
        return properties
    tags = user_tags(properties.get("Tags"))
    rest = {name: value for name, value in properties.items() if name != "Tags"}
    return {**rest, "Tags": tags} if tags else rest


def _retag(sagemaker: SageMaker, arn: str, old: list[dict[str, str]], new: list[dict[str, str]]) -> None:
    gone = sorted({tag["Key"] for tag in old} - {tag["Key"] for tag in new})
    if gone:
        sagemaker.call("DeleteTags", {"ResourceArn": arn, "TagKeys": gone})
    if new:
        sagemaker.call("AddTags", {"ResourceArn": arn, "Tags": new})


def _reasons(package: Properties) -> str:
    statuses = package["ModelPackageStatusDetails"]["ValidationStatuses"]
    return " ".join(f"{status['Name']}: {status['FailureReason']}" for status in statuses if "FailureReason" in status)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
