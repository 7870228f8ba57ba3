"""The library's door and its wheel: what is in them, and what must never be."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import constructs
import pytest

import cdk_model_packages
from tests.conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_the_source_root_does_not_shadow_the_pypi_package() -> None:
    """aws-cdk-lib imports a package named as our source root: nothing but our package may lie in it."""
    assert constructs.__file__ is not None
    assert ROOT / "constructs" not in Path(constructs.__file__).resolve().parents
    assert [path.name for path in (ROOT / "constructs").iterdir() if path.suffix == ".py"] == []


def test_every_public_name_is_there_and_documented() -> None:
    for name in cdk_model_packages.__all__:
        assert getattr(cdk_model_packages, name).__doc__, name
    assert sorted(cdk_model_packages.__all__) == cdk_model_packages.__all__
    assert dir(cdk_model_packages) == cdk_model_packages.__all__
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        cdk_model_packages.Nonsense  # noqa: B018


@pytest.mark.parametrize("room", ["artifacts", "edge", "images", "registry", "rules", "spec", "validation"])
def test_a_room_exports_what_it_says(room: str) -> None:
    module = import_module(f"cdk_model_packages.{room}")
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_the_type_checkers_see_the_same_names() -> None:
    source = (ROOT / "constructs/cdk_model_packages/__init__.py").read_text()
    shown = source.partition("if TYPE_CHECKING:")[2].partition("\n_ROOMS")[0]
    imported = {
        name.strip(" ,()") for part in re.findall(r"import (\([^)]*\)|[^\n]*)", shown) for name in part.split(",")
    }
    assert {name for name in (each.strip() for each in imported) if name} == set(cdk_model_packages.__all__)


@pytest.mark.parametrize("module", ["cdk_model_packages", "cdk_model_packages.spec", "cdk_model_packages.cli"])
def test_what_needs_no_cdk_starts_none(module: str) -> None:
    code = f"import sys, {module}; sys.exit('aws_cdk' in sys.modules or 'jsii' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.slow
def test_the_wheel_holds_the_library_and_its_data_only(tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", tmp_path], cwd=ROOT, check=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"cdk_model_packages"}
    assert {"cdk_model_packages/py.typed", "cdk_model_packages/spec/model-package.schema.json"} <= set(names)
    unwanted = r"(^|/)(tests?/|stacks/)|^(cdk_model_packages/)?app\.py|\.pyc$"
    assert not [name for name in names if re.search(unwanted, name)]


def test_what_is_pinned_is_what_is_declared() -> None:
    pinned = (ROOT / "requirements.txt").read_text().splitlines()
    assert "-e ." in pinned
    assert all(re.search(r"==", line) for line in pinned if line and not line.startswith(("#", "-e")))
    local = (ROOT / "requirements-local.txt").read_text()
    exactly = PYPROJECT["project"]["optional-dependencies"]["local"][0]
    assert exactly.startswith("ministack==")
    assert exactly in local


def test_the_cdk_cli_is_of_the_2_line() -> None:
    """npm's aws-cdk 3.0.0 is older in substance, and refuses our assemblies."""
    lock = (ROOT / "package-lock.json").read_text()
    (version,) = re.findall(r'"node_modules/aws-cdk": \{\s*"version": "(\d+\.\d+)', lock)
    major, minor = map(int, version.split("."))
    assert major == 2
    assert minor >= 1148
