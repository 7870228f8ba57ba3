"""The function against the embedded S3."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from cdk_model_packages.artifacts import build_archive
from cdk_model_packages.edge.functions.clients import client
from cdk_model_packages.edge.functions.repackage.errors import (
    ArchiveTooLarge,
    ModelUnreadable,
    NotAnArchive,
    UnsafeArchive,
)
from cdk_model_packages.edge.functions.repackage.handler import handler
from cdk_model_packages.edge.functions.repackage.repackage import repackage_archive
from tests.conftest import ROOT
from tests.edge.functions.archives import archive, file
from tests.local_aws.aws import Aws
from tests.local_aws.conftest import aws, local_aws  # noqa: F401  fixtures

if TYPE_CHECKING:
    from cdk_model_packages.local_aws import LocalAws

KEY = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555"
DIGITS = ROOT / "examples/digits/model"
_numbers = itertools.count(1)


@pytest.fixture
def environment(local_aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """The variables that Lambda gives a function."""
    for name, value in local_aws.environment().items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def bucket(aws: Aws, environment: None) -> str:  # noqa: F811
    """A bucket of the test's own."""
    name = f"edge-{next(_numbers)}"
    aws.s3.create_bucket(Bucket=name)
    return name


def request(bucket: str, key: str = "m.tar.gz", **more: Any) -> Any:
    """What the function is asked for."""
    asked = {"ModelDataUrl": f"s3://{bucket}/{key}", "Bucket": bucket, "Prefix": "edge", "ComponentName": "com.digits"}
    return {**asked, "KmsKeyId": None, **more}


def keys(aws: Aws, bucket: str, prefix: str) -> list[str]:  # noqa: F811
    return [each["Key"] for each in aws.s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])]


def test_an_archive_becomes_what_the_same_folder_becomes(aws: Aws, bucket: str, tmp_path: Path) -> None:  # noqa: F811
    packed = build_archive(DIGITS, tmp_path / "model.tar.gz")
    aws.s3.upload_file(str(packed.path), bucket, "m.tar.gz")
    with packed.path.open("rb") as stream:
        here = repackage_archive("model", stream, tmp_path / "component.zip")
    answer = handler(request(bucket))
    assert answer == {
        "Bucket": bucket,
        "Key": f"edge/com.digits/{here.content_sha256[:16]}/component.zip",
        "Uri": f"s3://{bucket}/edge/com.digits/{here.content_sha256[:16]}/component.zip",
        "Sha256": here.sha256,
        "ContentSha256": here.content_sha256,
        "SizeBytes": here.size_bytes,
    }
    stored = aws.s3.get_object(Bucket=bucket, Key=answer["Key"])
    body = stored["Body"].read()
    assert body == (tmp_path / "component.zip").read_bytes()
    assert stored["ContentType"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(body)) as found:
        assert found.read("model/model.onnx") == (DIGITS / "model.onnx").read_bytes()


def test_what_is_there_is_left(aws: Aws, bucket: str) -> None:  # noqa: F811
    """Devices refuse an artifact that has changed since its component was created (GG-015)."""
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    answer = handler(request(bucket))
    before = aws.s3.head_object(Bucket=bucket, Key=answer["Key"])["LastModified"]
    aws.s3.put_object(Bucket=bucket, Key=answer["Key"], Body=b"marked")
    assert handler(request(bucket)) == answer
    stored = aws.s3.get_object(Bucket=bucket, Key=answer["Key"])
    assert (stored["Body"].read(), stored["LastModified"] >= before) == (b"marked", True)
    assert keys(aws, bucket, "edge/") == [answer["Key"]]


@pytest.mark.parametrize("blocks", [1, 300_000], ids=["in-one", "in-parts"])
def test_what_came_in_between_is_left(aws: Aws, bucket: str, monkeypatch: pytest.MonkeyPatch, blocks: int) -> None:  # noqa: F811
    """Two functions find nothing, and both upload: the second leaves what the first has written."""
    content = b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(blocks))
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx", content)))
    answer = handler(request(bucket))
    aws.s3.put_object(Bucket=bucket, Key=answer["Key"], Body=b"of another")
    monkeypatch.setattr("cdk_model_packages.edge.functions.repackage.handler._is_there", lambda *_: False)
    assert handler(request(bucket)) == answer
    assert aws.s3.get_object(Bucket=bucket, Key=answer["Key"])["Body"].read() == b"of another"
    assert aws.s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []) == []


def answers(operation: str, told: list[tuple[int, str]]) -> Any:
    """A client that gets errors of the service before its own answer, and no time to wait."""

    def make(service: str) -> Any:
        made = client(service)

        def answer(**_: object) -> Any:
            if not told:
                return None
            status, code = told.pop(0)
            body = f"<Error><Code>{code}</Code><Message>m</Message></Error>".encode()
            return AWSResponse("http://s3", status, {}, type("Raw", (), {"stream": lambda *_: [body]})())

        made.meta.events.register(f"before-send.s3.{operation}", answer)
        return made

    return make


