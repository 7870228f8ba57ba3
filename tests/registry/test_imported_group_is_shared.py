"""The policy of a group that is there already: put by a function of the stack, with the real CDK CLI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from cdk_model_packages.local_aws import LocalAws, deploy, destroy
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

APP = """
import cdk_model_packages
import os
import aws_cdk as cdk
from cdk_model_packages import ModelPackageGroup

app = cdk.App(builtin_cloud_formation_validation=False)
env = cdk.Environment(account=os.environ["CDK_DEFAULT_ACCOUNT"], region=os.environ["CDK_DEFAULT_REGION"])
stack = cdk.Stack(app, "Sharing", env=env)
for number, name in enumerate(os.environ["GROUPS"].split(",")):
    group = ModelPackageGroup.from_model_package_group_name(stack, f"Group{number}", name)
    group.share_with(accounts=os.environ["CONSUMERS"].split(","))
app.synth()
"""


@pytest.fixture
def local_aws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalAws]:
    """An embedded AWS whose functions have the AWS SDK, as Lambda's have."""
    monkeypatch.setenv("NODE_PATH", str(ROOT / "node_modules"))
    made = LocalAws(tmp_path / "aws")
    yield made
    made.stop()


def test_it_is_put_changed_and_removed(local_aws: LocalAws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text(APP)
    (project / "cdk.json").write_text('{"app": "python app.py"}')
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    local_aws.start()
    variables = local_aws.environment()
    sagemaker = boto3.client(
        "sagemaker",
        endpoint_url=variables["AWS_ENDPOINT_URL"],
        region_name=variables["AWS_REGION"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
    )
    for group in ("digits", "letters"):
        sagemaker.create_model_package_group(ModelPackageGroupName=group)

    def consumers(group: str = "digits") -> set[str]:
        policy = json.loads(sagemaker.get_model_package_group_policy(ModelPackageGroupName=group)["ResourcePolicy"])
        principals = {account for one in policy["Statement"] for account in _listed(one["Principal"]["AWS"])}
        return {account.split(":")[4] for account in principals}

    for accounts in ({"111122223333"}, {"111122223333", "444455556666"}):
        monkeypatch.setenv("GROUPS", "letters,digits")
        monkeypatch.setenv("CONSUMERS", ",".join(sorted(accounts)))
        deploy(project, local_aws)
        assert consumers() == consumers("letters") == accounts
    monkeypatch.setenv("GROUPS", "digits")  # which moves to where letters was
    deploy(project, local_aws)
    with pytest.raises(ClientError):
        consumers("letters")
    assert consumers() == accounts
    destroy(project, local_aws)
    with pytest.raises(ClientError):
        consumers()


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
