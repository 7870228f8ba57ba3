"""The AWS CLI's shorthand, which ``--configuration`` was written in: ``KEY={KEY='VALUE',...}``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn, cast

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from lark import Lark, Token

_GRAMMAR = "shorthand.lark"
_AROUND = 24
_WORDS = {
    "KEY": "NAME=",
    "_NEXT": "',' and NAME=",
    "COMMA": "','",
    "EQUAL": "'='",
    "LBRACE": "'{'",
    "RBRACE": "'}'",
    "LSQB": "'['",
    "RSQB": "']'",
    "FIRST": "a value",
    "SECOND": "a value",
    "SINGLE_QUOTED": "a value in quotes",
    "DOUBLE_QUOTED": "a value in quotes",
    "$END": "the end",
}


class _Values:
    """What each rule of the grammar becomes."""

    def bare(self, children: list[Token]) -> str:
        return str(children[0]).replace("\\,", ",").rstrip()

    def quoted(self, children: list[Token]) -> str:
        quote, text = children[0][0], children[0][1:-1]
        return text.replace(f"\\{quote}", quote).replace("\\\\", "\\")

    def values(self, children: list[str | None]) -> str | list[str]:
        found = [value or "" for value in children]
        return found[0] if len(found) == 1 else found

    def pair(self, children: list[Any]) -> tuple[Token, object]:
        key, value = children
        return key, "" if value is None else value

    def slot(self, children: list[Any]) -> object:
        return "" if children[0] is None else children[0]

    def list(self, children: list[Any]) -> list[object]:
        return children if children[-1] is not None else children[:-1]

    def object(self, children: list[tuple[Token, Any]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in children:
            if str(key) in found:
                where = _where(cast("int", key.line), cast("int", key.column))
                raise EdgeError(f"configuration, {where}: {key} is given twice; drop one of the two")
            found[str(key)] = value
        return found

    start = object


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark, Transformer

    class Builder(_Values, Transformer[Any, Any]):
        """The same, as lark calls it."""

    grammar = (files("cdk_model_packages.spec.packaging_request") / _GRAMMAR).read_text("utf-8")
    return Lark(grammar, parser="lalr", transformer=Builder(), maybe_placeholders=True)


def parse_shorthand(text: str) -> dict[str, Any]:
    r"""Read the AWS CLI's shorthand as the AWS CLI does; every value is text.

    Args:
        text: For example ``Greengrass={TargetDevice='jetson_xavier',ComponentName=n}``. Inside quotes, ``\'`` and
            ``\"`` are quotes and ``\\`` is a backslash; outside, ``\,`` is a comma.

    Raises:
        EdgeError: when it is none; tells the column and what was expected there.
    """
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    stripped = text.strip()
    try:
        return cast("Any", _parser()).parse(stripped)
    except UnexpectedToken as error:
        expected, place = set(error.accepts or error.expected), error
    except UnexpectedCharacters as error:
        expected, place = set(error.allowed or ()), error
    position = len(stripped) if _at_end(place) else cast("int", place.pos_in_stream)
    _refuse(stripped, position, expected)


def _at_end(error: Any) -> bool:
    token = getattr(error, "token", None)
    return token is not None and token.type == "$END"


def _refuse(text: str, position: int, expected: set[str]) -> NoReturn:
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    found = repr(text[position]) if position < len(text) else "the end"
    if found[1:-1] in {"'", '"'} and "SINGLE_QUOTED" in expected:
        found = "a quote that does not end"
    before = text[max(0, position - _AROUND) : position]
    names = expected - {"_NEXT"} if "COMMA" in expected else expected
    wanted = " or ".join(sorted({_WORDS[name] for name in names if name in _WORDS})) or "a value"
    near = f" after {before!r}" if before else ""
    raise EdgeError(
        f"configuration, {_where(line, column)}: {found}{near}, where {wanted} is expected; "
        "it is the AWS CLI's shorthand: put values in quotes, or write JSON, or name a file"
    )


def _where(line: int, column: int) -> str:
    return f"column {column}" if line == 1 else f"line {line}, column {column}"
