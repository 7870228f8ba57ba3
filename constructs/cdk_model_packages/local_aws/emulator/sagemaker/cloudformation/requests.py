"""From the properties of a template to the requests of the API, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ...errors import ServiceError, validation_error
from ...resource_types import changed_names
from ...shapes import service_model

if TYPE_CHECKING:
    from ..service import SageMaker

_TIMES = ("CreationTime", "LastModifiedTime")

Properties = dict[str, Any]


def inputs(operation: str) -> frozenset[str]:
    """Return the members of an operation's request."""
    return frozenset(service_model("sagemaker").operation_model(operation).input_shape.members)


def only(operation: str, properties: Properties) -> Properties:
    """Return the properties that an operation takes."""
    known = inputs(operation)
    return {name: value for name, value in properties.items() if name in known}


def refuse_unknown(properties: Properties, known: frozenset[str], why: str) -> None:
    """Refuse properties that nothing could carry out.

    Raises:
        ServiceError: There are some.
    """
    refused = sorted(properties.keys() - known)
    if refused:
        raise validation_error(f"{', '.join(refused)} {why}")


def described(sagemaker: SageMaker, operation: str, request: Properties) -> Properties | None:
    """Return what an operation describes, times as a template shows them; ``None``: there is no such resource."""
    try:
        found = sagemaker.call(operation, request)
    except ServiceError:
        return None
    for name in _TIMES:
        if name in found:
            found[name] = _iso(found[name])
    return found


def tags(sagemaker: SageMaker, arn: str) -> list[dict[str, str]]:
    """Return the tags of a resource."""
    return sagemaker.call("ListTags", {"ResourceArn": arn})["Tags"]


def retag(sagemaker: SageMaker, arn: str, old: Properties, new: Properties) -> list[str]:
    """Bring the tags of a resource up to date and return what else has changed."""
    changed = changed_names(old, new)
    if "Tags" in changed:
        changed.remove("Tags")
        former, current = old.get("Tags") or [], new.get("Tags") or []
        gone = sorted({tag["Key"] for tag in former} - {tag["Key"] for tag in current})
        if gone:
            sagemaker.call("DeleteTags", {"ResourceArn": arn, "TagKeys": gone})
        if current:
            sagemaker.call("AddTags", {"ResourceArn": arn, "Tags": current})
    return changed


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
