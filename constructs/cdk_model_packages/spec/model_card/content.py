"""What a card says, as CloudFormation's object and as the API's JSON text."""

from __future__ import annotations

import difflib
import json
import re
import reprlib
from typing import TYPE_CHECKING, Any, Self, get_args

from pydantic import BaseModel, ValidationError, model_validator
from pydantic.alias_generators import to_snake

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Spec, is_token
from cdk_model_packages.spec.model_card.additional_information import AdditionalInformation
from cdk_model_packages.spec.model_card.business_details import BusinessDetails
from cdk_model_packages.spec.model_card.evaluation_details import EvaluationDetail
from cdk_model_packages.spec.model_card.findings import changed
from cdk_model_packages.spec.model_card.intended_uses import IntendedUses
from cdk_model_packages.spec.model_card.model_overview import ModelOverview
from cdk_model_packages.spec.model_card.model_package_details import ModelPackageDetails
from cdk_model_packages.spec.model_card.training_details import TrainingDetails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

MODEL_CARD_SCHEMA_VERSION = "0.1.0"
"""Version of the JSON schemas that cards follow: both in the SageMaker developer guide say it, of a card of its own
(model-cards.html) and of a package's (model-registry-details.html). A card's text does not hold it."""

MAX_CONTENT_CHARACTERS = 100_000
"""Source: SageMaker API, ModelCardContent."""

_MOST_TOLD_CHARACTERS = 80

# Python's JSON escapes the others that end a line; the service's pattern ``.*`` is for one line (MC-002).
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")


class ModelCardContent(Spec):
    """What a card says; every part may be left out.

    A card of its own takes it as an object (:meth:`properties`), the API and a package's card as JSON text
    (:meth:`content_json`): the keys differ, and neither takes the other's (MC-005).

    Raises:
        SpecError: ``MC-001`` when its text has more than 100000 characters.

    Source: AWS::SageMaker::ModelCard schema, Content; SageMaker API, ModelCardContent.
    """

    model_overview: ModelOverview | None = None
    """The model at a glance. ``None``: not told."""

    model_package_details: ModelPackageDetails | None = None
    """The package that the card describes; only in a card of its own (MC-003). ``None``: not told."""

    intended_uses: IntendedUses | None = None
    """What the model is for. ``None``: not told."""

    business_details: BusinessDetails | None = None
    """What it is worth to whom. ``None``: not told."""

    training_details: TrainingDetails | None = None
    """How it was trained. ``None``: not told."""

    evaluation_details: tuple[EvaluationDetail, ...] | None = None
    """How well it does. ``None``: not told."""

    additional_information: AdditionalInformation | None = None
    """What else to know. ``None``: nothing."""

    @classmethod
    def from_json(cls, text: str, *, schema_version: str = MODEL_CARD_SCHEMA_VERSION) -> Self:
        """Read the JSON text of an existing card, for example ``DescribeModelCard``'s ``Content``.

        Args:
            text: The JSON text.
            schema_version: Version of the schema that the text follows.

        Raises:
            SpecError: ``MC-001`` when it is no JSON object; ``SPEC-001`` when it follows another schema.
            ValidationError: when it breaks a limit, or has a key that the schema lacks (``MC-005``), with
                the path to it.
        """
        if schema_version != MODEL_CARD_SCHEMA_VERSION:
            fix = "use a release of this library that knows it"
            raise SpecError("SPEC-001", "schema_version", got=schema_version, need=MODEL_CARD_SCHEMA_VERSION, fix=fix)
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _no_object(text, f"mend it: {error}") from None
        if not isinstance(content, dict):
            raise _no_object(text, "wrap it in {}")
        try:
            return cls.model_validate(content, by_alias=False, by_name=True)
        except ValidationError as error:
            raise changed(error, _tell_unknown_key) from None

    def content_json(self) -> str:
        """Return the API's JSON text: one line, the same for equal values."""
        # no warnings: a token may stand where a choice or a number is expected
        content = self.model_dump(mode="json", by_alias=False, exclude_none=True, warnings=False)
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
        return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

    @model_validator(mode="after")
    def _is_short_enough(self) -> Self:
        text = self.content_json()
        if len(text) > MAX_CONTENT_CHARACTERS and not is_token(text):
            raise SpecError(
                "MC-001",
                "ModelCardContent",
                got=f"{len(text)} characters of JSON",
                need=f"{MAX_CONTENT_CHARACTERS} or less (SageMaker API, ModelCardContent)",
                fix="drop evaluations, or keep them in S3 and name them",
            )
        return self


def _no_object(text: str, fix: str) -> SpecError:
    return SpecError("MC-001", "ModelCardContent", got=_short(text), need="a JSON object", fix=fix)


def _tell_unknown_key(finding: ErrorDetails) -> ErrorDetails:
    if finding["type"] != "extra_forbidden":
        return finding
    *parents, last = finding["loc"]
    unknown, known = str(last), _keys_at(parents)
    close = [to_snake(unknown)] if to_snake(unknown) in known else difflib.get_close_matches(unknown, known, n=1)
    error = SpecError(
        "MC-005",
        unknown,
        got=_short(finding["input"]),
        need=f"a key of the model card's JSON schema {MODEL_CARD_SCHEMA_VERSION}",
        fix=f"did you mean {close[0]}?" if close else f"known here: {', '.join(known)}",
    )
    return {**finding, "type": "value_error", "ctx": {"error": error}}


def _short(value: Any) -> Any:
    return value if len(repr(value)) <= _MOST_TOLD_CHARACTERS else reprlib.repr(value)


def _keys_at(location: Sequence[str | int]) -> list[str]:
    """Return the keys that the schema knows at a location."""
    models: list[type[BaseModel]] = [ModelCardContent]
    for part in location:
        if isinstance(part, str):
            fields = [model.model_fields[part] for model in models if part in model.model_fields]
            models = [found for field in fields for found in _models_in(field.annotation)]
    return sorted({name for model in models for name in model.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_in(part)]
