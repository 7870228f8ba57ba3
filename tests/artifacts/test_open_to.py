"""Models that are opened to other accounts: by the policies of bucket and key, or a sentence why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template

from cdk_model_packages import ModelArtifact
from cdk_model_packages.artifacts.read_grant import open_key
from cdk_model_packages.spec import ModelDataSource, S3ModelDataSource

KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.fixture
def consumer() -> iam.AccountPrincipal:
    return iam.AccountPrincipal("222222222222")


def statements(stack: cdk.Stack, kind: str, name: str) -> list[dict[str, Any]]:
    """The statements of the one policy of a kind that are about the consumer."""
    (resource,) = Template.from_stack(stack).find_resources(kind).values()
    return [one for one in resource["Properties"][name]["Statement"] if "222222222222" in str(one["Principal"])]


def test_an_object_and_no_other(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    bucket = s3.Bucket(stack, "Models")
    assert ModelArtifact.from_bucket(bucket, "digits/model.tar.gz").open_to(stack, consumer) is None
    (statement,) = statements(stack, "AWS::S3::BucketPolicy", "PolicyDocument")
    assert (statement["Effect"], statement["Action"]) == ("Allow", "s3:GetObject")
    assert stack.resolve(bucket.arn_for_objects("digits/model.tar.gz")) == statement["Resource"]


def test_a_prefix_may_be_listed_too(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    bucket = s3.Bucket(stack, "Models")
    assert ModelArtifact.from_prefix(bucket, "llm/").open_to(stack, consumer) is None
    read, listing = statements(stack, "AWS::S3::BucketPolicy", "PolicyDocument")
    assert read["Resource"] == stack.resolve(bucket.arn_for_objects("llm/*"))
    assert (listing["Action"], listing["Resource"]) == ("s3:ListBucket", stack.resolve(bucket.bucket_arn))
    assert listing["Condition"] == {"StringLike": {"s3:prefix": ["llm/*"]}}


def test_what_is_opened_twice_is_written_once(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    bucket = s3.Bucket(stack, "Models", encryption=s3.BucketEncryption.KMS)
    for _ in range(2):  # two artifacts of one object, as two versions that share a model
        ModelArtifact.from_bucket(bucket, "model.tar.gz").open_to(stack, iam.AccountPrincipal("222222222222"))
    assert len(statements(stack, "AWS::S3::BucketPolicy", "PolicyDocument")) == 1
    assert len(statements(stack, "AWS::KMS::Key", "KeyPolicy")) == 1


def test_the_buckets_own_key_is_opened(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    bucket = s3.Bucket(stack, "Models", encryption_key=kms.Key(stack, "Key"))
    assert ModelArtifact.from_bucket(bucket, "model.tar.gz").open_to(stack, consumer) is None
    (statement,) = statements(stack, "AWS::KMS::Key", "KeyPolicy")
    assert (statement["Action"], statement["Resource"]) == ("kms:Decrypt", "*")


@pytest.mark.parametrize("encryption", [s3.BucketEncryption.S3_MANAGED, s3.BucketEncryption.UNENCRYPTED])
def test_keys_of_s3_itself_need_no_opening(
    stack: cdk.Stack, consumer: iam.AccountPrincipal, encryption: s3.BucketEncryption
) -> None:
    bucket = s3.Bucket(stack, "Models", encryption=encryption)
    assert ModelArtifact.from_bucket(bucket, "model.tar.gz").open_to(stack, consumer) is None


@pytest.mark.parametrize("encryption", [s3.BucketEncryption.KMS_MANAGED, s3.BucketEncryption.DSSE_MANAGED])
def test_the_key_that_aws_manages_cannot_be_opened(
    stack: cdk.Stack, consumer: iam.AccountPrincipal, encryption: s3.BucketEncryption
) -> None:
    bucket = s3.Bucket(stack, "Models", encryption=encryption)
    reason = ModelArtifact.from_bucket(bucket, "model.tar.gz").open_to(stack, consumer)
    assert reason is not None
    assert reason.startswith("bucket 'Stack/Models' is encrypted with a KMS key that cannot be opened")
    assert "S3_MANAGED" in reason
    Template.from_stack(stack).resource_count_is("AWS::S3::BucketPolicy", 0)


def test_an_imported_bucket_has_no_policy_here(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Models", "acme-models")
    for artifact in (ModelArtifact.from_bucket(bucket, "model.tar.gz"), ModelArtifact.from_prefix(bucket, "llm/")):
        reason = artifact.open_to(stack, consumer)
        assert reason is not None
        assert reason.startswith("bucket 'acme-models' is not made in this app")


def test_a_bucket_here_with_an_imported_key(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    bucket = s3.Bucket(stack, "Models", encryption_key=kms.Key.from_key_arn(stack, "Key", KEY_ARN))
    reason = ModelArtifact.from_bucket(bucket, "model.tar.gz").open_to(stack, consumer)
    assert reason is not None
    assert reason.startswith("key '1234abcd-12ab-34cd-56ef-1234567890ab' is not made in this app")
    assert len(statements(stack, "AWS::S3::BucketPolicy", "PolicyDocument")) == 1, "the bucket is open all the same"


def test_a_key_by_its_id(consumer: iam.AccountPrincipal) -> None:
    reason = open_key("alias/aws/s3", consumer)
    assert reason is not None
    assert reason.startswith("key 'alias/aws/s3' is not made in this app")


@pytest.mark.parametrize("uri", ["s3://acme-models/model.tar.gz", "https://acme-models.s3.amazonaws.com/model.tar.gz"])
def test_a_bucket_by_name(stack: cdk.Stack, consumer: iam.AccountPrincipal, uri: str) -> None:
    reason = ModelArtifact.from_uri(uri).open_to(stack, consumer)
    assert reason is not None
    assert reason.startswith("bucket 'acme-models' is named by text")
    source = ModelDataSource(
        s3_data_source=S3ModelDataSource(
            s3_uri="s3://acme-models/llm/", s3_data_type="S3Prefix", compression_type="None"
        )
    )
    assert ModelArtifact.from_source(source).open_to(stack, consumer) == reason, "one bucket, one sentence"


def test_a_uri_that_only_the_deployment_knows(stack: cdk.Stack, consumer: iam.AccountPrincipal) -> None:
    reason = ModelArtifact.from_uri(cdk.Fn.import_value("Uri")).open_to(stack, consumer)
    assert reason is not None
    assert reason.startswith("a model is named by text")


def test_the_asset_bucket_belongs_to_the_bootstrap(
    stack: cdk.Stack, consumer: iam.AccountPrincipal, tmp_path: Path
) -> None:
    reasons: set[str | None] = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.onnx").write_bytes(b"weights")
        artifact = ModelArtifact.from_directory(tmp_path / name)
        artifact.bind(stack)
        reasons.add(artifact.open_to(stack, consumer))
    (reason,) = reasons
    assert reason is not None
    assert "from_bucket" in reason
