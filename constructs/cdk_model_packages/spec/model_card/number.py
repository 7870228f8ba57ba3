"""Numbers of a card: whole or not, and never a text or a yes that passes for one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, core_schema

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.model_card.text import SCHEMA

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


@dataclass(frozen=True)
class NumberLimit:
    """A number that JSON can hold, kept as it is: 3 stays 3 and does not become 3.0. A CDK token passes.

    Attributes:
        shape: The service's name for the value, told in errors.
        minimum: Smallest value; ``None``: no limit.
        code: Rule id.
    """

    shape: str
    minimum: int | None = None
    code: str = "SPEC-001"

    def check(self, value: Any) -> Any:
        """Return the number.

        Raises:
            SpecError: when it is none, is not finite, or is too small.
        """
        if is_token(value):
            return value
        least = -math.inf if self.minimum is None else self.minimum
        if not is_number(value) or value < least:
            need = "a finite number" if self.minimum is None else f"a number of {self.minimum} or more"
            raise SpecError(self.code, self.shape, got=value, need=f"{need} ({SCHEMA})", fix="write one")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "number", **({} if self.minimum is None else {"minimum": self.minimum})}


def is_number(value: object) -> bool:
    """Tell whether JSON can hold a value as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
