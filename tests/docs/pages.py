"""The code blocks of the documents, and a folder that holds what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = sorted([*(ROOT / "docs/constructs").glob("*.md"), *(ROOT / "docs/guide").glob("*.md"), ROOT / "docs/review.md"])
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A block of code.

    Attributes:
        page: Path below the repository.
        line: Number of its first line of code.
        language: What follows the fence.
        title: The file that it is an excerpt of or that is not a package's; empty: none.
        text: The code.
    """

    page: str
    line: int
    language: str
    title: str
    text: str

    @property
    def is_app(self) -> bool:
        """Whether it is a CDK app that can be run."""
        return self.language == "python" and "cdk.App(" in self.text

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """Return the code blocks of a page."""
    text = page.read_text()
    for found in _FENCE.finditer(text):
        title = re.search(r'title="([^"]*)"', found["info"])
        yield Block(
            page=str(page.relative_to(ROOT)),
            line=text.count("\n", 0, found.start("text")) + 1,
            language=found["language"],
            title=title[1] if title else "",
            text=re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE),
        )


BLOCKS = [block for page in PAGES for block in blocks(page)]


def make_project(folder: Path) -> Path:
    """Put into a folder what the examples name: a model, a server, samples and the README's package file."""
    for name in ("server/Dockerfile", "model/model.onnx", "samples/a.csv"):
        (folder / name).parent.mkdir()
        (folder / name).write_text("FROM scratch\n")
    (example,) = [block for block in blocks(ROOT / "README.md") if block.language == "yaml"]
    (folder / "model-package.yaml").write_text(example.text)
    return folder
