"""The cases of the rules about Lookout's requests, given to the values: both doors judge alike.

Where the values take more than Lookout did, the case is listed here with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from cdk_model_packages.errors import EdgeError, SpecError, one_line
from cdk_model_packages.spec.packaging_request import PackagingRequest
from tests.rules.cases_of import FOLDER

RULES = [f"LV-{number:03}" for number in range(1, 10)]
TAKEN = {
    ("LV-006", "single quotes"): "Python's quotes are taken, and sent as JSON",
    ("LV-009", "a bucket of another region"): "edge start asks S3 where the bucket is",
}
OTHER_CODES = {
    ("LV-003", "no TensorRT"): "NC-004",  # told of the options, before the platform is looked at
    ("LV-005", "Android"): "ET-001",  # Neo knows it, Greengrass does not
}


def requests_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield what looks like a packaging request, wherever it is, also in texts of JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, dict) and "ProjectName" in value and "Configuration" in value:
        yield value
    elif isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from requests_in(child)


def cases() -> Iterator[Any]:
    for rule in RULES:
        content = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text())
        for kind in ("fail", "pass"):
            for title, case in content[kind].items():
                for request in requests_in(case):
                    if '.$"' not in json.dumps(request):  # what a state machine fills in when it runs
                        yield pytest.param(rule, kind, str(title), request, id=f"{rule}-{kind}-{title}")


@pytest.mark.parametrize(("rule", "kind", "title", "given"), list(cases()))
def test_both_doors_judge_alike(rule: str, kind: str, title: str, given: dict[str, Any]) -> None:
    try:
        PackagingRequest.model_validate(given, by_alias=True, by_name=False)
        told = ""
    except (SpecError, EdgeError, ValidationError) as error:
        told = one_line(error)
    refused = kind == "fail" and (rule, title) not in TAKEN
    assert bool(told) == refused, told
    assert not refused or f"[{OTHER_CODES.get((rule, title), rule)}]" in told
