"""The shorthand is read as the AWS CLI's own parser reads it; the AWS CLI is asked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from awscli.shorthand import BackCompatVisitor, DocumentTypesNotSupportedError, ShorthandParseError, ShorthandParser
from botocore.exceptions import BotoCoreError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cdk_model_packages.errors import EdgeError
from cdk_model_packages.spec.packaging_request import parse_shorthand
from tests.spec.packaging_request.values import DEVICE, DEVICE_TEMPLATE, PLATFORM, PLATFORM_TEMPLATE

KEY = st.text("abKT019-_.#/:", min_size=1, max_size=4)
SPACE = st.sampled_from(["", "", "", " ", "  ", "\n", "\t"])
TEXT = st.text(st.characters(codec="utf-8", max_codepoint=0xFFFF), max_size=8) | st.text(
    "ab ,=[]{}'\"\\@:/-", max_size=8
)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and how it is written in quotes."""
    text, quote = draw(TEXT), draw(st.sampled_from("'\""))
    if text.endswith("\\") or "\\\\" in text or f"\\{quote}" in text:  # the AWS CLI cannot say these
        text = text.replace("\\", "/")
    return text, quote + text.replace(quote, f"\\{quote}") + quote


@st.composite
def bare(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and how it is written without quotes."""
    text = draw(st.text("abc 019.:/@!|~-", min_size=1, max_size=8)).strip() or "x"
    return text, text.replace(",", "\\,")


@st.composite
def mapping(draw: st.DrawFn, values: st.SearchStrategy[tuple[Any, str]]) -> tuple[Any, str]:
    keys = draw(st.lists(KEY, unique=True, max_size=3))
    found = {key: draw(values) for key in keys}
    written = ",".join(
        f"{draw(SPACE)}{key}{draw(SPACE)}={draw(SPACE)}{text}{draw(SPACE)}" for key, (_, text) in found.items()
    )
    return {key: value for key, (value, _) in found.items()}, "{" + written + "}"


@st.composite
def listing(draw: st.DrawFn, values: st.SearchStrategy[tuple[Any, str]]) -> tuple[Any, str]:
    found = draw(st.lists(values, max_size=3))
    written = ",".join(f"{draw(SPACE)}{text}{draw(SPACE)}" for _, text in found)
    return [value for value, _ in found], f"[{draw(SPACE)}{written}]"


ANY = st.recursive(quoted() | bare(), lambda inner: mapping(inner) | listing(inner), max_leaves=8)


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    keys = draw(st.lists(KEY, unique=True, min_size=1, max_size=3))
    found = {key: draw(ANY) for key in keys}
    written = ",".join(f"{key}={text}" for key, (_, text) in found.items())
    return {key: value for key, (value, _) in found.items()}, written


def awscli(text: str) -> Any:
    """Return what the AWS CLI reads, or ``None``."""
    try:
        return ShorthandParser().parse(text)
    except (ShorthandParseError, DocumentTypesNotSupportedError, BotoCoreError):
        return None


@given(documents())
def test_what_is_written_is_read_as_the_aws_cli_reads_it(written: tuple[dict[str, Any], str]) -> None:
    meant, text = written
    assert parse_shorthand(text) == meant
    assert awscli(text.strip()) == meant


SIGNS = st.sampled_from("abk=,{}[]'\"\\ \n!\u00e9\U0001f600\x1c")
WORDS = st.sampled_from(["x y", "a=", "={", "=[", "],", "'x'", '"y"', "\\,", "\\'", "a=b", "{a=b}", "[a,b]", ",c=d"])
PIECES = st.lists(SIGNS | WORDS, max_size=14).map("".join)


@settings(max_examples=500)
@given(PIECES.map(lambda text: f"a={text}") | PIECES)
@example("a=[a,c=d]")
@example('a=""y"')
@example("a=b,c=d,e")
@example("a=b,c,d=e")
@example("a={b=}")
@example("a=]b")
@example("a={b=]c}")
@example("a=[,]")
@example("a=,b")
def test_any_text_is_read_as_the_aws_cli_reads_it_or_refused(text: str) -> None:
    text = text.strip()
    theirs = awscli(text)
    try:
        ours, why = parse_shorthand(text), ""
    except EdgeError as error:
        ours, why = None, str(error)
    assert ours == theirs or (ours is None and (by_chance(text, theirs) or "is given twice" in why))


def by_chance(text: str, read: Any) -> bool:
    """What its parser takes by chance: no key, two commas, a comma that it finds inside what it has read."""
    return has_empty_key(read) or ",," in re.sub(r"\s", "", text) or "\\," in text


def has_empty_key(value: Any) -> bool:
    if isinstance(value, dict):
        return "" in value or any(map(has_empty_key, value.values()))
    return isinstance(value, list) and any(map(has_empty_key, value))


@pytest.mark.parametrize("text", [PLATFORM, DEVICE, PLATFORM_TEMPLATE, DEVICE_TEMPLATE])
def test_the_documents_examples(text: str) -> None:
    read = parse_shorthand(text)
    assert read == ShorthandParser().parse(text)
    assert len(read["Greengrass"]["Tags"]) == 2


def test_escapes() -> None:
    assert parse_shorthand(r"""a='it\'s',b="say \"x\"",c=1\,2,d='\\n'""") == {
        "a": "it's",
        "b": 'say "x"',
        "c": "1,2",
        "d": r"\n",
    }


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "column 1", "the end, where NAME= is expected"),
        ("Greengrass", "column 1", "'G', where NAME= is expected"),
        ("Greengrass={", "column 13", "the end after 'Greengrass={', where '}' or NAME= is expected"),
        ("a={b=c", "column 7", "the end after 'a={b=c', where ',' or '}' is expected"),
        ("a={b}", "column 4", "'b' after 'a={', where '}' or NAME= is expected"),
        ("a={b=c}}", "column 8", "'}' after 'a={b=c}', where ',' and NAME= or the end is expected"),
        ("a='b", "column 3", "a quote that does not end after 'a='"),
        ("a={'b'=c}", "column 4", "\"'\" after 'a={', where '}' or NAME= is expected"),
        ("a=b\n,\nc={d}", "line 3, column 4", "'d' after"),
        ("a=b,a=c", "column 5", "a is given twice"),
        ("a={b=1,c=2,b=3}", "column 12", "b is given twice"),
        ("a@=file://x", "column 1", "'a', where NAME= is expected"),
    ],
)
def test_an_error_tells_the_column_and_what_is_expected(text: str, where: str, what: str) -> None:
    with pytest.raises(EdgeError) as caught:
        parse_shorthand(text)
    assert f"configuration, {where}: {what}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_tag_is_a_list_of_one_as_at_the_aws_cli() -> None:
    from cdk_model_packages.spec.packaging_request.source import read_document
    from tests.spec.packaging_request.values import MODEL

    text = "Greengrass={TargetDevice=jetson_xavier,Tags={Key=k,Value=v}}"
    theirs = ShorthandParser().parse(text)
    BackCompatVisitor().visit(theirs, MODEL.shape_for("ModelPackagingConfiguration"))
    assert read_document(text) == theirs
    assert theirs["Greengrass"]["Tags"] == [{"Key": "k", "Value": "v"}]


def test_deep_nesting_is_refused() -> None:
    from cdk_model_packages.spec.packaging_request.source import read_document

    for text in ("a=" + "[" * 5000 + "]" * 5000, '{"a":' * 500 + "1" + "}" * 500, "[" * 100_000):
        with pytest.raises(EdgeError) as caught:
            read_document(text)
        assert len(str(caught.value)) < 300
