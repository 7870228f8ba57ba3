"""What a deploy has made, told on the terminal."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError
from rich.console import Console
from rich.markup import escape

from cdk_model_packages.local_aws.clients import client
from cdk_model_packages.local_aws.registry_items import GROUP, PACKAGE, registry_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cdk_model_packages.local_aws.registry_items import RegistryItem
    from cdk_model_packages.local_aws.stacks import Resource

_GOOD = ("Completed", "Approved", "DEPLOYABLE", "ACTIVE", "COMPLETED")
_BAD = ("Failed", "Rejected", "FAILED", "CANCELED")
_COLORS = {**dict.fromkeys(_GOOD, "green"), **dict.fromkeys(_BAD, "red")}


class Report:
    """Tells stacks and what the services hold of them.

    Args:
        variables: What ``LocalAws.environment()`` returns.
        console: Where to print. ``None``: standard output.
    """

    def __init__(self, variables: Mapping[str, str], console: Console | None = None) -> None:
        self._client_of = cache(partial(client, variables=variables))
        self._console = console or Console()

    def line(self, text: str) -> None:
        """Print one line. ARNs and URIs are to be copied: no line is broken."""
        self._console.print(text, soft_wrap=True, highlight=False)

    def stack(self, name: str, resources: Iterable[Resource]) -> None:
        """Print what a stack makes, and the groups that it adds to, with every version."""
        found = list(resources)
        packages = [resource.physical_id for resource in found if resource.type_name == PACKAGE]
        own = [resource.physical_id for resource in found if resource.type_name == GROUP]
        joined = [group for arn in packages if (group := _group_of(arn)) is not None]
        self.line(f"[bold]{escape(name)}[/bold]")
        for group in dict.fromkeys([*own, *joined]):
            self.line(f"  model package group {group}")
            own_versions = [arn for arn in packages if _group_of(arn) == group]
            for arn in dict.fromkeys([*self._versions(group), *own_versions]):
                self._version(arn, current=arn in packages)
        for resource in found:
            if resource.type_name != PACKAGE or _group_of(resource.physical_id) is None:
                self._single(resource)

    def retained(self, resources: Iterable[Resource]) -> None:
        """Print what is left behind, with the versions in the groups that are."""
        left = list(resources)
        if not left:
            self.line("this run has retained nothing")  # former ones may have
            return
        self.line("retained:")
        for resource in left:
            self.line(f"  {resource.type_name} {escape(resource.physical_id)}")
        told = {resource.physical_id for resource in left}
        for group in (resource.physical_id for resource in left if resource.type_name == GROUP):
            for arn in self._versions(group):
                if arn not in told:
                    self.line(f"  {PACKAGE} {arn}")
        self.line("a deploy that makes them again fails: add to them, or forget all with `model-packages local reset`")

    def _version(self, arn: str, *, current: bool) -> None:
        item = registry_item(self._client_of, PACKAGE, arn)
        if item is not None:
            self._item(item, f"    {item.arn}", "" if current else " (retained)")

    def _single(self, resource: Resource) -> None:
        item = registry_item(self._client_of, resource.type_name, resource.physical_id)
        if item is not None:
            self._item(item, f"  {item.noun} {escape(item.arn)}")

    def _item(self, item: RegistryItem, beginning: str, end: str = "") -> None:
        words = ", ".join(_colored(state) for state in item.states) or "[red]deleted outside of its stack[/red]"
        self.line(f"{beginning}  {words}{end}")
        for detail in item.details:
            self.line(f"      {escape(detail)}")

    def _versions(self, group: str) -> list[str]:
        pages = (
            self._client_of("sagemaker")
            .get_paginator("list_model_packages")
            .paginate(ModelPackageGroupName=group, ModelPackageType="Versioned")
        )
        try:
            return [package["ModelPackageArn"] for page in pages for package in page["ModelPackageSummaryList"]]
        except ClientError:  # another account's group, which may take versions and not show them
            return []


def _group_of(package_arn: str) -> str | None:
    """Return the ARN of a version's group; ``None``: the package is of no group."""
    name = package_arn.rpartition(":")[2].removeprefix("model-package/")
    group, _, version = name.partition("/")
    return package_arn.replace(f":model-package/{name}", f":model-package-group/{group}") if version else None


def _colored(word: str) -> str:
    return f"[{_COLORS[word]}]{word}[/]" if word in _COLORS else word
