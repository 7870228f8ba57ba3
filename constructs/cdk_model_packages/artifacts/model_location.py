"""What a container is told of its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdk_model_packages.spec import ModelDataSource


@dataclass(frozen=True)
class ModelLocation:
    """Where a model is in S3. Any text may hold CDK tokens.

    Attributes:
        model_data_url: URI of one ``.tar.gz``; ``None`` when there is a ``model_data_source``.
        model_data_source: Objects as they are; ``None`` when there is a ``model_data_url``.
        bucket_name: ``None`` where it cannot be told from a URI.
        object_key: Key of the one object; ``None`` for a prefix, and where it cannot be told from a URI.
        prefix: What all keys start with, ending in ``/``; ``None`` for one object.
    """

    model_data_url: str | None = None
    model_data_source: ModelDataSource | None = None
    bucket_name: str | None = None
    object_key: str | None = None
    prefix: str | None = None
