"""``model-packages rules``: the rule catalogue."""

from __future__ import annotations

import json as json_text
import re
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path  # noqa: TC003 - cyclopts reads the annotations
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.catalog import Rule, catalog
from cdk_model_packages.rules.pack_files import rule_sources

_ENGINES = re.compile(r"[EFWI][0-9]{4}")


def rules(
    rule: str | None = None, /, *, json: Annotated[bool, Parameter(negative="")] = False, export: Path | None = None
) -> None:
    """List the rules of a review, or explain one.

    Example: model-packages rules MP-001

    Args:
        rule: Id of a rule, or the beginning of some: MP for all about packages.
        json: As JSON.
        export: Folder to write the rules to, as Rego files that the CDK's CloudFormationValidatePlugin takes in any
            language.
    """
    if export is not None:
        _export(export)
        return
    found = _named(rule)
    if json:
        print(json_text.dumps([asdict(one) for one in found], indent=2))
    elif len(found) == 1:
        _explain(found[0])
    else:
        _list(found)


def _export(folder: Path) -> None:
    files = rule_sources()
    folder.mkdir(parents=True, exist_ok=True)
    strange = sorted(path.name for path in folder.iterdir() if path.name not in files)
    if strange:
        raise TemplateError(f"--export {folder}: has {strange[0]!r}, which is no file of ours; name an empty folder")
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    print(f"wrote {len(files)} files to {folder}")


def _named(name: str | None) -> list[Rule]:
    known = catalog()
    if name is None:
        return list(known.values())
    if name.upper() in known:
        return [known[name.upper()]]
    found = [one for one in known.values() if one.id.startswith(name.upper())]
    if not found:
        if _ENGINES.fullmatch(name.upper()):
            told = "whose message is all" if name[0] in "Ff" else "cfn-lint documents that of the same name"
            raise TemplateError(f"rule {name!r}: is one of AWS's engine, {told}")
        near = get_close_matches(name.upper(), known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "see model-packages rules"
        raise TemplateError(f"rule {name!r}: there is none; {hint}")
    return found


def _explain(rule: Rule) -> None:
    console = Console(soft_wrap=False)
    console.print(f"{rule.id}  {rule.title}", style="bold", highlight=False, markup=False)
    console.print(f"{rule.severity}, {rule.confidence}", highlight=False, markup=False)
    console.print(f"\nWhy: {rule.reason}", highlight=False, markup=False)
    console.print(f"Fix: {rule.fix}\n", highlight=False, markup=False)
    for ref, says in rule.sources:
        told = f"{ref}\n  {says}" if says else ref
        console.print(told, style="dim", highlight=False, markup=False, soft_wrap=True)


def _list(found: list[Rule]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("Rule", "Severity", "What must be so"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(one.id, one.severity, one.title)
    Console().print(table)
