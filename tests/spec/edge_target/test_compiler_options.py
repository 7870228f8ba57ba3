"""Options of Neo's compiler: their names, forms and limits, and both ways in which they are written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cdk_model_packages.errors import SpecError, one_line
from cdk_model_packages.spec.edge_target import CompilerOptions

NVIDIA = {"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}


def told(make: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises((SpecError, ValidationError)) as caught:
        make(*arguments, **named)
    return one_line(caught.value)


def test_factories() -> None:
    nvidia = CompilerOptions.nvidia(gpu_code="sm_72", trt_ver="7.1.3", cuda_ver="10.2")
    assert nvidia == CompilerOptions.of(NVIDIA)
    assert nvidia.to_json() == '{"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}'
    assert CompilerOptions.cpu(mcpu="core-avx2").to_json() == '{"mcpu": "core-avx2"}'
    assert CompilerOptions.cpu(mattr=["+neon", "+vfpv4"]).to_json() == '{"mattr": ["+neon", "+vfpv4"]}'
    assert CompilerOptions.of({"ANDROID_PLATFORM": 28}).options() == {"ANDROID_PLATFORM": 28}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"gpu-code": "72"}, "NC-004"),
        ({"gpu-code": "sm_7"}, "NC-004"),
        ({"gpu-code": "sm_7200"}, "NC-004"),
        ({"trt-ver": "7.1"}, "NC-004"),
        ({"trt-ver": "7.1.3.4"}, "NC-004"),
        ({"trt-ver": 7}, "trt-ver"),
        ({"cuda-ver": "10"}, "NC-004"),
        ({"cuda-ver": "10.2.1"}, "NC-004"),
        ({"cuda-ver": 10.2}, "cuda-ver"),
        ({"mcpu": "core avx2"}, "SPEC-001"),
        ({"mattr": ["neon"]}, "SPEC-001"),
        ({"mattr": []}, "SPEC-001"),
        ({"mattr": "+neon"}, "mattr"),
        ({"dtype": "float16"}, "dtype"),
        ({"ANDROID_PLATFORM": 20}, "NC-006"),
        ({"ANDROID_PLATFORM": 30}, "NC-006"),
        ({"ANDROID_PLATFORM": "28"}, "ANDROID_PLATFORM"),
    ],
)
def test_forms(change: dict[str, Any], code: str) -> None:
    assert code in told(CompilerOptions.of, {**NVIDIA, **change})


@pytest.mark.parametrize("level", [21, 29])
def test_android_levels(level: int) -> None:
    assert json.loads(CompilerOptions.of({"ANDROID_PLATFORM": level}).to_json()) == {"ANDROID_PLATFORM": level}


@pytest.mark.parametrize("missing", list(NVIDIA))
def test_the_three_of_nvidia_go_together(missing: str) -> None:
    text = told(CompilerOptions.of, {name: value for name, value in NVIDIA.items() if name != missing})
    assert f"add {missing}" in text
    assert "[NC-004]" in text


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("gpu_code", "gpu-code"),
        ("trt_ver", "trt-ver"),
        ("cuda_version", "cuda-ver"),
        ("CUDA-VER", "cuda-ver"),
        ("android-platform", "ANDROID_PLATFORM"),
        ("cpu", "mcpu"),
        ("Flags", None),
        ("colour", None),
    ],
)
def test_an_unknown_option_is_refused_with_the_likely_one(name: str, meant: str | None) -> None:
    text = told(CompilerOptions.of, {**NVIDIA, name: "x"})
    assert (f"did you mean {meant}?" if meant else "drop it") in text
    assert "[NC-012]" in text


def test_gpu_code_is_spelled_otherwise_beside_jetpack_version_alone() -> None:
    both = {"JETPACK_VERSION": "4.6", "gpu_code": "sm_72"}
    assert CompilerOptions.of(both).options() == both
    assert "[NC-012]" in told(CompilerOptions.of, {"gpu_code": "sm_72"})
    assert "[NC-012]" in told(CompilerOptions.of, {**both, "gpu-code": "sm_53"})
    assert "[NC-012]" in told(CompilerOptions.of, {"JETPACK_VERSION": "4.6"})
    with_versions = {"JETPACK_VERSION": "4.6.1", "gpu_code": "sm_53", "trt-ver": "8.2.1", "cuda-ver": "10.2"}
    assert CompilerOptions.of(with_versions).options() == with_versions
    assert json.loads(CompilerOptions.of(with_versions).to_json()) == with_versions


def test_options_of_a_vendor_have_a_door_of_their_own() -> None:
    options = CompilerOptions.of({}, vendor={"accuracy_level": 1, "tensor_bits": [8]})
    assert options.to_json() == '{"accuracy_level": 1, "tensor_bits": [8]}'
    assert "did you mean" not in told(CompilerOptions.of, {"accuracy_level": 1})
    for name in ("gpu_code", "mcpu", "MATTR"):
        assert "give it as the option" in told(CompilerOptions.of, {}, vendor={name: "x"})
    assert "vendor" in told(CompilerOptions.of, {}, vendor={"a": object()}).lower()


def test_flags_are_one_text_and_stand_alone() -> None:
    flags = CompilerOptions.of("--verbose 1 --num-neuroncores 2 -O2")
    assert flags.to_json() == '"--verbose 1 --num-neuroncores 2 -O2"'
    assert CompilerOptions.from_text(flags.to_json()) == flags
    assert "[NC-011]" in told(CompilerOptions, flags="-O2", mcpu="core-avx2")


def test_the_text_has_3_to_1024_characters() -> None:
    assert "[LV-006]" in told(CompilerOptions)
    assert "[LV-006]" in told(CompilerOptions.of, {})
    assert "[LV-006]" in told(CompilerOptions.from_text, "{}")
    bare = len(CompilerOptions.cpu(mcpu="a").to_json()) - 1
    longest = CompilerOptions.cpu(mcpu="a" * (1024 - bare))
    assert len(longest.to_json()) == 1024
    assert CompilerOptions.from_text(longest.to_json()) == longest
    text = told(CompilerOptions.cpu, mcpu="a" * 1026)
    assert "1024 characters" in text
    assert len(text) < 500
    assert "not 1025" in told(CompilerOptions.from_text, longest.to_json() + " ")


def test_a_text_without_spaces_that_just_fits_stays_so() -> None:
    flags = ["+" + "a" * 10] * 70
    text = json.dumps({"mattr": flags}, separators=(",", ":"))
    assert len(text) <= 1024 < len(json.dumps({"mattr": flags}))
    assert CompilerOptions.from_text(text).to_json() == text


@pytest.mark.parametrize(
    "text",
    [
        "{'gpu-code': 'sm_72', 'trt-ver': '7.1.3', 'cuda-ver': '10.2'}",
        " {'gpu-code':'sm_72','trt-ver':'7.1.3','cuda-ver':'10.2',} ",
        '{"gpu-code": "sm_72", \'trt-ver\': "7.1.3", "cuda-ver": "10.2"}',
        '{"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}',
    ],
)
def test_json_and_pythons_quotes_are_the_same(text: str) -> None:
    assert CompilerOptions.from_text(text).options() == NVIDIA


def test_the_documents_other_examples() -> None:
    assert CompilerOptions.from_text("{'mattr': ['+neon', '+vfpv4']}").options() == {"mattr": ["+neon", "+vfpv4"]}
    assert CompilerOptions.from_text("{'ANDROID_PLATFORM': 25, 'mattr': ['+neon']}").options() == {
        "mattr": ["+neon"],
        "ANDROID_PLATFORM": 25,
    }


@pytest.mark.parametrize(
    "text",
    [
        "gpu-code=sm_72",
        "{gpu-code: sm_72}",
        "['gpu-code']",
        "[" * 1000,
        "{" * 1000,
        "-" * 1000,
        "(" * 100 + ")" * 100,
        "{1: 2}",
        "{'a': __import__('os')}",
        "{**{'gpu-code': 'sm_72'}}",
        "{'gpu-code': 'sm_72', 'gpu-code': 'sm_75', 'trt-ver': '7.1.3', 'cuda-ver': '10.2'}",
        '{"mcpu": "a", "mcpu": "b"}',
        "{'\\d': 1, 2}",
        "{'a': 1",
        "{[]: 1}",
        "1e999",
        "\x00\x00\x00",
        "null",
    ],
)
def test_what_is_no_json_is_refused_in_one_line(text: str) -> None:
    told_text = told(CompilerOptions.from_text, text)
    assert "[LV-006]" in told_text
    assert "\n" not in told_text
    assert len(told_text) < 500


@given(st.text(max_size=40) | st.text("{}[]()'\",:+-_ agpu-codesm1", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        options = CompilerOptions.from_text(text)
    except (SpecError, ValidationError):
        return
    assert CompilerOptions.from_text(options.to_json()) == options
