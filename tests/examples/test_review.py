"""examples/review and docs/review.md: the example shows what they say, and their commands run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
import yaml
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.review.report import Report
from cdk_model_packages.review.run import Options, review
from cdk_model_packages.rules.merge import ADVICE
from cdk_model_packages.templates import Place
from tests.conftest import ROOT
from tests.docs.pages import blocks

EXAMPLE = ROOT / "examples/review"
DEPLOYED, PROPOSED = EXAMPLE / "deployed.yaml", EXAMPLE / "proposed.yaml"
OPTIONS = Options(place=Place(region="eu-west-1", account="111122223333"))
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]
PAGES = (ROOT / "docs/review.md", EXAMPLE / "README.md")
# What the commands of the pages end with, by what they have in common.
EXIT_CODES = {"--suppress": 0, "rules": 0, "cdk.out": 0, "proposed.yaml": 1}


def run(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euc", command],
        cwd=cwd,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def report() -> Report:
    return review([PROPOSED], before=DEPLOYED, options=OPTIONS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, and with what an app deploys now (before.out) and would deploy (cdk.out).

    The change is a mistake: a group's description is fixed (MPG-003).
    """
    folder = tmp_path_factory.mktemp("review")
    (folder / "examples").symlink_to(ROOT / "examples")
    for name, description in (("before.out", "Digits"), ("cdk.out", "Handwritten digits")):
        app = cdk.App(outdir=str(folder / name), builtin_cloud_formation_validation=False)
        home = cdk.Environment(account="111122223333", region="eu-west-1")
        sagemaker.CfnModelPackageGroup(
            cdk.Stack(app, "Digits", env=home),
            "Group",
            model_package_group_name="digits",
            model_package_group_description=description,
        ).apply_removal_policy(cdk.RemovalPolicy.RETAIN)
        app.synth()
    return folder


def test_what_is_deployed_is_correct() -> None:
    found = review([DEPLOYED], options=OPTIONS)
    assert [(one.rule, one.message) for one in found.findings if one.severity != "info"] == []


def test_findings_show_the_validation_that_would_fail(report: Report) -> None:
    assert [(one.rule, one.resource) for one in report.findings if one.severity == "error"] == [("VP-014", "Version")]


def test_permissions_show_the_one_that_is_broadened(report: Report) -> None:
    assert [(one.who, one.actions, one.on) for one in report.permissions if one.change == "gained"] == [
        ("role DeviceRole", ("s3:*",), ("*",))
    ]
    told = {one.rule for one in report.findings if one.resource == "DeviceRole"}
    assert told >= {"IM-040", "IM-041", "GG-071"}


def test_changes_show_the_version_that_is_deleted_and_nothing_of_the_new_component(report: Report) -> None:
    by_name = {one.resource: one for one in report.changes}
    assert by_name["Version"].action == by_name["Detector"].action == "replaced"
    assert "LC-023" in by_name["Version"].rules
    assert "the old version is deleted" in by_name["Version"].effect
    assert by_name["Detector"].rules == ()
    assert "1.7.0 stays" in by_name["Detector"].effect


def test_readiness_shows_the_deployment_that_was_forgotten(report: Report) -> None:
    (no,) = [one for one in report.readiness if one.answer == "no"]
    assert (no.resource, no.item) == ("Detector", "A deployment installs this version")
    assert "GG-052" in {one.rule for one in report.findings}


def test_validation_jobs_show_how_large_it_became(report: Report) -> None:
    (job,) = report.validation_jobs
    assert (job.instance_count, job.instance_type, job.instance_hours_at_most) == (10, "ml.m5.4xlarge", 1200.0)
    (before,) = review([DEPLOYED], options=OPTIONS).validation_jobs
    assert (before.instance_count, before.instance_type) == (1, "ml.m5.large")


def test_what_the_example_accepts_is_listed_with_its_reason(report: Report) -> None:
    assert {one.rule for one in report.suppressed} == {"LC-008", "GG-224"}
    assert all(one.suppressed for one in report.suppressed)


def test_the_page_names_the_rules_of_the_example(report: Report) -> None:
    text = (ROOT / "docs/review.md").read_text()
    example = text.partition("## Five sections")[2].partition("## Formats")[0]
    named = set(re.findall(r"[A-Z]{2}-[0-9]{3}", example))
    assert named == {"VP-014", "IM-040", "IM-041", "GG-071", "LC-023", "GG-052"}
    assert named <= {one.rule for one in report.findings}
    assert "W2001" in text
    assert "W2001" in ADVICE


@pytest.mark.parametrize(
    "block", [block for page in PAGES for block in blocks(page) if block.language == "sh"], ids=lambda block: str(block)
)
def test_a_command_of_the_pages_runs(block: Any, folder: Path) -> None:
    result = run(block.text, folder)
    expected = next(code for words, code in EXIT_CODES.items() if words in block.text)
    assert (result.returncode, "Traceback" in result.stderr) == (expected, False), result.stdout + result.stderr
    written = re.search(r"-o (\S+)", block.text)
    assert written is None or (folder / written[1]).stat().st_size


def _steps() -> list[str]:
    workflow = yaml.safe_load((EXAMPLE / "github-workflow.yml").read_text())
    return [step["run"] for step in workflow["jobs"]["review"]["steps"] if "run" in step]


def test_the_workflows_commands_run(folder: Path) -> None:
    *lines, verdict = [line for step in _steps() for line in step.splitlines() if line.startswith("model-packages ")]
    assert len(lines) == 3
    for line in lines:
        result = run(line, folder)
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr
    result = run(verdict, folder)
    assert (result.returncode, result.stderr) == (1, "")
    assert "MPG-003" in result.stdout
    assert json.loads((folder / "review.sarif").read_text())["version"] == "2.1.0"
    assert (folder / "review.md").read_text().startswith("## Template review")
    assert "<html" in (folder / "review.html").read_text()


def test_the_workflow_uploads_what_it_writes() -> None:
    text = (EXAMPLE / "github-workflow.yml").read_text()
    written = set(re.findall(r"-o (\S+)", text))
    assert written == set(re.findall(r"(?:sarif_file|path|--body-file):? (\S+)", text))


def test_the_hook_reviews_the_files_that_it_is_given(folder: Path) -> None:
    assert re.search(HOOK["files"], "cdk.out/Digits.template.json")
    template = folder / "cdk.out/Digits.template.json"
    assert run(f"{HOOK['entry']} {shlex.quote(str(template))}", folder).returncode == 0
    assert run(f"{HOOK['entry']} {shlex.quote(str(template))} {shlex.quote(str(PROPOSED))}", folder).returncode == 1


def test_the_readme_configures_the_hook_that_there_is() -> None:
    (block,) = [block for block in blocks(EXAMPLE / "README.md") if block.language == "yaml"]
    (repository,) = yaml.safe_load(block.text)["repos"]
    (hook,) = repository["hooks"]
    assert hook["id"] == HOOK["id"]
    assert re.search(hook["files"], "templates/deployed.yaml")


def test_the_pictures_are_small() -> None:
    shown = {path.name: path.stat().st_size for path in (ROOT / "docs/images").iterdir()}
    page = (ROOT / "docs/review.md").read_text()
    assert {name for name in shown if f"images/{name}" in page} == set(shown)
    assert max(shown.values()) < 300_000
