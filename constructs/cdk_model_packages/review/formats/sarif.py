"""The findings for code scanners: SARIF 2.1.0, as GitHub code scanning takes it.

The other sections are no results of a rule at a place, and are not in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cdk_model_packages._screen import clean
from cdk_model_packages.review.formats._words import is_link, where_of

if TYPE_CHECKING:
    from cdk_model_packages.review.report import Finding, Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"  # the name that GitHub, and others after it, give to the checkout
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK_START = re.compile(r"\[(?=[^\]]*\]\()")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+|~!$&@]")


def render(report: Report, *, width: int | None = None, color: bool = False) -> str:
    """Return the findings as a SARIF log with one run.

    Args:
        report: What was found.
        width: Not used.
        color: Not used.
    """
    everything = (*report.findings, *report.suppressed)
    rules = _rules(everything)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "model-packages", "version": version("cdk-model-packages"), "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the review ran."}}},
        "artifacts": [{"location": _artifact(one.path), "roles": ["analysisTarget"]} for one in report.templates],
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(one, places[clean(one.rule)]) for one in everything],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return a rule for each id, from the first finding that has it."""
    rules: dict[str, dict[str, Any]] = {}
    for one in findings:
        if (rule := clean(one.rule)) in rules:
            continue
        title = clean(one.title or one.rule)
        reason = clean(one.reason or title)
        parts = [reason, *([f"Fix: {clean(one.fix)}"] if one.fix else [])]
        source = clean(one.source) if one.source else None
        rules[rule] = {
            "id": rule,
            "shortDescription": {"text": _plain(title)},
            "fullDescription": {"text": _plain(reason)},
            "help": {
                "text": _plain("\n\n".join([*parts, *([f"Source: {source}"] if source else [])])),
                "markdown": "\n\n".join(
                    [*map(_escaped, parts), *([f"Source: {_linked(source)}"] if source else [])],
                ),
            },
            **({"helpUri": source} if is_link(source) else {}),
            "defaultConfiguration": {"level": _LEVELS[one.severity]},
            "properties": {
                "tags": ["cloudformation", "model-packages"],
                "problem.severity": "recommendation" if one.severity == "info" else one.severity,
            },
        }
    return list(rules.values())


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(finding.template)}
    region = {"startLine": max(1, finding.line or 1)}
    if finding.line is not None and finding.column is not None:
        region["startColumn"] = max(1, finding.column)
    physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.resource:
        location["logicalLocations"] = [
            {"name": clean(finding.resource), "fullyQualifiedName": where_of(finding), "kind": "resource"}
        ]
    text = clean(finding.message)
    if finding.when:
        text = f"{text} (if {clean(finding.when)})"
    if finding.fix:
        # An object `fix` of SARIF is a patch; ours is a sentence.
        text = f"{text}\nFix: {clean(finding.fix)}"
    result: dict[str, Any] = {
        "ruleId": clean(finding.rule),
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(text)},
        "locations": [location],
        "partialFingerprints": {"modelPackagesFinding/v1": _fingerprint(finding)},
    }
    if finding.suppressed is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": _plain(clean(finding.suppressed))}
        ]
    return result


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when lines move: the rule and the property that it is about."""
    parts = (finding.rule, finding.template, finding.resource, finding.path, finding.when)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _artifact(template: str) -> dict[str, Any]:
    """Return where a template is: below the folder in which the review ran, or else in full."""
    path = os.path.relpath(template) if Path(template).is_absolute() else os.path.normpath(template)
    if path.split(os.sep, 1)[0] == os.pardir:
        return {"uri": Path(os.path.normpath(Path.cwd() / template)).as_uri()}
    return {"uri": quote(PurePath(path).as_posix(), errors="replace"), "uriBaseId": _ROOT}


def _plain(text: str) -> str:
    """Return text in which SARIF's plain messages see no link."""
    return _LINK_START.sub(r"\\[", text)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _linked(source: str) -> str:
    return f"<{source}>" if is_link(source) else _escaped(source)
