"""Every limit of Lookout's shapes, at the limit and one past it; the shapes are botocore's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from tests.spec.packaging_request.values import SHAPES, greengrass, platform, request, told

# Where a text of each shape stands in a request.
PLACES: dict[str, Callable[[str], Any]] = {
    "ProjectName": lambda text: request(ProjectName=text),
    "ModelVersion": lambda text: request(ModelVersion=text),
    "ModelPackagingJobName": lambda text: request(JobName=text),
    "ModelPackagingJobDescription": lambda text: request(Description=text),
    "ClientToken": lambda text: request(ClientToken=text),
    "S3BucketName": lambda text: request(greengrass(S3OutputLocation={"Bucket": text})),
    "S3KeyPrefix": lambda text: request(greengrass(S3OutputLocation={"Bucket": "bucket", "Prefix": text})),
    "ComponentName": lambda text: request(greengrass(ComponentName=text)),
    "ComponentVersion": lambda text: request(greengrass(ComponentVersion=text)),
    "ComponentDescription": lambda text: request(greengrass(ComponentDescription=text)),
    "TagKey": lambda text: request(greengrass(Tags=[{"Key": text, "Value": "v"}])),
    "TagValue": lambda text: request(greengrass(Tags=[{"Key": "k", "Value": text}])),
}
LENGTHS = [
    # the longest text of each shape, and one that is longer by one
    *[(shape, "a" * SHAPES[shape]["max"]) for shape in PLACES if shape not in {"ModelVersion", "ComponentVersion"}],
    ("ModelVersion", "1" * 10),
]
ODD = " !\"#$%&'()*+,-./0:;<=>?@A[\\]^_`a{|}~\x00\n\u00e9\u0663\u3000"


def told_at(shape: str, text: str) -> str | None:
    """Return what is wrong, or nothing."""
    try:
        PLACES[shape](text)
    except ValidationError as error:
        return one_line(error)
    return None


def test_every_limited_text_of_a_start_is_placed() -> None:
    limited = {name for name, shape in SHAPES.items() if shape["type"] == "string" and "pattern" in shape}
    not_sent = {"ComponentVersionArn", "ModelPackagingMethod", "PaginationToken", "CompilerOptions"}
    assert limited - not_sent == set(PLACES)


@pytest.mark.parametrize(("shape", "longest"), LENGTHS)
def test_longest(shape: str, longest: str) -> None:
    assert told_at(shape, longest) is None
    text = told_at(shape, longest + longest[-1])
    assert text is not None
    assert f"to {len(longest)} characters, not {len(longest) + 1} (Lookout for Vision API, {shape})" in text


@pytest.mark.parametrize("shape", [shape for shape in PLACES if SHAPES[shape].get("min")])
def test_shortest(shape: str) -> None:
    least = SHAPES[shape]["min"]
    text = told_at(shape, "a" * (least - 1))
    assert text is not None
    assert f"{least} to {SHAPES[shape]['max']} characters, not {least - 1}" in text


def test_what_may_be_empty() -> None:
    assert told_at("TagValue", "") is None
    assert told_at("S3KeyPrefix", "") is None


@pytest.mark.parametrize("sign", ODD)
@pytest.mark.parametrize("shape", [shape for shape in PLACES if shape not in {"TagKey", "TagValue"}])
def test_signs_are_those_of_the_pattern(shape: str, sign: str) -> None:
    """Python's own engine reads these patterns, whole: it is the second opinion."""
    for text in (f"aaa{sign}", f"{sign}aaa", f"1{sign}0"):
        fits = re.fullmatch(SHAPES[shape]["pattern"].strip("^$"), text) is not None
        assert (told_at(shape, text) is None) == fits, (text, told_at(shape, text))


@pytest.mark.parametrize("sign", ODD)
@pytest.mark.parametrize("shape", ["TagKey", "TagValue"])
def test_signs_of_tags(shape: str, sign: str) -> None:
    """Letters, separators and numbers of any script, and ``_.:/=+-@``."""
    assert (told_at(shape, f"a{sign}") is None) == (sign.isalnum() or sign in " \u3000_.:/=+-@")


@pytest.mark.parametrize("version", ["0.0.0", "999999.999999.999999"])
def test_component_versions(version: str) -> None:
    assert told_at("ComponentVersion", version) is None


@pytest.mark.parametrize(
    "version", ["1000000.0.0", "1.0", "1.0.0.0", "1.0.0-beta", "1.0.0+1", "v1.0.0", "1.0.0 ", "1..0"]
)
def test_no_component_versions(version: str) -> None:
    text = told(greengrass(ComponentVersion=version))
    assert f"Configuration.Greengrass.ComponentVersion={version!r}: must be like 1.0.0" in text
    assert "[LV-008]" in text


@pytest.mark.parametrize("version", ["0", "01", "Latest", "-1", "1.0"])
def test_no_model_versions(version: str) -> None:
    assert "a number without leading zero, or latest" in told(ModelVersion=version)


def test_a_model_version_may_be_a_number() -> None:
    assert request(ModelVersion=3).model_version == "3"
    assert request(ModelVersion="latest").model_version == "latest"
    assert "ModelVersion" in told(ModelVersion=True)


def test_a_prefix_begins_with_no_slash() -> None:
    text = told(greengrass(S3OutputLocation={"Bucket": "bucket", "Prefix": "/models"}))
    assert "no slash first" in text
    assert "[LV-009]" in text


@pytest.mark.parametrize("count", [0, 1, 200])
def test_tags(count: int) -> None:
    tags = [{"Key": f"k{index}", "Value": ""} for index in range(count)]
    assert len(request(greengrass(Tags=tags)).configuration.greengrass.tags or ()) == count


def test_too_many_tags() -> None:
    tags = [{"Key": f"k{index}", "Value": ""} for index in range(201)]
    assert "0 to 200 entries (Lookout for Vision API, TagList)" in told(greengrass(Tags=tags))


@pytest.mark.parametrize("keys", [["a", "b", "a"], ["aws:x"], ["AWS:x"]])
def test_tags_are_a_map_of_ones_own_keys(keys: list[str]) -> None:
    assert "[GG-034]" in told(greengrass(Tags=[{"Key": key, "Value": "v"} for key in keys]))


def test_compiler_options_have_3_to_1024_characters() -> None:
    mattr = '{"gpu-code": "sm_75", "trt-ver": "7.1.3", "cuda-ver": "10.2", "mcpu": "%s"}'
    longest = mattr % ("a" * (1024 - len(mattr) + 2))
    assert len(longest) == SHAPES["CompilerOptions"]["max"]
    sent = request(platform(longest)).as_sent()
    assert sent["Configuration"]["Greengrass"]["CompilerOptions"] == longest
    assert "3 to 1024 characters, not 1025" in told(platform(longest + " "))
    assert "3 to 1024 characters, not 2" in told(platform("{}"))
