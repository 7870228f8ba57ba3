"""A recipe as text: compact JSON for the service, YAML for people."""

# PyYAML has no types for its representers.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_RECIPE_BYTES = 16_000
_WIDTH = 10_000
"""Long scripts stay on their line: folded ones cannot be read."""


_OTHER_BREAK = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""What only some versions of YAML take for the end of a line, or for nothing."""

_HALF_A_LETTER = re.compile("[\ud800-\udfff]")
"""What UTF-8 cannot say."""


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.1 or YAML 1.2 would not read as a text, and writes lines as lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _OTHER_BREAK.search(value) else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_implicit_resolver(  # numbers of YAML 1.2 that YAML 1.1 takes for texts
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(0o?[0-7]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9_]+([eE][-+]?[0-9]+)?)$"),
    list("-+0123456789."),
)


def as_json(document: Mapping[str, Any], indent: int | None) -> str:
    """Return compact JSON, or readable JSON with an indent: in ASCII, or where that is too large, in UTF-8.

    CloudFormation takes both, and shows other letters as ``?`` in GetTemplate, by which ``cdk diff`` compares. Source:
    aws-cloudformation/cloudformation-coverage-roadmap#814.
    """
    separators = (",", ":") if indent is None else None
    ascii_only = json.dumps(document, indent=indent, separators=separators, allow_nan=False)
    if len(ascii_only) <= MAX_RECIPE_BYTES:
        return ascii_only
    text = json.dumps(document, indent=indent, separators=separators, allow_nan=False, ensure_ascii=False)
    return _HALF_A_LETTER.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_yaml(document: Mapping[str, Any]) -> str:
    """Return YAML in the order of the documentation."""
    return yaml.dump(dict(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
