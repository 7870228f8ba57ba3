"""What AWS's rules and ours say of a template file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.rules.check import check_template
from cdk_model_packages.templates import Place, read_template

if TYPE_CHECKING:
    from pathlib import Path

    from cdk_model_packages.rules.finding import Finding


def validate(template: Path, *, region: str | None = None, account: str | None = None) -> list[Finding]:
    return check_template(read_template(template), Place(region=region, account=account))
