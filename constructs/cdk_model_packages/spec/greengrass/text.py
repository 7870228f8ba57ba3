"""Texts of a recipe that have a limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Text, is_token
from cdk_model_packages.spec.greengrass.value import REFERENCE, SCHEMA, short

MAX_NAME_CHARACTERS = 128
MAX_VERSION_CHARACTERS = 64
_JAVA = "ComponentRecipe.java of aws-greengrass-component-common"
_NUMBER = "(0|[1-9][0-9]{0,5})"
_LABELS = r"[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*"


@dataclass(frozen=True)
class Written:
    """Only a text will do: a number is not made one, as ``1.10`` would become another version.

    Attributes:
        shape: The key, for the error.
        code: Rule id.
    """

    shape: str
    code: str = "SPEC-001"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: Any) -> Any:
            if value is not None and not isinstance(value, str):
                need = f"a text ({SCHEMA})"
                raise SpecError(self.code, self.shape, got=short(value), need=need, fix="write it in quotes")
            return value

        return core_schema.no_info_before_validator_function(check, handler(source))


_NAME = Text(
    "ComponentName",
    min_length=1,
    max_length=MAX_NAME_CHARACTERS,
    pattern="[a-zA-Z0-9_.-]+",
    like="com.example.model: letters, digits, '.', '-' and '_'",
    code="GG-002",
    hint="use only those",
    source=_JAVA,
)
_NAMES = Text(
    "ComponentName",
    min_length=1,
    pattern=rf"[a-zA-Z0-9_.-]{{1,{MAX_NAME_CHARACTERS}}}\*?",
    like=f"com.example.model or com.example.*: at most {MAX_NAME_CHARACTERS} letters, digits, '.', '-' and '_'",
    code="GG-002",
    hint="use only those, and at most one * after them",
    source=_JAVA,
)
ComponentName = Annotated[str, _NAME, Written("ComponentName", "GG-002")]
"""Letters, digits, ``.``, ``-`` and ``_``, at most 128."""


def check_component_name(name: str, *, is_pattern: bool = False) -> None:
    """Check the name of a component that is no recipe's; one with a CDK token passes.

    Args:
        name: Letters, digits, ``.``, ``-`` and ``_``, at most 128.
        is_pattern: Whether a last ``*`` may stand for any rest; ``*`` alone is refused.

    Raises:
        SpecError: ``GG-002``, with the name as it is given.
    """
    if not is_token(name):
        (_NAMES if is_pattern else _NAME).check(name)


ComponentVersion = Annotated[
    str,
    Text(
        "ComponentVersion",
        max_length=MAX_VERSION_CHARACTERS,
        pattern=rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-{_LABELS})?(\+{_LABELS})?",
        like="1.0.0 or 1.0.0-rc.1, each number at most 999999",
        code="GG-004",
        hint="write major.minor.patch",
        source=_JAVA,
    ),
    Written("ComponentVersion", "GG-004"),
]
"""A semantic version of at most 64 characters, each number at most 999999."""

ComponentSource = Annotated[
    str,
    Text(
        "ComponentSource",
        pattern="arn:aws(-(cn|us-gov|iso(-[a-z])?))?:lambda:.*",
        like="a Lambda function's ARN",
        hint="leave it out: the service sets it",
        source=SCHEMA,
    ),
    Written("ComponentSource"),
]


def _format_version(value: object) -> str:
    """YAML without quotes makes the version a date."""
    version = value if isinstance(value, str) else getattr(value, "isoformat", lambda: value)()
    if version != "2020-01-25":
        need = f"'2020-01-25', the only version ({REFERENCE})"
        raise SpecError("GG-001", "RecipeFormatVersion", got=value, need=need, fix="write that")
    return "2020-01-25"


@dataclass(frozen=True)
class Shaped:
    """A mapping or a list, for keys where a rule says so.

    Attributes:
        shape: The key, for the error.
        code: Rule id.
        kind: What it must be.
        like: What to write.
    """

    shape: str
    code: str
    kind: type
    like: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: Any) -> Any:
            if value is None or (isinstance(value, self.kind) and not isinstance(value, str)):
                return value
            need = f"a {'mapping' if self.kind is Mapping else 'list'} ({REFERENCE})"
            raise SpecError(self.code, self.shape, got=short(value), need=need, fix=self.like)

        return core_schema.no_info_before_validator_function(check, handler(source))


RecipeFormatVersion = Annotated[str, BeforeValidator(_format_version)]
