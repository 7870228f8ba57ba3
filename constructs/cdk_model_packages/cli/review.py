"""``model-packages review``: what the service would refuse, replace, grant and run, before it does."""

from __future__ import annotations

import json
import os
import re
import sys
from difflib import get_close_matches
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path  # noqa: TC003 - cyclopts reads the annotations
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

from cyclopts import Parameter

from cdk_model_packages._screen import clean
from cdk_model_packages.errors import TemplateError
from cdk_model_packages.review.formats import render
from cdk_model_packages.review.run import Options
from cdk_model_packages.review.run import review as run_review
from cdk_model_packages.rules.suppression import given
from cdk_model_packages.templates import Place

if TYPE_CHECKING:
    from collections.abc import Callable

_REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-[0-9]+")
_ACCOUNT = re.compile(r"[0-9]{12}")
_FAILED_EXIT_CODE = 1
_MANY = 5


def review(
    paths: tuple[Path, ...],
    /,
    *,
    before: Path | None = None,
    region: str | None = None,
    account: str | None = None,
    format: Literal["text", "json", "sarif", "markdown", "html"] = "text",
    output: Annotated[Path | None, Parameter(alias="-o")] = None,
    fail_on: Literal["error", "warning", "never"] = "error",
    suppress: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    with_: Annotated[Literal["cfn-lint"] | None, Parameter(name="--with")] = None,
) -> int:
    """Review templates: what the service will refuse, what a deploy replaces, who may do what, what will run.

    Exit code 0: nothing at error level (see --fail-on). 1: some. 2: something could not be read.

    Example: model-packages review cdk.out --before deployed.json --format html -o review.html

    Args:
        paths: Templates (JSON or YAML), or a cdk.out, which knows its regions and accounts.
        before: What is deployed now, a template or a cdk.out: says what a deploy changes.
        region: Where the stacks are deployed, where their assembly does not tell it. Left out: not judged.
        account: In which account. Left out: not judged.
        format: text, json, sarif (for code scanning), markdown (a pull-request comment) or html (one page).
        output: File to write. Left out: standard output.
        fail_on: The severity from which on the exit code is 1.
        suppress: RULE=reason, or RULE@LogicalId=reason: accept what a rule says, and list it with the reason.
        with_: cfn-lint: ask it for a second opinion.
    """
    if output is not None and (output.is_dir() or not output.parent.is_dir() or not output.name):
        raise TemplateError(f"-o {output}: is a folder, or is in none; name a file in a folder that is there")
    if output is None and sys.__stdout__ is None:  # who starts us may close it
        raise TemplateError("standard output is closed; name a file with -o")
    given_paths = {path.resolve() for path in (*paths, *([] if before is None else [before]))}
    if output is not None and output.resolve() in given_paths:
        raise TemplateError(f"-o {output}: is what is reviewed; name another file")
    options = Options(place=_place(region, account), suppressions=tuple(given(suppress)), progress=_progress(paths))
    if with_ is not None:
        from cdk_model_packages.review.second_opinion import cfn_lint

        options = Options(options.place, options.suppressions, cfn_lint, options.progress)
    report = run_review(list(dict.fromkeys(paths)), before=before, options=options)
    for one in options.suppressions:
        if not any(one.covers(finding.rule, finding.resource) for finding in report.suppressed):
            print(f"note: --suppress {one.rule}: nothing to suppress; leave it out", file=sys.stderr)
    on_screen = output is None and sys.stdout.isatty()
    width = get_terminal_size().columns if on_screen or "COLUMNS" in os.environ else None
    text = render(report, format, width=width, color=on_screen and "NO_COLOR" not in os.environ)
    if output is None:
        _print(text, encoding=None if format == "text" else "utf-8")
    else:
        _write(output, text)
        print(f"wrote {clean(str(output))}", file=sys.stderr)
    failing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    return _FAILED_EXIT_CODE if any(one.severity in failing for one in report.findings) else 0


def _print(text: str, *, encoding: str | None) -> None:
    """Print a report. A terminal's own encoding may lack a sign of it; what a program reads is UTF-8."""
    out: TextIO = sys.stdout
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding=encoding, errors="replace")
    out.write(text)
    out.flush()


def _write(output: Path, text: str) -> None:
    """Write a file whole or not at all; a device, a pipe or what a link leads to is written as it is."""
    if output.is_symlink() or (output.exists() and not output.is_file()):
        output.write_text(text, encoding="utf-8")
        return
    from cdk_model_packages.artifacts.atomic_file import replacing

    try:
        with replacing(output) as file:
            file.write(text.encode())
    except OSError as error:
        raise TemplateError(f"-o {output}: {error.strerror}; choose another path") from None


def _place(region: str | None, account: str | None) -> Place:
    if region is not None and _REGION.fullmatch(region) is None:
        raise TemplateError(f"--region {region!r}: is no region; say for example eu-west-1")
    if region is not None:
        _doubt(region)
    digits = None if account is None else account.replace("-", "")  # the console shows 1111-2222-3333
    if digits is not None and _ACCOUNT.fullmatch(digits) is None:
        raise TemplateError(f"--account {account!r}: is no account; give its twelve digits")
    return Place(region=region, account=digits)


def _doubt(region: str) -> None:
    """Tell of a region that is in no list yet: a new one, or a slip that would make buckets and keys foreign."""
    known: list[str] = json.loads((files("cdk_model_packages.templates") / "regions.json").read_text("utf-8"))
    if region not in known:
        close = get_close_matches(region, known, n=1)
        meant = f"; did you mean {close[0]}?" if close else ""
        print(f"note: --region {region}: is none of the {len(known)} that are known here{meant}", file=sys.stderr)


def _progress(paths: tuple[Path, ...]) -> Callable[[str], None] | None:
    """Say which template is looked at, to a person who waits for many."""
    if not sys.stderr.isatty() or not (len(paths) > _MANY or any(path.is_dir() for path in paths)):
        return None
    return lambda name: print(f"reviewing {name}", file=sys.stderr)
