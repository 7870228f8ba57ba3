"""``AWS::SageMaker::ModelPackageGroup``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...errors import ResourceFailedError, ServiceError
from ...resource_types import ResourceType
from .requests import described, only, retag, tags

if TYPE_CHECKING:
    from ..service import SageMaker

_POLICY = "ModelPackageGroupPolicy"

Properties = dict[str, Any]


class ModelPackageGroupType(ResourceType):
    """A group. Its policy is a call of its own, and its tags can change."""

    def __init__(self, sagemaker: SageMaker) -> None:
        super().__init__("AWS::SageMaker::ModelPackageGroup")
        self._sagemaker = sagemaker

    def create(self, properties: Properties) -> str:
        """Create the group, then give it its policy."""
        request = only("CreateModelPackageGroup", properties)
        arn: str = self._sagemaker.call("CreateModelPackageGroup", request)["ModelPackageGroupArn"]
        if _POLICY in properties:
            try:
                self._put_policy(properties)
            except ServiceError as error:
                raise ResourceFailedError(arn, str(error)) from error
        return arn

    def read(self, identifier: str) -> Properties | None:
        """Return the group, its policy and its tags."""
        found = described(self._sagemaker, "DescribeModelPackageGroup", {"ModelPackageGroupName": identifier})
        if found is None:
            return None
        found["Tags"] = tags(self._sagemaker, identifier)
        name = {"ModelPackageGroupName": found["ModelPackageGroupName"]}
        try:
            found[_POLICY] = json.loads(self._sagemaker.call("GetModelPackageGroupPolicy", name)["ResourcePolicy"])
        except ServiceError:
            found[_POLICY] = None
        return found

    def update(self, identifier: str, old: Properties, new: Properties) -> None:
        """Change the policy and the tags; everything else replaces the group."""
        name = {"ModelPackageGroupName": new["ModelPackageGroupName"]}
        changed = retag(self._sagemaker, identifier, old, new)
        if _POLICY in changed and _POLICY in new:
            self._put_policy(new)
        elif _POLICY in changed:
            self._sagemaker.call("DeleteModelPackageGroupPolicy", name)

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
