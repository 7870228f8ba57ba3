"""Archives: throughput and size against ``tar czf`` and Python's ``tarfile``, and the unchanged folder.

The folder is made of what a model folder is made of: weights in 32 and 16 bits and quantised to 8, drawn
like trained ones (normal, each layer with a spread of its own, so that they compress as little), a
tokenizer, labelled text, and the standard library for code. The same seed gives the same folder with
the same Python.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cdk_model_packages.artifacts import build_archive
from cdk_model_packages.artifacts.folder import scan_folder
from cdk_model_packages.artifacts.manifest import CACHE_VARIABLE, cached_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIB = 1 << 20
SIZE_MIB = 256
SMALL_MIB = 64
ROUNDS = 3
REBUILDS = 20
SEED = 7


def run() -> Iterator[dict[str, object]]:
    """Measure and yield one result a line."""
    with tempfile.TemporaryDirectory(prefix="model-packages-bench-") as name:
        work = Path(name)
        print(f"archive: making a folder of {SIZE_MIB} MiB", file=sys.stderr)
        large = make_folder(work / "model", SIZE_MIB)
        yield from _compare(large, work)
        yield from _rebuild(large, make_folder(work / "small", SMALL_MIB), work)


def _compare(folder: Path, work: Path) -> Iterator[dict[str, object]]:
    ways: dict[str, Callable[[Path], object]] = {
        "ours": lambda target: build_archive(folder, target),
        "tar czf": lambda target: subprocess.run(
            ["tar", "--create", "--gzip", "--file", target, "--directory", folder, "."], check=True
        ),
        "tarfile": lambda target: _tarfile(folder, target),
    }
    seconds: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for turn, (way, make) in itertools.product(range(ROUNDS), ways.items()):  # by turns: a busy machine slows all
        print(f"archive: round {turn + 1} of {ROUNDS}, {way}", file=sys.stderr)
        target = work / "model.tar.gz"
        start = time.perf_counter()
        make(target)
        seconds[way] = min(seconds.get(way, float("inf")), time.perf_counter() - start)
        sizes[way] = target.stat().st_size
        target.unlink()
    content = scan_folder(folder).size_bytes
    facts = {
        "mib": round(content / MIB),
        "cores": os.cpu_count(),
        "ours_seconds": round(seconds["ours"], 3),
        "ours_mib_per_second": round(content / MIB / seconds["ours"]),
    }
    for way, name in (("tar czf", "archive-vs-tar-czf"), ("tarfile", "archive-vs-tarfile")):
        ratio = round(seconds[way] / seconds["ours"], 2)
        yield {"name": name, "ratio": ratio, "unit": "times as fast", "their_seconds": round(seconds[way], 3), **facts}
    yield {
        "name": "archive-size-vs-gzip",
        "ratio": round(sizes["ours"] / sizes["tar czf"], 4),
        "unit": "times the size",
        "our_bytes": sizes["ours"],
        "their_bytes": sizes["tar czf"],
    }


def _rebuild(large: Path, small: Path, work: Path) -> Iterator[dict[str, object]]:
    os.environ[CACHE_VARIABLE] = str(work / "cache")
    milliseconds = {folder: _unchanged_ms(folder) for folder in (large, small)}
    for folder, name in ((large, "archive-unchanged"), (small, "archive-unchanged-small")):
        found = scan_folder(folder)
        yield {
            "name": name,
            "ratio": round(milliseconds[folder], 2),
            "unit": "ms",
            "mib": round(found.size_bytes / MIB),
            "entries": len(found.entries),
        }
    yield {
        "name": "archive-unchanged-by-size",
        "ratio": round(milliseconds[large] / milliseconds[small], 2),
        "unit": f"times the time for {SIZE_MIB // SMALL_MIB} times the bytes in as many files",
    }


def _unchanged_ms(folder: Path) -> float:
    first = cached_archive(scan_folder(folder))
    times: list[float] = []
    for _ in range(REBUILDS):
        start = time.perf_counter()
        again = cached_archive(scan_folder(folder))
        times.append(time.perf_counter() - start)
        if again != first:
            raise RuntimeError("the folder was archived again")
    return sorted(times)[len(times) // 2] * 1000


def _tarfile(folder: Path, target: Path) -> None:
    with tarfile.open(target, "w:gz") as tar:
        tar.add(folder, ".")


def make_folder(folder: Path, size_mib: int) -> Path:
    """Make a model folder of a size: seven eighths weights, the rest text and code, in as many files."""
    folder.mkdir()
    random = np.random.default_rng(SEED)
    for shard in range(4):
        (folder / f"model-{shard}.safetensors").write_bytes(_weights(random, size_mib * MIB // 8, np.float32))
    (folder / "adapter.safetensors").write_bytes(_weights(random, size_mib * MIB // 4, np.float16))
    (folder / "draft.int8.onnx").write_bytes(_quantised(random, size_mib * MIB // 8))
    code = _standard_library(SMALL_MIB * MIB // 16)
    for path, content in code.items():
        (folder / "code" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "code" / path).write_bytes(content)
    words = sorted({word for content in code.values() for word in content.decode().split() if word.isalpha()})
    (folder / "tokenizer.json").write_text(_tokenizer(words, size_mib * MIB // 64))
    text_bytes = size_mib * MIB // 8 - size_mib * MIB // 64 - sum(map(len, code.values()))
    (folder / "samples.jsonl").write_text(_labelled_text(random, words, text_bytes))
    return folder


def _weights(random: np.random.Generator, size: int, kind: type[np.floating]) -> bytes:
    layers: list[bytes] = []
    while (left := size - sum(map(len, layers))) > 0:
        values = random.standard_normal(min(left, 4 * MIB) // np.dtype(kind).itemsize, dtype=np.float32)
        layers.append((values * np.float32(random.uniform(0.01, 0.05))).astype(kind).tobytes())
    return b"".join(layers)


def _quantised(random: np.random.Generator, size: int) -> bytes:
    values = random.standard_normal(size, dtype=np.float32) * 40
    return np.clip(np.round(values), -127, 127).astype(np.int8).tobytes()


def _standard_library(size: int) -> dict[Path, bytes]:
    root = Path(sysconfig.get_path("stdlib"))
    found: dict[Path, bytes] = {}
    for path in sorted(root.rglob("*.py")):
        if "site-packages" in path.parts or sum(map(len, found.values())) > size:
            continue
        content = path.read_bytes()
        if content.isascii():
            found[path.relative_to(root)] = content
    return found


def _tokenizer(words: list[str], size: int) -> str:
    entries = (f"{word}{turn or ''}" for turn in itertools.count() for word in words)
    vocabulary = {word: number for number, word in zip(range(size // 20), entries, strict=False)}
    return json.dumps({"model": {"type": "BPE", "vocab": vocabulary}}, indent=1)


def _labelled_text(random: np.random.Generator, words: list[str], size: int) -> str:
    lines: list[str] = []
    written = 0
    while written < size:
        ranks = random.zipf(1.2, 60)
        text = " ".join(words[rank - 1] for rank in ranks[ranks <= len(words)].tolist())
        label, score = int(random.integers(10)), round(float(random.random()), 6)
        lines.append(json.dumps({"id": len(lines), "text": text, "label": label, "score": score}) + "\n")
        written += len(lines[-1])
    return "".join(lines)


if __name__ == "__main__":
    for result in run():
        print(json.dumps(result))
