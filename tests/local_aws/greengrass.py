"""Recipes and component versions for the tests of Greengrass."""

from __future__ import annotations

import itertools
import json
import time
from typing import TYPE_CHECKING, Any

from tests.local_aws.aws import ACCOUNT, REGION

if TYPE_CHECKING:
    from tests.local_aws.aws import Aws

COMPONENTS = f"arn:aws:greengrass:{REGION}:{ACCOUNT}:components"
_numbers = itertools.count(1)


def new_name() -> str:
    """Return a component's name that no other test uses."""
    return f"com.example.model{next(_numbers)}"


def recipe(name: str, version: str = "1.0.0", uri: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a recipe, of one artifact when its address is given."""
    manifest: dict[str, Any] = {"Platform": {"os": "linux", "architecture": "aarch64"}}
    if uri is not None:
        manifest["Artifacts"] = [{"URI": uri, "Unarchive": "ZIP", "Permission": {"Read": "ALL"}}]
    return {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": name,
        "ComponentVersion": version,
        "Manifests": [manifest],
        **more,
    }


def create(aws: Aws, document: dict[str, Any], **more: Any) -> str:
    """Create a version and return its ARN."""
    return aws.greengrassv2.create_component_version(inlineRecipe=json.dumps(document).encode(), **more)["arn"]


def settled(aws: Aws, arn: str) -> dict[str, Any]:
    """Wait until a version is no longer requested, and describe it."""
    for _ in range(400):
        found = aws.greengrassv2.describe_component(arn=arn)
        if found["status"]["componentState"] != "REQUESTED":
            return found
        time.sleep(0.02)
    raise AssertionError(f"{arn} is still REQUESTED")


def deployable(aws: Aws, name: str, version: str = "1.0.0") -> str:
    """Create a version without artifacts, wait and return its ARN."""
    arn = create(aws, recipe(name, version))
    assert settled(aws, arn)["status"]["componentState"] == "DEPLOYABLE"
    return arn
