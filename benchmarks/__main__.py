"""Run every benchmark and print one JSON object a line: ``python -m benchmarks [NAME...]``."""

from __future__ import annotations

import json
import sys

from benchmarks import archive, review, synth

BENCHMARKS = {"archive": archive.run, "review": review.run, "synth": synth.run}


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all of them."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"error: {unknown[0]!r} is no benchmark; name some of {', '.join(BENCHMARKS)}, or none for all")
    for name in names or BENCHMARKS:
        print(f"==> {name}: this takes a minute or two", file=sys.stderr)
        for line in BENCHMARKS[name]():
            print(json.dumps({key: value for key, value in line.items() if value is not None}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
