"""A Lambda function in Python fails with the name of what it raises: Lambda developer guide, python-exceptions."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from tests.local_aws.aws import ACCOUNT, Aws
from tests.local_aws.state_machines import run

pytestmark = pytest.mark.slow

CODE = """
class UnsafeArchive(Exception):
    pass

def handler(event, _):
    class Inner(ValueError):
        pass
    kinds = (UnsafeArchive, Inner, KeyError, ZeroDivisionError)
    raise next(kind for kind in kinds if kind.__name__ == event["kind"])(event["message"])
"""


@pytest.fixture(scope="module")
def function(aws: Aws) -> str:
    """A function that raises what it is told to."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("index.py", CODE)
    aws.role("raising", "lambda.amazonaws.com")
    return aws.client("lambda").create_function(
        FunctionName="raising", Runtime="python3.13", Handler="index.handler",
        Role=f"arn:aws:iam::{ACCOUNT}:role/raising", Code={"ZipFile": written.getvalue()},
    )["FunctionArn"]  # fmt: skip


@pytest.mark.parametrize("kind", ["UnsafeArchive", "Inner", "KeyError", "ZeroDivisionError"])
@pytest.mark.parametrize("message", ["'../x' leaves the archive", "two: lines\nOther: of it\n", "", "a.b"])
def test_the_name_is_the_classs(aws: Aws, function: str, kind: str, message: str) -> None:
    answer = aws.client("lambda").invoke(
        FunctionName=function, Payload=json.dumps({"kind": kind, "message": message}).encode()
    )
    told: dict[str, Any] = json.load(answer["Payload"])
    assert answer["FunctionError"]
    assert told["errorType"] == kind
    assert told["errorMessage"] == (repr(message) if kind == "KeyError" else message)


def test_a_state_machine_catches_it_by_its_name(aws: Aws, function: str) -> None:
    role = aws.role("machines-catching", "states.amazonaws.com", lambda__InvokeFunction=function)
    for kind, caught in (("UnsafeArchive", "UnsafeArchive"), ("KeyError", None)):
        invoke = {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": function, "Payload": {"kind": kind, "message": "told"}},
            "Catch": [
                {"ErrorEquals": ["UnsafeArchive"], "Output": "{% $states.errorOutput.Error %}", "Next": "Caught"}
            ],
            "End": True,
        }
        execution = run(aws, role, {"Invoke": invoke, "Caught": {"Type": "Succeed"}})
        if caught:
            assert (execution["status"], json.loads(execution["output"])) == ("SUCCEEDED", caught)
        else:
            assert (execution["status"], execution["error"]) == ("FAILED", kind)
