"""Which of AWS's own images is meant: by framework, version and hardware, or by a reference in a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_model_packages.errors import SpecError
from cdk_model_packages.images.deep_learning_container import not_published, published
from cdk_model_packages.images.dlc_data import INFERENCE, INFERENCE_GRAVITON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.images.deep_learning_container import DeepLearningContainer

_INSTANCE_TYPE = re.compile(r"ml\.(?P<family>[a-z0-9-]+)\.[a-z0-9-]+")
_GRAVITON_FAMILY = re.compile(r"[a-z]+\d+g[a-z]*")
"""The letter after the generation tells the processor. Source: Amazon EC2 instance type naming conventions."""


def find(
    framework: str,
    version: str,
    *,
    base_framework_version: str | None = None,
    py_version: str | None = None,
    instance_type: str | None = None,
    processor: str | None = None,
    image_scope: str | None = None,
) -> DeepLearningContainer:
    """Find one of AWS's own images; see :meth:`cdk_model_packages.InferenceImage.from_dlc`.

    Raises:
        SpecError: ``DLC-001`` when AWS publishes none that fits, as far as the installed SDK knows.
        ImageError: when the SDK is not installed.
    """
    family = None if instance_type is None else _family(instance_type)
    arm64 = family is not None and _GRAVITON_FAMILY.fullmatch(family) is not None
    scope = image_scope or (INFERENCE_GRAVITON if arm64 else INFERENCE)
    found = published(framework, version_aliases=True, base_aliases=base_framework_version is not None)
    found = _narrow(found, "image_scope", scope, framework)
    found = _narrow(found, "version", version, framework)
    found = _narrow(found, "base_framework_version", base_framework_version, f"{framework} {version}")
    found = _narrow(found, "py_version", py_version, f"{framework} {version}")
    known = {each.processor for each in found}
    if processor is None and family is not None and known != {None}:
        processor = _processor(family, known)
    return _narrow(found, "processor", processor, f"{framework} {version}")[0]


def parse(reference: str) -> DeepLearningContainer:
    """Find the image that ``dlc:FRAMEWORK:VERSION[:CHOICE...]`` names.

    Args:
        reference: The choices, in any order: a processor (``gpu``) or an instance type
            (``ml.g5.xlarge``), a Python version (``py312``), a base framework (``pytorch2.6.0``),
            ``arm64`` (for Graviton).

    Raises:
        SpecError: ``DLC-001`` when it is written otherwise, or AWS publishes none that fits.
        ImageError: when the SDK is not installed.
    """
    _, *parts = reference.split(":")
    if len(parts) < 2 or not all(parts):
        need = "dlc:FRAMEWORK:VERSION, then choices like :gpu or :py312"
        fix = "name both; a repository of your own that is called dlc: REGISTRY/dlc:TAG"
        raise SpecError("DLC-001", "Image", got=reference, need=need, fix=fix)
    framework, version, *words = parts
    choices: dict[str, str] = {}
    for word in words:
        kind, value = _kind_of_choice(word)
        if kind in choices:
            raise SpecError("DLC-001", "Image", got=reference, need=f"one {kind}", fix=f"drop {word}")
        choices[kind] = value
    return find(framework, version, **choices)


def _narrow(
    found: list[DeepLearningContainer], choice: str, wanted: str | None, where: str
) -> list[DeepLearningContainer]:
    """Keep the images that a choice leaves; where there is only one answer it need not be given."""
    known: dict[str | None, list[DeepLearningContainer]] = {}
    for image in found:
        known.setdefault(getattr(image, choice), []).append(image)
    if wanted in known:
        return known[wanted]
    if wanted is None and len(known) == 1:
        return found
    raise not_published(choice, wanted, [name for name in known if name is not None], where)


def _family(instance_type: str) -> str:
    match = _INSTANCE_TYPE.fullmatch(instance_type)
    if match is None:
        need = "an instance type like ml.g5.xlarge, known when the app is synthesized"
        raise SpecError("DLC-001", "instance_type", got=instance_type, need=need, fix="name one, or give processor")
    return match["family"]


def _processor(family: str, known: Iterable[str | None]) -> str:
    """Return the processor of an instance family, as an image of one of ``known`` calls it."""
    names = set(known)
    if family in names:
        return family
    for accelerator in ("inf", "trn"):
        if family.startswith(accelerator):
            return "neuronx" if "neuronx" in names else accelerator
    return "gpu" if family[0] in "gp" else "cpu"


def _kind_of_choice(word: str) -> tuple[str, str]:
    """Tell what a choice in a reference is about."""
    if word == "arm64":
        return "image_scope", INFERENCE_GRAVITON
    if word.startswith("ml."):
        return "instance_type", word
    if re.fullmatch(r"py\d+", word):
        return "py_version", word
    if re.fullmatch(r"(pytorch|tensorflow)\d.*", word):
        return "base_framework_version", word
    return "processor", word
