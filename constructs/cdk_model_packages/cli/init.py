"""``model-packages init``: a new project that deploys."""

from __future__ import annotations

import json
import re
import secrets
import shlex
import shutil
from contextlib import suppress
from enum import StrEnum
from importlib import metadata, resources
from pathlib import Path  # noqa: TC003 - cyclopts reads the annotation
from string import Template
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cdk_model_packages.errors import ModelPackagesError, root_findings, tell_finding
from cdk_model_packages.spec import ModelPackageGroupSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

_DISTRIBUTION = "cdk-model-packages"
_SCHEMA = "model-package.schema.json"
_FILLED_IN = ".template"
_HIDDEN = "dot-"  # a .gitignore in the library would be git's own
_NAMED_IN_ERRORS = 3
_UNFIT = re.compile(r"[^a-zA-Z0-9]+")
_LONGEST_NAME = 63


class Framework(StrEnum):
    """What the model of a new project is made with."""

    ONNX = "onnx"
    PYTHON = "python"


def init(directory: Path, /, *, name: str | None = None, framework: Framework = Framework.ONNX) -> None:
    """Write a project that deploys: a package file, a small trained model, its server, samples and a CDK app.

    Example: model-packages init irises --framework onnx

    Args:
        directory: A new folder, or an empty one.
        name: Name of the model package group, 1 to 63 letters, digits and hyphens. Left out: the folder's.
        framework: onnx: a model that ONNX Runtime loads. python: one that your own code loads.
    """
    target = directory.resolve()
    files = _project(_checked(target.name if name is None else name, directory), framework)
    if _is_written(target, files):
        print(f"{directory}: is there already, as this command writes it; nothing changed")
    else:
        _require_room(target, directory)
        _write(target, files)
        print(f"{directory}: {len(files)} files")
    print(f"next:\n  cd {shlex.quote(str(directory))}\n  make check\n  make deploy-local")


def _checked(name: str, directory: Path) -> str:
    try:
        return ModelPackageGroupSpec(model_package_group_name=name).model_package_group_name
    except ValidationError as error:
        (finding,) = root_findings(error)
        fitting = _UNFIT.sub("-", name)[:_LONGEST_NAME].strip("-") or "my-model"
        command = f"model-packages init {shlex.quote(str(directory))} --name {fitting}"
        raise ModelPackagesError(f"{tell_finding({**finding, 'loc': ()})}: {command}") from error


def _project(name: str, framework: Framework) -> dict[str, bytes]:
    """Return every file of a project by its path."""
    library = resources.files("cdk_model_packages")
    found = {path: content for part in ("common", framework) for path, content in _files(library / "scaffold" / part)}
    words = {
        "name": name,
        "framework": "\n      Framework: ONNX" if framework is Framework.ONNX else "",
        "library_with_node": _requirement("node"),
        "library_with_local": _requirement("local"),
    }
    project = {_SCHEMA: (library / "spec" / _SCHEMA).read_bytes()}
    for path, content in found.items():
        if path.endswith(_FILLED_IN):
            project[path.removesuffix(_FILLED_IN)] = Template(content.decode()).substitute(words).encode()
        else:
            project[path] = content
    return dict(sorted(project.items()))


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name == "__pycache__":  # pip compiles what it installs
            continue
        path = prefix + (f".{entry.name.removeprefix(_HIDDEN)}" if entry.name.startswith(_HIDDEN) else entry.name)
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()


def _requirement(extra: str) -> str:
    """Name this library for pip as it was installed here: from an index, a folder, a file, a repository (PEP 610)."""
    installed = metadata.distribution(_DISTRIBUTION)
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if not origin:
        return f"{_DISTRIBUTION}[{extra}]=={installed.version}"
    repository = origin.get("vcs_info")
    url = f"{repository['vcs']}+{origin['url']}@{repository['commit_id']}" if repository else origin["url"]
    return f"{_DISTRIBUTION}[{extra}] @ {url}"


def _is_written(target: Path, files: Mapping[str, bytes]) -> bool:
    return all((target / path).is_file() and (target / path).read_bytes() == content for path, content in files.items())


def _require_room(target: Path, directory: Path) -> None:
    if target.is_dir():
        names = sorted(path.name for path in target.iterdir())
        if names:
            more = f" and {len(names) - _NAMED_IN_ERRORS} more" if len(names) > _NAMED_IN_ERRORS else ""
            raise ModelPackagesError(
                f"{directory}: is not empty, it holds {', '.join(names[:_NAMED_IN_ERRORS])}{more}; name a new folder"
            )
    elif target.exists():
        raise ModelPackagesError(f"{directory}: is a file; name a new folder")
    elif not target.parent.is_dir():
        raise ModelPackagesError(f"{directory}: there is no folder {target.parent}; make it, or choose another place")


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a project whole or not at all: beside its place, or in it where that is there already."""
    existing = target.is_dir()  # stays the folder it is: it may be the current one of a shell
    draft = (target if existing else target.parent) / f".{target.name}.{secrets.token_hex(8)}.partial"
    moved: list[Path] = []
    try:
        draft.mkdir()
        for path, content in files.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_bytes(content)
        if not existing:
            draft.rename(target)
            return
        for entry in sorted(draft.iterdir()):
            moved.append(entry.rename(target / entry.name))
        draft.rmdir()
    except BaseException:
        for path in (draft, *moved):
            with suppress(FileNotFoundError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
