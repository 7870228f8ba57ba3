"""Choices that stay open: the known values have names, ``of()`` takes any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from pydantic_core import CoreSchema, core_schema

from cdk_model_packages.spec.base import Text, is_token

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


T = TypeVar("T", bound=str)


class OpenChoice(str):
    """A string with known values as class attributes and ``of()`` for the rest."""

    __slots__ = ()
    text: ClassVar[Text]
    """What any value must look like."""

    @classmethod
    def of(cls, value: str) -> Self:
        """Take any value of the right form.

        Raises:
            SpecError: ``SPEC-001`` when it does not look like one. A CDK token passes.
        """
        if not is_token(value):
            cls.text.check(value)
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.of, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core_schema.str_schema()), **cls.text.keywords()}


class Known:
    """A known value: read on the class, it is one of the class's own."""

    def __init__(self, value: str) -> None:
        self.value = value

    def __get__(self, instance: T | None, owner: type[T]) -> T:
        return owner(self.value)
