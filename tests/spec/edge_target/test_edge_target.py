"""Targets: what Neo knows, what Greengrass can run, and which options go with what."""

from __future__ import annotations

import json
from typing import Any

import botocore.loaders
import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import SpecError, one_line
from cdk_model_packages.spec.edge_target import (
    CompilerOptions,
    DeviceTarget,
    EdgeTarget,
    PlatformTarget,
    TargetAccelerator,
    TargetArch,
    TargetDevice,
    TargetOs,
    TargetPlatform,
)
from cdk_model_packages.spec.edge_target.device_platform import NO_CORE_DEVICES, PLATFORMS

NVIDIA = {"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}
XAVIER = CompilerOptions.nvidia(gpu_code="sm_72", trt_ver="7.1.3", cuda_ver="10.2")


def told(make: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises((SpecError, ValidationError)) as caught:
        make(*arguments, **named)
    return one_line(caught.value)


@pytest.fixture(scope="module")
def shapes() -> dict[str, Any]:
    """SageMaker's own model, as botocore ships it."""
    return botocore.loaders.create_loader().load_service_model("sagemaker", "service-2")["shapes"]


@pytest.mark.parametrize(
    ("choice", "shape"),
    [
        (TargetDevice, "TargetDevice"),
        (TargetOs, "TargetPlatformOs"),
        (TargetArch, "TargetPlatformArch"),
        (TargetAccelerator, "TargetPlatformAccelerator"),
    ],
)
def test_the_choices_are_the_services(choice: Any, shape: str, shapes: dict[str, Any]) -> None:
    assert set(choice) == set(shapes[shape]["enum"])


def test_the_options_text_has_the_services_limits(shapes: dict[str, Any]) -> None:
    assert (shapes["CompilerOptions"]["min"], shapes["CompilerOptions"]["max"]) == (3, 1024)


def test_every_device_is_a_platform_or_has_a_reason() -> None:
    assert set(PLATFORMS) | set(NO_CORE_DEVICES) == set(TargetDevice)
    assert not set(PLATFORMS) & set(NO_CORE_DEVICES)


@pytest.mark.parametrize(
    ("device", "architecture"),
    [
        ("jetson_xavier", "aarch64"),
        ("jetson_nano", "aarch64"),
        ("rasp3b", "arm"),
        ("rasp4b", "arm"),
        ("rk3288", "arm"),
        ("rk3399", "aarch64"),
        ("deeplens", "amd64"),
        ("sbe_c", "amd64"),
        ("sitara_am57x", "arm"),
        ("jacinto_tda4vm", "aarch64"),
    ],
)
def test_a_device_is_a_greengrass_platform(device: str, architecture: str) -> None:
    target = EdgeTarget.device(device)
    assert target.greengrass_platform().properties() == {"os": "linux", "architecture": architecture}
    assert target.output_config() == {"TargetDevice": device}


@pytest.mark.parametrize("device", sorted(PLATFORMS))
def test_every_core_device_has_a_platform_that_devices_report(device: TargetDevice) -> None:
    assert EdgeTarget.device(device).greengrass_platform().architecture in {"amd64", "aarch64", "arm"}


@pytest.mark.parametrize(
    ("device", "reason"),
    [
        ("ml_inf1", "ML instance in the cloud"),
        ("ml_c5", "ML instance in the cloud"),
        ("lambda", "AWS Lambda"),
        ("coreml", "Apple"),
        ("qcs605", "Android"),
        ("x86_win32", "Windows"),
        ("x86_win64", "Windows"),
    ],
)
def test_what_is_no_core_device_is_refused_with_the_reason(device: str, reason: str) -> None:
    text = told(EdgeTarget.device, device)
    assert reason in text
    assert "[ET-001]" in text
    assert "jetson_xavier" in text


def test_a_device_that_neo_does_not_know_is_refused_with_the_known_ones() -> None:
    text = told(EdgeTarget.device, "jetson-xavier")
    assert text.startswith("TargetDevice='jetson-xavier': must be a device that Neo knows: lambda, ml_m4")
    assert "did you mean jetson_xavier?" in text
    assert "imx8mplus" in told(TargetDevice.of, "toaster")
    assert TargetDevice.of("rasp4b") is TargetDevice.RASP4B


def test_a_target_is_a_device_or_a_platform() -> None:
    platform = {"Os": "LINUX", "Arch": "ARM64"}
    with pytest.raises(ValidationError):
        DeviceTarget.model_validate({"TargetDevice": "rasp4b", "TargetPlatform": platform})
    with pytest.raises(ValidationError):
        PlatformTarget.model_validate({"TargetDevice": "rasp4b", "TargetPlatform": platform})
    with pytest.raises(TypeError):
        EdgeTarget()  # pyright: ignore[reportAbstractUsage]
    assert EdgeTarget.device("rasp4b") == EdgeTarget.device(TargetDevice.RASP4B)
    assert EdgeTarget.device("rasp4b") != EdgeTarget.device("rasp3b")


@pytest.mark.parametrize(
    ("arch", "architecture"),
    [("X86_64", "amd64"), ("ARM64", "aarch64"), ("ARM_EABIHF", "arm"), ("ARM_EABI", "arm")],
)
def test_a_platform_is_a_greengrass_platform(arch: str, architecture: str) -> None:
    target = EdgeTarget.platform(arch)
    assert target.greengrass_platform().properties() == {"os": "linux", "architecture": architecture}
    assert target.output_config() == {"TargetPlatform": {"Os": "LINUX", "Arch": arch}}


def test_the_output_config_has_options_as_json() -> None:
    target = EdgeTarget.platform(TargetArch.ARM64, accelerator=TargetAccelerator.NVIDIA, compiler_options=XAVIER)
    assert target.output_config() == {
        "TargetPlatform": {"Os": "LINUX", "Arch": "ARM64", "Accelerator": "NVIDIA"},
        "CompilerOptions": '{"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}',
    }


# The support matrix of the developer guide, cell by cell.
MATRIX = {
    ("LINUX", None): "X86_64 ARM64 ARM_EABIHF ARM_EABI",
    ("LINUX", "NVIDIA"): "X86_64 ARM64",
    ("LINUX", "INTEL_GRAPHICS"): "X86_64",
    ("LINUX", "MALI"): "ARM64 ARM_EABIHF ARM_EABI",
    ("LINUX", "NNA"): "X86_64 X86 ARM64 ARM_EABI ARM_EABIHF",  # in no table: not judged
    ("ANDROID", None): "X86_64 X86 ARM64 ARM_EABI",
    ("ANDROID", "NVIDIA"): "",
    ("ANDROID", "INTEL_GRAPHICS"): "X86_64 X86",
    ("ANDROID", "MALI"): "ARM64 ARM_EABI",
}


@pytest.mark.parametrize("arch", list(TargetArch))
@pytest.mark.parametrize(("os", "accelerator"), list(MATRIX))
def test_a_platform_is_one_that_neo_supports(os: str, accelerator: str | None, arch: str) -> None:
    described = {"Os": os, "Arch": arch, "Accelerator": accelerator}
    if arch in MATRIX[os, accelerator].split():
        assert TargetPlatform.model_validate(described).properties()["Arch"] == arch
    else:
        assert "[NC-005]" in told(TargetPlatform.model_validate, described)


@pytest.mark.parametrize(
    ("change", "code", "fix"),
    [
        ({"Accelerator": "CPU"}, "LV-004", "leave it out"),
        ({"Accelerator": "nvidia"}, "SPEC-001", "write NVIDIA"),
        ({"Arch": "ARM_64"}, "LV-005", "write ARM64"),
        ({"Arch": "aarch64"}, "LV-005", "write ARM64"),
        ({"Arch": "amd64"}, "LV-005", "write X86_64"),
        ({"Arch": "riscv"}, "LV-005", "choose one"),
        ({"Os": "linux"}, "LV-005", "write LINUX"),
        ({"Os": "${Token[TOKEN.1]}"}, "LV-005", "choose one"),
    ],
)
def test_other_names_of_a_platform_are_refused_with_neos(change: dict[str, str], code: str, fix: str) -> None:
    text = told(TargetPlatform.model_validate, {"Os": "LINUX", "Arch": "ARM64", **change})
    assert f"[{code}]" in text
    assert fix in text


def test_android_is_no_greengrass_platform() -> None:
    options = CompilerOptions.of({"ANDROID_PLATFORM": 28})
    assert "[ET-001]" in told(EdgeTarget.platform, "ARM64", os="ANDROID", compiler_options=options)


def test_nvidia_needs_its_three_options() -> None:
    text = told(EdgeTarget.platform, "ARM64", accelerator="NVIDIA")
    assert "gpu-code, trt-ver, cuda-ver" in text
    assert "[NC-004]" in text
    only_cpu = CompilerOptions.cpu(mcpu="core-avx2")
    assert "[NC-004]" in told(EdgeTarget.platform, "X86_64", accelerator="NVIDIA", compiler_options=only_cpu)


@pytest.mark.parametrize(
    ("arch", "gpu", "tensorrt", "cuda", "fits"),
    [
        ("X86_64", "sm_75", "7.1.3", "10.2", True),
        ("X86_64", "sm_75", "7.1.2", "10.2", False),
        ("X86_64", "sm_75", "7.99.0", "10.2", True),
        ("X86_64", "sm_75", "8.0.0", "10.2", False),
        ("X86_64", "sm_75", "7.1.3", "11.2", False),
        ("X86_64", "sm_79", "7.1.3", "10.2", True),
        ("X86_64", "sm_80", "8.2.0", "11.2", True),
        ("X86_64", "sm_80", "7.1.3", "10.2", False),
        ("X86_64", "sm_80", "8.2.1", "11.2", False),
        ("X86_64", "sm_86", "8.6.1", "12.0", True),  # in no table of Lookout's
        ("ARM64", "sm_72", "7.1.3", "10.2", True),
        ("ARM64", "sm_72", "8.2.1", "10.2", True),
        ("ARM64", "sm_72", "8.0.1", "10.2", False),
        ("ARM64", "sm_72", "8.2.1", "10.0", False),
        ("ARM64", "sm_62", "6.0.1", "10.0", True),  # a Jetson TX2 of Neo's table, in none of Lookout's
    ],
)
def test_versions_of_a_gpu(arch: str, gpu: str, tensorrt: str, cuda: str, *, fits: bool) -> None:
    options = CompilerOptions.nvidia(gpu_code=gpu, trt_ver=tensorrt, cuda_ver=cuda)
    given = {"accelerator": "NVIDIA", "compiler_options": options}
    if fits:
        assert EdgeTarget.platform(arch, **given).compiler_options == options
    else:
        text = told(EdgeTarget.platform, arch, **given)
        assert "[LV-007]" in text
        assert tensorrt in text


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (NVIDIA, "ET-002"),
        ({"ANDROID_PLATFORM": 28}, "NC-006"),
        ({"class_labels": "labels.txt"}, "NC-012"),
        ({"signature_def_key": "serving"}, "NC-012"),
        ({"output_names": ["out:0"]}, "NC-012"),
        ({"JETPACK_VERSION": "4.6", "gpu_code": "sm_72"}, "ET-002"),
        ("--verbose 1", "NC-011"),
    ],
)
def test_options_of_another_target_are_refused(options: Any, code: str) -> None:
    given = CompilerOptions.of(options)
    assert f"[{code}]" in told(EdgeTarget.platform, "ARM64", compiler_options=given)
    assert f"[{code}]" in told(EdgeTarget.device, "rasp4b", compiler_options=given)


def test_a_vendors_options_are_a_devices() -> None:
    options = CompilerOptions.of({}, vendor={"accuracy_level": 1})
    assert EdgeTarget.device("jacinto_tda4vm", compiler_options=options).output_config() == {
        "TargetDevice": "jacinto_tda4vm",
        "CompilerOptions": '{"accuracy_level": 1}',
    }
    assert "[NC-012]" in told(EdgeTarget.platform, "ARM64", compiler_options=options)


def test_a_device_takes_options_of_its_own_accelerator() -> None:
    config = EdgeTarget.device("jetson_xavier", compiler_options=XAVIER).output_config()
    assert config["TargetDevice"] == "jetson_xavier"
    assert json.loads(config["CompilerOptions"]) == NVIDIA
    jetpack = {"JETPACK_VERSION": "4.6", "gpu_code": "sm_72"}
    nano = EdgeTarget.device("jetson_nano", compiler_options=CompilerOptions.of(jetpack))
    assert json.loads(nano.output_config()["CompilerOptions"]) == jetpack
