"""How a Lambda function in Python fails: with the name of what it raises, as Lambda's own runtime tells it."""

from __future__ import annotations

import re
from typing import Any

from . import hooks

_NAMELESS = "Runtime.HandlerError"
_CLASS = re.compile(r"(?:(?:[^\W\d]\w*|<locals>)\.)*([^\W\d]\w*)")


def install() -> None:
    """Let functions fail with the name of what they raise.

    MiniStack 1.5.33 calls it ``Runtime.HandlerError``, by which no state machine tells one error from another. Source:
    Lambda developer guide, python-exceptions: ``errorType``.
    """
    hooks.wrap_function_results(named)


def named(result: dict[str, Any]) -> dict[str, Any]:
    """Return the result of a function with the name of its error, where the traceback has it.

    Args:
        result: What MiniStack tells: ``body``, ``error``, and ``log``, which ends with the traceback.
    """
    body = result.get("body")
    if not result.get("error") or not isinstance(body, dict) or body.get("errorType") != _NAMELESS:
        return result
    raised = str(result.get("log", "")).rstrip("\n").removesuffix(str(body.get("errorMessage", "")).rstrip("\n"))
    last_line = raised.rstrip("\n").rpartition("\n")[2].rstrip().removesuffix(":")
    found = _CLASS.fullmatch(last_line)
    return result if found is None else {**result, "body": {**body, "errorType": found[1]}}
