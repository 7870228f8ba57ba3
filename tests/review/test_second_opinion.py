"""``--with cfn-lint``: what it alone says, at its place, and nothing twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cdk_model_packages.review.run import Options, review
from cdk_model_packages.review.second_opinion import cfn_lint
from cdk_model_packages.rules.finding import Finding
from cdk_model_packages.templates import Place, read_template

if TYPE_CHECKING:
    from pathlib import Path


def _template(folder: Path) -> Path:
    path = folder / "template.json"
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": 3.5, "Invented": "x"}}
    path.write_text(json.dumps({"Resources": {"Bucket": bucket}}, indent=1))
    return path


def _said(rule: str, path: str, severity: str = "error") -> Finding:
    return Finding(rule, severity, "says cfn-lint", resource="Bucket", path=path, fix=None, source=None)


def test_what_cfn_lint_says_has_its_place(tmp_path: Path) -> None:
    found = {one.rule: one for one in cfn_lint(read_template(_template(tmp_path)), Place(region="eu-west-1"))}
    one = found["E3002"]
    assert (one.severity, one.resource, one.path, one.line) == ("error", "Bucket", "Properties.Invented", 7)


def test_only_what_it_alone_says_is_added(tmp_path: Path) -> None:
    path = _template(tmp_path)
    alone = review([path])
    (error,) = [one for one in alone.findings if one.rule == "F3002"]
    assert error.path is not None
    said = [
        _said("E3002", error.path),  # the engine's F3002
        _said("E9999", error.path),  # another error where one stands already
        _said("W2001", "Properties.Other", "warning"),  # advice
        _said("E9998", "Properties.Other"),
    ]
    report = review([path], options=Options(second_opinion=lambda _template, _place: said))
    assert {one.rule for one in report.findings} - {one.rule for one in alone.findings} == {"E9998"}
