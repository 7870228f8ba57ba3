"""Sends samples to a component and compares what it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING, Literal

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cdk_model_packages.edge.device.inference_client import Answer

Split = Literal["Line", "None"]
"""``Line``: each line is a request; ``None``: each file is one. Named as batch transform's SplitType."""

_MOST_TOLD = 10
_MOST_SHOWN = 200
_OK = range(200, 300)
_LINE_TYPES = frozenset({"text/csv", "application/jsonlines", "application/x-jsonlines", "text/plain"})


@dataclass(frozen=True)
class Sample:
    """One request.

    Attributes:
        where: File, and line in it, for people.
        body: What is sent.
    """

    where: str
    body: bytes


@dataclass(frozen=True)
class Difference:
    """An answer that is not as expected.

    Attributes:
        where: The sample.
        expected: What was expected; ``None``: any answer with a status of 200 to 299.
        answered: What came.
    """

    where: str
    expected: str | None
    answered: str


@dataclass(frozen=True)
class Latency:
    """How long answers took, in milliseconds."""

    median: float
    p90: float
    p99: float
    longest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """Sum up the times of one request or more."""
        found = sorted(second * 1000 for second in seconds)
        cuts = quantiles(found, n=100, method="inclusive") if len(found) > 1 else found * 99
        return cls(*(round(figure, 2) for figure in (cuts[49], cuts[89], cuts[98], found[-1])))


@dataclass(frozen=True)
class InferenceResult:
    """What became of the samples.

    Attributes:
        requests: How many were sent.
        failed: How many had no answer, or one with another status than 200 to 299.
        compared: How many answers were compared; 0: nothing was expected.
        agreeing: How many of them are as expected.
        needed: The share of them that must be.
        latency: How long answers took.
        differences: The first that are not as expected.
    """

    requests: int
    failed: int
    compared: int
    agreeing: int
    needed: float
    latency: Latency
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether every request was answered, and as many as needed as expected."""
        return self.failed == 0 and self.agreeing >= self.needed * self.compared


def samples_of(files: Sequence[Path], content_type: str, split: Split | None) -> list[Sample]:
    """Read samples.

    Args:
        files: In this order.
        content_type: What they hold.
        split: ``None``: by lines for types that have lines, such as text/csv.

    Raises:
        EdgeError: A file cannot be read, or holds nothing.
    """
    by_line = split == "Line" or (split is None and content_type.partition(";")[0].strip() in _LINE_TYPES)
    found: list[Sample] = []
    for file in files:
        content = _read("--samples", file)
        lines = enumerate(content.splitlines(keepends=True), 1)
        found += (
            [Sample(f"{file.name}:{number}", line) for number, line in lines if line.strip()]
            if by_line
            else [Sample(file.name, content)]
        )
    if not found:
        raise EdgeError(f"--samples {', '.join(map(str, files))}: no record to send; name a file that has some")
    return found


def expected_of(file: Path, samples: Sequence[Sample]) -> list[str]:
    """Read what is expected: a line a sample; all of the file where there is one sample.

    Raises:
        EdgeError: It cannot be read, or has another number of lines.
    """
    content = _read("--expected", file).decode(errors="replace")
    if len(samples) == 1:
        return [content.strip()]
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    if len(lines) != len(samples):
        raise EdgeError(
            f"--expected {file}: has {len(lines)} lines, and there are {len(samples)} samples; write a line a sample"
        )
    return lines


def send(
    samples: Sequence[Sample],
    invoke: Callable[[bytes], Answer],
    *,
    expected: Sequence[str] | None = None,
    needed: float = 1.0,
    told: Callable[[int], None] = lambda _: None,
) -> InferenceResult:
    """Send samples one after another and compare.

    Args:
        samples: One or more.
        invoke: Sends one.
        expected: An answer a sample. ``None``: any.
        needed: The share of the answers, 0 to 1, that must be as expected.
        told: Told after each how many were sent.
    """
    seconds: list[float] = []
    differences: list[Difference] = []
    failed = differing = 0
    for number, sample in enumerate(samples):
        answer = invoke(sample.body)
        seconds.append(answer.seconds)
        awaited = None if expected is None else expected[number]
        if answer.status not in _OK:
            failed += 1
            status = f"{answer.status} " if answer.status else "no answer: "
            differences.append(Difference(sample.where, awaited, _short(f"{status}{answer.text.strip()}")))
        elif awaited is not None and not is_same(answer.text, awaited):
            differing += 1
            differences.append(Difference(sample.where, _short(awaited), _short(answer.text.strip())))
        told(number + 1)
    compared = 0 if expected is None else len(samples) - failed
    return InferenceResult(
        requests=len(samples),
        failed=failed,
        compared=compared,
        agreeing=compared - differing,
        needed=needed,
        latency=Latency.of(seconds),
        differences=tuple(differences[:_MOST_TOLD]),
    )


def is_same(answered: str, expected: str) -> bool:
    """Tell whether two answers are the same: as texts, or as JSON values."""
    if answered.strip() == expected.strip():
        return True
    try:
        return json.loads(answered) == json.loads(expected)
    except (ValueError, RecursionError):
        return False


def _read(option: str, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EdgeError(f"{option} {file}: {error.strerror}; name another file") from None


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
