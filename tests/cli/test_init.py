"""``model-packages init``: what it writes, where, and when it does not. What it wrote runs in test_init_project.py."""

from __future__ import annotations

import errno
import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages.cli import init as init_module
from cdk_model_packages.cli.init import Framework, init
from cdk_model_packages.errors import ModelPackagesError
from cdk_model_packages.spec import load_spec
from tests.conftest import ROOT
from tests.e2e.project import ENVIRONMENT

PIN = re.compile(r"[\w.-]+==[\w.]+")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=list(Framework))
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    init(tmp_path / "irises", framework=request.param)
    return tmp_path / "irises"


def test_every_file_of_a_project_is_there(tmp_path: Path) -> None:
    init(tmp_path / "irises")
    assert sorted(contents(tmp_path / "irises")) == [
        ".gitignore",
        "Makefile",
        "README.md",
        "app.py",
        "cdk.json",
        "expected.csv",
        "export.py",
        "model-package.schema.json",
        "model-package.yaml",
        "model/model.onnx",
        "package.json",
        "requirements-local.txt",
        "requirements-train.txt",
        "requirements.txt",
        "samples/irises.csv",
        "server/.dockerignore",
        "server/Dockerfile",
        "server/predict.py",
        "server/requirements.txt",
        "server/serve.py",
        "train.py",
    ]


def test_nothing_is_left_to_fill_in(project: Path) -> None:
    for name, content in contents(project).items():
        if name not in {"Makefile", "model/model.onnx", "model-package.schema.json"}:
            assert re.findall(r"\$\{?(?!schema=|PWD)\w+", content.decode()) == [], name


def test_what_pip_compiles_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library"
    for part in ("common", "onnx"):
        (library / "scaffold" / part / "__pycache__").mkdir(parents=True)
        (library / "scaffold" / part / "__pycache__" / "app.pyc").write_bytes(b"\0")
    (library / "scaffold/common/dot-hidden").write_text("kept\n")
    (library / "spec").mkdir()
    (library / "spec/model-package.schema.json").write_text("{}\n")
    monkeypatch.setattr(init_module.resources, "files", lambda _: library)
    init(tmp_path / "irises")
    assert sorted(contents(tmp_path / "irises")) == [".hidden", "model-package.schema.json"]


def test_the_file_fits_the_services_limits(project: Path) -> None:
    spec = load_spec(project / "model-package.yaml")
    assert spec.model_package_group_name == "irises"
    result = subprocess.run(
        [ENVIRONMENT / "bin/model-packages", "check"], cwd=project, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_editors_find_the_schema_of_this_library(project: Path) -> None:
    (named,) = re.findall(r"yaml-language-server: \$schema=(\S+)", (project / "model-package.yaml").read_text())
    shipped = ROOT / "constructs/cdk_model_packages/spec/model-package.schema.json"
    assert (project / named).read_bytes() == shipped.read_bytes()


@pytest.mark.parametrize("name", ["a", "007", "1e5", "null", "a" * 63])
def test_a_name_stays_text(tmp_path: Path, name: str) -> None:
    """YAML takes some of them for numbers or for nothing, unless they are quoted."""
    init(tmp_path / "project", name=name)
    assert load_spec(tmp_path / "project/model-package.yaml").model_package_group_name == name


@pytest.mark.parametrize(
    ("folder", "fitting"), [("my_model", "my-model"), ("a" * 64, "a" * 63), ("_", "my-model"), ("модель 2", "2")]
)
def test_a_name_that_the_service_refuses_is_refused(tmp_path: Path, folder: str, fitting: str) -> None:
    with pytest.raises(ModelPackagesError, match=r"SPEC-001") as caught:
        init(tmp_path / folder)
    assert str(caught.value).endswith(f"model-packages init {shlex.quote(str(tmp_path / folder))} --name {fitting}")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    init(tmp_path / folder, name=fitting)


def test_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    init(tmp_path / "irises")
    (tmp_path / "irises/cdk.out").mkdir()  # what a deploy leaves is not in the way
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "irises").rglob("*")}
    assert f"{tmp_path}/irises: 21 files\nnext:\n" in capsys.readouterr().out
    init(tmp_path / "irises")
    assert "is there already, as this command writes it; nothing changed" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "irises").rglob("*")} == before


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    init(tmp_path / "irises")
    (tmp_path / "irises/model-package.yaml").write_text("ModelPackageGroupName: mine\n")
    before = contents(tmp_path)
    with pytest.raises(ModelPackagesError, match=r"it holds \.gitignore, Makefile, README\.md and 14 more; name a new"):
        init(tmp_path / "irises")
    assert contents(tmp_path) == before


