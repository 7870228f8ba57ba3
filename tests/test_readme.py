"""Every code block of the README is run, or compared with what runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)

# Commands whose blocks other tests run as they stand.
RUN_ELSEWHERE = {
    "make deploy-local\n": "tests/e2e/test_newcomer.py",
    "make test\n": "this run",
    "pip install -r requirements.txt\n": "tools/environment, which made this environment",
}


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what the README's examples name, and their file."""
    for folder, name in (("server", "Dockerfile"), ("model", "model.onnx"), ("samples", "a.csv")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("FROM scratch\n")
    (example,) = blocks("yaml")
    (tmp_path / "model-package.yaml").write_text(example)
    return tmp_path


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_block_is_known() -> None:
    assert sorted({name for name, _ in BLOCKS}) == ["mermaid", "python", "sh", "text", "yaml"]
    for command, where in RUN_ELSEWHERE.items():
        assert command in blocks("sh")
        assert " " in where or (ROOT / where).exists()
    assert len(blocks("sh")) == len(RUN_ELSEWHERE) + 1, "a new command needs a test"


def test_the_python_makes_a_package(project: Path) -> None:
    (code,) = blocks("python")
    (project / "app.py").write_text(code.replace("cdk.App()", "cdk.App(builtin_cloud_formation_validation=False)"))
    result = run(sys.executable, "app.py", cwd=project, CDK_OUTDIR=str(project / "cdk.out"))
    assert result.returncode == 0, result.stderr
    template = json.loads((project / "cdk.out/Digits.template.json").read_text())
    kinds = {resource["Type"] for resource in template["Resources"].values()}
    (picture,) = blocks("mermaid")
    assert set(re.findall(r"AWS::\w+::\w+", picture)) == kinds - {"AWS::IAM::Policy", "AWS::S3::BucketPolicy"}


def test_the_file_is_the_same_package(project: Path) -> None:
    result = run("model-packages", "check", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_error_is_told_word_for_word(project: Path) -> None:
    path = project / "model-package.yaml"
    path.write_text(path.read_text().replace("Image:", "Imge:"))
    (told,) = blocks("text")
    result = run("model-packages", "check", cwd=project)
    assert (result.returncode, result.stderr) == (2, told)


@pytest.mark.slow
def test_synth_works_by_hand(tmp_path: Path) -> None:
    (activated,) = [text for text in blocks("sh") if "activate" in text]
    if not (ROOT / ".venv/bin/activate").exists():
        activated = activated.replace("source .venv/bin/activate\n", "")  # another environment runs this test
    result = run("bash", "-euc", activated, cwd=ROOT, CDK_OUTDIR=str(tmp_path / "cdk.out"))
    assert result.returncode == 0, result.stderr
    assert "AWS::SageMaker::ModelPackage" in result.stdout


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "examples/digits/README.md"]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", re.sub(r"`[^`]*`", "", page.read_text()))
        if not (page.parent / link).exists()
    ]
    assert broken == []
