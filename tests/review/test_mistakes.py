"""Mistakes as people make them, each with its corrected twin (see mistakes/README.md), and templates without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cdk_model_packages.review.run import Options, review
from cdk_model_packages.templates import Place

FOLDER = Path(__file__).parent
MISTAKES = sorted(path.parent for path in (FOLDER / "mistakes").glob("*/case.yaml"))
GOOD = sorted(path for path in (FOLDER / "good").iterdir() if path.suffix in {".yaml", ".json"})

# What no rule finds, and why.
NOT_FOUND = {
    "168-role-cannot-pull": "whether AWS's own repositories ask the role for a permission is documented nowhere",
    "203-dependency-latest": "the nucleus reads `latest` as any version",
    "507-private-bucket": "the policy excepts a principal that a parameter names: it may be the role",
    "933-claim-group-retention": "whether a group goes with its stack is a choice: info",
    "762-live-endpoint-role-loses-artifacts": "what a role loses on a bucket that a parameter names is not followed",
    "656-fraud-consumers": "the owner may take back what an account may do with versions",
}


def _told(path: Path, case: dict[str, Any], before: Path | None = None) -> set[tuple[str, str | None, str]]:
    place = Place(region=case.get("region"), account=case.get("account"))
    report = review([path], before=before, options=Options(place=place))
    return {(one.rule, one.resource, one.message) for one in report.findings if one.severity != "info"}


def _one(folder: Path, name: str) -> Path | None:
    return next((path for path in folder.glob(f"{name}.*") if path.suffix in {".yaml", ".json"}), None)


@pytest.mark.parametrize("folder", MISTAKES, ids=lambda folder: folder.name)
def test_a_mistake_is_found_and_its_correction_is_clean(folder: Path) -> None:
    case = yaml.safe_load((folder / "case.yaml").read_text())
    bad, fixed, before = (_one(folder, name) for name in ("bad", "fixed", "before"))
    assert bad is not None
    assert fixed is not None
    assert _told(fixed, case, before) == set()
    assert bool(_told(bad, case, before)) == (folder.name not in NOT_FOUND)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_good_template_is_told_nothing(path: Path) -> None:
    assert _told(path, {}) == set()
