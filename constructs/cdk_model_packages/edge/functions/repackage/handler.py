"""The function: a model in S3 becomes a component's ZIP in S3."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypedDict

from botocore.exceptions import ClientError

from ..clients import client
from .component_zip import FILE_NAME, ZipFacts
from .model_source import error_code, read_model
from .repackage import repackage

_HASH_CHARACTERS = 16


class Request(TypedDict):
    """What is asked for.

    Attributes:
        ModelDataUrl: ``s3://bucket/key.tar.gz``, or ``s3://bucket/prefix/``.
        Bucket: Where the ZIP goes.
        Prefix: What its key starts with; may be empty.
        ComponentName: The next part of its key.
        KmsKeyId: Encrypts it. ``None``: what the bucket does by default.
    """

    ModelDataUrl: str
    Bucket: str
    Prefix: str
    ComponentName: str
    KmsKeyId: str | None


class Answer(TypedDict):
    """Where the ZIP is, and what it is.

    Attributes:
        Bucket: Where it is.
        Key: Its key, which its content tells: another content has another key, another way to compress it has not.
        Uri: ``s3://BUCKET/KEY``.
        Sha256: Hash of the file.
        ContentSha256: Hash of what is in it.
        SizeBytes: Its size.
    """

    Bucket: str
    Key: str
    Uri: str
    Sha256: str
    ContentSha256: str
    SizeBytes: int


def handler(event: Request, context: object = None) -> Answer:
    """Repackage a model, and upload the ZIP unless it is there.

    Raises:
        RepackagingError: when the model cannot be repackaged; the class says why.
    """
    del context
    uri = event["ModelDataUrl"]
    with closing(client("s3")) as s3, TemporaryDirectory() as folder:
        target = Path(folder) / FILE_NAME
        facts = repackage(uri, lambda tree: read_model(s3, uri, tree), target)
        key = _key(event, facts)
        if not _is_there(s3, event["Bucket"], key):
            _upload(s3, target, event, key)
    return {
        "Bucket": event["Bucket"],
        "Key": key,
        "Uri": f"s3://{event['Bucket']}/{key}",
        "Sha256": facts.sha256,
        "ContentSha256": facts.content_sha256,
        "SizeBytes": facts.size_bytes,
    }


def _upload(s3: Any, target: Path, event: Request, key: str) -> None:
    """Upload a ZIP unless somebody else has meanwhile: devices refuse one that is written twice (GG-015).

    The transfer, in parts where it is large, has no argument for the condition: it is put into the calls it makes.

    Source: S3 user guide, conditional-writes: 412 where an object is there, 409 where another upload has just won.
    """
    for operation in ("PutObject", "CompleteMultipartUpload"):
        s3.meta.events.register(f"provide-client-params.s3.{operation}", _only_once)
    try:
        with target.open("rb") as file:
            s3.upload_fileobj(file, event["Bucket"], key, ExtraArgs=_how(event))
    except ClientError as error:
        is_beaten = error_code(error) == "ConditionalRequestConflict" and _is_there(s3, event["Bucket"], key)
        if error_code(error) != "PreconditionFailed" and not is_beaten:
            raise


def _only_once(params: dict[str, Any], **_: object) -> None:
    params["IfNoneMatch"] = "*"


def _key(event: Request, facts: ZipFacts) -> str:
    digest = facts.content_sha256[:_HASH_CHARACTERS]
    parts = (event.get("Prefix", "").strip("/"), event["ComponentName"], digest, FILE_NAME)
    return "/".join(part for part in parts if part)


def _how(event: Request) -> dict[str, str]:
    key_id = event.get("KmsKeyId")
    encryption = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_id} if key_id else {}
    return {"ContentType": "application/zip", **encryption}


def _is_there(s3: Any, bucket: str, key: str) -> bool:
    """Tell whether an object is there; who may not list a bucket is told 403 instead of 404."""
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error_code(error) in {"404", "403"}:
            return False
        raise
    return True
