"""Samples, what is expected of them, and what is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.edge.device.inference import Latency, Split, expected_of, is_same, samples_of, send
from cdk_model_packages.edge.device.inference_client import Answer, InferenceClient
from cdk_model_packages.errors import EdgeError
from tests.edge.device.components import free_port

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "samples.csv"
    found.write_bytes(b"1,2\n\n3,4\r\n5,6")
    return found


@pytest.mark.parametrize(
    ("content_type", "split", "bodies"),
    [
        ("text/csv", None, [b"1,2\n", b"3,4\r\n", b"5,6"]),
        ("text/csv; charset=utf-8", None, [b"1,2\n", b"3,4\r\n", b"5,6"]),
        ("text/csv", "None", [b"1,2\n\n3,4\r\n5,6"]),
        ("application/json", None, [b"1,2\n\n3,4\r\n5,6"]),
        ("application/json", "Line", [b"1,2\n", b"3,4\r\n", b"5,6"]),
        ("application/jsonlines", None, [b"1,2\n", b"3,4\r\n", b"5,6"]),
    ],
)
def test_samples(file: Path, content_type: str, split: Split | None, bodies: list[bytes]) -> None:
    found = samples_of([file], content_type, split)
    assert [sample.body for sample in found] == bodies
    assert found[-1].where == ("samples.csv" if len(bodies) == 1 else "samples.csv:4")


def test_samples_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n\n")
    with pytest.raises(EdgeError, match=r"--samples .*empty: no record to send"):
        samples_of([tmp_path / "empty"], "text/csv", None)
    with pytest.raises(EdgeError, match=r"--samples .*none: No such file"):
        samples_of([tmp_path / "none"], "text/csv", None)


def test_expected(file: Path, tmp_path: Path) -> None:
    samples = samples_of([file], "text/csv", None)
    (tmp_path / "expected").write_text("3\n7\n\n11\n")
    assert expected_of(tmp_path / "expected", samples) == ["3", "7", "11"]
    assert expected_of(tmp_path / "expected", samples[:1]) == ["3\n7\n\n11"]
    with pytest.raises(EdgeError, match="has 3 lines, and there are 2 samples"):
        expected_of(tmp_path / "expected", samples[:2])


@pytest.mark.parametrize(
    ("answered", "expected", "same"),
    [
        ("7\n", "7", True),
        ("7", "7.0", True),  # as JSON values
        ('{"a": 1, "b": [2]}', '{"b":[2],"a":1}', True),
        ("07", "7", False),
        ("seven", "Seven", False),
        ("", "", True),
        ("[" * 100_000, "[", False),
    ],
)
def test_is_same(answered: str, expected: str, same: bool) -> None:
    assert is_same(answered, expected) is same


def answered(*texts: str, status: int = 200) -> list[Answer]:
    return [Answer(status, "text/csv", text.encode(), 0.001 * number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("needed", "passes"), [(1.0, False), (0.67, False), (2 / 3, True), (0.5, True), (0.0, True)], ids=str
)
def test_agreement(file: Path, needed: float, passes: bool) -> None:
    answers = iter(answered("3", "7", "12"))
    counts: list[int] = []
    samples = samples_of([file], "text/csv", None)
    result = send(samples, lambda _: next(answers), expected=["3", "7", "11"], needed=needed, told=counts.append)
    assert (result.requests, result.failed, result.compared, result.agreeing) == (3, 0, 3, 2)
    assert result.passed is passes
    (difference,) = result.differences
    assert (difference.where, difference.expected, difference.answered) == ("samples.csv:4", "11", "12")
    assert counts == [1, 2, 3]


@pytest.mark.parametrize("status", [199, 300, 400, 500, 0])
def test_a_failed_request_is_never_enough(file: Path, status: int) -> None:
    (answer,) = answered("the reason", status=status)
    result = send(samples_of([file], "application/json", None), lambda _: answer, needed=0.0)
    assert (result.failed, result.passed) == (1, False)
    assert result.differences[0].answered == (f"{status} the reason" if status else "no answer: the reason")


@pytest.mark.parametrize("status", [200, 299])
def test_any_answer_will_do_when_none_is_expected(file: Path, status: int) -> None:
    (answer,) = answered("whatever", status=status)
    result = send(samples_of([file], "application/json", None), lambda _: answer)
    assert (result.compared, result.passed, result.differences) == (0, True, ())


def test_few_differences_are_told(file: Path) -> None:
    (answer,) = answered("x" * 1000)
    result = send(samples_of([file], "text/csv", None) * 10, lambda _: answer, expected=["y"] * 30)
    assert len(result.differences) == 10
    assert len(result.differences[0].answered) == 200
    assert result.agreeing == 0


def test_latency() -> None:
    assert Latency.of([0.010]) == Latency(10, 10, 10, 10)
    found = Latency.of([number / 1000 for number in range(101)])
    assert (found.median, found.p90, found.p99, found.longest) == (50, 90, 99, 100)


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8080", "https://127.0.0.1", "http://", "http://host:port", "http://h:99999"]
)
def test_a_url_that_is_none(url: str) -> None:
    with pytest.raises(EdgeError, match=f"--url {url}: is no http://HOST:PORT"):
        InferenceClient(url)


def test_nobody_answers() -> None:
    client = InferenceClient(f"http://127.0.0.1:{free_port()}")
    assert not client.is_taken()
    assert client.ping() == 0
    answer = client.invoke(json.dumps({}).encode(), "application/json")
    assert (answer.status, answer.text.startswith("ConnectionRefusedError")) == (0, True)
