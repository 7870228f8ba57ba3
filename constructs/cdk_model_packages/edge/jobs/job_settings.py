"""What a job's state machine may do, as its own definition tells it, so that what it would refuse is not started."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = "Take request"
_TARGETS = ("TargetDevice", "TargetPlatform")


class _Architectures(BaseModel):
    devices: dict[str, str]
    platforms: dict[str, str]


class JobSettings(BaseModel):
    """What an ``EdgePackagingJob`` has written into its state machine."""

    model_config = ConfigDict(strict=True, frozen=True, alias_generator=to_camel)

    group: str
    """The model package group."""

    versions_of: list[str]
    """What the ARNs of its versions begin with."""

    bucket: str
    """Where the job writes to."""

    folder: str
    """What its keys begin with."""

    component_names: list[str]
    """The components that it makes; a last ``*`` stands for any rest."""

    architectures: _Architectures
    """Greengrass's names of the targets that it knows."""

    unfit: list[str] = []
    """Architectures that its runner does not run on."""

    compiles: bool
    """Whether it compiles."""

    @classmethod
    def of(cls, definition: str) -> JobSettings | None:
        """Read the settings of a state machine; ``None``: another one, which is not judged.

        Args:
            definition: In Amazon States Language.
        """
        try:
            return cls.model_validate(json.loads(definition)["States"][_FIRST]["Assign"]["job"])
        except (ValidationError, ValueError, KeyError, TypeError):
            return None

    def check(self, asked: dict[str, Any]) -> None:
        """Refuse an input that the state machine refuses, in its words.

        Args:
            asked: Input of the execution.

        Raises:
            EdgeError: before anything is started.
        """
        causes = list(self._causes(asked))
        if causes:
            raise EdgeError(
                f"{'; '.join(causes)}; correct the request, or change the EdgePackagingJob of group {self.group}"
            )

    def _causes(self, asked: dict[str, Any]) -> Iterator[str]:
        package, greengrass = str(asked["ModelPackageArn"]), asked["Configuration"]["Greengrass"]
        location, name = greengrass["S3OutputLocation"], str(greengrass["ComponentName"])
        prefix = str(location.get("Prefix", "")).rstrip("/")
        folder = f"{prefix}/" if prefix else ""
        if not package.startswith(tuple(self.versions_of)):
            yield f"ModelPackageArn={package}: is no version of the group of this job, {self.group}"
        if location["Bucket"] != self.bucket:
            yield f"S3OutputLocation.Bucket={location['Bucket']}: this job writes to {self.bucket}"
        if not folder.startswith(self.folder):
            yield f"S3OutputLocation.Prefix={folder}: this job writes below {self.folder}"
        if not any(_is_named(name, made) for made in self.component_names):
            yield f"ComponentName={name}: this job makes {', '.join(self.component_names)}"
        target = json.dumps({key: greengrass[key] for key in _TARGETS if key in greengrass}, separators=(",", ":"))
        architecture = self._architecture(greengrass)
        if architecture is None:
            yield f"{target}: is no Greengrass core device"
        elif architecture in self.unfit:
            yield f"{target}: the runner of this job does not run on {architecture}"
        if "CompilerOptions" in greengrass and not self.compiles:
            yield f"CompilerOptions={greengrass['CompilerOptions']}: this job does not compile"

    def _architecture(self, greengrass: dict[str, Any]) -> str | None:
        if "TargetDevice" in greengrass:
            return self.architectures.devices.get(greengrass["TargetDevice"])
        platform = greengrass["TargetPlatform"]
        return self.architectures.platforms.get(f"{platform['Os']} {platform['Arch']}")


def _is_named(name: str, made: str) -> bool:
    return name.startswith(made[:-1]) if made.endswith("*") else name == made
