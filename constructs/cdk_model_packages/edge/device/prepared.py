"""One component on the device: its manifest, its files, its configuration and its steps."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.edge.device.artifact_source import bucket_and_key, file_name
from cdk_model_packages.edge.device.configuration import merged
from cdk_model_packages.edge.device.file_modes import artifact_mode, close_folder, set_modes
from cdk_model_packages.edge.device.interpolation import Interpolation, Service
from cdk_model_packages.edge.device.lifecycle import StepName, steps_of, timeout_findings
from cdk_model_packages.edge.device.platform import select_manifest
from cdk_model_packages.edge.device.unarchive import unzip
from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.greengrass.selection import taken_lifecycle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cdk_model_packages.edge.device.component_source import ComponentSource
    from cdk_model_packages.edge.device.layout import DeviceLayout
    from cdk_model_packages.edge.device.lifecycle import Step
    from cdk_model_packages.edge.device.progress import Told
    from cdk_model_packages.edge.device.run_user import RunUser
    from cdk_model_packages.spec.greengrass import Artifact


@dataclass(frozen=True)
class PlacedArtifact:
    """An artifact on the device.

    Attributes:
        uri: Where it comes from.
        path: Its file; ``None``: it was not fetched.
        size: In bytes.
        sha256: In hexadecimal digits.
        digest_checked: Whether the recipe told a digest, which was compared.
        mode: Of its files, such as ``0444``.
        unpacked: The folder of its entries; ``None``: it is not unpacked.
        files: How many entries it had.
    """

    uri: str
    path: Path | None
    size: int = 0
    sha256: str = ""
    digest_checked: bool = False
    mode: int = 0
    unpacked: Path | None = None
    files: int = 0


@dataclass
class PreparedComponent:
    """A component whose files are in place.

    Attributes:
        source: Its recipe and where that is from.
        manifest: Index of the manifest that the device has taken.
        service: Its name, version and configuration.
        artifacts: Its files.
        steps: Its steps, variables replaced.
        findings: What is to be said about it.
    """

    source: ComponentSource
    manifest: int
    service: Service
    artifacts: list[PlacedArtifact] = field(default_factory=list[PlacedArtifact])
    steps: dict[StepName, Step] = field(default_factory=dict[StepName, "Step"])
    findings: list[str] = field(default_factory=list[str])

    @classmethod
    def choose(cls, source: ComponentSource, device: Mapping[str, str], update: Mapping[str, Any]) -> PreparedComponent:
        """Choose the manifest and merge the configuration; nothing is fetched yet.

        Raises:
            EdgeError: No manifest fits, or the name cannot be a folder's.
        """
        recipe = source.recipe
        name, version = recipe.component_name, recipe.component_version
        for text in (name, version):
            if not text.strip("."):
                raise EdgeError(f"component {name} {version}: {text!r} can be no folder's name; choose another")
        manifest = select_manifest(recipe.manifests, device)
        configuration = recipe.component_configuration
        told: dict[str, Any] = {} if configuration is None else configuration.properties()
        return cls(source, manifest, Service(name, version, merged(told.get("DefaultConfiguration") or {}, update)))

    @property
    def name(self) -> str:
        """The component's name."""
        return self.service.name

    @property
    def dependencies(self) -> frozenset[str]:
        """Names of its direct dependencies."""
        return frozenset(self.source.recipe.component_dependencies or {})

    def place_artifacts(self, layout: DeviceLayout, user: RunUser, told: Told, *, without_containers: bool) -> None:
        """Fetch, check and unpack the artifacts.

        Args:
            layout: The device's folders.
            user: Who will run the steps.
            told: Told what is done.
            without_containers: Leave out container images, rather than refuse them.

        Raises:
            EdgeError: One is not there, is not what the recipe says, or cannot be unpacked.
        """
        layout.create_component(self.name, self.service.version, user)
        for artifact in self.source.recipe.manifests[self.manifest].artifacts:
            if artifact.image is not None:
                self._leave_out(artifact, without_containers=without_containers)
            else:
                self.artifacts.append(self._place(artifact, _safe_name(artifact.uri), layout, user, told))
        close_folder(layout.artifacts(self.name, self.service.version), user)
        close_folder(layout.unarchived(self.name, self.service.version), user)

    def resolve(self, layout: DeviceLayout, thing_name: str, others: Mapping[str, Service]) -> None:
        """Replace the variables of the lifecycle.

        Raises:
            EdgeError: One ends the deployment on a device.
        """
        interpolation = Interpolation(layout, thing_name, self.service, dependencies=self.dependencies, others=others)
        recipe = self.source.recipe
        taken = taken_lifecycle(recipe, recipe.manifests[self.manifest])
        lifecycle = cast("dict[str, Any]", interpolation.value(taken))
        self.steps = steps_of(self.name, lifecycle)
        self.findings += [f"{self.name}: {finding}" for finding in interpolation.findings]
        self.findings += timeout_findings(self.name, lifecycle)

    def _place(self, artifact: Artifact, name: str, layout: DeviceLayout, user: RunUser, told: Told) -> PlacedArtifact:
        target = layout.artifacts(self.name, self.service.version) / name
        told(f"{self.name}: fetching {name}", "")
        fetched = self.source.artifacts.fetch(
            artifact.uri, target, lambda done, size: told(f"{self.name}: fetching {name}", _share(done, size))
        )
        if fetched.finding is not None:
            self.findings.append(fetched.finding)
        checked = self._check_digest(artifact, target)
        mode = artifact_mode(artifact.permission)
        unpacked, files = None, 0
        if artifact.folder is not None:
            told(f"{self.name}: unpacking {name}", "")
            unpacked = layout.unarchived(self.name, self.service.version) / artifact.folder
            files = unzip(target, unpacked)
            set_modes(unpacked, mode, user)
        set_modes(target, mode, user)
        return PlacedArtifact(artifact.uri, target, fetched.size, fetched.sha256, checked, mode, unpacked, files)

    def _check_digest(self, artifact: Artifact, target: Path) -> bool:
        """Compare a file with the digest that the service has put into the recipe."""
        if not artifact.digest or not artifact.algorithm:
            if self.source.is_published:
                self.findings.append(f"artifact {artifact.uri}: the service told no digest; a device refuses it")
            return False
        algorithm = artifact.algorithm.replace("-", "").lower()
        if algorithm not in hashlib.algorithms_guaranteed:
            raise EdgeError(f"artifact {artifact.uri}: Algorithm {artifact.algorithm!r} is not known; use SHA-256")
        with target.open("rb") as file:
            found = base64.b64encode(hashlib.file_digest(file, algorithm).digest()).decode()
        if found != artifact.digest:
            target.unlink()
            raise EdgeError(
                f"artifact {artifact.uri}: its {artifact.algorithm} is {found}, and the recipe has {artifact.digest}: "
                "a device refuses what has changed since the version was created; create a new version [GG-015]"
            )
        return True

    def _leave_out(self, artifact: Artifact, *, without_containers: bool) -> None:
        why = f"artifact {artifact.uri}: no container engine is used here"
        if not without_containers:
            raise EdgeError(f"{why}; run the image by itself, or look at the layout alone with --prepare-only")
        self.findings.append(f"{why}; the image was left out")
        self.artifacts.append(PlacedArtifact(artifact.uri, None))


def _safe_name(uri: str) -> str:
    name = file_name(uri)
    if not name.strip("."):
        raise EdgeError(f"artifact {uri}: its key {bucket_and_key(uri)[1]!r} ends in no file name; name one file")
    return name


def _share(done: int, size: int) -> str:
    return f"{done / 1e6:.1f} of {size / 1e6:.1f} MB"
