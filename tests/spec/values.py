"""Valid values with every field set, and small variations of them."""

from __future__ import annotations

from typing import Any

IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits:1.0"
DIGEST = "sha256:" + "0" * 64
ROLE = "arn:aws:iam::123456789012:role/Validation"


def container(**change: Any) -> dict[str, Any]:
    """A container with every field set but ``ModelDataSource``, which excludes ``ModelDataUrl``."""
    return {
        "Image": IMAGE,
        "ImageDigest": DIGEST,
        "ModelDataUrl": "s3://bucket/model.tar.gz",
        "Environment": {"LOG_LEVEL": "info"},
        "ContainerHostname": "digits",
        "Framework": "SKLEARN",
        "FrameworkVersion": "1.4",
        "ModelInput": {"DataInputConfig": '{"input": [1, 64]}'},
        "NearestModelName": "resnet50",
        **change,
    }


def source(**change: Any) -> dict[str, Any]:
    """Uncompressed model data."""
    return {
        "S3DataSource": {
            "S3Uri": "s3://bucket/model/",
            "S3DataType": "S3Prefix",
            "CompressionType": "None",
            "ModelAccessConfig": {"AcceptEula": True},
            **change,
        }
    }


def inference(**change: Any) -> dict[str, Any]:
    """An inference specification with every field set."""
    return {
        "Containers": [container()],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
        "SupportedTransformInstanceTypes": ["ml.m5.large"],
        "SupportedRealtimeInferenceInstanceTypes": ["ml.t2.medium"],
        **change,
    }


def job(**change: Any) -> dict[str, Any]:
    """A transform job with every field set."""
    return {
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3Uri": "s3://bucket/in/", "S3DataType": "S3Prefix"}},
            "ContentType": "text/csv",
            "CompressionType": "Gzip",
            "SplitType": "Line",
        },
        "TransformOutput": {
            "S3OutputPath": "s3://bucket/out/",
            "Accept": "text/csv",
            "AssembleWith": "Line",
            "KmsKeyId": "alias/results",
        },
        "TransformResources": {
            "InstanceType": "ml.m5.large",
            "InstanceCount": 2,
            "VolumeKmsKeyId": "alias/volumes",
        },
        "MaxPayloadInMB": 10,
        "MaxConcurrentTransforms": 10,
        "BatchStrategy": "MultiRecord",
        "Environment": {"BATCH": "1"},
        **change,
    }


def validation(**change: Any) -> dict[str, Any]:
    """A validation specification with every field set."""
    return {
        "ValidationRole": ROLE,
        "ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job()}],
        **change,
    }


def report(name: str = "report") -> dict[str, Any]:
    """A report in S3 with every field set."""
    return {
        "ContentType": "application/json",
        "S3Uri": f"s3://bucket/{name}.json",
        "ContentDigest": DIGEST,
    }


def metrics() -> dict[str, Any]:
    """Model metrics with every field set."""
    both = {"Constraints": report("constraints"), "Statistics": report("statistics")}
    return {
        "ModelQuality": both,
        "ModelDataQuality": both,
        "Bias": {"Report": report(), "PreTrainingReport": report("pre"), "PostTrainingReport": report("post")},
        "Explainability": {"Report": report()},
    }


def baselines() -> dict[str, Any]:
    """Drift check baselines with every field set."""
    both = {"Constraints": report("constraints"), "Statistics": report("statistics")}
    return {
        "ModelQuality": both,
        "ModelDataQuality": both,
        "Bias": {
            "ConfigFile": report("config"),
            "PreTrainingConstraints": report("pre"),
            "PostTrainingConstraints": report("post"),
        },
        "Explainability": {"ConfigFile": report("config"), "Constraints": report("constraints")},
    }


def additional(name: str = "gpu") -> dict[str, Any]:
    """An additional inference specification with every field set."""
    return {"Name": name, "Description": "On a GPU", **inference()}


def algorithm_source(**change: Any) -> dict[str, Any]:
    """A source algorithm with every field set."""
    return {"SourceAlgorithms": [{"AlgorithmName": "boosting", "ModelDataUrl": "s3://bucket/model.tar.gz", **change}]}


