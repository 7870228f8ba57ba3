"""A closed choice of a recipe, read in any case as the nucleus and the GDK do, rendered as it is documented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, core_schema

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.value import SCHEMA, short

if TYPE_CHECKING:
    from enum import StrEnum

    from pydantic import GetCoreSchemaHandler


@dataclass(frozen=True)
class AnyCase:
    """A choice in any case; a CDK token may stand for it.

    Attributes:
        code: Rule id.
        shape: The key, for the error.
        choices: What there is to choose.
    """

    code: str
    shape: str
    choices: type[StrEnum]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        known = {choice.lower(): choice for choice in self.choices}

        def choose(value: Any) -> Any:
            if value is None or is_token(value):
                return value
            chosen = known.get(value.lower()) if isinstance(value, str) else None
            if chosen is None:
                need = f"one of {', '.join(map(repr, map(str, known.values())))} ({SCHEMA})"
                raise SpecError(self.code, self.shape, got=short(value), need=need, fix="choose one")
            return chosen

        return core_schema.no_info_plain_validator_function(choose)
