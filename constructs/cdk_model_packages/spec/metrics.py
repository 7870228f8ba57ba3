"""Reports on a model's quality, data, bias and explainability, kept in S3."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec import text
from cdk_model_packages.spec.base import Spec, Text
from cdk_model_packages.spec.text import S3_URI

ReportUri = Annotated[
    str, Text("S3Uri", max_length=1024, pattern=S3_URI, like="s3://BUCKET/KEY.json", hint="write that")
]
ReportDigest = Annotated[
    str | None,
    text.digest("ContentDigest"),
]
ReportType = Annotated[
    str, Text("ContentType", max_length=256, pattern=".*", like="application/json", hint="name one type")
]


class MetricsSource(Spec):
    """One report.

    Source: SageMaker API, MetricsSource.
    """

    content_type: ReportType
    """MIME type, for example ``application/json``; at most 256 characters."""

    s3_uri: ReportUri
    """``s3://bucket/key``, at most 1024 characters."""

    content_digest: ReportDigest = None
    """``sha256:`` and 64 hexadecimal digits. ``None``: the object is not pinned."""


class ModelQuality(Spec):
    """How well the model predicts.

    Source: SageMaker API, ModelQuality.
    """

    constraints: MetricsSource | None = None
    """What the metrics must keep to. ``None``: none."""

    statistics: MetricsSource | None = None
    """The metrics. ``None``: none."""


class ModelDataQuality(Spec):
    """What the training data looks like.

    Source: SageMaker API, ModelDataQuality.
    """

    constraints: MetricsSource | None = None
    """What the data must keep to. ``None``: none."""

    statistics: MetricsSource | None = None
    """The data's statistics. ``None``: none."""


class Bias(Spec):
    """Bias of data and model.

    Source: SageMaker API, Bias.
    """

    report: MetricsSource | None = None
    """Both in one. ``None``: none."""

    pre_training_report: MetricsSource | None = None
    """Of the data, before training. ``None``: none."""

    post_training_report: MetricsSource | None = None
    """Of the model. ``None``: none."""


class Explainability(Spec):
    """Which features the model goes by.

    Source: SageMaker API, Explainability.
    """

    report: MetricsSource | None = None
    """The report. ``None``: none."""


class ModelMetrics(Spec):
    """Reports on the model. A change makes a new version.

    Source: SageMaker API, ModelMetrics.
    """

    model_quality: ModelQuality | None = None
    """How well it predicts. ``None``: not told."""

    model_data_quality: ModelDataQuality | None = None
    """What its data looks like. ``None``: not told."""

    bias: Bias | None = None
    """How biased data and model are. ``None``: not told."""

    explainability: Explainability | None = None
    """What it goes by. ``None``: not told."""
