"""The terminal's report and the JSON one; and what every format has to do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields, replace

import pytest

from cdk_model_packages.review.formats import FORMATS, Format, render
from cdk_model_packages.review.formats._words import summary
from cdk_model_packages.review.report import Report, Reviewed
from tests.review.hostile_report import hostile_report
from tests.review.sample_report import FINDINGS, JOBS, sample_report

SAMPLE = sample_report()
EMPTY = Report(templates=(Reviewed("template.yaml", None, None, None),))


def _lines(width: int | None = 80, report: Report = SAMPLE) -> list[str]:
    return render(report, "text", width=width).split("\n")


def test_a_finding_names_its_rule_its_place_and_what_to_do() -> None:
    lines = _lines()
    head = lines.index("error IM-104  cdk.out/DefectRegistry.template.json:112:15  ValidationRole")
    text = " ".join(line.strip() for line in lines[head:])
    for part in (FINDINGS[0].message, f"fix: {FINDINGS[0].fix}", f"why: {FINDINGS[0].reason}"):
        assert part in text
    assert f"  see: {FINDINGS[0].source}" in lines, "a URL that is broken into lines opens nothing"


def test_sections_come_in_their_order_and_the_summary_last() -> None:
    titles = [line.split(" ─")[0] for line in _lines() if "──" in line]
    assert titles == ["Findings", "Permissions", "Changes", "Readiness", "Validation jobs", "Suppressed"]
    assert _lines()[-2:] == ["3 errors, 2 warnings, 1 info in 2 templates, 1 suppressed", ""]


def test_a_section_without_anything_is_not_there() -> None:
    assert render(EMPTY, "text") == "no findings in 1 template\n"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_only_what_must_not_be_broken_is_wider_than_the_terminal(width: int) -> None:
    wide = [line for line in _lines(width) if len(line) > width]
    assert [line for line in wide if not re.match(r"  (at:|see:|cdk:|[\w./-]+:\d)", line)] == []


def test_no_colour_means_no_control_characters() -> None:
    assert "\x1b" not in render(SAMPLE, "text")
    assert "\x1b[1;31merror" in render(SAMPLE, "text", color=True)


def test_a_log_tells_what_colours_tell() -> None:
    text = render(SAMPLE, "text", width=100)
    for words in ("+ Allow  ecr:*", "- Allow  ecr:BatchGetImage", "wider than needed: ecr:*, *", "cannot tell"):
        assert words in text


def test_a_suppressed_finding_is_shown_with_its_reason() -> None:
    lines = _lines()
    assert "  why: models are public after release; agreed with security on 2026-10-02" in lines


def test_hours_are_added_and_what_is_not_known_is_said() -> None:
    assert "2 jobs, at most 9 instance-hours" in _lines()
    unknown = replace(JOBS[0], instance_type=None, instance_count=None, instance_hours_at_most=None)
    text = render(replace(EMPTY, validation_jobs=(unknown, JOBS[1])), "text")
    assert "? x instance type not known, hours not" in text
    assert "2 jobs, at most 8 instance-hours, and 1 job whose hours are not known" in text


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (EMPTY, "no findings in 1 template"),
        (replace(EMPTY, findings=FINDINGS[:1]), "1 error in 1 template"),
        (replace(EMPTY, findings=(FINDINGS[5], FINDINGS[5])), "2 info in 1 template"),
        (replace(EMPTY, suppressed=FINDINGS[:2]), "no findings in 1 template, 2 suppressed"),
    ],
)
def test_the_summary_counts(report: Report, line: str) -> None:
    assert summary(report) == line


def test_json_has_each_section_and_each_field() -> None:
    data = json.loads(render(SAMPLE, "json"))
    names = ["findings", "permissions", "changes", "readiness", "validation_jobs", "suppressed", "templates"]
    assert list(data)[:7] == names
    assert set(data) == {one.name for one in fields(Report)}
    for name in names:
        rows = getattr(SAMPLE, name)
        assert len(data[name]) == len(rows)
        assert list(data[name][0]) == [one.name for one in fields(rows[0])]
    contract = {"rule", "severity", "template", "resource", "path", "message", "fix", "source", "line", "column"}
    assert contract <= data["findings"][0].keys()
    assert data["findings"][0]["resource"] == "ValidationRole"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("report", [SAMPLE, EMPTY, hostile_report()], ids=["sample", "empty", "hostile"])
def test_every_format_can_be_written_to_a_file(format: Format, report: Report) -> None:
    text = render(report, format, width=80)
    text.encode("utf-8")
    assert text.endswith("\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), "a screen obeys these"


@pytest.mark.parametrize(
    ("format", "unwanted"),
    [("json", ["rich", "html"]), ("sarif", ["rich"]), ("markdown", ["rich"]), ("html", ["rich"])],
)
def test_a_format_loads_what_it_needs(format: Format, unwanted: list[str]) -> None:
    code = (
        "import sys; from cdk_model_packages.review.formats import render\n"
        "from cdk_model_packages.review.report import Report\n"
        f"render(Report(()), {format!r}); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.split(".")[0] in unwanted] == []
    others = {f"cdk_model_packages.review.formats.{name}" for name in ("text", "json_", "sarif", "markdown", "html")}
    assert len(others & set(loaded)) == 1


def test_text_may_be_long() -> None:
    many = replace(SAMPLE, findings=FINDINGS * 200)
    assert "600 errors" in render(many, "text").split("\n")[-2]


def test_findings_at_one_place_share_fix_and_reason() -> None:
    first = FINDINGS[0]
    report = replace(
        SAMPLE, findings=(first, replace(first, message="and this"), replace(first, path="Properties.Other"))
    )
    text = render(report, "text", width=200)
    assert f"  - {first.message}\n  - and this\n  at:" in text
    assert text.count("fix: ") == 2
