"""A promotion with the real CDK CLI: two regions of the embedded AWS, local files and a copy of an S3 object."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from cdk_model_packages.local_aws import LocalAws
from cdk_model_packages.local_aws.environment import ACCOUNT, merged
from tests.conftest import ROOT
from tests.registry.packages import model_folder, samples_folder

pytestmark = pytest.mark.slow

REGIONS = {"test": "eu-west-1", "prod": "us-east-1"}
APP = """
import cdk_model_packages
import aws_cdk as cdk
from pathlib import Path
from stacks import PackagePromotion, PromotionEnvironment

app = cdk.App(builtin_cloud_formation_validation=False)
PackagePromotion(app, "Promotion", spec_file=Path("model-package.yaml"), environments=[
    PromotionEnvironment("test", env=cdk.Environment(account="000000000000", region="eu-west-1")),
    PromotionEnvironment("prod", env=cdk.Environment(account="000000000000", region="us-east-1")),
])
app.synth()
"""
SPEC = """
ModelPackageGroupName: digits
InferenceSpecification:
  Containers:
    - Image: ./server
      ModelDataUrl: ./model
  SupportedContentTypes: [text/csv]
  SupportedResponseMIMETypes: [text/csv]
  SupportedTransformInstanceTypes: [ml.m5.large]
SamplePayloadUrl: s3://team-models/digits/pay load+1.tar.gz
ValidationSpecification:
  ValidationProfiles:
    - ProfileName: smoke
      TransformJobDefinition:
        TransformInput:
          DataSource: {S3DataSource: {S3Uri: ./samples}}
        TransformResources: {InstanceType: ml.m5.large}
"""


class Place:
    """A project, and the AWS that it is deployed to."""

    def __init__(self, folder: Path, local_aws: LocalAws) -> None:
        self.folder = folder
        self.variables = local_aws.environment()

    def cdk(self, *arguments: str, cwd: Path | None = None) -> str:
        """Run the CDK CLI."""
        paths = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
        environment = {
            **merged(self.variables),
            "PATH": os.pathsep.join(paths),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "constructs")]),
        }
        command = [str(ROOT / "node_modules/.bin/cdk"), *arguments, "--no-notices", "--progress", "events"]
        result = subprocess.run(
            command, cwd=cwd or self.folder, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout + result.stderr

    def client(self, service: str, region: str) -> Any:
        """A client of one region."""
        return boto3.client(
            service,
            endpoint_url=self.variables["AWS_ENDPOINT_URL"],
            region_name=region,
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="embedded",
        )

    def versions(self, region: str) -> list[dict[str, Any]]:
        """The group's versions in a region."""
        sagemaker = self.client("sagemaker", region)
        found = sagemaker.list_model_packages(ModelPackageGroupName="digits")["ModelPackageSummaryList"]
        return [sagemaker.describe_model_package(ModelPackageName=one["ModelPackageArn"]) for one in found]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setenv("NODE_PATH", str(ROOT / "node_modules"))
    folder = tmp_path / "project"
    (folder / "server").mkdir(parents=True)
    (folder / "server/Dockerfile").write_text("FROM scratch\n")
    model_folder(folder)
    samples_folder(folder)
    (folder / "app.py").write_text(APP)
    (folder / "cdk.json").write_text('{"app": "python app.py"}')
    (folder / "model-package.yaml").write_text(SPEC)
    local_aws = LocalAws(tmp_path / ".local-aws")
    local_aws.start()
    yield Place(folder, local_aws)
    local_aws.stop()


def test_a_package_goes_from_region_to_region(place: Place, tmp_path: Path) -> None:
    s3 = place.client("s3", "eu-west-1")
    s3.create_bucket(Bucket="team-models", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket="team-models", Key="digits/pay load+1.tar.gz", Body=b"payload")
    place.cdk("bootstrap", *(f"aws://{ACCOUNT}/{region}" for region in REGIONS.values()), cwd=tmp_path)

    for name, region in REGIONS.items():
        place.cdk("deploy", f"Promotion/{name}/*", "--require-approval", "never")
        (version,) = place.versions(region)
        assert version["ModelPackageStatus"] == "Completed"
        assert version["ModelApprovalStatus"] == "PendingManualApproval"
        (container,) = version["InferenceSpecification"]["Containers"]
        assert container["Image"].startswith(f"{ACCOUNT}.dkr.ecr.{region}.amazonaws.com/")
        assert region in container["ModelDataUrl"]
        bucket, _, key = version["SamplePayloadUrl"].removeprefix("s3://").partition("/")
        assert bucket != "team-models"
        assert key == "team-models/digits/pay load+1.tar.gz"
        assert place.client("s3", region).get_object(Bucket=bucket, Key=key)["Body"].read() == b"payload"

    # Again: nothing changes, and nothing is copied.
    s3.delete_object(Bucket="team-models", Key="digits/pay load+1.tar.gz")
    assert "no changes" in place.cdk("deploy", "Promotion/prod/*", "--require-approval", "never")
    assert len(place.versions("us-east-1")) == 1

    # Gone from the environment, the version stays, and so does what it names.
    place.cdk("destroy", "Promotion/prod/*", "--force")
    (version,) = place.versions("us-east-1")
    bucket, _, key = version["SamplePayloadUrl"].removeprefix("s3://").partition("/")
    assert place.client("s3", "us-east-1").get_object(Bucket=bucket, Key=key)["Body"].read() == b"payload"
