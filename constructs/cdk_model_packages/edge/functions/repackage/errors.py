"""Why a model is not repackaged. Lambda tells a caller the class's name and its text."""

from __future__ import annotations


class RepackagingError(Exception):
    """A model cannot be repackaged. Its text is one sentence: what, where, and what to do."""


class UnsafeArchive(RepackagingError):  # noqa: N818  callers match the name
    """The archive holds what a device must not unpack."""


class ArchiveTooLarge(RepackagingError):  # noqa: N818
    """The archive has more files, or more bytes, than the function can hold."""


class NotAnArchive(RepackagingError):  # noqa: N818
    """The object is no gzip-compressed tar, is damaged, or holds no file."""


class ModelUnreadable(RepackagingError):  # noqa: N818
    """The model is not there, or may not be read."""
