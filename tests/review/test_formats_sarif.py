"""SARIF: valid against its schema, and as GitHub code scanning wants it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from cdk_model_packages.review.formats import render
from cdk_model_packages.review.report import Finding, Report
from tests.review.hostile_report import hostile_report
from tests.review.sample_report import FINDINGS, SUPPRESSED, sample_report

# From the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT), lib/schemas; the schema itself is OASIS's.
SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text())
SAMPLE = sample_report()


def _run(report: Report = SAMPLE) -> dict[str, Any]:
    return json.loads(render(report, "sarif"))["runs"][0]


def _only(finding: Finding) -> dict[str, Any]:
    return _run(replace(SAMPLE, findings=(finding,), suppressed=()))["results"][0]


@pytest.mark.parametrize("report", [SAMPLE, Report(()), hostile_report()], ids=["sample", "empty", "hostile"])
def test_it_is_valid(report: Report) -> None:
    Draft4Validator(SCHEMA, format_checker=FormatChecker()).validate(json.loads(render(report, "sarif")))


def test_the_schema_refuses_what_is_wrong() -> None:
    log = json.loads(render(SAMPLE, "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(SCHEMA).is_valid(log)


def test_a_result_has_its_place() -> None:
    result = _run()["results"][1]
    assert result["ruleId"] == "VP-007"
    assert result["level"] == "error"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "cdk.out/DefectRegistry.template.json", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 47, "startColumn": 13},
            },
            "logicalLocations": [
                {
                    "name": "DefectPackageV8",
                    "fullyQualifiedName": f"DefectPackageV8.{FINDINGS[1].path}",
                    "kind": "resource",
                }
            ],
        }
    ]
    assert result["message"]["text"].split("\n") == [
        f"{FINDINGS[1].message} (if IsProduction)",
        f"Fix: {FINDINGS[1].fix}",
    ]


def test_rules_have_help_and_results_point_to_them() -> None:
    run = _run()
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    assert len({rule["id"] for rule in rules}) == len(rules) == 7
    first = rules[0]
    assert first["shortDescription"]["text"] == FINDINGS[0].title
    assert first["fullDescription"]["text"] == FINDINGS[0].reason
    assert first["helpUri"] == FINDINGS[0].source
    assert f"Fix: {FINDINGS[0].fix}" in first["help"]["text"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules][-2:] == ["note", "note"]


def test_a_source_that_is_no_page_is_no_link() -> None:
    (rule,) = _run(replace(SAMPLE, findings=(replace(FINDINGS[0], source="CreateModelPackage.Tags"),), suppressed=()))[
        "tool"
    ]["driver"]["rules"]
    assert "helpUri" not in rule
    assert "Source: CreateModelPackage.Tags" in rule["help"]["text"]


def test_a_suppression_has_its_reason() -> None:
    suppressed = [one for one in _run()["results"] if "suppressions" in one]
    assert [one["ruleId"] for one in suppressed] == ["SC-001"]
    assert suppressed[0]["suppressions"][0]["justification"] == SUPPRESSED[0].suppressed


def test_a_fingerprint_outlives_a_moved_line_and_tells_properties_apart() -> None:
    def fingerprint(**change: Any) -> str:
        return _only(replace(FINDINGS[0], **change))["partialFingerprints"]["modelPackagesFinding/v1"]

    assert fingerprint() == fingerprint(line=900, column=1, message="in other words")
    assert len({fingerprint(), fingerprint(path="Tags"), fingerprint(resource="Other"), fingerprint(rule="X-1")}) == 4


@pytest.mark.parametrize(
    ("template", "uri"),
    [
        ("./a/../template.yaml", "template.yaml"),
        ("with space/täst#1.yaml", "with%20space/t%C3%A4st%231.yaml"),
        (str(Path.cwd() / "below.json"), "below.json"),
    ],
)
def test_places_are_relative_to_the_checkout(template: str, uri: str) -> None:
    location = _only(replace(FINDINGS[0], template=template))["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_what_is_outside_of_the_checkout_is_named_in_full() -> None:
    location = _only(replace(FINDINGS[0], template="../other.yaml"))["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": (Path.cwd().parent / "other.yaml").as_uri()}


def test_a_finding_without_a_line_has_a_place_all_the_same() -> None:
    """GitHub refuses a result without a region."""
    location = _only(replace(FINDINGS[0], line=None, column=None, resource=None))["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 1}
    assert "logicalLocations" not in location


def test_a_message_makes_no_link() -> None:
    text = _only(replace(FINDINGS[0], message="[click](https://evil.example) of [a] list[0]", fix=None))["message"][
        "text"
    ]
    assert text == r"\[click](https://evil.example) of [a] list[0]"
    markdown = [one["help"]["markdown"] for one in _run(hostile_report())["tool"]["driver"]["rules"]]
    assert not any(re.search(r"(?<!\\)(\[|<(?!https://))", one) for one in markdown)