def shared() -> dict[str, Any]:
    """What both kinds of package have beside their definition, with every field set."""
    return {
        "ModelPackageDescription": "Handwritten digits, 8 by 8",
        "AdditionalInferenceSpecifications": [additional()],
        "ValidationSpecification": validation(),
        "SkipModelValidation": "None",
        "ModelMetrics": metrics(),
        "DriftCheckBaselines": baselines(),
        "MetadataProperties": {
            "CommitId": "0123abc",
            "GeneratedBy": "arn:aws:sagemaker:eu-west-1:123456789012:training-job/digits",
            "ProjectId": "digits",
            "Repository": "https://git.example.com/digits",
        },
        "SecurityConfig": {"KmsKeyId": "alias/packages"},
        "Domain": "COMPUTER_VISION",
        "Task": "CLASSIFICATION",
        "SamplePayloadUrl": "s3://bucket/payload.tar.gz",
    }


def package(**change: Any) -> dict[str, Any]:
    """A version with every field set, but for those that exclude each other (see the next two)."""
    return {
        "ModelPackageGroupName": "digits",
        "InferenceSpecification": inference(),
        **shared(),
        "AdditionalInferenceSpecificationsToAdd": [additional("cpu")],
        "ModelCard": {
            "ModelCardStatus": "Draft",
            "ModelCardContent": '{"model_overview":{"model_creator":"Vision team"}}',
        },
        "ModelApprovalStatus": "Approved",
        "ApprovalDescription": "accuracy 0.98",
        "CustomerMetadataProperties": {"commit": "0123abc"},
        **change,
    }


def package_from_algorithm(**change: Any) -> dict[str, Any]:
    """A version that an algorithm has trained."""
    made = package(SourceAlgorithmSpecification=algorithm_source(), **change)
    del made["InferenceSpecification"]
    return made


def clone(source_uri: str = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3") -> dict[str, Any]:
    """A version that is a copy of another."""
    made = package(SourceUri=source_uri)
    del made["InferenceSpecification"]
    return made


def marketplace(**change: Any) -> dict[str, Any]:
    """An unversioned package with every field set."""
    return {
        "ModelPackageName": "digits",
        "InferenceSpecification": inference(),
        **shared(),
        "CertifyForMarketplace": True,
        "Tags": [{"Key": "team", "Value": "vision"}],
        **change,
    }


def algorithm(**change: Any) -> dict[str, Any]:
    """An algorithm with every field set."""
    image = container()
    del image["ModelDataUrl"]
    return {
        "AlgorithmName": "boosting",
        "AlgorithmDescription": "Boosted trees",
        "TrainingSpecification": {
            "TrainingImage": IMAGE,
            "TrainingImageDigest": DIGEST,
            "SupportedHyperParameters": [
                {
                    "Name": "depth",
                    "Type": "Integer",
                    "Description": "Of a tree",
                    "Range": {"IntegerParameterRangeSpecification": {"MinValue": "1", "MaxValue": "9"}},
                    "IsTunable": True,
                    "IsRequired": False,
                    "DefaultValue": "3",
                },
                {
                    "Name": "rate",
                    "Type": "Continuous",
                    "Range": {"ContinuousParameterRangeSpecification": {"MinValue": "0.1", "MaxValue": "1"}},
                },
                {
                    "Name": "booster",
                    "Type": "Categorical",
                    "Range": {"CategoricalParameterRangeSpecification": {"Values": ["tree", "linear"]}},
                },
            ],
            "SupportedTrainingInstanceTypes": ["ml.m5.large"],
            "SupportsDistributedTraining": True,
            "MetricDefinitions": [{"Name": "auc", "Regex": "auc=([0-9.]+)"}],
            "TrainingChannels": [
                {
                    "Name": "train",
                    "Description": "Rows",
                    "IsRequired": True,
                    "SupportedContentTypes": ["text/csv"],
                    "SupportedCompressionTypes": ["None"],
                    "SupportedInputModes": ["File"],
                }
            ],
            "SupportedTuningJobObjectiveMetrics": [{"Type": "Maximize", "MetricName": "auc"}],
        },
        "InferenceSpecification": inference(Containers=[{**image, "IsCheckpoint": False}]),
        **change,
    }
