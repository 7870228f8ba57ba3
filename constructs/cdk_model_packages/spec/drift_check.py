"""Baselines that a later model or its data is compared with."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Spec, Text
from cdk_model_packages.spec.metrics import MetricsSource, ReportDigest, ReportUri


class FileSource(Spec):
    """A configuration file.

    Source: SageMaker API, FileSource.
    """

    s3_uri: ReportUri
    """``s3://bucket/key``, at most 1024 characters."""

    content_type: Annotated[
        str | None,
        Text("ContentType", max_length=256, pattern=".*", like="application/json", hint="name one type"),
    ] = None
    """MIME type, at most 256 characters. ``None``: not told."""

    content_digest: ReportDigest = None
    """``sha256:`` and 64 hexadecimal digits. ``None``: the object is not pinned."""


class DriftCheckBias(Spec):
    """Baseline of bias.

    Source: SageMaker API, DriftCheckBias.
    """

    config_file: FileSource | None = None
    """Configuration of the bias job. ``None``: none."""

    pre_training_constraints: MetricsSource | None = None
    """What the data must keep to. ``None``: none."""

    post_training_constraints: MetricsSource | None = None
    """What the model must keep to. ``None``: none."""


class DriftCheckExplainability(Spec):
    """Baseline of explainability.

    Source: SageMaker API, DriftCheckExplainability.
    """

    config_file: FileSource | None = None
    """Configuration of the explainability job. ``None``: none."""

    constraints: MetricsSource | None = None
    """What it must keep to. ``None``: none."""


class DriftCheckModelQuality(Spec):
    """Baseline of the model's quality.

    Source: SageMaker API, DriftCheckModelQuality.
    """

    constraints: MetricsSource | None = None
    """What the metrics must keep to. ``None``: none."""

    statistics: MetricsSource | None = None
    """The metrics. ``None``: none."""


class DriftCheckModelDataQuality(Spec):
    """Baseline of the data.

    Source: SageMaker API, DriftCheckModelDataQuality.
    """

    constraints: MetricsSource | None = None
    """What the data must keep to. ``None``: none."""

    statistics: MetricsSource | None = None
    """The data's statistics. ``None``: none."""


class DriftCheckBaselines(Spec):
    """What a monitor compares with. A change makes a new version.

    Source: SageMaker API, DriftCheckBaselines.
    """

    model_quality: DriftCheckModelQuality | None = None
    """Of its predictions. ``None``: none."""

    model_data_quality: DriftCheckModelDataQuality | None = None
    """Of its data. ``None``: none."""

    bias: DriftCheckBias | None = None
    """Of its bias. ``None``: none."""

    explainability: DriftCheckExplainability | None = None
    """Of what it goes by. ``None``: none."""
