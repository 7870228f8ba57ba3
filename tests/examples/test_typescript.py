"""The rules in a TypeScript app: Node runs it, with the aws-cdk-lib that this library's Python package carries."""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
from importlib import import_module
from pathlib import Path

import pytest

from cdk_model_packages._node import bundled_node
from cdk_model_packages.rules.pack_files import rule_sources
from tests.conftest import ROOT

MODULES = {
    "aws-cdk-lib": "aws_cdk",
    "@aws-cdk/asset-awscli-v1": "aws_cdk.asset_awscli_v1",
    "@aws-cdk/asset-node-proxy-agent-v6": "aws_cdk.asset_node_proxy_agent_v6",
    "@aws-cdk/cloud-assembly-schema": "aws_cdk.cloud_assembly_schema",
    "constructs": "constructs",
}


@pytest.mark.slow
def test_the_mistake_is_told_at_synth(tmp_path: Path) -> None:
    for name, module in MODULES.items():
        (archive,) = Path(str(import_module(f"{module}._jsii").__file__)).parent.glob("*.tgz")
        folder = tmp_path / "node_modules" / name
        folder.mkdir(parents=True)
        with tarfile.open(archive) as tar:
            members = [one for one in tar.getmembers() if one.name.startswith("package/") and ".." not in one.name]
            for one in members:
                one.name = one.name.removeprefix("package/")
            tar.extractall(folder, members=members)
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, content in rule_sources().items():
        (rules / name).write_text(content)
    (tmp_path / "app.ts").write_text((ROOT / "examples/typescript/app.ts").read_text())
    (tmp_path / "package.json").write_text('{"type": "module"}')
    ran = subprocess.run(
        [str(bundled_node()), "--no-warnings", "app.ts"],
        cwd=tmp_path,
        env={**os.environ, "CDK_OUTDIR": str(tmp_path / "out")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads((tmp_path / "out/validation-report.json").read_text())
    told = json.dumps(report)
    assert "MP-001" in told
    assert "ModelPackageName and ModelPackageGroupName are both given" in told
