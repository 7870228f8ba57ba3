"""The cases of the rules about Neo's requests, given to the values: both doors judge alike.

Where they do not, because a target is also a Greengrass device, the case is listed here with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from cdk_model_packages.errors import SpecError, one_line
from cdk_model_packages.spec.edge_target import CompilerOptions, EdgeTarget, TargetDevice
from tests.rules.cases_of import FOLDER

ANDROID = "Greengrass has no platform for Android"
REFUSED = {
    ("NC-005", "Android on X86"): ANDROID,
    ("NC-005", "INTEL_GRAPHICS on Android X86"): ANDROID,
    ("NC-006", "the first"): ANDROID,
    ("NC-006", "the last"): ANDROID,
    ("NC-006", "a device of Android"): ANDROID,
    ("NC-011", "a JSON string of flags for ml_inf1"): "ml_inf1 is a machine in the cloud",
    ("NC-012", "a vendor's option for its device"): "it has a door of its own, CompilerOptions.of(..., vendor=...)",
}
TAKEN = {("NC-011", "single quotes"): "Python's quotes are taken, and sent as JSON"}
OTHER_CODES = {("NC-011", "flags without quotes for ml_inf1"): "LV-006"}
RULES = ["NC-001", "NC-004", "NC-005", "NC-006", "NC-011", "NC-012"]


def outputs_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield what tells a target, wherever it is, also in texts of JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, dict) and "S3OutputLocation" in value:
        yield value
    elif isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from outputs_in(child)


def cases() -> Iterator[Any]:
    for rule in RULES:
        content = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text())
        for kind in ("fail", "pass"):
            for title, case in content[kind].items():
                for output in outputs_in(case):
                    written = json.dumps(output)  # what is filled in later is not known yet
                    if not any(sign in written for sign in ('.$"', "{%", "${")):
                        yield pytest.param(rule, kind, str(title), output, id=f"{rule}-{kind}-{title}")


def target(output: dict[str, Any]) -> EdgeTarget:
    text = output.get("CompilerOptions")
    options = None if text is None else CompilerOptions.from_text(text)
    if "TargetDevice" in output and "TargetPlatform" in output:
        raise TypeError("there is no way to say both")
    if "TargetDevice" in output:
        return EdgeTarget.device(TargetDevice.of(output["TargetDevice"]), compiler_options=options)
    platform = output["TargetPlatform"]
    return EdgeTarget.platform(
        platform["Arch"], os=platform["Os"], accelerator=platform.get("Accelerator"), compiler_options=options
    )


@pytest.mark.parametrize(("rule", "kind", "title", "given"), list(cases()))
def test_both_doors_judge_alike(rule: str, kind: str, title: str, given: dict[str, Any]) -> None:
    try:
        target(given)
        told = ""
    except (SpecError, ValidationError) as error:
        told = one_line(error)
    except (TypeError, KeyError) as error:
        told = f"[NC-001] {error}"
    refused = (kind == "fail" and (rule, title) not in TAKEN) or (rule, title) in REFUSED
    assert bool(told) == refused, told
    assert kind == "pass" or not refused or f"[{OTHER_CODES.get((rule, title), rule)}]" in told