def test_other_places_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelPackagesError, match="is a file; name a new folder"):
        init(tmp_path / "file")
    with pytest.raises(ModelPackagesError, match=f"there is no folder {tmp_path}/none"):
        init(tmp_path / "none/irises")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_empty_folder_stays_the_folder_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "irises").mkdir()
    inode = (tmp_path / "irises").stat().st_ino
    monkeypatch.chdir(tmp_path / "irises")
    init(Path())
    assert (tmp_path / "irises").stat().st_ino == inode
    init(tmp_path / "other", name="irises")
    assert contents(tmp_path / "irises") == contents(tmp_path / "other")


@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("operation", ["write_bytes", "rename"])
def test_nothing_half_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, existing: bool
) -> None:
    calls = 0
    real = getattr(Path, operation)

    def fails_in_the_end(path: Path, argument: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == (5 if operation == "write_bytes" or existing else 1):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, argument)

    if existing:
        (tmp_path / "irises").mkdir()
    monkeypatch.setattr(Path, operation, fails_in_the_end)
    with pytest.raises(OSError, match="No space left"):
        init(tmp_path / "irises")
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == (["irises"] if existing else [])


def test_the_command_tells_what_is_next(tmp_path: Path) -> None:
    command = [ENVIRONMENT / "bin/model-packages", "init"]
    result = subprocess.run([*command, "irises"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "irises: 21 files\nnext:\n  cd irises\n  make check\n  make deploy-local\n"
    refused = subprocess.run([*command, "my_irises"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert re.fullmatch(r"error: ModelPackageGroupName='my_irises': must be .* --name my-irises\n", refused.stderr)
    told = subprocess.run([*command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "Example: model-packages init irises --framework onnx" in told


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        pytest.param(None, "cdk-model-packages[node]==9.8.7", id="index"),
        pytest.param({"url": "file:///src", "dir_info": {}}, "cdk-model-packages[node] @ file:///src", id="folder"),
        pytest.param(
            {"url": "https://example.com/w.whl", "archive_info": {}},
            "cdk-model-packages[node] @ https://example.com/w.whl",
            id="wheel",
        ),
        pytest.param(
            {"url": "https://example.com/r.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            "cdk-model-packages[node] @ git+https://example.com/r.git@0a1b",
            id="repository",
        ),
    ],
)
def test_the_library_is_named_as_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, requirement: str
) -> None:
    class Installed:
        version = "9.8.7"

        def read_text(self, name: str) -> str | None:
            return json.dumps(origin) if origin and name == "direct_url.json" else None

    monkeypatch.setattr(init_module.metadata, "distribution", lambda _: Installed())
    init(tmp_path / "irises")
    assert (tmp_path / "irises/requirements.txt").read_text().splitlines()[1:] == [requirement]
    local = (tmp_path / "irises/requirements-local.txt").read_text()
    assert requirement.replace("[node]", "[local]") in local


def test_pins_are_those_of_this_project(project: Path) -> None:
    ours = json.loads((ROOT / "package.json").read_text())
    assert json.loads((project / "package.json").read_text())["devDependencies"] == {
        "aws-cdk": ours["devDependencies"]["aws-cdk"]
    }
    tested = set(PIN.findall((ROOT / "examples/digits/server/requirements.txt").read_text()))
    pins = PIN.findall((project / "server/requirements.txt").read_text())
    assert pins
    assert set(pins) <= tested
