"""What a package tells of where it comes from, and what its owner writes on it."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Entries, Spec, Text
from cdk_model_packages.spec.text import Line

_CHARACTERS = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"
_HINT = "use letters, digits, spaces and _.:/=+-@"

MetadataKey = Annotated[
    str,
    Text(
        "CustomerMetadataProperties key",
        min_length=1,
        max_length=128,
        pattern=_CHARACTERS,
        code="MP-023",
        hint=_HINT,
    ),
]
MetadataValue = Annotated[
    str,
    Text(
        "CustomerMetadataProperties value",
        min_length=1,
        max_length=256,
        pattern=_CHARACTERS,
        code="MP-023",
        hint=_HINT,
    ),
]
CustomerMetadataProperties = Annotated[
    dict[MetadataKey, MetadataValue], Entries("CustomerMetadataProperties", 1, 50, code="MP-023")
]


class MetadataProperties(Spec):
    """Where the package comes from. A change makes a new version.

    Source: SageMaker API, MetadataProperties.
    """

    commit_id: Line = None
    """Commit of the code that trained it; at most 1024 characters in one line. ``None``: not told."""

    generated_by: Line = None
    """What made it, for example a training job's ARN; at most 1024 characters in one line. ``None``: not told."""

    project_id: Line = None
    """SageMaker project; at most 1024 characters in one line. ``None``: not told."""

    repository: Line = None
    """Repository of the code that trained it; at most 1024 characters in one line. ``None``: not told."""


class Tag(Spec):
    """A tag of an unversioned package: a version has none (MP-003).

    Source: SageMaker API, Tag.
    """

    key: Annotated[
        str,
        Text(
            "Tag.Key",
            min_length=1,
            max_length=128,
            pattern=_CHARACTERS,
            like="letters, digits, spaces and _.:/=+-@",
            hint=_HINT,
        ),
    ]
    """1 to 128 letters, digits, spaces and ``_.:/=+-@``; not ``aws:`` at its start (MP-025)."""

    value: Annotated[
        str,
        Text(
            "Tag.Value",
            max_length=256,
            pattern=_CHARACTERS,
            like="letters, digits, spaces and _.:/=+-@",
            hint=_HINT,
        ),
    ]
    """At most 256 letters, digits, spaces and ``_.:/=+-@``."""
