"""A checkout of this project as a newcomer has it, with the environments that are here already."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from tests.conftest import ROOT

ENVIRONMENT = Path(sys.executable).parents[1]
GROUP = "digits"


@dataclass
class Project:
    """The checkout, and what can be done in it."""

    folder: Path

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a user would: without AWS credentials, and with no Node on ``PATH``."""
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_", "JSII_NODE"))
        }
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**clean, "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self.folder / "home"), **environment},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def make(self, target: str) -> str:
        """Run ``make TARGET``; return what it says."""
        result = self.run("make", target)
        assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
        return result.stdout + result.stderr

    def cdk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the CDK CLI by hand, in a shell that is turned to the embedded AWS as the README says."""
        line = f'source .venv/bin/activate && eval "$(model-packages local env)" && cdk {" ".join(arguments)}'
        return self.run("bash", "-c", line)

    def client(self, service: str) -> Any:
        """Return a client of the embedded AWS."""
        exports = self.run(".venv/bin/model-packages", "local", "env").stdout
        lines = [line.removeprefix("export ") for line in exports.splitlines() if line.startswith("export ")]
        variables = dict(line.split("=", 1) for line in lines)
        return boto3.client(
            service,
            endpoint_url=variables["AWS_ENDPOINT_URL"].strip("'"),
            region_name=variables["AWS_REGION"].strip("'"),
            aws_access_key_id=variables["AWS_ACCESS_KEY_ID"].strip("'"),
            aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"].strip("'"),
        )

    def versions(self, group: str = GROUP) -> dict[int, dict[str, Any]]:
        """Return a group's versions by number."""
        sagemaker = self.client("sagemaker")
        listed = sagemaker.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"]
        described = [sagemaker.describe_model_package(ModelPackageName=one["ModelPackageArn"]) for one in listed]
        for one in described:
            del one["ResponseMetadata"]
        return {one["ModelPackageVersion"]: one for one in described}

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text in a file of the checkout."""
        file = self.folder / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))


def checkout(folder: Path) -> Project:
    """Copy what git tracks (or would), and link the environments instead of making them again."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for name, target in (
        (".venv", ENVIRONMENT),
        (".venv-local", ROOT / ".venv-local"),
        ("node_modules", ROOT / "node_modules"),
    ):
        (folder / name).symlink_to(target)
    for environment in (".venv", ".venv-local"):
        (folder / environment / ".ready").touch()  # as make leaves them: newer than the files that they are made of
    (folder / "home").mkdir()
    return Project(folder)


def template_of(project: Project) -> dict[str, Any]:
    """Return the template that was synthesized last."""
    return json.loads((project.folder / "cdk.out/DigitsModelPackage.template.json").read_text())
