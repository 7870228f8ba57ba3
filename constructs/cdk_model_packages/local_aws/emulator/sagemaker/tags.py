"""Tags of everything that has some. A version of a group has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import validation_error
from . import groups
from .names import Arn
from .refusals import TAGS_ON_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST_TAGS = 50
Record = dict[str, Any]


class Tags:
    """AddTags, ListTags and DeleteTags of the registry's resources.

    Args:
        holders: Returns the record of a resource by its ARN, by the noun in the ARN.
    """

    def __init__(self, holders: Mapping[str, Callable[[str], Record]]) -> None:
        self._holders = holders

    def add(self, request: Record) -> Record:
        """AddTags."""
        holder = self._taggable(request["ResourceArn"])
        tags = {tag["Key"]: tag for tag in [*holder.get("Tags", []), *request["Tags"]]}
        if len(tags) > _MOST_TAGS:
            raise validation_error(f"A resource holds at most {_MOST_TAGS} tags, this makes {len(tags)}")
        holder["Tags"] = list(tags.values())
        return {"Tags": holder["Tags"]}

    def list(self, request: Record) -> Record:
        """ListTags. A version answers with the tags of its group, which are the ones it uses."""
        holder = self._holder(request["ResourceArn"])
        if "ModelPackageVersion" in holder:
            holder = self._holders[groups.KIND](holder["ModelPackageGroupName"])
        return {"Tags": holder.get("Tags", [])}

    def delete(self, request: Record) -> None:
        """DeleteTags."""
        holder = self._taggable(request["ResourceArn"])
        holder["Tags"] = [tag for tag in holder.get("Tags", []) if tag["Key"] not in request["TagKeys"]]

    def _taggable(self, arn: str) -> Record:
        holder = self._holder(arn)
        if "ModelPackageVersion" in holder:
            raise validation_error(TAGS_ON_VERSION)
        return holder

    def _holder(self, arn: str) -> Record:
        found = Arn.of(arn)
        if found is None or found.kind not in self._holders:
            raise validation_error(f"The embedded AWS knows no SageMaker resource {arn}")
        return self._holders[found.kind](arn)
