"""The card inside a model package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import field_serializer, model_validator
from pydantic.alias_generators import to_pascal
from pydantic_core import CoreSchema, core_schema

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Choice, Spec, is_token
from cdk_model_packages.spec.model_card.content import MAX_CONTENT_CHARACTERS, ModelCardContent
from cdk_model_packages.spec.model_card.model_overview import ModelOverview
from cdk_model_packages.spec.model_card.status import ModelCardStatus

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

# What neither the API's text, which knows two, nor AWS's Python SDK, which writes six, has in a package's card.
_NOT_IN_A_PACKAGE = ("model_id", "model_name", "model_version", "inference_environment")


class _ObjectOrJson:
    """An object, or the JSON text of one. A CDK token stays as it is."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any, validate: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if isinstance(value, str):
                return value if is_token(value) else ModelCardContent.from_json(value)
            return validate(value)

        return core_schema.no_info_wrap_validator_function(read, handler.generate_schema(ModelCardContent))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "maxLength": MAX_CONTENT_CHARACTERS}]}


class PackageModelCard(Spec):
    """The card that a version of a model package carries.

    Its schema is narrower than that of a card of its own. The service wants the content as JSON text; here it may be
    a :class:`ModelCardContent` or such a text, in a file also an object with CloudFormation's keys.

    Raises:
        SpecError: ``MC-001`` when a text is no JSON object, or longer than 100000 characters; ``MC-003`` when there
            are details of a package; ``MC-004`` when the overview has what only a card of its own has; ``MC-005``
            when a text has keys that the schema lacks.

    Source: SageMaker API, ModelPackageModelCard.
    """

    model_card_content: Annotated[ModelCardContent | str, _ObjectOrJson()]
    """What it says. A text is read, checked and rendered anew, so it may have several lines (MC-002)."""

    model_card_status: Annotated[ModelCardStatus, Choice()]
    """How far it is. ``ARCHIVED`` is final: the content cannot change afterwards (MC-007)."""

    def content_json(self) -> str:
        """Return the content as the service wants it."""
        content = self.model_card_content
        return content if isinstance(content, str) else content.content_json()

    @field_serializer("model_card_content")
    def _as_json(self, _: ModelCardContent | str) -> str:
        return self.content_json()

    @model_validator(mode="after")
    def _is_a_packages(self) -> Self:
        content = self.model_card_content
        if isinstance(content, str):
            return self
        details = content.model_package_details
        if details is not None:
            raise SpecError(
                "MC-003",
                "ModelCardContent.ModelPackageDetails",
                got=details.model_package_arn or details.properties(),
                need="left out of a package's own card (SageMaker API, ModelPackageModelCard)",
                fix="drop it, or make a ModelCard of its own",
            )
        overview = ModelOverview() if content.model_overview is None else content.model_overview
        for name in _NOT_IN_A_PACKAGE:
            value = getattr(overview, name)
            if value is not None:
                raise SpecError(
                    "MC-004",
                    f"ModelCardContent.ModelOverview.{to_pascal(name)}",
                    got=value,
                    need="left out of a package's own card (SageMaker API, ModelPackageModelCard)",
                    fix="drop it, or make a ModelCard of its own",
                )
        return self
