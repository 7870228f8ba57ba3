"""Every limit of a value, at the limit and one past it.

Limits are AWS::SageMaker::ModelPackage's (test_schema.py compares them with the schema) and those of
the rules that each case names: docs/rules.md has their sources.
"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec import ModelPackageGroupSpec, ModelPackageSpec, Spec
from tests.spec import values

DATA_INPUT = '{"input": [1]}'


def containers(count: int, **change: Any) -> dict[str, Any]:
    return values.inference(
        Containers=[values.container(ContainerHostname=f"c{index}", **change) for index in range(count)]
    )


def with_container(**change: Any) -> dict[str, Any]:
    return {"InferenceSpecification": values.inference(Containers=[values.container(**change)])}


def with_job(**change: Any) -> dict[str, Any]:
    return {
        "ValidationSpecification": values.validation(
            ValidationProfiles=[{"ProfileName": "smoke", "TransformJobDefinition": values.job(**change)}]
        )
    }


def with_input(**change: Any) -> dict[str, Any]:
    return with_job(TransformInput={**values.job()["TransformInput"], **change})


def with_output(**change: Any) -> dict[str, Any]:
    return with_job(TransformOutput={**values.job()["TransformOutput"], **change})


def with_resources(**change: Any) -> dict[str, Any]:
    return with_job(TransformResources={**values.job()["TransformResources"], **change})


def with_samples(**change: Any) -> dict[str, Any]:
    return with_input(DataSource={"S3DataSource": {"S3Uri": "s3://bucket/in/", "S3DataType": "S3Prefix", **change}})


def with_source(**change: Any) -> dict[str, Any]:
    container = values.container(ModelDataSource=values.source(**change))
    del container["ModelDataUrl"]
    return {"InferenceSpecification": values.inference(Containers=[container]), "ValidationSpecification": None}


def with_profile(name: str) -> dict[str, Any]:
    return {
        "ValidationSpecification": values.validation(
            ValidationProfiles=[{"ProfileName": name, "TransformJobDefinition": values.job()}]
        )
    }


def environment(count: int, *, value: str = "v", key: str = "K") -> dict[str, str]:
    return {f"{key}{index}": value for index in range(count)}


AT_AND_PAST = [
    # where, at the limit, one past it, what the error says
    ("description", {"ModelPackageDescription": "d" * 1024}, {"ModelPackageDescription": "d" * 1025}, "1024"),
    ("description-line", {"ModelPackageDescription": "a b"}, {"ModelPackageDescription": "a\nb"}, "one line"),
    ("approval", {"ApprovalDescription": "d" * 1024}, {"ApprovalDescription": "d" * 1025}, "1024"),
    ("approval-line", {"ApprovalDescription": "a"}, {"ApprovalDescription": "a\nb"}, "one line"),
    ("status", {"ModelApprovalStatus": "Rejected"}, {"ModelApprovalStatus": "REJECTED"}, "'Rejected'"),
    ("skip", {"SkipModelValidation": "All"}, {"SkipModelValidation": "all"}, "'All'"),
    (
        "metadata-count",
        {"CustomerMetadataProperties": environment(50)},
        {"CustomerMetadataProperties": environment(51)},
        "50",
    ),
    (
        "metadata-least",
        {"CustomerMetadataProperties": environment(1)},
        {"CustomerMetadataProperties": {}},
        "1 to 50 entries",
    ),
    (
        "MP-023-key",
        {"CustomerMetadataProperties": {"k" * 128: "v"}},
        {"CustomerMetadataProperties": {"k" * 129: "v"}},
        "MP-023",
    ),
    (
        "MP-023-value",
        {"CustomerMetadataProperties": {"k": "v" * 256}},
        {"CustomerMetadataProperties": {"k": "v" * 257}},
        "MP-023",
    ),
    (
        "MP-023-characters",
        {"CustomerMetadataProperties": {"k": "ä _.:/=+-@1"}},
        {"CustomerMetadataProperties": {"k": "a,b"}},
        "MP-023",
    ),
    (
        "MP-029",
        {"SamplePayloadUrl": "s3://bucket/p.tar.gz"},
        {"SamplePayloadUrl": "s3://bucket/p.zip"},
        "MP-029",
    ),
    (
        "group-name",
        {"ModelPackageGroupName": "g" * 63},
        {"ModelPackageGroupName": "g" * 64},
        "ModelPackageGroupName",
    ),
    (
        "group-arn",
        {"ModelPackageGroupName": "arn:aws:sagemaker:eu-west-1:123456789012:model-package-group/digits"},
        {"ModelPackageGroupName": "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits"},
        "ModelPackageGroupName",
    ),
    ("containers-most", {"InferenceSpecification": containers(15)}, {"InferenceSpecification": containers(16)}, "15"),
    (
        "containers-least",
        {"InferenceSpecification": containers(1)},
        {"InferenceSpecification": containers(0)},
        "1 to 15 entries",
    ),
    (
        "IT-007",
        {"InferenceSpecification": values.inference(SupportedTransformInstanceTypes=["ml.m5.large"])},
        {"InferenceSpecification": values.inference(SupportedTransformInstanceTypes=[])},
        "at least 1 entry",
    ),
    (
        "instance-type",
        {"InferenceSpecification": values.inference(SupportedRealtimeInferenceInstanceTypes=["ml.new9.24xlarge"])},
        {"InferenceSpecification": values.inference(SupportedRealtimeInferenceInstanceTypes=["m5.large"])},
        "ml.m5.large",
    ),
    (
        "content-type",
        {"InferenceSpecification": values.inference(SupportedContentTypes=["a/" + "b" * 254])},
        {"InferenceSpecification": values.inference(SupportedContentTypes=["a/" + "b" * 255])},
        "256",
    ),
    (
        "response-type",
        {"InferenceSpecification": values.inference(SupportedResponseMIMETypes=["a/" + "b" * 1022])},
        {"InferenceSpecification": values.inference(SupportedResponseMIMETypes=["csv"])},
        "TYPE/SUBTYPE",
    ),
    ("CT-010", with_container(Image="r.io/" + "i" * 250), with_container(Image="r.io/" + "i" * 251), "CT-010"),
    ("CT-010-space", with_container(Image=values.IMAGE), with_container(Image="r.io/a b"), "CT-010"),
    (
        "CT-012",
        with_container(Image=f"r.io/i@{values.DIGEST}"),
        with_container(Image=f"r.io/i@{values.DIGEST[:-1]}1"),
        "CT-012",
    ),
    (
        "digest",
        with_container(ImageDigest=values.DIGEST),
        with_container(ImageDigest=values.DIGEST + "0"),
        "ImageDigest",
    ),
    ("CT-001", with_container(ModelDataUrl="s3://b/m.tar.gz"), with_container(ModelDataUrl="s3://b/m.zip"), "CT-001"),
    (
        "url-length",
        with_container(ModelDataUrl="s3://b/" + "k" * 1010 + ".tar.gz"),
        with_container(ModelDataUrl="s3://b/" + "k" * 1011 + ".tar.gz"),
        "1024",
    ),
    (
        "CT-003",
        with_container(),
        with_container(ModelDataSource=values.source()),
        "CT-003",
    ),
    (
        "CT-005",
        with_source(),
        with_source(S3Uri="s3://bucket/model"),
        "CT-005",
    ),
    ("CT-006", with_source(), with_source(CompressionType="Gzip"), "CT-006"),
    (
        "CT-004",
        with_source(),
        {**with_source(), "ValidationSpecification": values.validation()},
        "CT-004",
    ),
    ("CT-014", with_container(Environment={"_A1": ""}), with_container(Environment={"1A": ""}), "CT-014"),
    (
        "CT-014-length",
        with_container(Environment={"k" * 1024: ""}),
        with_container(Environment={"k" * 1025: ""}),
        "CT-014",
    ),
    ("CT-015", with_container(Environment=environment(16)), with_container(Environment=environment(17)), "16"),
    (
        "CT-015-value",
        with_container(Environment={"K": "v" * 1024}),
        with_container(Environment={"K": "v" * 1025}),
        "1024",
    ),
    (
        "CT-016",
        {  # 2 containers x 16 variables x 1024 bytes = 32 KB
            "InferenceSpecification": containers(2, Environment={f"K{i:02}": "v" * 1021 for i in range(16)})
        },
        {
            "InferenceSpecification": containers(
                2, Environment={**{f"K{i:02}": "v" * 1021 for i in range(15)}, "K15": "v" * 1022}
            )
        },
        "CT-016",
    ),
    (
        "CT-017-names",
        {
            "InferenceSpecification": values.inference(
                Containers=[values.container(), values.container(ContainerHostname="b")]
            )
        },
        {
            "InferenceSpecification": values.inference(
                Containers=[values.container(), values.container(ContainerHostname=None)]
            )
        },
        "CT-017",
    ),
    (
        "CT-017-different",
        {
            "InferenceSpecification": values.inference(
                Containers=[values.container(), values.container(ContainerHostname="b")]
            )
        },
        {
            "InferenceSpecification": values.inference(
                Containers=[values.container(), values.container(Framework="OTHER")]
            )
        },
        "CT-017",
    ),
    (
        "hostname",
        with_container(ContainerHostname="h" * 63),
        with_container(ContainerHostname="h" * 64),
        "ContainerHostname",
    ),
    (
        "hostname-whole",
        with_container(ContainerHostname="a-b"),
        with_container(ContainerHostname="a_b"),
        "ContainerHostname",
    ),
    ("framework-short", with_container(FrameworkVersion="1.4"), with_container(FrameworkVersion="1."), "3 to 10"),
    (
        "framework-long",
        with_container(FrameworkVersion="1.45678901"),
        with_container(FrameworkVersion="1.456789012"),
        "3 to 10",
    ),
    (
        "CT-019-length",
        with_container(ModelInput={"DataInputConfig": f'"{"x" * 1022}"'}),
        with_container(ModelInput={"DataInputConfig": f'"{"x" * 1023}"'}),
        "CT-019",
    ),
    (
        "CT-019-json",
        with_container(ModelInput={"DataInputConfig": DATA_INPUT}),
        with_container(ModelInput={"DataInputConfig": DATA_INPUT[:-1]}),
        "CT-019",
    ),
    ("profile-name", with_profile("p" * 63), with_profile("p" * 64), "ProfileName"),
    ("profile-hyphen", with_profile("a-b"), with_profile("a-"), "ProfileName"),
    (
        "VP-001",
        {"ValidationSpecification": values.validation()},
        {
            "ValidationSpecification": values.validation(
                ValidationProfiles=values.validation()["ValidationProfiles"] * 2
            )
        },
        "VP-001",
    ),
    (
        "role",
        {"ValidationSpecification": values.validation(ValidationRole=values.ROLE)},
        {"ValidationSpecification": values.validation(ValidationRole="arn:aws:iam::12345678901:role/Validation")},
        "ValidationRole",
    ),
    (
        "VP-003",
        with_job(MaxPayloadInMB=100, MaxConcurrentTransforms=1),
        with_job(MaxPayloadInMB=101, MaxConcurrentTransforms=0),
        "VP-003",
    ),
    (
        "VP-004",
        with_job(MaxPayloadInMB=50, MaxConcurrentTransforms=2),
        with_job(MaxPayloadInMB=51, MaxConcurrentTransforms=2),
        "VP-004",
    ),
    (
        "VP-005",
        with_job(MaxPayloadInMB=None, MaxConcurrentTransforms=16),
        with_job(MaxPayloadInMB=None, MaxConcurrentTransforms=17),
        "VP-005",
    ),
    ("payload-least", with_job(MaxPayloadInMB=0), with_job(MaxPayloadInMB=-1), "VP-003"),
    ("concurrency-least", with_job(MaxConcurrentTransforms=0), with_job(MaxConcurrentTransforms=-1), "0 or more"),
    ("whole-number", with_job(MaxPayloadInMB=6), with_job(MaxPayloadInMB="6"), "valid integer"),
    ("VP-015", with_job(Environment=environment(16)), with_job(Environment=environment(17)), "16"),
    (
        "VP-008",
        with_samples(S3DataType="ManifestFile"),
        with_samples(S3DataType="AugmentedManifestFile"),
        "ManifestFile",
    ),
    ("samples-uri", with_samples(S3Uri="s3://bucket/in/"), with_samples(S3Uri="bucket/in/"), "s3://BUCKET/PREFIX/"),
    ("content-type-length", with_input(ContentType="c" * 256), with_input(ContentType="c" * 257), "256"),
    ("accept-length", with_output(Accept="c" * 256), with_output(Accept="c" * 257), "256"),
    ("split", with_input(SplitType="TFRecord"), with_input(SplitType="TfRecord"), "'TFRecord'"),
    ("strategy", with_job(BatchStrategy="SingleRecord"), with_job(BatchStrategy="Single"), "'SingleRecord'"),
    ("assemble", with_output(AssembleWith="None"), with_output(AssembleWith="none"), "'None'"),
    ("output-uri", with_output(S3OutputPath="s3://b/out"), with_output(S3OutputPath="./out"), "S3OutputPath"),
    ("VP-019", with_output(KmsKeyId="k"), with_output(KmsKeyId=""), "VP-019"),
    ("IT-006", with_resources(InstanceCount=100), with_resources(InstanceCount=101), "IT-006"),
    ("IT-006-least", with_resources(InstanceCount=1), with_resources(InstanceCount=0), "IT-006"),
    (
        "IT-004",
        with_resources(InstanceType="ml.m5.large"),
        with_resources(InstanceType="ml.m5.xlarge"),
        "IT-004",
    ),
]


@pytest.mark.parametrize(("at", "past", "told"), [pytest.param(*case[1:], id=case[0]) for case in AT_AND_PAST])
def test_a_limit_passes_and_one_past_it_fails(at: dict[str, Any], past: dict[str, Any], told: str) -> None:
    ModelPackageSpec.model_validate(values.package(**at))
    with pytest.raises(ValidationError) as caught:
        ModelPackageSpec.model_validate(values.package(**past))
    message = one_line(caught.value)
    assert told in message
    assert "\n" not in message


@pytest.mark.parametrize("name", ["g" * 64, "-g", "g-", "g_h", ""])
def test_a_group_name_past_its_limit_fails(name: str) -> None:
    ModelPackageGroupSpec(model_package_group_name="g" * 63)
    ModelPackageGroupSpec(model_package_group_name="a--b")
    with pytest.raises(ValidationError, match="ModelPackageGroupName"):
        ModelPackageGroupSpec(model_package_group_name=name)


def test_unknown_fields_are_refused_everywhere() -> None:
    def models(kind: type[Spec]) -> set[type[Spec]]:
        return {kind}.union(*(models(child) for child in kind.__subclasses__()))

    assert all(kind.model_config["extra"] == "forbid" and kind.model_config["frozen"] for kind in models(Spec))
    with pytest.raises(ValidationError, match="Extra inputs"):
        ModelPackageSpec.model_validate(values.package(Nonsense="me"))
