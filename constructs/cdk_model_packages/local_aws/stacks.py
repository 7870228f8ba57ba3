"""What CloudFormation of the embedded AWS knows of a project's stacks, before and after the CDK ran."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from cdk_model_packages.local_aws.clients import client

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FAILED = ("CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED", "ROLLBACK_FAILED")
_SKIPPED = "DELETE_SKIPPED"
_NOT_A_CAUSE = ("cancelled", "failed to create: [", "failed to update: [", "failed to delete: [")


@dataclass(frozen=True)
class Resource:
    """A resource of a stack.

    Attributes:
        type_name: Its CloudFormation type.
        physical_id: What ``Ref`` answers.
    """

    type_name: str
    physical_id: str


class Stacks:
    """The stacks of the embedded AWS."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._cloudformation: Any = client("cloudformation", variables)
        self._seen: set[str] = set()
        self._ids: dict[str, str] = {}

    def exists(self, name: str) -> bool:
        """Tell whether a stack is up."""
        described = self._describe(name)
        return described is not None and described["StackStatus"] in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}

    def remember(self) -> dict[str, tuple[str, str]]:
        """Take note of every stack and every event so far, and return what shows a change of each stack."""
        revisions: dict[str, tuple[str, str]] = {}
        for page in self._cloudformation.get_paginator("describe_stacks").paginate():
            for stack in page["Stacks"]:
                name = stack["StackName"]
                self._ids[name] = stack["StackId"]
                self._seen |= {event["EventId"] for event in self._events(stack["StackId"])}
                revisions[name] = (stack["StackId"], str(stack.get("LastUpdatedTime", "")))
        return revisions

    def changed(self, names: Iterable[str], before: Mapping[str, tuple[str, str]]) -> list[str]:
        """Return the stacks that are not as they were when ``remember`` returned ``before``."""
        after = {name: stack for name in names if (stack := self._describe(name)) is not None}
        return [
            name
            for name, stack in after.items()
            if before.get(name) != (stack["StackId"], str(stack.get("LastUpdatedTime", ""))) and self._new_events(name)
        ]

    def resources(self, name: str) -> list[Resource]:
        """Return what a stack holds."""
        if self._describe(name) is None:
            return []
        pages = self._cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        return [
            Resource(found["ResourceType"], found["PhysicalResourceId"])
            for page in pages
            for found in page["StackResourceSummaries"]
        ]

    def failures(self, names: Iterable[str]) -> list[str]:
        """Return why resources have failed since ``remember``, first cause first."""
        return [
            f"{event['LogicalResourceId']}: {event['ResourceStatusReason']}"
            for name in names
            for event in self._new_events(name)
            if event["ResourceStatus"] in _FAILED
            and event.get("ResourceStatusReason")
            and not any(words in event["ResourceStatusReason"] for words in _NOT_A_CAUSE)
        ]

    def retained(self, names: Iterable[str]) -> list[Resource]:
        """Return what has been left behind since ``remember``."""
        return [
            Resource(event["ResourceType"], event["PhysicalResourceId"])
            for name in names
            for event in self._new_events(name)
            if event["ResourceStatus"] == _SKIPPED
        ]

    def _new_events(self, name: str) -> list[dict[str, Any]]:
        described = self._describe(name)
        stack_id = described["StackId"] if described is not None else self._ids.get(name)
        if stack_id is None:
            return []
        newest_first = [event for event in self._events(stack_id) if event["EventId"] not in self._seen]
        return newest_first[::-1]

    def _events(self, stack_id: str) -> list[dict[str, Any]]:
        pages = self._cloudformation.get_paginator("describe_stack_events").paginate(StackName=stack_id)
        return [event for page in pages for event in page["StackEvents"]]

    def _describe(self, name: str) -> dict[str, Any] | None:
        try:
            return self._cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError:  # "Stack with id ... does not exist" is a ValidationError, as everything here
            return None
