"""The report as one page for a browser: it carries all it needs, and asks no network for anything.

A template's text reaches the page only as JSON, and from there only as text: the page's policy forbids
whatever makes markup of a string, and runs no script but the page's own, known by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages._screen import clean
from cdk_model_packages.review.formats._words import is_link, place, summary

if TYPE_CHECKING:
    from cdk_model_packages.review.report import Report

_PAGE = Path(__file__).with_name("page")
# In this order: each uses only what stands before it.
_SCRIPTS = ("dom", "model", "cells", "sections", "filters", "layout", "camera", "picture", "detail", "main")


def render(report: Report, *, width: int | None = None, color: bool = False) -> str:
    """Return the report as HTML.

    Args:
        report: What was found.
        width: Not used.
        color: Not used.
    """
    style = _file("style.css")
    script = "\n".join([_file("dagre.min.js"), '"use strict";', *(_file(f"{name}.js") for name in _SCRIPTS)])
    page = _file("page.html")
    parts = {
        "policy": _policy(script, style),
        "style": style,
        "summary": escape(summary(report)),
        "plain": "\n".join(_plain(report)),
        "data": _json(_data(report)),
        "script": script,
    }
    # Not one replacement after the other: a part may itself have the name of another one.
    pieces = page.split("%%")
    return "".join(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def _file(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(report: Report) -> dict[str, Any]:
    data = report.as_data()
    data["summary"] = summary(report)
    for name in ("findings", "suppressed"):
        for row in data[name]:
            row["link"] = is_link(row["source"])
    return cast("dict[str, Any]", _cleaned(data))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in cast("dict[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in cast("list[object]", value)]
    return value


def _json(data: dict[str, Any]) -> str:
    """Return JSON that stays inside of its element: no ``<`` starts a tag or a comment there."""
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _plain(report: Report) -> list[str]:
    """Return the findings for a reader whose browser runs no script."""
    return [
        escape(f"{one.severity} {clean(one.rule)} {place(one.template, one.line, one.column)} "
               f"{clean(one.resource or '')}: {clean(one.message)}")
        for one in report.findings
    ]  # fmt: skip
