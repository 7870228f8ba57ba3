"""The operations of SageMaker that the embedded AWS answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..json_services import JsonService
from . import algorithms, compilation_jobs, groups, model_cards, models, packages
from .algorithms import Algorithms
from .compilation_jobs import CompilationJobs
from .groups import Groups
from .model_cards import ModelCards
from .models import Models
from .packages import Packages
from .sharing import Sharing
from .sources import Sources
from .tags import Tags


class SageMaker(JsonService):
    """The model registry of SageMaker, and its compilation jobs."""

    name = "sagemaker"

    def __init__(self) -> None:
        super().__init__()
        self.groups = Groups(self.state)
        self.packages = Packages(self.state, self.groups, self.lock, self._taken_over)
        self.sharing = Sharing(self.groups, self.packages)
        self.algorithms = Algorithms(self.state)
        self.models = Models(self.state, partial(self.sharing.package, operation="CreateModel"))
        self.model_cards = ModelCards(self.state)
        self.compilation_jobs = CompilationJobs(
            self.state, self.lock, partial(self.sharing.package, operation="DescribeModelPackage")
        )
        self.sources = Sources(
            self.algorithms, self.models, partial(self.sharing.package, operation="DescribeModelPackage")
        )
        self.tags = Tags(
            {
                groups.KIND: self.groups.get,
                packages.KIND: self.packages.get,
                algorithms.KIND: self.algorithms.get,
                models.KIND: self.models.get,
                model_cards.KIND: self.model_cards.get,
                compilation_jobs.KIND: self.compilation_jobs.get,
            }
        )
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
            "CreateAlgorithm": self.algorithms.create,
            "DescribeAlgorithm": self.algorithms.describe,
            "ListAlgorithms": self.algorithms.list,
            "DeleteAlgorithm": self.algorithms.delete,
            "CreateModel": self.models.create,
            "DescribeModel": self.models.describe,
            "ListModels": self.models.list,
            "DeleteModel": self.models.delete,
            "CreateModelCard": self.model_cards.create,
            "DescribeModelCard": self.model_cards.describe,
            "UpdateModelCard": self.model_cards.update,
            "ListModelCards": self.model_cards.list,
            "ListModelCardVersions": self.model_cards.list_versions,
            "DeleteModelCard": self.model_cards.delete,
            "CreateCompilationJob": self.compilation_jobs.create,
            "DescribeCompilationJob": self.compilation_jobs.describe,
            "ListCompilationJobs": self.compilation_jobs.list,
            "StopCompilationJob": self.compilation_jobs.stop,
            "DeleteCompilationJob": self.compilation_jobs.delete,
            "AddTags": self.tags.add,
            "ListTags": self.tags.list,
            "DeleteTags": self.tags.delete,
        }

    def call(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """Answer one request, in the owner's name when it is about another account's group."""
        context = self.sharing.context(operation, request)
        return super().call(operation, request) if context is None else context.run(super().call, operation, request)

    def load_persisted_state(self, data: dict[str, Any]) -> None:
        """Take up what a former run kept, and the validations and compilations that its end interrupted."""
        super().load_persisted_state(data)
        self.packages.resume_validations()
        self.compilation_jobs.resume()

    def _taken_over(self, request: dict[str, Any]) -> dict[str, Any]:
        return self.sources.taken_over(request)

    def _delete_group(self, request: dict[str, Any]) -> None:
        self.groups.delete(request, versions=self.packages.count_versions)
