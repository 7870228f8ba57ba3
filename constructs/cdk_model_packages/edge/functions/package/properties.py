"""What a template says of a component to package. CloudFormation makes every scalar a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .content_version import content_of, content_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..repackage.handler import Answer, Request


@dataclass(frozen=True)
class Properties:
    """What a template says.

    Attributes:
        model_data_url: Where the model is; empty: what a compilation writes.
        bucket: Where the ZIP goes.
        prefix: What its key starts with; may be empty.
        component_name: The component.
        kms_key_id: Encrypts the ZIP; ``None``: what the bucket does by default.
        recipe: Hash of the recipe, but for version and artifact.
        version: ``1.2.3``; or only a number: the first of a version that comes from the content.
        compilation: The request to Neo but for its name; ``None``: nothing is compiled.
        job_name_prefix: What the names of compilation jobs start with.
    """

    model_data_url: str
    bucket: str
    prefix: str
    component_name: str
    kms_key_id: str | None
    recipe: str
    version: str
    compilation: dict[str, Any] | None
    job_name_prefix: str

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Properties:
        """Read them from an event of CloudFormation."""
        told = event["ResourceProperties"]
        compilation = told.get("Compilation")
        return cls(
            model_data_url=told.get("ModelDataUrl", ""),
            bucket=told["Bucket"],
            prefix=told["Prefix"],
            component_name=told["ComponentName"],
            kms_key_id=told.get("KmsKeyId"),
            recipe=told["Recipe"],
            version=told["Version"],
            compilation=None if compilation is None else json.loads(compilation),
            job_name_prefix=told.get("JobNamePrefix", ""),
        )

    def request(self, model_data_url: str) -> Request:
        """Return what the repackaging function is asked for."""
        return {
            "ModelDataUrl": model_data_url,
            "Bucket": self.bucket,
            "Prefix": self.prefix,
            "ComponentName": self.component_name,
            "KmsKeyId": self.kms_key_id,
        }

    def data(self, answer: Answer) -> dict[str, str]:
        """Return the resource's attributes."""
        content = content_of(self.recipe, answer["Uri"])
        is_whole = "." in self.version
        return {
            "Uri": answer["Uri"],
            "Sha256": answer["Sha256"],
            "Content": content,
            "ComponentVersion": self.version if is_whole else content_version(int(self.version), content),
        }
