"""What CreateCompilationJob refuses beyond the shape of its request. The ids are those of the contract's rules."""

from __future__ import annotations

import json
import re
from typing import Any

from ..errors import validation_error
from ..shapes import service_model

_VERSIONED = re.compile(r".+:model-package/.+/\d{1,9}")
_WITH_VERSION = {"MXNET", "PYTORCH", "TENSORFLOW", "TFLITE"}  # API, InputConfig.FrameworkVersion
_CORE_ML = {"TENSORFLOW", "PYTORCH"}
_NVIDIA = {
    "gpu-code": re.compile(r"sm_\d+"),
    "trt-ver": re.compile(r"\d+\.\d+\.\d+"),
    "cuda-ver": re.compile(r"\d+\.\d+"),
}
_ANDROID_LEVELS = range(21, 30)  # API, OutputConfig.CompilerOptions
_CLOUD = "ml_"

# https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html
_ARCHITECTURES = {
    "LINUX": {"X86_64", "ARM64", "ARM_EABIHF", "ARM_EABI"},
    "ANDROID": {"X86_64", "X86", "ARM64", "ARM_EABI"},
}
_ACCELERATED = {
    "NVIDIA": {("LINUX", "X86_64"), ("LINUX", "ARM64")},
    "INTEL_GRAPHICS": {("LINUX", "X86_64"), ("ANDROID", "X86_64"), ("ANDROID", "X86")},
    "MALI": {
        ("LINUX", "ARM64"), ("LINUX", "ARM_EABIHF"), ("LINUX", "ARM_EABI"),
        ("ANDROID", "ARM64"), ("ANDROID", "ARM_EABI"),
    },
}  # fmt: skip

Request = dict[str, Any]


def refuse_compilation(request: Request) -> None:
    """Refuse a request whose members do not go together.

    Raises:
        ServiceError: Some do not.
    """
    if ("InputConfig" in request) == ("ModelPackageVersionArn" in request):  # NC-002
        raise validation_error("Exactly one of InputConfig and ModelPackageVersionArn must be provided")
    version = request.get("ModelPackageVersionArn")
    if version is not None and not _VERSIONED.fullmatch(version):  # NC-003
        raise validation_error(f"ModelPackageVersionArn {version} is not the ARN of a model package version")
    output = request["OutputConfig"]
    if ("TargetDevice" in output) == ("TargetPlatform" in output):  # NC-001
        raise validation_error(
            "Exactly one of OutputConfig.TargetDevice and OutputConfig.TargetPlatform must be provided"
        )
    if "TargetPlatform" in output:
        _refuse_platform(output["TargetPlatform"], _options(output))
    else:
        _options(output)
    if "InputConfig" in request:
        refuse_input(request["InputConfig"], output)


def refuse_input(source: Request, output: Request) -> None:
    """Refuse a model that its target does not take, as far as the request tells.

    Raises:
        ServiceError: It does not.
    """
    framework, device = source["Framework"], output.get("TargetDevice", "")
    known = service_model("sagemaker").shape_for("Framework").enum
    if framework not in known:
        raise validation_error(f"Framework {framework} is none that compiles: {', '.join(known)}")
    if "FrameworkVersion" in source and not takes_version(framework):  # NC-009
        known = ", ".join(sorted(_WITH_VERSION))
        raise validation_error(f"InputConfig.FrameworkVersion is not supported for {framework}, only for {known}")
    if framework == "TFLITE" and device.startswith(_CLOUD):  # NC-013
        raise validation_error(f"Framework TFLITE compiles for edge devices only, {device} is none")
    if device == "coreml" and framework not in _CORE_ML:  # NC-013
        raise validation_error(f"TargetDevice coreml takes {' and '.join(sorted(_CORE_ML))}, not {framework}")
    _refuse_shapes(framework, source.get("DataInputConfig"), device)


def takes_version(framework: str) -> bool:
    """Tell whether the version of a framework may be said."""
    return framework in _WITH_VERSION


def _refuse_shapes(framework: str, shapes: str | None, device: str) -> None:
    if framework in {"XGBOOST", "SKLEARN"}:
        return
    if shapes is None:
        if framework == "PYTORCH" and device.startswith(_CLOUD):  # they are derived since 2023-09-05
            return
        raise validation_error(f"InputConfig.DataInputConfig must name the inputs and their shapes for {framework}")
    found = _json("InputConfig.DataInputConfig", shapes)
    if not isinstance(found, dict) and not (isinstance(found, list) and framework == "PYTORCH"):  # NC-010
        forms = "an object or a list" if framework == "PYTORCH" else "an object"
        raise validation_error(f"InputConfig.DataInputConfig must be {forms} for {framework}, it is {shapes}")


def _options(output: Request) -> Any:
    return _json("OutputConfig.CompilerOptions", output["CompilerOptions"]) if "CompilerOptions" in output else {}


def _refuse_platform(platform: Request, options: Any) -> None:
    system, architecture, accelerator = platform["Os"], platform["Arch"], platform.get("Accelerator")
    told = " ".join([system, architecture, *([accelerator] if accelerator else [])])
    supported = architecture in _ARCHITECTURES[system] and (
        accelerator is None or (system, architecture) in _ACCELERATED.get(accelerator, ())
    )
    if not supported:  # NC-005
        raise validation_error(f"OutputConfig.TargetPlatform {told} is not supported")
    if not isinstance(options, dict):
        raise validation_error(f"OutputConfig.CompilerOptions must be an object for the platform {told}")
    if accelerator == "NVIDIA":  # NC-004
        wrong = [name for name, form in _NVIDIA.items() if not form.fullmatch(str(options.get(name, "")))]
        if wrong:
            raise validation_error(
                f"OutputConfig.CompilerOptions must have gpu-code (sm_NN), trt-ver (x.y.z) and cuda-ver (x.y) for the "
                f"platform {told}; missing or malformed: {', '.join(wrong)}"
            )
    level = options.get("ANDROID_PLATFORM")
    if level is not None and (system != "ANDROID" or level not in _ANDROID_LEVELS):  # NC-006
        raise validation_error(
            f"OutputConfig.CompilerOptions.ANDROID_PLATFORM {level}: a level from {_ANDROID_LEVELS.start} to "
            f"{_ANDROID_LEVELS.stop - 1} of a platform of ANDROID"
        )


def _json(member: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise validation_error(f"{member} is not JSON: {error}") from error
