"""Text of a template in Markdown and in Mermaid: never markup, whatever it says."""

from __future__ import annotations

import re

from cdk_model_packages._screen import clean
from cdk_model_packages.review.formats._words import is_link

_LONGEST = 1_000  # of one cell: a comment is read, not searched
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
_ZERO_WIDTH = "&#8203;"
# What GitHub turns into a link in text that has no markup: addresses, people, issues.
_AUTOMATIC = (
    (re.compile(r":(?=//)"), "&#58;"),
    (re.compile(r"(?<=www)\.", re.IGNORECASE), "&#46;"),
    (re.compile(r"@"), f"@{_ZERO_WIDTH}"),
    (re.compile(r"&#35;(?=[0-9])"), f"&#35;{_ZERO_WIDTH}"),
    (re.compile(r"(?<=GH)-(?=[0-9])", re.IGNORECASE), f"{_ZERO_WIDTH}-"),
)


def _clipped(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _entities(text: str) -> str:
    text = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
    for pattern, instead in _AUTOMATIC:
        text = pattern.sub(instead, text)
    return text


def prose(text: str) -> str:
    """Return a sentence, in which nothing is markup, a link or a mention.

    Args:
        text: From a template, or about one.
    """
    return _entities(_clipped(text))


def code(text: str) -> str:
    """Return a name or a value as code, which can be copied as it is.

    Args:
        text: From a template.
    """
    text = _clipped(text)
    if not text.strip():
        return ""
    if "|" in text:  # a table's row ends there, even inside of a code span
        return f"<code>{_entities(text)}</code>"
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{space}{text}{space}{fence}"


def linked(words: str, source: str | None) -> str:
    """Return words as a link to their source, where that is a page.

    Args:
        words: From a rule.
        source: A URL, or the name of an API shape.
    """
    if source is None or not is_link(source):
        return prose(words)
    url = source.replace("(", "%28").replace(")", "%29")
    return f"[{prose(words)}](<{url}>)"


def label(*lines: str) -> str:
    """Return the quoted text of a node or of an arrow in Mermaid.

    Args:
        lines: From a template.
    """
    return '"{}"'.format("<br/>".join(_mermaid(line) for line in lines if line))


def _mermaid(line: str) -> str:
    line = clean(line)
    line = line if len(line) <= 60 else f"{line[:40]}…{line[-19:]}"
    return re.sub(r"[^A-Za-z0-9 ]", lambda match: f"#{ord(match[0])};", line)
