"""``model-packages image``: AWS's own images, and the digests of any in ECR."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter
from rich.console import Console
from rich.table import Table

from cdk_model_packages.artifacts.atomic_file import replacing
from cdk_model_packages.images import dlc_data
from cdk_model_packages.images.deep_learning_container import published
from cdk_model_packages.images.ecr_digest import EcrDigests, PinnedImage, url_suffix
from cdk_model_packages.images.image_name import ImageError
from cdk_model_packages.images.pinned_spec import images_of, with_images
from cdk_model_packages.spec import is_local_path, load_spec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.images.deep_learning_container import DeepLearningContainer

_WIDE = 250

app = App(
    name="image",
    help="Inference images: AWS's own, and digests instead of tags.\n\n"
    "Example: model-packages image pin team/digits:1.0",
)


@app.command
def pin(
    references: tuple[str, ...] = (),
    /,
    *,
    spec: Path | None = None,
    write: Annotated[bool, Parameter(negative="")] = False,
    region: str | None = None,
) -> None:
    """Print images by digest: a tag can be moved while the package stays, a digest cannot.

    Asks ECR in the AWS that the environment points to.

    Example: model-packages image pin --spec model-package.yaml --write

    Args:
        references: REPOSITORY:TAG, the same with a registry, or dlc:FRAMEWORK:VERSION[:CHOICE...].
        spec: A model-package.yaml: say what each of its images would become.
        write: Write it into the file; all else in it stays as it is.
        region: Of images that name none. Left out: that of the AWS environment.
    """
    if not references and spec is None:
        raise ImageError("nothing to pin; name an image, or --spec model-package.yaml")
    if write and spec is None:
        raise ImageError("--write: no file to write; say --spec model-package.yaml")
    digests = EcrDigests(region)
    for reference in references:
        print(_warned(digests.pin(reference)).uri)
    if spec is not None:
        _pin_spec(spec, digests, write=write)


@app.command
def find(
    framework: str | None = None,
    version: str | None = None,
    /,
    *,
    region: str | None = None,
    json_: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """List the images that AWS publishes for inference, as far as the installed sagemaker-core knows.

    The first column is what a model-package.yaml takes as Image.

    Example: model-packages image find pytorch 2.6 --region eu-west-1

    Args:
        framework: For example pytorch. Left out: the names of all.
        version: Only these: 2.6.0, or 2 and 2.6 for all that begin so. Left out: all.
        region: Only images that this region has, by URI. Left out: all, with the number of their regions.
        json_: Print JSON.
    """
    if framework is None:
        names = dlc_data.frameworks()
        print(json.dumps(names) if json_ else "\n".join(names))
        return
    images = [
        image for image in published(framework) if version is None or f"{image.version}.".startswith(f"{version}.")
    ]
    if region is not None:
        url_suffix(region)
        images = [image for image in images if region in image.registries]
    if not images:
        wanted = " ".join(filter(None, (framework, version, region and f"in {region}")))
        every = sorted({image.version for image in published(framework)})
        raise ImageError(f"{wanted}: sagemaker-core {dlc_data.sdk_version()} knows none; versions: {', '.join(every)}")
    if json_:
        print(json.dumps([_row(image, region) for image in images], indent=2))
    else:
        _print_table(images, region)


def _pin_spec(path: Path, digests: EcrDigests, *, write: bool) -> None:
    load_spec(path)  # tells what is wrong with it, by line
    pinned: dict[str, str] = {}
    images = images_of(path)
    for image in images:
        where = f"{path}:{image.line}: {image.path}: {image.image}"
        if is_local_path(image.image):
            print(f"{where}: built from its folder, nothing to pin")
            continue
        uri = pinned[image.image] = pinned.get(image.image) or _warned(digests.pin(image.image)).uri
        print(f"{where}: pinned already" if uri == image.image else f"{where} -> {uri}")
    changed = {image: pinned[image.image] for image in images if pinned.get(image.image, image.image) != image.image}
    if not changed:
        print(f"{path}: nothing to change")
        return
    content = with_images(path, changed)
    if not write:
        print(f"{path}: not written; add --write")
        return
    target = path.resolve()  # a link stays a link
    with replacing(target) as file:
        file.write(content)
        target_mode = stat.S_IMODE(target.stat().st_mode)
        Path(file.name).chmod(target_mode)
    print(f"wrote {path}")


def _warned(image: PinnedImage) -> PinnedImage:
    if image.warning:
        print(f"warning: {image.warning}", file=sys.stderr)
    return image


def _row(image: DeepLearningContainer, region: str | None) -> dict[str, object]:
    where: dict[str, object] = {"regions": sorted(image.registries)}
    if region is not None:
        where = {"region": region, "uri": image.uri(region, url_suffix(region))}
    return {
        "reference": image.reference,
        "framework": image.framework,
        "version": image.version,
        "base_framework_version": image.base_framework_version,
        "processor": image.processor,
        "py_version": image.py_version,
        "image_scope": image.image_scope,
        "repository": image.repository,
        "tag": image.tag,
        **where,
    }


def _print_table(images: Iterable[DeepLearningContainer], region: str | None) -> None:
    table = Table("Image in model-package.yaml", "In ECR", *([] if region else ["Regions"]), box=None, pad_edge=False)
    for image in images:
        if region is None:
            table.add_row(image.reference, f"{image.repository}:{image.tag}", str(len(image.registries)))
        else:
            table.add_row(image.reference, image.uri(region, url_suffix(region)))
    for column in table.columns:
        column.overflow = "fold"
    Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE).print(table)