def test_a_bucket_that_throttles_is_asked_again(aws: Aws, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    monkeypatch.setattr("time.sleep", lambda _: None)
    for times, is_enough in ((6, True), (7, False)):
        told = [(503, "SlowDown")] * times
        monkeypatch.setattr(f"{handler.__module__}.client", answers("GetObject", told))
        with nullcontext() if is_enough else pytest.raises(ClientError, match="SlowDown"):
            handler(request(bucket))
        assert told == []


def test_a_conflict_is_told_unless_somebody_else_has_written(
    aws: Aws,  # noqa: F811
    bucket: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    monkeypatch.setattr(
        f"{handler.__module__}.client", answers("PutObject", told := [(409, "ConditionalRequestConflict")])
    )
    with pytest.raises(ClientError, match="ConditionalRequestConflict"):
        handler(request(bucket))
    assert told == []


@pytest.mark.parametrize(
    ("prefix", "start"),
    [("", "com.digits/"), ("/", "com.digits/"), ("a/b/", "a/b/com.digits/"), ("/a", "a/com.digits/")],
)
def test_a_key_begins_with_no_slash(aws: Aws, bucket: str, prefix: str, start: str) -> None:  # noqa: F811
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    answer = handler(request(bucket, Prefix=prefix))
    assert answer["Key"].startswith(start)
    assert answer["Key"].count("//") == 0


def test_a_key_of_ones_own_encrypts(aws: Aws, bucket: str) -> None:  # noqa: F811
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    stored = aws.s3.head_object(Bucket=bucket, Key=handler(request(bucket, KmsKeyId=KEY))["Key"])
    assert (stored["ServerSideEncryption"], stored["SSEKMSKeyId"]) == ("aws:kms", KEY)


def test_a_prefix_is_taken_file_by_file(aws: Aws, bucket: str) -> None:  # noqa: F811
    for key in ("model/", "model/empty/", "model/deep/model.onnx", "model/run.json", "models/other"):
        aws.s3.put_object(Bucket=bucket, Key=key, Body=b"" if key.endswith("/") else key.encode())
    answer = handler(request(bucket, "model/"))
    body = aws.s3.get_object(Bucket=bucket, Key=answer["Key"])["Body"].read()
    with zipfile.ZipFile(io.BytesIO(body)) as found:
        files = [name for name in found.namelist() if name.startswith("model/")]
        assert files == ["model/deep/model.onnx", "model/empty/", "model/run.json"]
        assert found.read("model/deep/model.onnx") == b"model/deep/model.onnx"


def test_a_large_model_goes_up_in_parts(aws: Aws, bucket: str) -> None:  # noqa: F811
    """More than 8 MiB, from where on the transfer is in parts."""
    content = b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(300_000))
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx", content)))
    answer = handler(request(bucket))
    body = aws.s3.get_object(Bucket=bucket, Key=answer["Key"])["Body"].read()
    assert (len(body), hashlib.sha256(body).hexdigest()) == (answer["SizeBytes"], answer["Sha256"])
    assert answer["SizeBytes"] > 8 << 20


@pytest.mark.parametrize(
    ("url", "kind", "told"),
    [
        ("s3://{bucket}/none.tar.gz", ModelUnreadable, "s3://{bucket}/none.tar.gz: there is no such object"),
        ("s3://no-such-bucket-of-ours/m", ModelUnreadable, "s3://no-such-bucket-of-ours/m: there is no such bucket"),
        ("https://example.com/m.tar.gz", ModelUnreadable, "must be like s3://bucket/key.tar.gz"),
        ("s3://{bucket}", ModelUnreadable, "must be like s3://bucket/key.tar.gz"),
        ("s3://{bucket}/none/", NotAnArchive, "s3://{bucket}/none/: holds no object"),
        ("s3://{bucket}/text", NotAnArchive, "s3://{bucket}/text: is damaged, or no gzip-compressed tar"),
        ("s3://{bucket}/unsafe", UnsafeArchive, "s3://{bucket}/unsafe: '../a' leaves the model"),
        ("s3://{bucket}/up/", UnsafeArchive, "s3://{bucket}/up/: '../a' leaves the model"),
    ],
)
def test_what_cannot_be_repackaged_is_told(aws: Aws, bucket: str, url: str, kind: type, told: str) -> None:  # noqa: F811
    aws.s3.put_object(Bucket=bucket, Key="text", Body=b"model")
    aws.s3.put_object(Bucket=bucket, Key="unsafe", Body=archive(file("../a")))
    aws.s3.put_object(Bucket=bucket, Key="up/../a", Body=b"1")
    with pytest.raises(kind) as caught:
        handler(request(bucket, ModelDataUrl=url.format(bucket=bucket)))
    assert told.format(bucket=bucket) in str(caught.value)
    assert keys(aws, bucket, "edge/") == []


def test_a_model_that_is_too_large_is_told(aws: Aws, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10}))
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx", b"123456")))
    with pytest.raises(ArchiveTooLarge, match="unpacks to more than 5 bytes"):
        handler(request(bucket))


def test_it_needs_nothing_of_the_library(aws: Aws, bucket: str, tmp_path: Path) -> None:  # noqa: F811
    """As Lambda has it: the two folders, the standard library and boto3."""
    aws.s3.put_object(Bucket=bucket, Key="m.tar.gz", Body=archive(file("model.onnx")))
    edge = ROOT / "constructs/cdk_model_packages/edge"
    for name in ("functions", "runner"):
        (tmp_path / name).symlink_to(edge / name)
    code = (
        "import json, sys; sys.modules['cdk_model_packages'] = sys.modules['aws_cdk'] = sys.modules['pydantic'] = None;"
        "from functions.repackage.handler import handler; print(json.dumps(handler(json.loads(sys.argv[1]), None)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, json.dumps(request(bucket))],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(result.stdout) == handler(request(bucket))
