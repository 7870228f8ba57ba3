"""Which older stack a stack is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sagemaker as sagemaker

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.review.run import review

if TYPE_CHECKING:
    from pathlib import Path


def _app(folder: Path, groups: dict[str, str], *, stage: bool = False) -> Path:
    """Synthesize an app with one group for each stack, or for each stage with a stack of one name."""
    app = cdk.App(outdir=str(folder), builtin_cloud_formation_validation=False)
    for name, group in groups.items():
        scope = cdk.Stage(app, name) if stage else app
        stack = cdk.Stack(scope, "App" if stage else name, stack_name="App" if stage else name)
        sagemaker.CfnModelPackageGroup(stack, "Group", model_package_group_name=group)
    app.synth()
    return folder


def _changed(new: Path, old: Path) -> list[str]:
    return [change.resource for change in review([new], before=old).changes]


def test_stages_with_one_stack_name(tmp_path: Path) -> None:
    old = _app(tmp_path / "old", {"Dev": "dev-models", "Prod": "models"}, stage=True)
    same = _app(tmp_path / "same", {"Dev": "dev-models", "Prod": "models"}, stage=True)
    other = _app(tmp_path / "other", {"Dev": "dev-models", "Prod": "renamed"}, stage=True)
    assert _changed(same, old) == []
    assert len(_changed(other, old)) == 1


def test_by_name(tmp_path: Path) -> None:
    old = _app(tmp_path / "old", {"A": "a", "B": "b"})
    assert _changed(_app(tmp_path / "new", {"B": "b", "C": "c"}), old) == []
    assert _changed(_app(tmp_path / "changed", {"B": "bb"}), old) == ["Group"]


def test_a_file_against_the_stack_of_its_name(tmp_path: Path) -> None:
    old = _app(tmp_path / "old", {"A": "a", "B": "b"})
    new = _app(tmp_path / "new", {"A": "a", "B": "bb"})
    assert _changed(new / "B.template.json", old) == ["Group"]


@pytest.mark.parametrize(("new", "says"), [({"C": "c"}, "has A, B, and none of"), ({"C": "c", "D": "d"}, "none of")])
def test_none_of_theirs(tmp_path: Path, new: dict[str, str], says: str) -> None:
    old = _app(tmp_path / "old", {"A": "a", "B": "b"})
    with pytest.raises(TemplateError, match=says):
        review([_app(tmp_path / "new", new)], before=old)


def test_one_template_for_several(tmp_path: Path) -> None:
    app = _app(tmp_path / "app", {"A": "a", "B": "b"})
    with pytest.raises(TemplateError, match="is one template, and 2 are reviewed"):
        review([app], before=app / "A.template.json")
