"""``model-packages check`` and ``schema``: the spec file, before synth and for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from cdk_model_packages.artifacts import check_archive
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.errors import ArtifactError
from cdk_model_packages.images.dlc_search import is_dlc_reference, parse
from cdk_model_packages.spec import is_local_path, load_spec
from cdk_model_packages.spec.json_schema import render_json_schema

if TYPE_CHECKING:
    from cdk_model_packages.spec import PackageSpec


def check(spec: Path = Path("model-package.yaml"), /) -> None:
    """Check a model-package.yaml against the service's limits, and that the files it names can be used.

    Example: model-packages check examples/digits/model-package.yaml

    Args:
        spec: The file.
    """
    value = load_spec(spec)
    try:
        _look_at_files(value, spec.parent)
    except ArtifactError as error:
        raise ArtifactError(f"{spec}: {error}") from error
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


def _look_at_files(value: PackageSpec, folder: Path) -> None:
    for container in value.all_containers():
        dockerfile = folder / container.image / "Dockerfile"
        if is_dlc_reference(container.image):
            parse(container.image)
        elif is_local_path(container.image) and not dockerfile.is_file():
            raise ArtifactError(
                f"image folder {str(dockerfile.parent)!r}: has no Dockerfile; add one, or correct the path"
            )
        _look_at_model(container.model_data_url, folder)
    if value.source_algorithm_specification is not None:
        for algorithm in value.source_algorithm_specification.source_algorithms:
            _look_at_model(algorithm.model_data_url, folder)
    if value.validation_specification is not None:
        for profile in value.validation_specification.validation_profiles:
            source = profile.transform_job_definition.transform_input.data_source.s3_data_source.s3_uri
            if is_local_path(source):
                scan_folder(folder / source, kind="sample")


def _look_at_model(url: str | None, folder: Path) -> None:
    if url is None or not is_local_path(url):
        return
    model = folder / url
    if model.is_file():
        check_archive(model)
    else:
        scan_folder(model)
