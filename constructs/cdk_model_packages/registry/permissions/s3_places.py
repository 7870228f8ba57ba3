"""Objects in S3: which are read, which prefixes of which buckets are listed, which keys decrypt them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.artifacts.s3_uri import parse_s3_uri
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.permissions.shown_text import UNKNOWN, made_by, shown
from cdk_model_packages.spec import S3DataType, is_token
from cdk_model_packages.validation import SampleData

if TYPE_CHECKING:
    from constructs import Construct

    from cdk_model_packages.artifacts import ModelArtifact

_OBJECTS_ARN = re.compile(rf"(?P<bucket>arn:[^/]+|{UNKNOWN})/(?P<key>.+)")


@dataclass
class S3Places:
    """What of S3 a package names, as ARNs.

    Attributes:
        scope: A construct of the stack.
        objects: ARNs of objects that are read.
        listings: ARN of a bucket, and what the prefixes that are listed match; ``*``: any, or not known yet.
        key_arns: Keys of the buckets, where they show.
    """

    scope: Construct
    objects: dict[str, None] = field(default_factory=dict[str, None])
    listings: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    key_arns: dict[str, None] = field(default_factory=dict[str, None])

    def add_model(self, model: ModelArtifact | str) -> None:
        """Add a model: one object, or all below a prefix that ends in ``/``."""
        if isinstance(model, str):
            self._read("ModelDataUrl", model, is_prefix=model.endswith("/"))
            return
        location = model.bind(self.scope)
        key = location.object_key or location.prefix
        if location.bucket_name is not None and key is not None:
            self._read_in(location.bucket_name, key if location.prefix is None else f"{key}*")
            return
        source = location.model_data_source
        uri = location.model_data_url if source is None else source.s3_data_source.s3_uri
        self._read("ModelDataUrl", uri or "", is_prefix=source is not None)

    def add_samples(self, samples: SampleData | str) -> None:
        """Add validation input: what starts with a prefix, or a manifest and what is in its folder."""
        if isinstance(samples, SampleData):
            location = samples.bind(self.scope)
            is_manifest = location.s3_data_type == S3DataType.MANIFEST_FILE
            samples = folder_of(location.s3_uri) if is_manifest else location.s3_uri
        self._read("S3Uri", samples, is_prefix=True)

    def add_output(self, uri: str) -> None:
        """Add where results go: it is listed, not read."""
        bucket, prefix = self._located("S3OutputPath", uri if is_token(uri) or uri.count("/") > 2 else f"{uri}/")
        self._list(self._arn(bucket), f"{prefix}*")

    def _read(self, path: str, text: str, *, is_prefix: bool) -> None:
        found = _OBJECTS_ARN.fullmatch(text)
        if found is not None:
            self.objects[text] = None
            self._list(found["bucket"], found["key"])
            return
        bucket, key = self._located(path, text)
        self._read_in(bucket, f"{key}*" if is_prefix else key)

    def _read_in(self, bucket: str, key: str) -> None:
        self.objects[f"{self._arn(bucket)}/{key}"] = None
        self._list(self._arn(bucket), key)
        key_arn = _key_of_bucket(bucket)
        if key_arn is not None:
            self.key_arns[key_arn] = None

    def _list(self, bucket_arn: str, prefix: str) -> None:
        self.listings.setdefault(bucket_arn, {})[prefix] = None

    def _located(self, path: str, uri: str) -> tuple[str, str]:
        """Return bucket and key of a URI."""
        place = parse_s3_uri(uri) or parse_s3_uri(shown(self.scope, uri))
        if place is None:
            need = "s3://BUCKET/KEY, or the ARN of objects"
            raise SpecError("SPEC-001", path, got=uri, need=need, fix="write that: a policy names bucket and key")
        return place

    def _arn(self, bucket: str) -> str:
        return f"arn:{cdk.Stack.of(self.scope).partition}:s3:::{shown(self.scope, bucket)}"


def folder_of(uri: str) -> str:
    """Return what a manifest's URI starts with, up to its last ``/``."""
    return f"{uri.rpartition('/')[0]}/"


def _key_of_bucket(bucket_name: str) -> str | None:
    from aws_cdk import aws_s3 as s3  # 30 ms that only an app with a bucket pays

    resource = made_by(bucket_name)
    bucket = None if resource is None else resource.node.scope
    key = bucket.encryption_key if isinstance(bucket, s3.Bucket) else None
    return None if key is None else key.key_arn
