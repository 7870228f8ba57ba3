"""Whatever a template holds, a review ends with an exit code and at most one line of error: no traceback, no hang."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.review_templates import template
from cdk_model_packages.errors import ModelPackagesError
from cdk_model_packages.review.formats import render
from cdk_model_packages.review.run import review

if TYPE_CHECKING:
    from pathlib import Path

VALID = json.loads(template(10))
HOSTILE = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1e308,
        "",
        "${",
        "${Nobody}",
        "{{resolve:ssm:x}}",
        "s3://",
        "arn:",
        "arn:aws:s3:::",
        "a" * 3000,
        "\u0000",
        "\U0001f4a3",
        "<script>alert(1)</script>",
        "| `x` |\n# x",
        "{",
        '{"Manifests": [[]]}',
        [],
        {},
        [[]],
        [None],
        {"": None},
        {"Ref": 1},
        {"Ref": "Nobody"},
        {"Ref": "AWS::NoValue"},
        {"Fn::GetAtt": []},
        {"Fn::If": ["Nobody", 1]},
        {"Fn::Sub": {"a": 1}},
        {"Fn::Join": ["", [1, [2]]]},
        {"Fn::Invented": []},
        {"__ref": "x"},
        {"__dynamic": 3},
    ]
)


@st.composite
def broken(draw: st.DrawFn) -> dict[str, Any]:
    """Return the valid template with up to three places changed, taken out or added."""
    document = deepcopy(VALID)
    for _ in range(draw(st.integers(1, 3))):
        node: Any = document
        for _ in range(draw(st.integers(1, 9))):
            keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if not isinstance(node[key], dict | list) or draw(st.integers(0, 4)) == 0:
                if draw(st.booleans()):
                    node[key] = deepcopy(draw(HOSTILE))
                elif node is not document:
                    del node[key]
                break
            node = node[key]
        if isinstance(node, dict) and draw(st.booleans()):
            key = draw(st.sampled_from(["Condition", "Fn::Sub", "Properties", "<b>", "a.b", "$x"]))
            node[key] = deepcopy(draw(HOSTILE))
    return document


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=broken())
def test_a_mutated_template_is_reviewed_or_refused_in_one_line(tmp_path: Path, document: dict[str, Any]) -> None:
    path = tmp_path / "template.json"
    path.write_text(json.dumps(document))
    before = tmp_path / "before.json"
    before.write_text(json.dumps(VALID))
    try:
        report = review([path], before=before)
    except ModelPackagesError as error:
        refused = str(error)
    else:
        refused = None
    if refused is not None:
        assert "\n" not in refused
        assert str(path) in refused
        assert "a mistake of ours" not in refused
        return
    json.loads(render(report, "json", width=None, color=False))
    render(report, "text", width=80, color=False)
    json.loads(render(report, "sarif", width=None, color=False))
    comment = render(report, "markdown", width=None, color=False)
    assert "<script" not in cmarkgfm.github_flavored_markdown_to_html(comment, options=Options.CMARK_OPT_UNSAFE)
    assert "<script>alert(1)" not in render(report, "html", width=None, color=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    suffix=st.sampled_from(["json", "yaml"]),
)
def test_any_bytes_are_refused_in_one_line(tmp_path: Path, text: bytes, suffix: str) -> None:
    path = tmp_path / f"template.{suffix}"
    path.write_bytes(text)
    with pytest.raises(ModelPackagesError) as caught:
        review([path])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "recipe",
    [
        None,
        True,
        3,
        [1],
        {"a": 1},
        "",
        "[",
        "- a",
        "a: [",
        '{"a":',
        "x" * 10,
        "[]",
        "{" * 5000,
        "a: &a [*a]",
        "&a [*a,*a]",
    ],
    ids=repr,
)
def test_a_recipe_of_any_form_is_a_finding_and_not_an_end(tmp_path: Path, recipe: object) -> None:
    path = tmp_path / "template.json"
    component = {"Type": "AWS::GreengrassV2::ComponentVersion", "Properties": {"InlineRecipe": recipe}}
    path.write_text(json.dumps({"Resources": {"Component": component}}))
    assert review([path]).fails
