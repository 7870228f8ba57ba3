"""The operations of SageMaker that the embedded AWS answers."""

from __future__ import annotations

from typing import Any

from ..services import JsonService
from .groups import Groups
from .packages import Packages
from .tags import Tags


class SageMaker(JsonService):
    """The model registry of SageMaker."""

    name = "sagemaker"

    def __init__(self) -> None:
        super().__init__()
        self.groups = Groups(self.state)
        self.packages = Packages(self.state, self.groups, self.lock)
        self.tags = Tags(self.groups, self.packages)
        self.operations = {
            "CreateModelPackageGroup": self.groups.create,
            "DescribeModelPackageGroup": self.groups.describe,
            "ListModelPackageGroups": self.groups.list,
            "DeleteModelPackageGroup": self._delete_group,
            "PutModelPackageGroupPolicy": self.groups.put_policy,
            "GetModelPackageGroupPolicy": self.groups.get_policy,
            "DeleteModelPackageGroupPolicy": self.groups.delete_policy,
            "CreateModelPackage": self.packages.create,
            "DescribeModelPackage": self.packages.describe,
            "ListModelPackages": self.packages.list,
            "UpdateModelPackage": self.packages.update,
            "DeleteModelPackage": self.packages.delete,
            "AddTags": self.tags.add,
            "ListTags": self.tags.list,
            "DeleteTags": self.tags.delete,
        }

    def load_persisted_state(self, data: dict[str, Any]) -> None:
        """Take up what a former run kept, and the validations that its end interrupted."""
        super().load_persisted_state(data)
        self.packages.resume_validations()

    def _delete_group(self, request: dict[str, Any]) -> None:
        self.groups.delete(request, versions=self.packages.count_versions)
