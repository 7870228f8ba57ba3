"""What a deploy has made, told on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from rich.console import Console
from rich.markup import escape

from cdk_model_packages.local_aws.clients import client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cdk_model_packages.local_aws.stacks import Resource

_GROUP = "AWS::SageMaker::ModelPackageGroup"
_PACKAGE = "AWS::SageMaker::ModelPackage"
_COLORS = {"Completed": "green", "Approved": "green", "Failed": "red", "Rejected": "red"}


class Report:
    """Tells stacks, groups, versions and their artifacts.

    Args:
        variables: What ``LocalAws.environment()`` returns.
        console: Where to print. ``None``: standard output.
    """

    def __init__(self, variables: Mapping[str, str], console: Console | None = None) -> None:
        self._sagemaker: Any = client("sagemaker", variables)
        self._console = console or Console()

    def line(self, text: str) -> None:
        """Print one line. ARNs and URIs are to be copied: no line is broken."""
        self._console.print(text, soft_wrap=True, highlight=False)

    def stack(self, name: str, resources: Iterable[Resource]) -> None:
        """Print the groups that a stack makes or adds to, with every version, and its packages of no group."""
        found = list(resources)
        packages = [resource.physical_id for resource in found if resource.type_name == _PACKAGE]
        own = [resource.physical_id for resource in found if resource.type_name == _GROUP]
        joined = [group for arn in packages if (group := _group_of(arn)) is not None]
        self.line(f"[bold]{escape(name)}[/bold]")
        for group in dict.fromkeys([*own, *joined]):
            self.line(f"  model package group {group}")
            for arn in self._versions(group):
                self._package(arn, current=arn in packages)
        for arn in packages:
            if _group_of(arn) is None:
                self._package(arn, current=True)

    def retained(self, resources: Iterable[Resource]) -> None:
        """Print what is left behind, with the versions in the groups that are."""
        left = list(resources)
        if not left:
            self.line("nothing is retained")
            return
        self.line("retained:")
        for resource in left:
            self.line(f"  {resource.type_name} {escape(resource.physical_id)}")
        told = {resource.physical_id for resource in left}
        for group in (resource.physical_id for resource in left if resource.type_name == _GROUP):
            for arn in self._versions(group):
                if arn not in told:
                    self.line(f"  {_PACKAGE} {arn}")
        self.line("a deploy that makes them again fails: add to them, or forget all with `model-packages local reset`")

    def _package(self, arn: str, *, current: bool) -> None:
        try:
            package = self._sagemaker.describe_model_package(ModelPackageName=arn)
        except ClientError:
            self.line(f"    {arn}  [red]deleted outside of its stack[/red]")
            return
        approval = package.get("ModelApprovalStatus")
        words = [_colored(package["ModelPackageStatus"]), *([_colored(approval)] if approval else [])]
        self.line(f"    {arn}  {', '.join(words)}{'' if current else ' (retained)'}")
        for uri in _artifacts(package):
            self.line(f"      artifact {escape(uri)}")

    def _versions(self, group: str) -> Iterator[str]:
        pages = self._sagemaker.get_paginator("list_model_packages").paginate(
            ModelPackageGroupName=group, ModelPackageType="Versioned"
        )
        for page in pages:
            for package in page["ModelPackageSummaryList"]:
                yield package["ModelPackageArn"]


def _artifacts(package: Mapping[str, Any]) -> Iterator[str]:
    for container in package.get("InferenceSpecification", {}).get("Containers", []):
        if "ModelDataUrl" in container:
            yield container["ModelDataUrl"]
        elif "ModelDataSource" in container:
            yield container["ModelDataSource"]["S3DataSource"]["S3Uri"]


def _group_of(package_arn: str) -> str | None:
    """Return the ARN of a version's group; ``None``: the package is of no group."""
    name = package_arn.rpartition(":")[2].removeprefix("model-package/")
    group, _, version = name.partition("/")
    return package_arn.replace(f":model-package/{name}", f":model-package-group/{group}") if version else None


def _colored(word: str) -> str:
    return f"[{_COLORS[word]}]{word}[/]" if word in _COLORS else word
