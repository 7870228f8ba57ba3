"""The service's closed choices, spelled as the service spells them."""

from __future__ import annotations

from enum import StrEnum


class ModelApprovalStatus(StrEnum):
    """Whether a version may be deployed."""

    PENDING_MANUAL_APPROVAL = "PendingManualApproval"
    APPROVED = "Approved"
    REJECTED = "Rejected"


class SkipModelValidation(StrEnum):
    """Whether the service skips its validation of the package."""

    ALL = "All"
    NONE = "None"


class CompressionType(StrEnum):
    """Compression of an object in S3."""

    NONE = "None"
    GZIP = "Gzip"


class S3ModelDataType(StrEnum):
    """What the URI of a ``ModelDataSource`` names."""

    S3_PREFIX = "S3Prefix"
    S3_OBJECT = "S3Object"


class S3DataType(StrEnum):
    """What the URI of a transform job's input names.

    The schema also lists ``AugmentedManifestFile``; batch transform refuses it (VP-008).
    """

    S3_PREFIX = "S3Prefix"
    MANIFEST_FILE = "ManifestFile"


class SplitType(StrEnum):
    """How an input object is split into records."""

    NONE = "None"
    LINE = "Line"
    RECORD_IO = "RecordIO"
    TF_RECORD = "TFRecord"


class BatchStrategy(StrEnum):
    """How records are grouped into one request."""

    SINGLE_RECORD = "SingleRecord"
    MULTI_RECORD = "MultiRecord"


class AssembleWith(StrEnum):
    """How results are put together into one output object."""

    NONE = "None"
    LINE = "Line"


class ParameterType(StrEnum):
    """What a hyperparameter's values are."""

    INTEGER = "Integer"
    CONTINUOUS = "Continuous"
    CATEGORICAL = "Categorical"
    FREE_TEXT = "FreeText"


class ObjectiveType(StrEnum):
    """Whether a tuning job wants more or less of a metric."""

    MAXIMIZE = "Maximize"
    MINIMIZE = "Minimize"


class TrainingInputMode(StrEnum):
    """How a training reads a channel."""

    PIPE = "Pipe"
    FILE = "File"
    FAST_FILE = "FastFile"
