"""What a device installs: fixed versions, for every Python and processor that the runner is for."""

from __future__ import annotations

import ast
import re

import pytest
from packaging.requirements import Requirement

from tests.edge.runner.server import RUNNER

LINES = [line for line in (RUNNER / "requirements.txt").read_text().splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_a_version_is_fixed(line: str) -> None:
    (only,) = Requirement(line).specifier
    assert only.operator == "=="
    assert "*" not in only.version


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("version", ["3.9", "3.10", "3.11", "3.12", "3.13"])
def test_every_python_gets_one_version_of_each(version: str, machine: str) -> None:
    environment = {
        "python_version": version, "python_full_version": f"{version}.5", "platform_machine": machine,
        "sys_platform": "linux", "platform_system": "Linux", "os_name": "posix",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    found = [
        requirement.name
        for requirement in map(Requirement, LINES)
        if requirement.marker is None or requirement.marker.evaluate(environment)
    ]
    assert len(found) == len(set(found))
    assert {"starlette", "uvicorn", "numpy", "onnxruntime", "dlr"} <= set(found)


def test_the_runner_imports_nothing_else() -> None:
    """The standard library, what is installed, and its own modules."""
    names = {re.split(r"[<>= ;]", line)[0] for line in LINES}
    own = {path.stem for path in RUNNER.glob("*.py")}
    for path in RUNNER.glob("*.py"):
        tree = ast.parse(path.read_text(), feature_version=(3, 9))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom | ast.Import):
                module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
                top = (module or "").partition(".")[0]
                assert top in names | own | set(__import__("sys").stdlib_module_names), f"{path.name}: {module}"


def test_annotations_are_not_run() -> None:
    """Python 3.9 has no ``X | Y`` for types."""
    for path in RUNNER.glob("*.py"):
        assert "from __future__ import annotations" in path.read_text()
