"""The pull request's comment, as GitHub's own parser reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePath

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from cdk_model_packages._screen import clean
from cdk_model_packages.review.formats import render
from cdk_model_packages.review.formats._markdown_text import code
from cdk_model_packages.review.formats.markdown import LIMIT
from cdk_model_packages.review.report import Edge, Node, Report
from tests.review.hostile_report import TEXTS, hostile_report
from tests.review.sample_report import FINDINGS, PERMISSIONS, sample_report

SAMPLE = sample_report()
OURS = {
    "h2",
    "h3",
    "ul",
    "li",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "br",
    "strong",
    "p",
    "pre",
} | {
    "details",
    "summary",
}


class _Page(HTMLParser):
    """What a reader gets: the tags, the links, each row's cells, and text that is not code."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.loose = ""
        self._open: list[str] = []
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._open.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        assert not [name for name, _ in attrs if name not in {"href", "lang", "class"}], attrs
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "td" in self._open or "th" in self._open:
            self.rows[-1][-1] += data
        if not {"code", "pre"} & set(self._open):
            self.loose += data


def test_it_starts_with_the_summary_and_the_findings() -> None:
    text = render(SAMPLE, "markdown")
    assert text.startswith("## Template review: 3 errors, 2 warnings, 1 info in 2 templates, 1 suppressed\n")
    page = _Page(text)
    assert page.rows[0] == ["Rule", "Where", "What"]
    assert page.rows[1][0] == "🔴\xa0errorIM-104"
    assert FINDINGS[0].message in page.rows[1][2]
    assert page.links[0] == FINDINGS[0].source


def test_the_rest_is_folded() -> None:
    titles = re.findall(r"<summary>(.*)</summary>", render(SAMPLE, "markdown"))
    assert titles == [
        "Changes (5)",
        "Permissions (8: 1 gained, 1 lost)",
        "Readiness (2 of 7)",
        "Validation jobs (2: at most 9 instance-hours)",
        "Picture: who reads what",
        "Why, rule by rule",
        "Suppressed (1)",
    ]


def test_what_is_gained_stands_before_what_was_there() -> None:
    text = render(SAMPLE, "markdown")
    assert text.index("**gained**") < text.index("**lost**") < text.index("sts:AssumeRole")


def test_a_review_without_findings_is_short() -> None:
    assert render(replace(Report(()), templates=SAMPLE.templates[1:]), "markdown") == (
        "## Template review: no findings in 1 template\n\n"
        "- `edge/defect-detector.yaml`: `eu-central-1`, compared with `main/defect-detector.yaml`\n"
    )


def test_a_templates_text_is_never_markup() -> None:
    page = _Page(render(hostile_report(), "markdown"))
    assert page.tags <= OURS
    assert {link.split("_")[0] for link in page.links} == {"https://docs.aws.amazon.com/a"}
    assert {len(row) for row in page.rows} == {3, 4}
    assert not re.search(r"(?<!\w)@\w|#\d|\bGH-\d", page.loose), "GitHub would make mentions and issue links of these"
    everything = "\n".join(cell.replace("\u200b", "") for row in page.rows for cell in row)
    for text in TEXTS:
        assert clean(text).strip() in everything, "changed on the way"


def test_a_row_for_each_finding_whatever_it_says() -> None:
    hostile = hostile_report()
    page = _Page(render(replace(Report(()), findings=hostile.findings), "markdown"))
    assert len(page.rows) == 1 + len(hostile.findings)


def test_the_picture_says_nothing_that_mermaid_obeys() -> None:
    for report in (SAMPLE, hostile_report()):
        (block,) = re.findall(r"```mermaid\n(.*?)\n```\n", render(report, "markdown"), re.DOTALL)
        label = r'"(?:[A-Za-z0-9 ]|#[0-9]+;|<br/>)+"'
        ours = (
            "flowchart LR",
            " *end",
            rf" *subgraph t\d+\[{label}\]",
            rf" *n\d+\[{label}\]",
            rf" *n\d+\(\[{label}\]\)",
            rf" *n\d+ -->(\|{label}\|)? n\d+",
            r" *classDef [a-z]+ [a-z0-9#:, -]+",
            r" *class [n\d,]+ (error|warning|outside)",
        )
        assert [line for line in block.split("\n") if not any(re.fullmatch(one, line) for one in ours)] == []


@pytest.mark.parametrize("times", [40, 400, 4000])
def test_it_fits_into_a_comment(times: int) -> None:
    nodes = tuple(Node(str(number), f"Bucket{number}", "AWS::S3::Bucket", "t.yaml") for number in range(times))
    edges = tuple(Edge(str(number), str(number // 2), "reads from time to time") for number in range(1, times))
    many = replace(SAMPLE, findings=FINDINGS * times, permissions=PERMISSIONS * times, nodes=nodes, edges=edges)
    text = render(many, "markdown")
    assert len(text) < LIMIT
    page = _Page(text)
    assert page.tags <= OURS
    assert text.count("<details>") == text.count("</details>") == 7
    shown = sum(row[0].startswith(("🔴", "🟡", "🔵")) for row in page.rows)
    assert f"{len(many.findings) - shown + 1:,} more not shown" in text, "one of these rows is the suppressed finding"


def test_one_finding_may_be_huge() -> None:
    huge = replace(FINDINGS[0], message="*" * 200_000, resource="R" * 200_000, path=None)
    text = render(replace(SAMPLE, findings=(huge, *FINDINGS)), "markdown")
    assert len(text) < LIMIT
    assert FINDINGS[0].message.split(" s3:")[0] in text


def test_many_templates_leave_room_for_the_findings() -> None:
    many = replace(SAMPLE, templates=SAMPLE.templates * 500)
    assert "more templates" in render(many, "markdown")
    assert "IM-104" in render(many, "markdown")


def test_each_section_says_which_of_several_templates_it_is_about() -> None:
    sample = sample_report()
    several = render(sample, "markdown")
    for rows in (sample.permissions, sample.changes, sample.readiness, sample.validation_jobs):
        name = PurePath(rows[0].template).name
        assert f"of {code(name)}" in several
    alone = render(replace(sample, templates=sample.templates[:1]), "markdown")
    assert "<br>of <code>" not in alone
