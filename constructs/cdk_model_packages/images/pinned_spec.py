"""The images of a ``model-package.yaml``, and the file's text with other ones."""

# ruamel.yaml ships no complete types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from cdk_model_packages.errors import SpecError, field_path
from cdk_model_packages.images.image_name import ImageError, digest_of
from cdk_model_packages.spec.yaml_source import line_of, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_PROPERTIES = r"(?:[&!]\S*\s+)*"
"""An anchor or a tag before a value."""


@dataclass(frozen=True)
class SpecImage:
    """An ``Image`` of a spec file.

    Attributes:
        location: Keys and indexes that lead to it.
        line: In the file, from 1.
        image: Its value.
        image_digest: What the container says beside it. ``None``: nothing.
        position: Line and column of the value, from 0.
    """

    location: tuple[str | int, ...]
    line: int
    image: str
    image_digest: str | None
    position: tuple[int, int]

    @property
    def path(self) -> str:
        """For example ``InferenceSpecification.Containers[0].Image``."""
        return field_path(self.location)


def images_of(path: Path) -> list[SpecImage]:
    """Return the images of all containers of a spec file, in the file's order.

    Raises:
        SpecFileError: when it cannot be read.
    """
    document = read_yaml(path)
    return list(_images(document, document, ()))


def with_images(path: Path, pinned: Mapping[SpecImage, str]) -> bytes:
    """Return a spec file's content with other images, and otherwise as it is, byte for byte.

    Args:
        path: The file.
        pinned: What to write, for images of :func:`images_of`.

    Raises:
        SpecError: ``CT-012`` when the container's ``ImageDigest`` is another one.
        ImageError: when an image is written in a way that cannot be replaced.
    """
    text = path.read_bytes().decode("utf-8")
    lines = _LINE.findall(text)
    # From the end, so that what is before keeps its place; an alias has the place of what it stands for.
    for position, (image, uri) in sorted({each.position: (each, uri) for each, uri in pinned.items()}.items())[::-1]:
        _digests_agree(image, uri)
        number, column = position
        before, after = lines[number][:column], lines[number][column:]
        match = re.match(rf"({_PROPERTIES})([\"']?){re.escape(image.image)}(\2)(?=[\s,}}\]]|$)", after)
        if match is None:
            raise _cannot_replace(path, image)
        lines[number] = f"{before}{match[1]}{match[2]}{uri}{match[3]}{after[match.end() :]}"
    written = "".join(lines)
    if _plain(written) != _expected(text, pinned):  # a value with an anchor would change elsewhere, too
        raise _cannot_replace(path, next(iter(pinned)))
    return written.encode()


def _images(document: object, node: object, place: tuple[str | int, ...]) -> Iterator[SpecImage]:
    """Find what is called ``Image`` in whatever is called ``Containers``."""
    children: list[tuple[str | int, Any]]
    if isinstance(node, CommentedMap):
        children = list(cast("Mapping[str, Any]", node).items())
    elif isinstance(node, CommentedSeq):
        children = list(enumerate(cast("list[Any]", node)))
    else:
        return
    for key, child in children:
        if key == "Image" and len(place) > 1 and place[-2] == "Containers" and isinstance(child, str):
            container = cast("Mapping[str, Any]", node)
            yield SpecImage(
                location=(*place, key),
                line=line_of(document, (*place, key)),
                image=str(child),
                image_digest=container.get("ImageDigest"),
                position=cast("Any", node).lc.value(key),
            )
        else:
            yield from _images(document, child, (*place, key))


def _expected(text: str, pinned: Mapping[SpecImage, str]) -> object:
    document: Any = _plain(text)
    for image, uri in pinned.items():
        *parents, last = image.location
        container = document
        for part in parents:
            container = container[part]
        container[last] = uri
    return document


def _plain(text: str) -> object:
    return cast("object", YAML(typ="safe", pure=True).load(text))


def _cannot_replace(path: Path, image: SpecImage) -> ImageError:
    return ImageError(f"{path}:{image.line}: {image.path} is an alias, or goes over lines; write it out there")


def _digests_agree(image: SpecImage, uri: str) -> None:
    if image.image_digest is not None and image.image_digest.lower() != digest_of(uri):
        need = f"the digest that {image.image} has now, {digest_of(uri)}"
        path = image.path.removesuffix("Image") + "ImageDigest"
        raise SpecError("CT-012", path, got=image.image_digest, need=need, fix="drop it; the image will say it")
