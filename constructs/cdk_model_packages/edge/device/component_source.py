"""Where a component comes from: the service, or a recipe file."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cdk_model_packages.edge.device.artifact_source import FolderArtifacts, S3Artifacts
from cdk_model_packages.edge.device.regional_clients import RegionalClients
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.greengrass import Recipe

if TYPE_CHECKING:
    from cdk_model_packages.edge.device.artifact_source import ArtifactSource
    from cdk_model_packages.edge.jobs.clients import Clients

_ARN = re.compile(
    r"(?P<component>arn:(?P<partition>[^:]+):greengrass:(?P<region>[^:]*):(?P<account>[^:]*):components:(?P<name>[^:]+))"
    r":versions:(?P<version>[^:]+)"
)
_NAME = re.compile(r"(?P<name>[a-zA-Z0-9_.-]+)(:(?P<version>[^:/]+))?")
_GREENGRASS = "greengrassv2"
_NOT_THERE = ("ResourceNotFoundException",)
_DEPLOYABLE = "DEPLOYABLE"
_ON_ITS_WAY = frozenset({"REQUESTED", "INITIATED"})
_DEPLOYABLE_SECONDS = 60.0
_POLL_SECONDS = 0.2
_RECIPE_SUFFIXES = frozenset({".json", ".yaml", ".yml"})


@dataclass(frozen=True)
class ComponentSource:
    """A recipe, and where the files of its artifacts are.

    Attributes:
        recipe: The recipe.
        artifacts: Gives its files.
        origin: Where the recipe comes from, for people.
        region: The component's region; ``None``: it is of none.
        is_published: Whether it comes from the service, which tells the digest of every artifact.
    """

    recipe: Recipe
    artifacts: ArtifactSource
    origin: str
    region: str | None = None
    is_published: bool = False

    @classmethod
    def of(cls, text: str, *, artifacts: Path | None = None, clients: RegionalClients | None = None) -> Self:
        """Find a component by what a user names it by.

        Args:
            text: An ARN, a recipe file, ``NAME:VERSION``, or ``NAME`` for the newest version.
            artifacts: A folder that stands for the bucket. ``None``: S3 of the AWS environment.
            clients: ``None``: by the AWS environment.

        Raises:
            EdgeError: There is none.
        """
        path = Path(text)
        if not text.startswith("arn:") and (path.suffix.lower() in _RECIPE_SUFFIXES or path.is_file()):
            return cls.from_file(path, artifacts=artifacts, clients=clients)
        clients = clients or RegionalClients()
        arn = text if text.startswith("arn:") else _arn_of(text, clients)
        return cls.from_arn(arn, artifacts=artifacts, clients=clients)

    @classmethod
    def from_file(cls, path: Path, *, artifacts: Path | None = None, clients: RegionalClients | None = None) -> Self:
        """Read a recipe file, JSON or YAML.

        Raises:
            EdgeError: It is none, or cannot be read.
        """
        try:
            recipe = Recipe.from_text(path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is no UTF-8 text"
            raise EdgeError(f"recipe {path}: {reason}; name a recipe file, an ARN or NAME:VERSION") from None
        return cls(recipe, _artifacts(artifacts, clients), str(path))

    @classmethod
    def from_arn(cls, arn: str, *, artifacts: Path | None = None, clients: RegionalClients | None = None) -> Self:
        """Ask the service for a component version.

        Raises:
            EdgeError: There is none, or it cannot be deployed.
        """
        parts = _ARN.fullmatch(arn)
        if parts is None:
            raise EdgeError(
                f"{arn}: is no ARN of a component version; write "
                "arn:aws:greengrass:REGION:ACCOUNT:components:NAME:versions:VERSION"
            )
        clients = clients or RegionalClients()
        greengrass = clients.within(parts["region"] or None)
        _wait_until_deployable(greengrass, arn)
        answer = greengrass.call(_GREENGRASS, "get_component", arn=arn, recipeOutputFormat="JSON")
        recipe = Recipe.from_text(bytes(answer["recipe"]).decode(), arn)
        files = _artifacts(artifacts, clients, greengrass.region)
        return cls(recipe, files, arn, greengrass.region, is_published=True)


def _artifacts(folder: Path | None, clients: RegionalClients | None, region: str | None = None) -> ArtifactSource:
    return S3Artifacts(clients or RegionalClients(), region) if folder is None else FolderArtifacts(folder)


def _arn_of(text: str, clients: RegionalClients) -> str:
    """Find the ARN of ``NAME:VERSION`` or of the newest version of ``NAME`` among this account's components."""
    asked = _NAME.fullmatch(text)
    if asked is None:
        raise EdgeError(f"{text}: is no recipe file, ARN, NAME or NAME:VERSION; name one of them")
    greengrass, more = clients.within(), dict[str, str]()
    while True:
        page = greengrass.call(_GREENGRASS, "list_components", scope="PRIVATE", **more)
        for component in page.get("components", []):
            if component["componentName"] != asked["name"]:
                continue
            if asked["version"] is None:
                return str(component["latestVersion"]["arn"])
            return f"{component['arn']}:versions:{asked['version']}"
        if not page.get("nextToken"):
            break
        more = {"nextToken": page["nextToken"]}
    raise EdgeError(f"{text}: this account has no component of that name in {clients.region}, and no such file is here")


def _wait_until_deployable(greengrass: Clients, arn: str) -> None:
    """Wait for a version that the service is still looking at."""
    deadline = time.monotonic() + _DEPLOYABLE_SECONDS
    while True:
        found = greengrass.call(_GREENGRASS, "describe_component", arn=arn, missing=_NOT_THERE)
        if found is None:
            raise EdgeError(f"{arn}: there is no such version; see aws greengrassv2 list-component-versions")
        status: dict[str, str] = found.get("status", {})
        state = str(status.get("componentState", _DEPLOYABLE))
        if state == _DEPLOYABLE:
            return
        if state not in _ON_ITS_WAY or time.monotonic() > deadline:
            told = f"{state}: {status.get('message', '')}".rstrip(": ")
            raise EdgeError(f"{arn}: cannot be deployed, it is {told}; create another version")
        time.sleep(_POLL_SECONDS)
