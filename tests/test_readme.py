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
    "model-packages rules --export rules\n": "tests/examples/test_review.py",
    "model-packages edge run com.example.digits --samples samples/digits.csv --expected expected.csv"
    " --agreement 0.98\n": "tests/docs/test_edge_guide.py",
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
    assert sorted({name for name, _ in BLOCKS}) == ["mermaid", "python", "sh", "text", "ts", "yaml"]
    for command, where in RUN_ELSEWHERE.items():
        assert command in blocks("sh")
        assert " " in where or (ROOT / where).exists()
    here = [text for text in blocks("sh") if any(word in text for word in ("activate", "review", "edge start"))]
    assert len(blocks("sh")) == len(RUN_ELSEWHERE) + len(here), "a new command needs a test"


def test_the_python_makes_a_package(project: Path) -> None:
    code, _ = blocks("python")
    (project / "app.py").write_text(code.replace("cdk.App()", "cdk.App(builtin_cloud_formation_validation=False)"))
    result = run(sys.executable, "app.py", cwd=project, CDK_OUTDIR=str(project / "cdk.out"))
    assert result.returncode == 0, result.stderr
    template = json.loads((project / "cdk.out/Digits.template.json").read_text())
    kinds = {resource["Type"] for resource in template["Resources"].values()}
    (picture,) = blocks("mermaid")
    assert set(re.findall(r"AWS::\w+::\w+", picture)) == kinds - {"AWS::IAM::Policy", "AWS::S3::BucketPolicy"}


def test_the_python_makes_a_component_and_a_job(project: Path) -> None:
    _, code = blocks("python")
    (project / "app.py").write_text(code.replace("cdk.App()", "cdk.App(builtin_cloud_formation_validation=False)"))
    result = run(sys.executable, "app.py", cwd=project, CDK_OUTDIR=str(project / "cdk.out"))
    assert (result.returncode, result.stderr) == (0, "")
    template = json.loads((project / "cdk.out/DigitsEdge.template.json").read_text())
    kinds = {resource["Type"] for resource in template["Resources"].values()}
    assert kinds >= {
        "AWS::GreengrassV2::ComponentVersion",
        "AWS::GreengrassV2::Deployment",
        "AWS::StepFunctions::StateMachine",
        "AWS::Events::Rule",
    }


def test_the_old_request_is_one(tmp_path: Path) -> None:
    (command,) = [text for text in blocks("sh") if "edge start" in text]
    result = run("bash", "-euc", f"{command.strip()} --dry-run", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["Configuration"]["Greengrass"]["TargetDevice"] == "jetson_xavier"


def test_the_file_is_the_same_package(project: Path) -> None:
    result = run("model-packages", "check", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_error_is_told_word_for_word(project: Path) -> None:
    path = project / "model-package.yaml"
    path.write_text(path.read_text().replace("Image:", "Imge:"))
    (told,) = blocks("text")
    result = run("model-packages", "check", cwd=project)
    assert (result.returncode, result.stderr) == (2, told)


def test_the_review_finds_what_the_table_says() -> None:
    (command,) = [text for text in blocks("sh") if "review" in text]
    result = run("bash", "-euc", command, cwd=ROOT, COLUMNS="100")
    assert (result.returncode, result.stderr) == (1, "")
    told = " ".join(result.stdout.split())
    for words in (
        "role ValidationRole has no s3:GetObject on s3://${Models}/8/model.tar.gz",
        "${Models.Arn}/7/*",
        "+ Allow s3:* *",
        "the old version is deleted after that",
        "1.7.0, but this template makes 1.8.0",
        "10 x ml.m5.4xlarge, at most 1,200 h",
        "(20 instance-hours)",
    ):
        assert words in told


def test_the_typescript_is_of_the_app_that_is_run() -> None:
    """tests/examples/test_typescript.py runs it."""
    (code,) = blocks("ts")
    assert code in (ROOT / "examples/typescript/app.ts").read_text()


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
