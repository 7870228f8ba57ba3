"""Artifacts of the embedded AWS's S3, fetched by the calls that a device makes, and components of its Greengrass."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.edge.device import ComponentRun, ComponentSource, DeviceOptions
from cdk_model_packages.edge.device.regional_clients import RegionalClients
from cdk_model_packages.errors import EdgeError
from tests.edge.device.components import archive, free_port, recipe, serving
from tests.local_aws.aws import ACCOUNT, REGION, Aws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("aws_environment")
COMPONENTS = f"arn:aws:greengrass:{REGION}:{ACCOUNT}:components"
_names = itertools.count(1)


@pytest.fixture
def clients() -> Iterator[RegionalClients]:
    found = RegionalClients()
    yield found
    found.close()


@pytest.fixture
def bucket(aws: Aws) -> str:
    """A bucket that holds a component's archive."""
    name = f"edge-device-{next(_names)}"
    aws.s3.create_bucket(Bucket=name)
    aws.s3.put_object(Bucket=name, Key="a/component.zip", Body=archive())
    return name


def of_bucket(bucket: str, key: str = "a/component.zip") -> list[dict[str, Any]]:
    return [{"URI": f"s3://{bucket}/{key}", "Unarchive": "ZIP", "Permission": {"Read": "ALL"}}]


def written(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / "recipe.json"
    path.write_text(json.dumps(document))
    return path


def test_an_object_is_fetched(tmp_path: Path, bucket: str, clients: RegionalClients) -> None:
    calls: list[str] = []
    clients.within().of("s3").meta.events.register("before-call.s3", lambda model, **_: calls.append(model.name))
    found = ComponentSource.from_file(written(tmp_path, serving(Artifacts=of_bucket(bucket))), clients=clients)
    with ComponentRun(found) as run:
        run.start()
        run.wait_until_healthy()
        assert run.invoke(b"1,2\n3,4\n", content_type="text/csv").text == "3\n7\n"
    assert run.report.passed
    assert calls[0] == "GetBucketLocation"
    assert not [finding for finding in run.report.findings if bucket in finding]


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        (
            "s3://{bucket}/none.zip",
            "artifact s3://.*/none.zip: bucket .* has no none.zip; upload it, or name",
        ),
        (
            "s3://no-such-bucket-anywhere/a.zip",
            "there is no bucket no-such-bucket-anywhere; upload it, or name",
        ),
    ],
)
def test_what_is_not_there(tmp_path: Path, bucket: str, clients: RegionalClients, uri: str, told: str) -> None:
    document = recipe({"Run": "true"}, Artifacts=[{"URI": uri.format(bucket=bucket)}])
    run = ComponentRun(ComponentSource.from_file(written(tmp_path, document), clients=clients))
    with pytest.raises(EdgeError, match=told), run:
        pass


def test_a_bucket_of_another_region_is_told(tmp_path: Path, aws: Aws, clients: RegionalClients) -> None:
    name = f"edge-device-{next(_names)}"
    elsewhere = Aws(aws.variables, region="eu-west-1")
    elsewhere.s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    elsewhere.s3.put_object(Bucket=name, Key="a/component.zip", Body=archive())
    elsewhere.close()
    found = ComponentSource.from_file(written(tmp_path, recipe(Artifacts=of_bucket(name))), clients=clients)
    with ComponentRun(found) as run:
        pass
    (finding,) = run.report.findings
    where = f"bucket {name} is in eu-west-1, the component in us-east-1"
    assert finding.startswith(f"artifact s3://{name}/a/component.zip: {where}")


def test_nothing_listens_where_the_environment_points_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    run = ComponentRun(ComponentSource.from_file(written(tmp_path, recipe())))
    with pytest.raises(EdgeError, match=r"s3 GetBucketLocation: .*Could not connect to"), run:
        pass


def test_an_environment_without_a_region(tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name)
    run = ComponentRun(ComponentSource.from_file(written(tmp_path, recipe(Artifacts=of_bucket(bucket)))))
    with pytest.raises(EdgeError, match="no AWS region; say --region, or set AWS_REGION"), run:
        pass


class TestPublished:
    """A component version that Greengrass of the embedded AWS holds."""

    @pytest.fixture
    def arn(self, aws: Aws, bucket: str) -> str:
        name = f"com.example.published{next(_names)}"
        document = serving(Artifacts=of_bucket(bucket), ComponentName=name)
        answer = aws.client("greengrassv2").create_component_version(inlineRecipe=json.dumps(document))
        return answer["arn"]

    def test_by_arn(self, arn: str, clients: RegionalClients) -> None:
        found = ComponentSource.of(arn, clients=clients)
        with ComponentRun(found) as run:
            run.start()
            run.wait_until_healthy()
            assert run.invoke(b"5,6", content_type="text/csv").text == "11\n"
        (artifact,) = run.report.components[0].artifacts
        assert artifact.digest_checked
        assert (found.region, found.origin) == (REGION, arn)

    def test_a_device_of_the_components_region(self, arn: str, clients: RegionalClients) -> None:
        with ComponentRun(ComponentSource.of(arn, clients=clients)) as run:
            assert run._runner._variables["AWS_REGION"] == REGION

    @pytest.mark.parametrize("version", [":1.0.0", ""])
    def test_by_name(self, arn: str, clients: RegionalClients, version: str) -> None:
        name = arn.split(":")[6]
        assert ComponentSource.of(f"{name}{version}", clients=clients).origin == arn

    def test_an_object_that_has_changed(self, aws: Aws, arn: str, bucket: str, clients: RegionalClients) -> None:
        run = ComponentRun(ComponentSource.of(arn, clients=clients))  # waits until the service has read the object
        changed = archive({"runner/serve.py": "other"})
        aws.s3.put_object(Bucket=bucket, Key="a/component.zip", Body=changed)
        new, old = (base64.b64encode(hashlib.sha256(found).digest()).decode() for found in (changed, archive()))
        with pytest.raises(EdgeError) as caught, run:
            pass
        assert f"its SHA-256 is {new}, and the recipe has {old}" in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (
                f"{COMPONENTS}:com.none:versions:1.0.0",
                "there is no such version; see aws greengrassv2",
            ),
            (f"{COMPONENTS}:com.none", "is no ARN of a component version"),
            ("com.none", "this account has no component of that name in us-east-1"),
            ("com.none:1.0.0", "this account has no component of that name in us-east-1"),
            ("com none", "is no recipe file, ARN, NAME or NAME:VERSION"),
            ("none.yaml", "recipe none.yaml: No such file or directory"),
        ],
    )
    def test_there_is_none(self, clients: RegionalClients, text: str, told: str) -> None:
        with pytest.raises(EdgeError, match=told):
            ComponentSource.of(text, clients=clients)

    def test_prepared_for_another_device(self, arn: str, clients: RegionalClients) -> None:
        options = DeviceOptions(platform={"architecture": "riscv64"}, prepare_only=True)
        with ComponentRun(ComponentSource.of(arn, clients=clients), options=options) as run:
            assert run.report.platform["architecture"] == "riscv64"
            with pytest.raises(EdgeError, match="the component is prepared only"):
                run.install()
