"""Any valid spec, for property tests. New fields must join: test_schema.py compares with the schema."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cdk_model_packages.spec import (
    AssembleWith,
    BatchStrategy,
    CompressionType,
    InstanceType,
    ModelApprovalStatus,
    SkipModelValidation,
    SplitType,
)
from cdk_model_packages.spec.known_instance_types import KnownInstanceTypes

INSTANCE_TYPES = sorted(getattr(InstanceType, name) for name in vars(KnownInstanceTypes) if name.startswith("ML_"))
# What E3643 of the template engines knows to be offered for batch transform in us-east-1.
TRANSFORM_TYPES = ["ml.m5.large", "ml.m5.xlarge", "ml.c5.xlarge"]

names = st.from_regex(r"[a-zA-Z0-9](-?[a-zA-Z0-9]){0,20}", fullmatch=True)
lines = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=40)
mime_types = st.sampled_from(["text/csv", "application/json", "image/jpeg", "application/x-npy"])
keys = st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_]{0,20}", fullmatch=True)
environments = st.dictionaries(keys, st.text(st.characters(categories=["L", "N"]), max_size=30), max_size=16)
metadata = st.dictionaries(
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
    min_size=1,
    max_size=50,
)
prefixes = names.map(lambda name: f"s3://bucket/{name}/")
digests = st.from_regex(r"sha256:[0-9a-f]{64}", fullmatch=True)
keys_of_kms = st.just("arn:aws:kms:us-east-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab")


def optional(**fields: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    """Fields that may be left out."""
    return fields


images = st.builds(
    lambda name, digest: f"123456789012.dkr.ecr.us-east-1.amazonaws.com/{name.lower()}@{digest}", names, digests
)
sources = st.fixed_dictionaries(
    {
        "S3DataSource": st.one_of(
            st.fixed_dictionaries(
                {"S3Uri": prefixes, "S3DataType": st.just("S3Prefix"), "CompressionType": st.just("None")},
                optional=optional(ModelAccessConfig=st.just({"AcceptEula": True})),
            ),
            st.fixed_dictionaries(
                {
                    "S3Uri": prefixes.map(lambda uri: f"{uri}model.tar.gz"),
                    "S3DataType": st.just("S3Object"),
                    "CompressionType": st.sampled_from(["Gzip", "None"]),
                }
            ),
        )
    }
)


def containers(*, uncompressed: bool) -> st.SearchStrategy[dict[str, Any]]:
    """A container; with ``ModelDataSource`` only where no validation runs (CT-004)."""
    data = [
        st.just({}),
        st.fixed_dictionaries({"ModelDataUrl": prefixes.map(lambda uri: f"{uri}model.tar.gz")}),
        *([st.fixed_dictionaries({"ModelDataSource": sources})] if uncompressed else []),
    ]
    rest = st.fixed_dictionaries(
        {"Image": images},
        optional=optional(
            Environment=environments,
            Framework=st.sampled_from(["SKLEARN", "PYTORCH", "ONNX"]),
            FrameworkVersion=st.from_regex(r"[0-9]\.[0-9]{1,8}", fullmatch=True),
            ModelInput=st.fixed_dictionaries({"DataInputConfig": st.just('{"input": [1, 64]}')}),
            NearestModelName=st.just("resnet50"),
        ),
    )
    return st.builds(lambda one, other: {**one, **other}, rest, st.one_of(*data))


@st.composite
def jobs(draw: st.DrawFn) -> dict[str, Any]:
    """A transform job within the 100 MB of payloads in flight."""
    job = draw(
        st.fixed_dictionaries(
            {
                "TransformInput": st.fixed_dictionaries(
                    {
                        "DataSource": st.fixed_dictionaries(
                            {
                                "S3DataSource": st.fixed_dictionaries(
                                    {"S3Uri": prefixes, "S3DataType": st.sampled_from(["S3Prefix", "ManifestFile"])}
                                )
                            }
                        )
                    },
                    optional=optional(
                        ContentType=mime_types,
                        CompressionType=st.sampled_from(CompressionType),
                        SplitType=st.sampled_from(SplitType),
                    ),
                ),
                "TransformOutput": st.fixed_dictionaries(
                    {"S3OutputPath": prefixes},
                    optional=optional(
                        Accept=mime_types, AssembleWith=st.sampled_from(AssembleWith), KmsKeyId=keys_of_kms
                    ),
                ),
                "TransformResources": st.fixed_dictionaries(
                    {"InstanceType": st.sampled_from(TRANSFORM_TYPES), "InstanceCount": st.integers(1, 100)},
                    optional=optional(VolumeKmsKeyId=keys_of_kms),
                ),
            },
            optional=optional(
                BatchStrategy=st.sampled_from(BatchStrategy),
                Environment=environments,
                MaxPayloadInMB=st.integers(0, 100),
            ),
        )
    )
    payload = job.get("MaxPayloadInMB", 6)
    most = 100 // payload if payload else 100
    return {**job, **draw(st.fixed_dictionaries({}, optional={"MaxConcurrentTransforms": st.integers(0, most)}))}


reports = st.fixed_dictionaries(
    {"ContentType": mime_types, "S3Uri": prefixes.map(lambda uri: f"{uri}report.json")},
    optional=optional(ContentDigest=digests),
)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the fields, at least one: an empty object says nothing."""
    return st.fixed_dictionaries({}, optional=fields).filter(bool)


