"""Model packages: versions of a group, and unversioned ones."""

from __future__ import annotations

import logging
import threading
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from .. import hooks
from ..client_tokens import ClientTokens
from ..errors import conflict, validation_error
from . import events, names, validation
from .keys import refuse_unusable_key
from .pages import page
from .refusals import refuse_creation, refuse_update

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..persistence import State
    from .groups import Groups

KIND = "model-package"
UNFINISHED = ("Pending", "InProgress")
_MOST_METADATA = 50
_UPDATED = ("ModelApprovalStatus", "ApprovalDescription", "ModelPackageRegistrationType",
            "InferenceSpecification", "SourceUri", "ModelCard", "ModelLifeCycle")  # fmt: skip
Record = dict[str, Any]

logger = logging.getLogger(__name__)


class Packages:
    """The packages of every account and region, by ARN.

    Args:
        taken_over: Returns what a request's sources give to the package.
    """

    def __init__(
        self, state: State, groups: Groups, lock: threading.RLock, taken_over: Callable[[Record], Record]
    ) -> None:
        self._state = state
        self._packages = state.table("packages")
        self._tokens = ClientTokens(state, "ClientToken", conflict)
        self._groups = groups
        self._lock = lock
        self._taken_over = taken_over

    def create(self, request: Record) -> Record:
        """CreateModelPackage."""
        return self._tokens.once("CreateModelPackage", request, self._create)

    def describe(self, request: Record) -> Record:
        """DescribeModelPackage."""
        return self.get(request["ModelPackageName"])

    def list(self, request: Record) -> Record:
        """ListModelPackages."""
        kind = request.get("ModelPackageType", "Unversioned")
        group = request.get("ModelPackageGroupName")
        approval = request.get("ModelApprovalStatus")
        group_name = self._groups.get(group)["ModelPackageGroupName"] if group else None
        records = [
            {**package, "_Name": package.get("ModelPackageName") or package["ModelPackageGroupName"]}
            for package in self._packages.values()
            if (
                package.get("ModelPackageGroupName") == group_name
                if group_name
                else kind in {"Both", "Versioned" if is_version(package) else "Unversioned"}
            )
            and approval in {None, package.get("ModelApprovalStatus")}
        ]
        return page(
            records,
            request,
            arn_key="ModelPackageArn",
            name_key="_Name",
            list_key="ModelPackageSummaryList",
        )

    def update(self, request: Record) -> Record:
        """UpdateModelPackage."""
        return self._tokens.once("UpdateModelPackage", request, self._update)

    def delete(self, request: Record) -> None:
        """DeleteModelPackage."""
        del self._packages[self.get(request["ModelPackageName"])["ModelPackageArn"]]

    def get(self, name_or_arn: str) -> Record:
        """Return the record of a package, to be read and changed.

        Raises:
            ServiceError: There is no such package.
        """
        arn = names.arn(f"{KIND}/{names.resource_of(name_or_arn, KIND)}")
        package = self._packages.get(arn)
        if package is None:
            raise validation_error(f"ModelPackage {arn} does not exist.")
        return package

    def count_versions(self, group_name: str) -> int:
        """Return how many versions a group holds."""
        return sum(package.get("ModelPackageGroupName") == group_name for package in self._packages.values())

    def resume_validations(self) -> None:
        """Start the validations again that a former run did not finish."""
        for account, region, arn, package in self._state.everywhere("packages"):
            if package["ModelPackageStatus"] in UNFINISHED:
                context = copy_context()
                context.run(hooks.act_as, account, region)
                context.run(self._validate_in_background, arn)

    def _create(self, request: Record) -> Record:
        refuse_creation(request)
        refuse_unusable_key(request.get("SecurityConfig"))
        taken_over = self._taken_over(request)
        identity = self._new_identity(request)
        arn = identity["ModelPackageArn"]
        self._packages[arn] = {
            "SkipModelValidation": "None",
            **{name: value for name, value in request.items() if name != "ClientToken"},
            **taken_over,
            **identity,
            "CreationTime": names.now(),
            "CreatedBy": names.caller(),
            "ModelPackageStatus": "Pending",
            "ModelPackageStatusDetails": {"ValidationStatuses": []},
        }
        events.send_state(self._packages[arn])
        self._validate_in_background(arn)
        return {"ModelPackageArn": arn}

    def _new_identity(self, request: Record) -> Record:
        if "ModelPackageGroupName" not in request:
            arn = names.arn(f"{KIND}/{request['ModelPackageName']}")
            if arn in self._packages:
                raise conflict(f"Model Package already exists: {arn}")
            return {"ModelPackageArn": arn, "Tags": request.get("Tags", [])}
        group = self._groups.get(request["ModelPackageGroupName"])
        version = self._groups.next_version(group)
        return {
            "ModelPackageGroupName": group["ModelPackageGroupName"],
            "ModelPackageVersion": version,
            "ModelPackageArn": names.arn(f"{KIND}/{group['ModelPackageGroupName']}/{version}"),
            "ModelApprovalStatus": request.get("ModelApprovalStatus", "PendingManualApproval"),
        }

    def _update(self, request: Record) -> Record:
        package = self.get(request["ModelPackageArn"])
        refuse_update(package, request)
        before = events.state(package)
        metadata = {
            **package.get("CustomerMetadataProperties", {}),
            **request.get("CustomerMetadataProperties", {}),
        }
        for key in request.get("CustomerMetadataPropertiesToRemove", []):
            metadata.pop(key, None)
        if len(metadata) > _MOST_METADATA:
            raise validation_error(
                f"CustomerMetadataProperties: a package holds at most {_MOST_METADATA}, this makes {len(metadata)}"
            )
        added = request.get("AdditionalInferenceSpecificationsToAdd", [])
        changed = {name: request[name] for name in _UPDATED if name in request}
        if "ModelCard" in changed:
            changed["ModelCard"] = {**package.get("ModelCard", {}), **changed["ModelCard"]}
        if added:
            changed["AdditionalInferenceSpecifications"] = [
                *package.get("AdditionalInferenceSpecifications", []),
                *added,
            ]
        package.update(changed, LastModifiedTime=names.now())
        package.pop("CustomerMetadataProperties", None)
        if metadata:
            package["CustomerMetadataProperties"] = metadata
        if events.state(package) != before:
            events.send_state(package)
        return {"ModelPackageArn": package["ModelPackageArn"]}

    def _validate_in_background(self, arn: str) -> None:
        threading.Thread(
            target=copy_context().run, args=(self._validate, arn), name=f"validate {arn}", daemon=True
        ).start()

    def _validate(self, arn: str) -> None:
        package = self._packages.get(arn)
        if package is None:
            return
        try:
            for status, statuses in validation.steps(package):
                self._move_on(package, status, statuses)
        except Exception as error:
            # A version that stays Pending for ever is worse to meet than one that says what went wrong.
            logger.exception("validation of %s", arn)
            self._move_on(package, "Failed", [validation.item("Internal", f"The embedded AWS failed: {error}")])

    def _move_on(self, package: Record, status: str, statuses: validation.Statuses) -> None:
        with self._lock:
            package["ModelPackageStatus"] = status
            package["ModelPackageStatusDetails"] = {"ValidationStatuses": statuses}
            events.send_state(package)


def is_version(package: Record) -> bool:
    """Tell a version of a group from an unversioned package."""
    return "ModelPackageGroupName" in package
