"""Deployments: which components the devices of a target should run."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .. import hooks
from ..own_clients import client
from . import names
from .components import DEPLOYABLE
from .pages import page
from .refusals import conflict, invalid, not_found
from .tags import refuse_tags

if TYPE_CHECKING:
    from ..client_tokens import ClientTokens
    from ..persistence import State
    from .components import Components

ACTIVE, CANCELED, INACTIVE = "ACTIVE", "CANCELED", "INACTIVE"
_KIND = "deployment"
_TARGET = re.compile(r"arn:[^:]+:iot:(?P<region>[^:]*):(?P<account>\d+):(?P<kind>thing|thinggroup)/(?P<name>.+)")
_KEPT = ("targetArn", "deploymentName", "components", "deploymentPolicies", "iotJobConfiguration", "parentTargetArn")

Record = dict[str, Any]


class Deployments:
    """The deployments of every account and region, by id."""

    def __init__(self, state: State, components: Components, tokens: ClientTokens) -> None:
        self._deployments = state.table("deployments")
        self._components = components
        self._tokens = tokens

    def check(self, request: Record) -> None:
        """Refuse a target that is not there.

        Raises:
            ServiceError: It is not.
        """
        if self._tokens.answered("CreateDeployment", request) is None:
            for member in ("targetArn", "parentTargetArn"):
                if member in request:
                    _refuse_missing_target(request[member], member)

    def create(self, request: Record) -> Record:
        """CreateDeployment."""
        return self._tokens.once("CreateDeployment", request, self._create)

    def describe(self, request: Record) -> Record:
        """GetDeployment."""
        found = self.get(request["deploymentId"])
        return {**_told(found), "tags": found["Tags"] or None}

    def list(self, request: Record) -> Record:
        """ListDeployments, the newest first. Only the latest of each target, unless all are asked for."""
        records = [
            _told(found)
            for found in self._deployments.values()
            if found.get("parentTargetArn") == request.get("parentTargetArn", found.get("parentTargetArn"))
            and found["targetArn"] == request.get("targetArn", found["targetArn"])
            and (found["isLatestForTarget"] or request.get("historyFilter", "LATEST_ONLY") == "ALL")
        ]
        return page(
            records, request, "deployments", lambda record: [record["creationTimestamp"], record["deploymentId"]],
            newest_first=True,
        )  # fmt: skip

    def cancel(self, request: Record) -> Record:
        """CancelDeployment. A superseded one can be, too: CloudFormation's handler always cancels before it deletes."""
        found = self.get(request["deploymentId"])
        if found["deploymentStatus"] == CANCELED:
            raise conflict(f"Deployment {found['deploymentId']} is {CANCELED} already", found["deploymentId"], _KIND)
        found["deploymentStatus"] = CANCELED
        return {"message": f"Deployment {found['deploymentId']} is canceled"}

    def delete(self, request: Record) -> None:
        """DeleteDeployment."""
        found = self.get(request["deploymentId"])
        if found["deploymentStatus"] == ACTIVE:
            # API reference: "you can't delete deployments that are active"; cancel first.
            raise conflict(
                f"Deployment {found['deploymentId']} is {ACTIVE}: cancel it before it is deleted",
                found["deploymentId"],
                _KIND,
            )
        del self._deployments[found["deploymentId"]]

    def get(self, deployment_id: str) -> Record:
        """Return the record of a deployment, to be read and changed.

        Raises:
            ServiceError: There is no such deployment.
        """
        found = self._deployments.get(deployment_id)
        if found is None:
            raise not_found(f"Deployment {deployment_id} does not exist", deployment_id, _KIND)
        return found

    def _create(self, request: Record) -> Record:
        refuse_tags(request.get("tags", {}))
        _refuse_targets(request)
        for name, specification in request.get("components", {}).items():
            self._refuse_component(name, specification)
        former = [
            found
            for found in self._deployments.values()
            if found["targetArn"] == request["targetArn"]
            and found.get("parentTargetArn") == request.get("parentTargetArn")
        ]
        for found in former:  # a target has one deployment: the newest
            found["isLatestForTarget"] = False
            if found["deploymentStatus"] == ACTIVE:
                found["deploymentStatus"] = INACTIVE
        deployment_id, job_id = str(uuid.uuid4()), str(uuid.uuid4())
        answer = {"deploymentId": deployment_id}
        if _is_group(request["targetArn"]):
            answer["iotJobId"] = job_id
            answer["iotJobArn"] = f"arn:aws:iot:{hooks.region()}:{hooks.account()}:job/{job_id}"
        self._deployments[deployment_id] = {
            **{name: request[name] for name in _KEPT if name in request},
            **answer,
            "revisionId": str(len(former) + 1),
            "deploymentStatus": ACTIVE,
            "isLatestForTarget": True,
            "creationTimestamp": names.now(),
            "Tags": request.get("tags", {}),
        }
        return answer

    def _refuse_component(self, name: str, specification: Record) -> None:
        version = specification["componentVersion"]
        merge = specification.get("configurationUpdate", {}).get("merge")
        if merge is not None and not _is_json_object(merge):
            raise invalid(
                f"Component [{name} : {version}]: configurationUpdate.merge is not a JSON object", {"merge": "not JSON"}
            )
        if names.is_public(name):
            return
        arn = names.version_arn(name, version)
        found = self._components.get(arn)
        if found["State"] != DEPLOYABLE:
            raise invalid(
                f"Component [{name} : {version}] is in state [{found['State']}]: only {DEPLOYABLE} ones deploy"
            )


def _refuse_targets(request: Record) -> None:
    if "parentTargetArn" in request and not _is_group(request["targetArn"]):  # GG-033
        raise invalid(
            "A subdeployment, which has a parentTargetArn, targets a thing group", {"targetArn": "not a thing group"}
        )


def _refuse_missing_target(arn: str, member: str) -> None:
    target = _TARGET.fullmatch(arn)
    if target is None:  # the check of the request tells it
        return
    if (target["account"], target["region"]) != (hooks.account(), hooks.region()):
        raise invalid(
            f"{member} {arn} is not in account {hooks.account()} and region {hooks.region()}", {member: "is elsewhere"}
        )
    iot = client("iot", hooks.account(), hooks.region())
    try:
        if target["kind"] == "thinggroup":
            iot.describe_thing_group(thingGroupName=target["name"])
        else:
            iot.describe_thing(thingName=target["name"])
    except ClientError as error:
        raise not_found(f"The {target['kind']} of {member} {arn} does not exist", arn, target["kind"]) from error


def _is_group(target_arn: str) -> bool:
    target = _TARGET.fullmatch(target_arn)
    return target is not None and target["kind"] == "thinggroup"


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _told(found: Record) -> Record:
    return {name: value for name, value in found.items() if name != "Tags"}