both = some(Constraints=reports, Statistics=reports)
metrics = some(
    ModelQuality=both,
    ModelDataQuality=both,
    Bias=some(Report=reports, PreTrainingReport=reports, PostTrainingReport=reports),
    Explainability=some(Report=reports),
)
baselines = some(
    ModelQuality=both,
    ModelDataQuality=both,
    Bias=some(ConfigFile=reports, PreTrainingConstraints=reports, PostTrainingConstraints=reports),
    Explainability=some(ConfigFile=reports, Constraints=reports),
)
cards = st.fixed_dictionaries(
    {
        "ModelCardStatus": st.sampled_from(["Draft", "PendingReview", "Approved", "Archived"]),
        "ModelCardContent": st.sampled_from(
            [
                '{"intended_uses":{"risk_rating":"Low"}}',
                '{"model_overview":{"model_creator":"Vision team"}}',
            ]
        ),
    }
)
shared = optional(
    ModelPackageDescription=lines,
    ModelMetrics=metrics,
    DriftCheckBaselines=baselines,
    MetadataProperties=some(CommitId=lines, GeneratedBy=lines, ProjectId=lines, Repository=lines),
    SecurityConfig=st.fixed_dictionaries({"KmsKeyId": keys_of_kms}),
    Domain=st.just("COMPUTER_VISION"),
    Task=st.sampled_from(["CLASSIFICATION", "A_TASK_OF_TOMORROW"]),
    SamplePayloadUrl=prefixes.map(lambda uri: f"{uri}payload.tar.gz"),
)


@st.composite
def additional(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Additional inference specifications, each under a name of its own."""
    count = draw(st.integers(1, 3))
    return [
        {
            "Name": f"also-{index}",
            "Containers": [draw(containers(uncompressed=False))],
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional=optional(
                        Description=st.text(st.characters(categories=["L", "N"]), max_size=40),
                        SupportedContentTypes=st.lists(mime_types, min_size=1, unique=True),
                        SupportedResponseMIMETypes=st.lists(mime_types, min_size=1, unique=True),
                        SupportedTransformInstanceTypes=st.just(TRANSFORM_TYPES),
                    ),
                )
            ),
        }
        for index in range(count)
    ]


@st.composite
def definitions(draw: st.DrawFn, *, uncompressed: bool, copies: bool) -> dict[str, Any]:
    """What a package is made of."""
    kind = draw(st.sampled_from(["containers", "containers", "algorithm", *(["copy"] if copies else [])]))
    if kind == "algorithm":
        source = {"AlgorithmName": draw(names), "ModelDataUrl": draw(prefixes) + "model.tar.gz"}
        return {"SourceAlgorithmSpecification": {"SourceAlgorithms": [source]}}
    if kind == "copy":
        return {"SourceUri": "arn:aws:sagemaker:us-east-1:123456789012:model-package/digits/3"}
    made = [draw(containers(uncompressed=uncompressed)) for _ in range(draw(st.integers(1, 3)))]
    named = draw(st.booleans())
    pipeline = [{**one, **({"ContainerHostname": f"c{index}"} if named else {}), "Framework": f"F{index}"}
                for index, one in enumerate(made)]  # fmt: skip
    return {
        "InferenceSpecification": {
            "Containers": pipeline,
            "SupportedContentTypes": draw(st.lists(mime_types, min_size=1, unique=True)),
            "SupportedResponseMIMETypes": draw(st.lists(mime_types, min_size=1, unique=True)),
            "SupportedTransformInstanceTypes": TRANSFORM_TYPES,
            "SupportedRealtimeInferenceInstanceTypes": draw(
                st.lists(st.sampled_from(INSTANCE_TYPES), min_size=1, max_size=5, unique=True)
            ),
        }
    }


@st.composite
def validations(draw: st.DrawFn) -> dict[str, Any]:
    """A validation specification."""
    return {
        "ValidationRole": "arn:aws:iam::123456789012:role/Validation",
        "ValidationProfiles": [{"ProfileName": draw(names), "TransformJobDefinition": draw(jobs())}],
    }


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    """A version that the service accepts, in its own spelling."""
    validated = draw(st.booleans())
    return {
        "ModelPackageGroupName": draw(names),
        "ModelApprovalStatus": draw(st.sampled_from(ModelApprovalStatus)),
        **draw(definitions(uncompressed=not validated, copies=True)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    **shared,
                    "ApprovalDescription": lines,
                    "CustomerMetadataProperties": metadata,
                    "SkipModelValidation": st.sampled_from(SkipModelValidation),
                    "ModelCard": cards,
                    "AdditionalInferenceSpecifications": additional(),
                },
            )
        ),
        **({"ValidationSpecification": draw(validations())} if validated else {}),
    }


@st.composite
def marketplace_packages(draw: st.DrawFn) -> dict[str, Any]:
    """An unversioned package that the service accepts, in its own spelling."""
    certified = draw(st.booleans())
    return {
        "ModelPackageName": draw(names),
        "CertifyForMarketplace": certified,
        **draw(definitions(uncompressed=False, copies=False)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    **shared,
                    "AdditionalInferenceSpecifications": additional(),
                    "Tags": st.just([{"Key": "team", "Value": "vision"}]),
                },
            )
        ),
        **({"ValidationSpecification": draw(validations())} if certified else {}),
    }
