"""Collect the METADATA of all rules: for the rules in ``pack/catalog.rego``, for people in ``catalog.json``.

Run ``python tools/generate_rule_catalog.py`` after a change of a rule's METADATA.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import yaml

PACK = Path(__file__).parents[1] / "constructs/cdk_model_packages/rules/pack"
CATALOG = PACK / "catalog.rego"
HEAD = """# Made by tools/generate_rule_catalog.py of the METADATA above each rule. Do not edit.
package cdk_model_packages

import rego.v1

catalog := """
BLOCK = re.compile(r"^# METADATA\n((?:#.*\n)+)", re.MULTILINE)
SEVERITIES = {"error": "ERROR", "warning": "WARN", "info": "INFO"}


def collect(folder: Path = PACK) -> dict[str, dict[str, object]]:
    """Return what each rule says of itself, by id."""
    found: dict[str, dict[str, object]] = {}
    for file in sorted(folder.glob("*.rego")):
        if file == CATALOG:
            continue
        for block in BLOCK.finditer(file.read_text()):
            text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in block[1].splitlines())
            rule = _rule(yaml.safe_load(text), f"{file.name}:{file.read_text()[: block.start()].count(chr(10)) + 1}")
            if rule["id"] in found:
                raise SystemExit(f"{file.name}: {rule['id']} is described twice")
            found[str(rule.pop("id"))] = rule | {"area": file.stem}
    return dict(sorted(found.items(), key=lambda item: (item[0].rsplit("-", 1)[0], int(item[0].rsplit("-", 1)[1]))))


def _rule(block: dict, where: str) -> dict[str, object]:
    custom = block["custom"]
    missing = {"id", "severity", "fix", "confidence"} - custom.keys() | {"title", "description"} - block.keys()
    if missing or not block.get("related_resources"):
        raise SystemExit(f"{where}: METADATA lacks {sorted(missing) or 'related_resources'}")
    sources = [{"ref": one["ref"], "says": one.get("description", "")} for one in block["related_resources"]]
    return {
        "id": custom["id"],
        "severity": SEVERITIES[custom["severity"]],
        "title": " ".join(block["title"].split()),
        "reason": " ".join(block["description"].split()),
        "fix": " ".join(custom["fix"].split()),
        "source": sources[0]["ref"],
        "sources": sources,
        "confidence": custom["confidence"],
        "needs": custom.get("needs", "template"),
    }


def render(catalog: dict[str, dict[str, object]]) -> str:
    """Return the Rego file: what a finding carries."""
    told = {name: {key: one[key] for key in ("severity", "fix", "source")} for name, one in catalog.items()}
    return HEAD + json.dumps(told, indent="\t", ensure_ascii=False) + "\n"


def render_json(catalog: dict[str, dict[str, object]]) -> str:
    """Return the file that the command and the report read."""
    return json.dumps(catalog, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    rules = collect()
    for path, text in ((CATALOG, render(rules)), (PACK.parent / "catalog.json", render_json(rules))):
        if "--check" in sys.argv:
            if path.read_text() != text:
                sys.exit(f"{path} is not what the rules say; run {sys.argv[0]}")
        else:
            path.write_text(text)
            print(f"wrote {path}")
