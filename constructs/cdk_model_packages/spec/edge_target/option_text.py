"""Options of the compiler as a text: JSON, or Python's quotes, which AWS's documents print (LV-006, NC-011)."""

from __future__ import annotations

import ast
import json
import warnings
from typing import Any, NoReturn, cast

from cdk_model_packages.errors import SpecError

MIN_CHARACTERS = 3
MAX_CHARACTERS = 1024
_SOURCE = "Lookout for Vision API, CompilerOptions; SageMaker API, CompilerOptions"


def read_options(text: str) -> dict[str, object] | str:
    """Read options.

    Args:
        text: 3 to 1024 characters.

    Returns:
        Options by name, or the flags that are written as one quoted text.

    Raises:
        SpecError: ``LV-006`` when they cannot be read.
    """
    if not MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS:
        need = f"{MIN_CHARACTERS} to {MAX_CHARACTERS} characters, not {len(text)} ({_SOURCE})"
        raise SpecError("LV-006", "CompilerOptions", got=text[:80], need=need, fix="leave it out, or shorten it")
    try:
        value: Any = json.loads(text, object_pairs_hook=_each_once)
    except SpecError:
        raise
    except (ValueError, RecursionError):
        value = _python_quotes(text)
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        _refuse(text)
    return cast("dict[str, object]", value)


def _python_quotes(text: str) -> Any:
    try:
        with warnings.catch_warnings(action="ignore"):  # of a backslash that escapes nothing
            tree = ast.parse(text.strip(), mode="eval").body
            value = ast.literal_eval(tree)
            keys = [ast.literal_eval(key) for key in tree.keys if key is not None] if isinstance(tree, ast.Dict) else []
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        _refuse(text)
    if not all(isinstance(key, str) for key in keys):
        _refuse(text)
    return _each_once([(key, value[key]) for key in keys]) if isinstance(tree, ast.Dict) else value


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            need = "an option that is given once"
            raise SpecError("LV-006", "CompilerOptions", got=name, need=need, fix="drop one of the two")
    return dict(pairs)


def _refuse(text: str) -> NoReturn:
    like = """{"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}"""
    need = f"JSON, option names to values ({_SOURCE})"
    raise SpecError("LV-006", "CompilerOptions", got=text[:80], need=need, fix=f"write like {like}")
