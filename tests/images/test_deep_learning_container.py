"""AWS's own images: the same as the SDK's own, found without importing it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cdk_model_packages import SpecError
from cdk_model_packages.images import dlc_data
from cdk_model_packages.images.deep_learning_container import DeepLearningContainer, published
from cdk_model_packages.images.dlc_search import find, parse
from cdk_model_packages.images.ecr_digest import url_suffix
from cdk_model_packages.images.image_name import ImageError, is_dlc_reference

INSTANCE_TYPES = {
    None: "ml.m5.large",
    "cpu": "ml.m5.large",
    "gpu": "ml.g5.xlarge",
    "c5": "ml.c5.large",
    "p3": "ml.p3.2xlarge",
    "inf": "ml.inf1.xlarge",
    "inf2": "ml.inf2.xlarge",
    "neuronx": None,  # the SDK takes it for granted, and no instance type
}


def every_image() -> list[DeepLearningContainer]:
    return [
        image
        for framework in dlc_data.frameworks()
        for image in published(framework, version_aliases=True, base_aliases=True)
    ]


def sdk_arguments(image: DeepLearningContainer, region: str) -> dict[str, Any]:
    framework, is_neuron, kind = image.framework.rpartition("-neuron")
    graviton = image.image_scope == "inference_graviton"
    return {
        "framework": "huggingface" if framework == "huggingface" else image.framework,
        "region": region,
        "version": image.version,
        "py_version": image.py_version,
        "instance_type": "ml.m6g.large" if graviton else INSTANCE_TYPES[image.processor],
        "image_scope": image.image_scope,
        "base_framework_version": image.base_framework_version,
        "inference_tool": f"neuron{kind}" if is_neuron and "huggingface" in framework else None,
    }


def ask_sdk(arguments: list[dict[str, Any]]) -> list[str]:
    script = Path(__file__).with_name("published_by_sdk.py")
    command = [sys.executable, "-W", "ignore", str(script)]
    result = subprocess.run(
        command, input=json.dumps(arguments), capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_every_image_is_the_one_that_the_sdk_names() -> None:
    images = every_image()
    assert len(images) > 1000
    ours: list[str] = []
    asked: list[dict[str, Any]] = []
    for number, image in enumerate(images):
        region = sorted(image.registries)[number % len(image.registries)]  # in turn: every region comes up
        ours.append(image.uri(region, url_suffix(region)))
        asked.append(sdk_arguments(image, region))
    assert len({arguments["region"] for arguments in asked}) > 40
    assert ask_sdk(asked) == ours


def test_a_reference_names_the_image_that_it_is_made_of() -> None:
    for image in every_image():
        assert parse(image.reference) == image


def test_the_example_of_the_documentation() -> None:
    image = find("pytorch", "2.6", instance_type="ml.g5.xlarge")
    assert image.uri("eu-west-1", "amazonaws.com") == (
        "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6-gpu-py312"
    )
    assert image.reference == "dlc:pytorch:2.6:gpu:py312"


@pytest.mark.parametrize(
    ("framework", "version", "instance_type", "processor", "scope"),
    [
        ("pytorch", "2.6.0", "ml.m5.large", "cpu", "inference"),
        ("pytorch", "2.6.0", "ml.g5.xlarge", "gpu", "inference"),
        ("pytorch", "2.6.0", "ml.g4dn.xlarge", "gpu", "inference"),
        ("pytorch", "2.6.0", "ml.p4de.24xlarge", "gpu", "inference"),
        ("pytorch", "2.6.0", "ml.c7g.large", "cpu", "inference_graviton"),
        ("pytorch", "2.6.0", "ml.m8g.large", "cpu", "inference_graviton"),
        ("pytorch", "2.6.0", "ml.c6gn.large", "cpu", "inference_graviton"),
        ("inferentia-pytorch", "1.9", "ml.inf1.xlarge", "inf", "inference"),
        ("huggingface-vllm-neuronx", "0.4", "ml.trn1.2xlarge", "neuronx", "inference"),
        ("xgboost", "1.7-1", "ml.g5.xlarge", None, "inference"),
    ],
)
def test_an_instance_type_tells_the_hardware(
    framework: str, version: str, instance_type: str, processor: str | None, scope: str
) -> None:
    image = find(framework, version, instance_type=instance_type)
    assert (image.processor, image.image_scope) == (processor, scope)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"framework": "pytroch", "version": "2.6"}, r"framework='pytroch': .* for example pytorch"),
        ({"framework": "PyTorch", "version": "2.6"}, r"framework='PyTorch'"),
        ({"framework": "../pytorch", "version": "2.6"}, r"framework='../pytorch'"),
        ({"framework": "spark", "version": "3.3"}, r"framework='spark'"),
        ({"framework": "pytorch", "version": "2.60"}, r"version='2.60': .* knows of pytorch, for example 2.6"),
        ({"framework": "pytorch", "version": "2.6"}, r"processor=None: .* pytorch 2.6, for example cpu, gpu"),
        ({"framework": "pytorch", "version": "2.6", "processor": "tpu"}, r"processor='tpu'"),
        ({"framework": "sklearn", "version": "1.2-1", "instance_type": "ml.trn1.2xlarge"}, r"processor='trn'"),
        ({"framework": "sklearn", "version": "1.2-1", "instance_type": "ml.c7g.large"}, r"version='1.2-1'.* 1.0-1"),
        ({"framework": "pytorch", "version": "1.4", "processor": "cpu"}, r"py_version=None: .* py3, py36"),
        ({"framework": "pytorch", "version": "2.6", "py_version": "py39"}, r"py_version='py39': .* py312"),
        ({"framework": "xgboost", "version": "1.7-1", "py_version": "py3"}, r"py_version='py3': must be left out"),
        ({"framework": "huggingface", "version": "4.26"}, r"base_framework_version=None: .* pytorch1.13.1, tensorflow"),
        ({"framework": "pytorch", "version": "2.6", "instance_type": "g5.xlarge"}, r"instance_type='g5.xlarge'"),
        ({"framework": "djl-lmi", "version": "0.36.0", "instance_type": "ml.c7g.large"}, r"image_scope='inference_gra"),
    ],
)
def test_what_aws_does_not_publish_is_refused(arguments: dict[str, str], told: str) -> None:
    with pytest.raises(SpecError, match=told) as caught:
        find(**arguments)
    assert caught.value.code == "DLC-001"
    assert len(str(caught.value).splitlines()) == 1


def test_what_has_one_answer_need_not_be_said() -> None:
    image = find("huggingface", "4.49.0", processor="gpu")
    assert (image.base_framework_version, image.py_version) == ("pytorch2.6.0", "py312")


def test_a_region_without_the_image_is_refused() -> None:
    image = find("sklearn", "1.2-1")
    assert image.account("eu-west-1") == "141502667606"
    with pytest.raises(SpecError, match=r"dlc:sklearn:1.2-1:cpu:py3 in eu-wst-1.*for example eu-west-1.*\[CT-009\]"):
        image.account("eu-wst-1")


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("dlc:", "FRAMEWORK:VERSION"),
        ("dlc:pytorch", "FRAMEWORK:VERSION"),
        ("dlc:pytorch:", "FRAMEWORK:VERSION"),
        ("dlc:pytorch:2.6:", "FRAMEWORK:VERSION"),
        ("dlc:pytorch:2.6:cpu:gpu", "one processor; drop gpu"),
        ("dlc:pytorch:2.6:cpu:py312:py311", "one py_version; drop py311"),
        ("dlc:pytorch:2.6:fast", "processor='fast'"),
    ],
)
def test_a_reference_is_well_formed(reference: str, told: str) -> None:
    with pytest.raises(SpecError, match=told) as caught:
        parse(reference)
    assert caught.value.code == "DLC-001"


def test_choices_come_in_any_order() -> None:
    assert parse("dlc:pytorch:2.6.0:py312:gpu") == parse("dlc:pytorch:2.6.0:ml.g5.xlarge")
    assert parse("dlc:pytorch:2.6.0:arm64").repository == "pytorch-inference-arm64"
    assert parse("dlc:huggingface:4.26:tensorflow2.11:cpu").repository == "huggingface-tensorflow-inference"


def test_a_prefix_tells_a_reference_from_a_repository() -> None:
    assert is_dlc_reference("dlc:pytorch:2.6")
    assert not is_dlc_reference("123456789012.dkr.ecr.eu-west-1.amazonaws.com/dlc:pytorch")
    assert not is_dlc_reference("dlcs:1")


@pytest.fixture
def another_sdk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an SDK that the test writes."""
    monkeypatch.setattr(dlc_data, "_folder", lambda: ("9.9.9", tmp_path))
    for remembered in (dlc_data._scopes, dlc_data._files, dlc_data.frameworks):
        monkeypatch.setattr(dlc_data, remembered.__name__, remembered.__wrapped__)
    return tmp_path


