"""Requests to start from, and Lookout's own model of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.model import ServiceModel
from pydantic import ValidationError

from cdk_model_packages.errors import EdgeError, SpecError, one_line
from cdk_model_packages.spec.packaging_request import PackagingRequest

SHAPES: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("lookoutvision.json").read_text())["shapes"]
MODEL = ServiceModel({"metadata": {"protocol": "rest-json"}, "operations": {}, "shapes": SHAPES}, "lookoutvision")

NVIDIA = '{"gpu-code": "sm_75", "trt-ver": "7.1.3", "cuda-ver": "10.2"}'

# The commands of the developer guide's page "Packaging your model (SDK)", as its first revision prints them.
PLATFORM_TEMPLATE = r"""Greengrass={TargetPlatform={Os='LINUX',Arch='architecture',Accelerator='NVIDIA'},CompilerOptions='{\'gpu-code\': \'gpu_code\', \'trt-ver\': \'trt_ver\', \'cuda-ver\': \'cuda_ver\'}',S3OutputLocation={Bucket='bucket',Prefix='prefix'},ComponentName='Component_name',ComponentVersion='component_version',ComponentDescription='component_description',Tags=[{Key='tag_key1',Value='tag_value1'}, {Key='tag_key2',Value='tag_value2'}]}"""  # noqa: E501
PLATFORM = r"""Greengrass={TargetPlatform={Os='LINUX',Arch='X86_64',Accelerator='NVIDIA'},CompilerOptions='{\'gpu-code\': \'sm_75\', \'trt-ver\': \'7.1.3\', \'cuda-ver\': \'10.2\'}',S3OutputLocation={Bucket='bucket',Prefix='test-project-01/folder'},ComponentName='SampleComponentNameX86TargetPlatform',ComponentVersion='0.1.0',ComponentDescription='This is my component',Tags=[{Key='modelKey0',Value='modelValue'}, {Key='modelKey1',Value='modelValue'}]}"""  # noqa: E501
DEVICE_TEMPLATE = """Greengrass={TargetDevice='jetson_xavier',S3OutputLocation={Bucket='bucket',Prefix='prefix'},ComponentName='component_name',ComponentVersion='component_version',ComponentDescription='component_description',Tags=[{Key='tag_key1',Value='tag_value1'}, {Key='tag_key2',Value='tag_value2'}]}"""  # noqa: E501
DEVICE = """Greengrass={TargetDevice='jetson_xavier',S3OutputLocation={Bucket='bucket',Prefix='component_folder'},ComponentName='jetson_component',ComponentVersion='2.0.0',ComponentDescription='jetson model component',Tags=[{Key='tag_key1',Value='tag_value1'}, {Key='tag_key2',Value='tag_value2'}]}"""  # noqa: E501
REPLACED = {
    "'architecture'": "'ARM64'",
    "gpu_code": "sm_72",
    "trt_ver": "8.2.1",
    "cuda_ver": "10.2",
    "component_version": "1.0.0",
}


def greengrass(**change: Any) -> dict[str, Any]:
    given = {"TargetDevice": "jetson_xavier", "S3OutputLocation": {"Bucket": "bucket"}, "ComponentName": "model"}
    return {name: value for name, value in {**given, **change}.items() if value is not None}


def platform(options: Any = NVIDIA, **change: Any) -> dict[str, Any]:
    described = {"Os": "LINUX", "Arch": "X86_64", "Accelerator": "NVIDIA", **change}
    described = {name: value for name, value in described.items() if value is not None}
    return greengrass(TargetDevice=None, TargetPlatform=described, CompilerOptions=options)


def document(configuration: dict[str, Any] | None = None, **change: Any) -> dict[str, Any]:
    return {
        "ProjectName": "digits",
        "ModelVersion": "1",
        "Configuration": {"Greengrass": configuration or greengrass()},
        **change,
    }


def request(configuration: dict[str, Any] | None = None, **change: Any) -> PackagingRequest:
    return PackagingRequest.model_validate(document(configuration, **change))


def told(configuration: dict[str, Any] | None = None, **change: Any) -> str:
    with pytest.raises((SpecError, EdgeError, ValidationError)) as caught:
        request(configuration, **change)
    return one_line(caught.value)
