"""The forms that the states of the job share."""

from __future__ import annotations

from typing import Any

State = dict[str, Any]
States = dict[str, State]

CALLED = "arn:{partition}:states:::aws-sdk:{service}:{action}"


def jsonata(expression: str) -> str:
    """Mark a text as a JSONata expression; line breaks and indents in it do not count."""
    return f"{{% {' '.join(expression.split())} %}}"


def call(
    partition: str,
    service: str,
    action: str,
    arguments: Any,
    *,
    retry: list[State],
    next_state: str,
    assign: State | None = None,
    catch: list[State] | None = None,
    comment: str | None = None,
) -> State:
    """Return a task that calls an AWS API by itself, without a function."""
    return {
        "Type": "Task",
        **({} if comment is None else {"Comment": comment}),
        "Resource": CALLED.format(partition=partition, service=service, action=action),
        "Arguments": arguments,
        "Retry": retry,
        **({} if catch is None else {"Catch": catch}),
        **({} if assign is None else {"Assign": assign}),
        "Next": next_state,
    }


def failure(error: str) -> State:
    """Return an end with a name; its cause is what the variable ``cause`` holds."""
    return {"Type": "Fail", "Error": error, "Cause": jsonata("$cause")}


def caught(errors: list[str], next_state: str, cause: str | None = None) -> State:
    """Return a catcher; ``cause`` is a JSONata expression that tells what went wrong."""
    assign = {} if cause is None else {"Assign": {"cause": jsonata(cause)}}
    return {"ErrorEquals": errors, **assign, "Next": next_state}


def choice(rules: list[tuple[str, str] | tuple[str, str, State]], default: str, comment: str | None = None) -> State:
    """Return a choice: (condition, next state) or (condition, next state, what to assign)."""
    return {
        "Type": "Choice",
        **({} if comment is None else {"Comment": comment}),
        "Choices": [
            {"Condition": jsonata(rule[0]), **({"Assign": rule[2]} if len(rule) > 2 else {}), "Next": rule[1]}
            for rule in rules
        ],
        "Default": default,
    }


def wait(seconds: int, next_state: str) -> State:
    """Return a pause."""
    return {"Type": "Wait", "Seconds": seconds, "Next": next_state}