def test_what_a_later_sdk_adds_is_not_overlooked(another_sdk: Path) -> None:
    image: dict[str, Any] = {"registries": {"eu-west-1": "763104351884"}, "repository": "new-inference"}
    content = {"scope": ["inference"], "versions": {"1.0": image}}
    (another_sdk / "new.json").write_text(json.dumps(content))
    assert find("new", "1.0").tag == "1.0"
    image["tag_suffix"] = "v2"
    (another_sdk / "new.json").write_text(json.dumps(content))
    with pytest.raises(ImageError, match=r"sagemaker-core 9\.9\.9 tells of new what is not known here.*tag_suffix"):
        find("new", "1.0")


def test_without_the_sdk_the_way_to_it_is_said() -> None:
    script = (
        "import importlib.metadata as metadata\n"
        "def missing(name): raise metadata.PackageNotFoundError(name)\n"
        "metadata.distribution = missing\n"
        "from cdk_model_packages.errors import exit_on_user_error\n"
        "from cdk_model_packages.images.dlc_search import find\n"
        "with exit_on_user_error(): find('pytorch', '2.6')\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert "sagemaker-core, which is not installed; pip install 'cdk-model-packages[dlc]'" in result.stderr


def test_a_look_up_imports_neither_the_sdk_nor_the_cdk() -> None:
    script = (
        "import sys\n"
        "from cdk_model_packages.images.dlc_search import find\n"
        "find('pytorch', '2.6', processor='gpu')\n"
        "print(sorted({'sagemaker', 'boto3', 'aws_cdk', 'jsii'} & set(sys.modules)))\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "[]\n"
