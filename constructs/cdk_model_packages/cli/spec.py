"""``model-packages check`` and ``schema``: the spec file, before synth and for editors."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from cdk_model_packages.artifacts import check_archive
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.errors import ArtifactError, ModelPackagesError, field_path
from cdk_model_packages.images.dlc_search import parse
from cdk_model_packages.images.image_name import is_dlc_reference
from cdk_model_packages.spec import SpecFileError, is_local_path, load_spec
from cdk_model_packages.spec.json_schema import render_json_schema
from cdk_model_packages.spec.yaml_source import line_of, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cdk_model_packages.spec import PackageSpec


def check(
    spec: Path = Path("model-package.yaml"),
    /,
    *,
    pin: Annotated[bool, Parameter(negative="")] = False,
    region: str | None = None,
) -> None:
    """Check a model-package.yaml against the service's limits, and that the files it names can be used.

    Example: model-packages check examples/digits/model-package.yaml

    Args:
        spec: The file.
        pin: First write the digest of each image in place of its tag, as `model-packages image pin` does.
        region: Where it will be deployed: rules about a region judge by it, and digests of images that name no
            region are looked up there. Left out: not judged, and looked up in that of the AWS environment.
    """
    if pin:
        from cdk_model_packages.cli.image import pin as pin_images  # boto3, which a check alone does not need

        pin_images(spec=spec, write=True, region=region)
    value = load_spec(spec)
    findings = list(_findings(value, spec))
    known = {line for line, _, _ in findings}  # a path that leads nowhere is no image, nor anything else
    findings += [finding for finding in _rules(value, spec, region) if finding[0] not in known]
    for line, text in sorted((line, text) for line, text, fails in findings if not fails):
        print(f"{spec}:{line}: warning: {text}", file=sys.stderr)
    lines = [f"{spec}:{line}: {text}" for line, text in sorted((line, text) for line, text, fails in findings if fails)]
    if lines:
        raise SpecFileError("\n".join(lines))
    print(f"{spec}: fits the service's limits; what it names is there")


def schema(*, output: Annotated[Path | None, Parameter(alias="-o")] = None) -> None:
    """Print the JSON Schema of model-package.yaml, for editors.

    Example: model-packages schema -o model-package.schema.json

    Args:
        output: File to write. Left out: standard output.
    """
    text = render_json_schema()
    if output is None:
        print(text, end="")
    else:
        output.write_text(text, encoding="utf-8")
        print(f"wrote {output}")


def _rules(value: PackageSpec, spec: Path, region: str | None) -> Iterator[tuple[int, str, bool]]:
    """Yield what the rules say of the package that the file describes: line, text, and whether it is an error."""
    from cdk_model_packages.review.spec_file import spec_findings
    from cdk_model_packages.rules.finding import FAILING
    from cdk_model_packages.templates import Place

    document = read_yaml(spec)
    for location, finding in spec_findings(value, Place(region=region)):
        if finding.severity != "info":
            text = f"{finding.message}; {finding.fix} [{finding.rule}]"
            yield line_of(document, location), text, finding.severity in FAILING


def _findings(value: PackageSpec, spec: Path) -> Iterator[tuple[int, str, bool]]:
    """Yield the line of each file or folder that cannot be used, and why."""
    document = read_yaml(spec)
    for location, look in _files(value, spec.parent):
        try:
            look()
        except ModelPackagesError as error:
            yield line_of(document, location), f"{field_path(location)}: {error}", True


def _files(value: PackageSpec, folder: Path) -> Iterator[tuple[Sequence[str | int], Callable[[], object]]]:
    """Yield each place of a spec that may name a file, and how to look at it."""
    inference, trained = value.inference_specification, value.source_algorithm_specification
    for number, container in enumerate(() if inference is None else inference.containers):
        place = ("InferenceSpecification", "Containers", number)
        yield (*place, "Image"), partial(_look_at_image, container.image, folder)
        yield (*place, "ModelDataUrl"), partial(_look_at_model, container.model_data_url, folder)
    for index, additional in enumerate(value.additional_inference_specifications or ()):
        for number, container in enumerate(additional.containers):
            place = ("AdditionalInferenceSpecifications", index, "Containers", number)
            yield (*place, "Image"), partial(_look_at_image, container.image, folder)
            yield (*place, "ModelDataUrl"), partial(_look_at_model, container.model_data_url, folder)
    for number, algorithm in enumerate(() if trained is None else trained.source_algorithms):
        place = ("SourceAlgorithmSpecification", "SourceAlgorithms", number, "ModelDataUrl")
        yield place, partial(_look_at_model, algorithm.model_data_url, folder)
    validation = value.validation_specification
    for number, profile in enumerate(() if validation is None else validation.validation_profiles):
        place = ("ValidationSpecification", "ValidationProfiles", number, "TransformJobDefinition", "TransformInput")
        source = profile.transform_job_definition.transform_input.data_source.s3_data_source.s3_uri
        yield (*place, "DataSource", "S3DataSource", "S3Uri"), partial(_look_at_samples, source, folder)


def _look_at_image(image: str, folder: Path) -> None:
    if is_dlc_reference(image):
        parse(image)
    elif is_local_path(image):
        if not (folder / image).is_dir():
            raise ArtifactError(f"image folder {image!r}: no such folder; correct the path")
        if not (folder / image / "Dockerfile").is_file():
            raise ArtifactError(f"image folder {image!r}: has no Dockerfile; add one, or correct the path")
    elif (folder / image).is_dir():
        raise ArtifactError(f"{image!r} is a repository, and there is a folder of that name; did you mean './{image}'?")


def _look_at_model(url: str | None, folder: Path) -> None:
    if url is None or not is_local_path(url):
        return
    model = folder / url
    if model.is_file():
        check_archive(model)
    else:
        scan_folder(model)


def _look_at_samples(uri: str, folder: Path) -> None:
    if is_local_path(uri):
        scan_folder(folder / uri, kind="sample")
