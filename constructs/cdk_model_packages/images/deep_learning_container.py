"""An image that AWS publishes for SageMaker: framework, version and hardware make its name."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdk_model_packages.errors import SpecError
from cdk_model_packages.images import dlc_data
from cdk_model_packages.images.dlc_data import INFERENCE_GRAVITON, VariantsData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cdk_model_packages.images.dlc_data import ImageData, ScopeData

_ALL_NAMES = "model-packages image find {} lists them; a newer one: a newer sagemaker-core, or from_uri"


@dataclass(frozen=True)
class DeepLearningContainer:
    """One of AWS's own images.

    Attributes:
        framework: As the SageMaker SDK calls it, for example ``pytorch``.
        version: Of the framework or algorithm, for example ``2.6.0``.
        image_scope: ``inference`` or ``inference_graviton``.
        processor: ``cpu``, ``gpu``, ``inf``, ...; ``None``: one image serves all.
        py_version: For example ``py312``; ``None``: there is no choice.
        base_framework_version: For Hugging Face, for example ``pytorch2.6.0``; ``None``: there is none.
        repository: Name of the ECR repository.
        tag: Tag of the image.
        registries: Account that publishes it, by region.
    """

    framework: str
    version: str
    image_scope: str
    processor: str | None
    py_version: str | None
    base_framework_version: str | None
    repository: str
    tag: str
    registries: Mapping[str, str]

    @property
    def reference(self) -> str:
        """How a ``model-package.yaml`` names it, for example ``dlc:pytorch:2.6.0:gpu:py312``."""
        arm64 = "arm64" if self.image_scope == INFERENCE_GRAVITON else None
        choices = (self.base_framework_version, self.processor, self.py_version, arm64)
        return ":".join(["dlc", self.framework, self.version, *filter(None, choices)])

    def account(self, region: str) -> str:
        """Return the account that publishes it in a region.

        Raises:
            SpecError: ``CT-009`` when none does.
        """
        if region not in self.registries:
            need = f"in a region where AWS publishes it, for example {nearest(region, self.registries)}"
            fix = "deploy it there, or copy the image to a repository of your own and use from_ecr"
            raise SpecError("CT-009", "Image", got=f"{self.reference} in {region}", need=need, fix=fix)
        return self.registries[region]

    def uri(self, region: str, url_suffix: str) -> str:
        """Return its URI in a region.

        Args:
            region: For example ``eu-west-1``.
            url_suffix: Of the region's partition, for example ``amazonaws.com``.

        Raises:
            SpecError: ``CT-009`` when AWS does not publish it there.
        """
        return f"{self.account(region)}.dkr.ecr.{region}.{url_suffix}/{self.repository}:{self.tag}"


def published(
    framework: str, *, version_aliases: bool = False, base_aliases: bool = False
) -> list[DeepLearningContainer]:
    """Return all inference images of a framework, as far as the installed SDK knows.

    Args:
        framework: As the SDK calls it.
        version_aliases: Also under the version's shorter names (``2.6`` for ``2.6.0``).
        base_aliases: Also under the base framework's shorter names.

    Raises:
        SpecError: ``DLC-001`` when there is no such framework.
        ImageError: when the SDK is not installed.
    """
    by_scope = dlc_data.scopes(framework)
    if not by_scope:
        raise not_published("framework", framework, dlc_data.frameworks(), None)
    return [
        image
        for image_scope, scope in by_scope.items()
        for name, version in _names(scope.versions, scope.version_aliases if version_aliases else {})
        for image in _of_version(framework, image_scope, scope, name, version, base_aliases=base_aliases)
    ]


def not_published(choice: str, wanted: str | None, known: Iterable[str], where: str | None) -> SpecError:
    """Say what AWS does publish, as far as the installed SDK knows.

    Args:
        choice: The argument at fault.
        wanted: Its value.
        known: What would do.
        where: Framework and version. ``None``: it is the framework that is not known.
    """
    names = list(known)
    of = f" of {where}" if where else ""
    version = dlc_data.sdk_version()
    if not names:
        need, fix = f"left out: sagemaker-core {version} knows no choice of it{of}", "drop it"
    else:
        need = f"one that sagemaker-core {version} knows{of}, for example {nearest(wanted or '', names)}"
        framework = where.split()[0] if where else ""
        fix = _ALL_NAMES.format(framework).replace("  ", " ")
    return SpecError("DLC-001", choice, got=wanted, need=need, fix=fix)


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Name those that are written most like what is wanted; if none is, the last ones."""
    every = list(names)
    return ", ".join(difflib.get_close_matches(wanted, every, n=5, cutoff=0.5) or every[-5:])


def _of_version(
    framework: str, image_scope: str, scope: ScopeData, name: str, version: str, *, base_aliases: bool
) -> Iterator[DeepLearningContainer]:
    """Make the images of one version, in all variants."""
    entry = scope.versions[version]
    hugging_face = framework.startswith("huggingface")
    variants: list[tuple[str | None, str | None, ImageData]]
    if not isinstance(entry, VariantsData):
        variants = [(None, None, entry)]
    elif hugging_face:
        aliases = entry.version_aliases if base_aliases else {}
        variants = [(base, full, entry.variants[full]) for base, full in _names(entry.variants, aliases)]
    else:  # by Python version
        variants = [(None, py_version, data) for py_version, data in entry.variants.items()]
    for base, variant, data in variants:
        pythons = data.py_versions or (None if base else variant,)
        for py_version in pythons:
            for processor in scope.processors or data.processors or (None,):
                prefix = data.tag_prefix or name
                if base is not None:
                    neuron = "neuron" in data.repository  # its tags know no short names
                    prefix = f"{re.sub('^[a-z]+', '', (variant if neuron else base) or '')}-transformers{version}"
                yield DeepLearningContainer(
                    framework=framework,
                    version=name,
                    image_scope=image_scope,
                    processor=processor,
                    py_version=py_version,
                    base_framework_version=base,
                    repository=data.repository,
                    tag=_tag(framework, image_scope, data, prefix, processor, py_version),
                    registries=data.registries,
                )


def _tag(
    framework: str, image_scope: str, data: ImageData, prefix: str, processor: str | None, py_version: str | None
) -> str:
    """Write a tag as the SDK's ``image_uris.retrieve`` does; a test compares all of them."""
    suffix = data.container_version.get(processor or "", "")
    if data.sdk_versions:
        suffix = f"{max(data.sdk_versions)}-{suffix}"
    arm64 = None
    if image_scope == INFERENCE_GRAVITON:
        if framework in {"sklearn", "xgboost"}:  # in the common repository, told apart by the tag
            arm64 = "arm64"
        else:
            suffix = f"{suffix}-sagemaker"
    hardware = processor if data.processor_in_tag else None
    _, is_neuron, kind = framework.rpartition("-neuron")
    if hardware is not None and is_neuron:
        hardware = f"neuron{kind}"
    if framework == "sagemaker-tritonserver" and hardware == "gpu":
        hardware = None
    return "-".join(filter(None, (prefix, arm64, hardware, py_version, suffix)))


def _names(full: Iterable[str], aliases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return names with what they stand for."""
    for name in full:
        yield name, name
        yield from ((alias, name) for alias, target in aliases.items() if target == name and alias != name)
