"""Every limit of the service's schemas, at the limit and one past it, found by walking the schemas.

Values come from ``values`` with every property set; each limit of the schema at each place is tried. What our values
refuse beyond the schema, and what they allow beyond it, ``test_schema.py`` lists; rules are in ``test_limits.py``.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import SchemaValidator, core_schema

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec import AlgorithmSpec, MarketplaceModelPackageSpec, ModelPackageSpec, Spec
from tests.spec import values
from tests.spec.test_schema import resolve, schema_of

SOURCED = re.compile(r"\((AWS::SageMaker::\w+ schema|SageMaker API, [\w.]+)\).*\[[A-Z]{2,4}-\d{3}\]")
"""How an error tells the source of a limit, and its code."""

Path = tuple[str | int, ...]
PACKAGE = "AWS::SageMaker::ModelPackage"
KINDS: dict[str, tuple[type[Spec], dict[str, Any], str]] = {
    "version": (ModelPackageSpec, values.package(), PACKAGE),
    "from-algorithm": (ModelPackageSpec, values.package_from_algorithm(), PACKAGE),
    "clone": (ModelPackageSpec, values.clone(), PACKAGE),
    "marketplace": (MarketplaceModelPackageSpec, values.marketplace(), PACKAGE),
    "algorithm": (AlgorithmSpec, values.algorithm(), "AWS::SageMaker::Algorithm"),
}
# Not by padding a value: JSON within the limit, numbers, and what two fields decide together.
BY_HAND = {
    "DataInputConfig",
    "DefaultValue",
    "MaxConcurrentTransforms",
    "MaxPayloadInMB",
    "MaxValue",
    "MetricName",
    "MinValue",
    "ModelCardContent",
}
# The pattern leaves one length only, below the limit.
DIGESTS = {"ContentDigest", "ImageDigest", "TrainingImageDigest"}
# A name has 63 characters, an ARN 170: its region may be of any length.
ARNS = {
    ("ModelPackageGroupName", 170): "arn:aws:sagemaker:eu-west-1:123456789012:model-package-group/digits",
    ("AlgorithmName", 170): "arn:aws:sagemaker:eu-west-1:123456789012:algorithm/boosting",
}
NOT_TAKEN = {"AugmentedManifestFile": "batch transform refuses it (VP-008)"}
TOGETHER = {"SkipModelValidation", "S3DataType", "CompressionType", "Type"}
"""Choices that other fields limit further: that a wrong one is refused is shown, that each right one passes is not."""


def walk(value: Any, node: dict[str, Any], root: dict[str, Any], at: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    node = resolve(node, root)
    yield at, value, node
    if isinstance(value, dict) and "properties" in node:
        for name, item in value.items():
            yield from walk(item, node["properties"][name], root, (*at, name))
    elif isinstance(value, list):
        yield from walk(value[0], node["items"], root, (*at, 0))


def changed(document: dict[str, Any], at: Path, value: Any) -> dict[str, Any]:
    result = copy.deepcopy(document)
    holder: Any = result
    for part in at[:-1]:
        holder = holder[part]
    holder[at[-1]] = value
    if "MetricDefinitions" in at:  # objectives name one of them (AL-005)
        del result["TrainingSpecification"]["SupportedTuningJobObjectiveMetrics"]
    return result


def accepts(kind: type[Spec], document: dict[str, Any]) -> bool:
    try:
        kind.model_validate(document)
    except ValidationError:
        return False
    return True


def refusal(kind: type[Spec], document: dict[str, Any], *shown: object) -> None:
    """A value past its limit is refused in one line: what came, what is needed, and where the limit is from."""
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(document)
    message = one_line(caught.value)
    assert "\n" not in message
    assert SOURCED.search(message), message
    for each in shown:
        assert str(each) in message, message


def padded(value: str, length: int) -> Iterator[str]:
    """The value made exactly that long, at each place where it could grow, or cut."""
    if length <= len(value):
        yield value[:length]
    for place in range(len(value), 0, -1):
        yield value[:place] + "a" * (length - len(value)) + value[place:]


def varied(item: Any, index: int) -> Any:
    """Another entry like this one: names in it differ."""
    if isinstance(item, dict):
        names = {"Name", "ContainerHostname", "Key", "ProfileName"}
        return {key: f"{value}{index}" if key in names else value for key, value in item.items()}
    return item


def cases(*limits: str) -> list[Any]:
    return [
        pytest.param(kind, at, value, node, id=f"{kind}-{'.'.join(map(str, at))}")
        for kind, (_, document, type_name) in KINDS.items()
        for at, value, node in walk(document, schema_of(type_name), schema_of(type_name))
        if at and any(limit in node for limit in limits) and at[-1] not in BY_HAND
    ]


@pytest.mark.parametrize(("kind", "at", "value", "node"), cases("maxLength", "minLength"))
def test_length(kind: str, at: Path, value: str, node: dict[str, Any]) -> None:
    model, document, _ = KINDS[kind]
    most = node.get("maxLength")
    value = ARNS.get((str(at[-1]), most or 0), value)
    if at[-1] in DIGESTS:
        assert accepts(model, changed(document, at, value.upper()))
        assert not accepts(model, changed(document, at, f"{value}0"))
        assert not accepts(model, changed(document, at, value[:-1]))
    elif most is not None:
        at_limit = [made for made in padded(value, most) if accepts(model, changed(document, at, made))]
        assert at_limit, f"no text of {most} characters passes"
        assert not any(accepts(model, changed(document, at, made)) for made in padded(value, most + 1))
        refusal(model, changed(document, at, at_limit[0] + "a"), f"to {most} characters, not {most + 1}")
    least = node.get("minLength", 0)
    if least:
        assert not any(accepts(model, changed(document, at, made)) for made in padded(value[: least - 1], least - 1))
        assert not accepts(model, changed(document, at, value[: least - 1]))


@pytest.mark.parametrize(("kind", "at", "value", "node"), cases("pattern"))
def test_pattern(kind: str, at: Path, value: str, node: dict[str, Any]) -> None:
    model, document, _ = KINDS[kind]
    pattern = node["pattern"].removeprefix("^").removesuffix("$").replace("(?<!-)", "").replace("{0,1024}", "*")
    matcher = SchemaValidator(core_schema.str_schema(pattern=f"^(?:{pattern})$"))
    strange = [made for made in (f"{value}\n", "\n", " ", "!", f"-{value}") if not matcher.isinstance_python(made)]
    if pattern not in {r"[\S\s]+"}:
        assert strange
    for made in strange:
        assert not accepts(model, changed(document, at, made)), repr(made)


@pytest.mark.parametrize(("kind", "at", "value", "node"), cases("enum"))
def test_choice(kind: str, at: Path, value: str, node: dict[str, Any]) -> None:
    model, document, _ = KINDS[kind]
    if "ml." in str(value):  # the schema of algorithms lists the types of its day: ours stays open
        assert not accepts(model, changed(document, at, "m5.large"))
        return
    for choice in node["enum"] if at[-1] not in TOGETHER else ():
        assert accepts(model, changed(document, at, choice)) is (choice not in NOT_TAKEN), choice
    refusal(model, changed(document, at, f"{value}x"), f"{value}x", *node["enum"][:1])
    assert not accepts(model, changed(document, at, str(value).swapcase()))


@pytest.mark.parametrize(("kind", "at", "value", "node"), cases("maxItems", "minItems"))
def test_entries(kind: str, at: Path, value: list[Any], node: dict[str, Any]) -> None:
    model, document, _ = KINDS[kind]
    if "AdditionalInferenceSpecifications" in str(at[-1]):  # both lists count together (MP-021)
        document = {name: item for name, item in document.items() if name == at[0] or "Additional" not in name}
    most, least = node.get("maxItems"), node.get("minItems", 0)
    if most is not None:
        entries = [varied(value[0], index) for index in range(most + 1)]
        assert accepts(model, changed(document, at, entries[:most]))
        refusal(model, changed(document, at, entries), f"={most + 1}: must be {least} to {most} entries")
    if least:
        assert accepts(model, changed(document, at, value[:least]))
        assert not accepts(model, changed(document, at, value[: least - 1]))


@pytest.mark.parametrize(("kind", "at", "value", "node"), cases("maxProperties", "minProperties"))
def test_entries_of_a_map(kind: str, at: Path, value: dict[str, str], node: dict[str, Any]) -> None:
    model, document, _ = KINDS[kind]
    most, least = node["maxProperties"], node.get("minProperties", 0)
    entries = {f"K{index}": "v" for index in range(most + 1)}
    refusal(model, changed(document, at, entries), f"={most + 1}: must be {least} to {most} entries")
    entries.popitem()
    assert accepts(model, changed(document, at, entries))
    assert accepts(model, changed(document, at, {})) is (least == 0)


@pytest.mark.parametrize(("kind", "at", "value", "node"), cases("minimum", "maximum"))
def test_number(kind: str, at: Path, value: int, node: dict[str, Any]) -> None:
    model, document, _ = KINDS[kind]
    assert accepts(model, changed(document, at, node["minimum"]))
    refusal(model, changed(document, at, node["minimum"] - 1), f"={node['minimum'] - 1}: must be {node['minimum']} ")


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_of_the_schema_is_in_some_value(kind: str) -> None:
    """Otherwise a limit would go untried."""
    _, document, type_name = KINDS[kind]
    seen = {at[-1] for _, (_, value, name) in KINDS.items() if name == type_name
            for at, _, _ in walk(value, schema_of(name), schema_of(name)) if at}  # fmt: skip
    schema = schema_of(type_name)
    for at, value, node in walk(document, schema, schema):
        if isinstance(value, dict) and "properties" in node and at:
            alternatives = {"ModelDataSource", "IsCheckpoint"} | {
                name for name in node["properties"] if "Range" in name
            }
            assert set(node["properties"]) - seen <= alternatives, at
