"""Text of others, made harmless to a screen."""

from __future__ import annotations

import re

# Controls (a terminal obeys them), lone surrogates (no file can hold them), and what turns the direction of text or
# separates lines (a reader sees another text than the file has).
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in "\t\n\r\u2028\u2029":
        return " "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def clean(text: str) -> str:
    """Return text as one line that a screen shows and does not obey.

    Args:
        text: From a template, or about one.
    """
    return _HIDDEN.sub(_shown, text)
