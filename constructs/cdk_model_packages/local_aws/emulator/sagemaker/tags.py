"""Tags of groups and of unversioned packages. A version has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import validation_error
from . import groups, packages
from .refusals import TAGS_ON_VERSION

if TYPE_CHECKING:
    from .groups import Groups
    from .packages import Packages

_MOST_TAGS = 50
Record = dict[str, Any]


class Tags:
    """AddTags, ListTags and DeleteTags of the registry's resources."""

    def __init__(self, all_groups: Groups, all_packages: Packages) -> None:
        self._groups = all_groups
        self._packages = all_packages

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
            holder = self._groups.get(holder["ModelPackageGroupName"])
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
        resource = arn.rsplit(":", 1)[-1]
        if resource.startswith(f"{groups.KIND}/"):
            return self._groups.get(arn)
        if resource.startswith(f"{packages.KIND}/"):
            return self._packages.get(arn)
        raise validation_error(f"The embedded AWS knows no SageMaker resource {arn}")
