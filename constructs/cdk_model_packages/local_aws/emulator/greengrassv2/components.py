"""Components and their versions."""

from __future__ import annotations

import base64
import binascii
import copy
import logging
import os
import threading
import time
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from .. import hooks
from ..s3_objects import S3Location
from . import artifacts, names
from .names import ComponentArn
from .pages import page
from .recipes import Recipe, written
from .refusals import conflict, invalid, not_found, unreadable, unreadable_statuses

if TYPE_CHECKING:
    from ..client_tokens import ClientTokens
    from ..persistence import State

SECONDS_VARIABLE = "CDK_MODEL_PACKAGES_LOCAL_COMPONENT_SECONDS"
REQUESTED, DEPLOYABLE, FAILED = "REQUESTED", "DEPLOYABLE", "FAILED"
_KIND = "component"
_NO_MESSAGE = "NONE"  # what the service says when it has nothing to say
_DEFAULT_SECONDS = 0.2
_URL_SECONDS = 3600

Record = dict[str, Any]

logger = logging.getLogger(__name__)


class Components:
    """The component versions of every account and region, by ARN."""

    def __init__(self, state: State, tokens: ClientTokens, lock: threading.RLock) -> None:
        self._state = state
        self._versions = state.table("component_versions")
        self._tokens = tokens
        self._lock = lock

    def check(self, request: Record) -> None:
        """Refuse a recipe that is none, or whose artifacts cannot be fetched.

        Raises:
            ServiceError: It is refused.
        """
        if self._tokens.answered("CreateComponentVersion", request) is None:
            uris = artifacts.unreadable_uris(_recipe(request).artifacts())
            if uris:
                raise unreadable(uris)

    def create(self, request: Record) -> Record:
        """CreateComponentVersion."""
        return self._tokens.once("CreateComponentVersion", request, self._create)

    def describe(self, request: Record) -> Record:
        """DescribeComponent."""
        found = self.get(request["arn"])
        document = found["Recipe"]
        return {
            **_told(found),
            "publisher": document.get("ComponentPublisher"),
            "description": document.get("ComponentDescription"),
            "platforms": Recipe(document).platforms,
            "tags": found["Tags"] or None,
        }

    def read(self, request: Record) -> Record:
        """GetComponent."""
        found = self.get(request["arn"])
        form = request.get("recipeOutputFormat", "JSON")
        recipe = base64.b64encode(written(found["Recipe"], form)).decode()
        return {"recipeOutputFormat": form, "recipe": recipe, "tags": found["Tags"] or None}

    def artifact(self, request: Record) -> Record:
        """GetComponentVersionArtifact."""
        found = self.get(request["arn"])
        name = request["artifactName"]
        for artifact in Recipe(found["Recipe"]).artifacts():
            location = S3Location.of(artifact["Uri"])
            if location is not None and artifacts.file_name(artifact["Uri"]) == name:
                return {"preSignedUrl": location.presigned_url(_URL_SECONDS)}
        raise not_found(f"Component {request['arn']} has no artifact {name} in S3", name, "artifact")

    def list(self, request: Record) -> Record:
        """ListComponents. Those that AWS provides are not here."""
        latest: dict[str, Record] = {}
        for found in self._versions.values() if request.get("scope", "PRIVATE") == "PRIVATE" else ():
            name = found["Recipe"]["ComponentName"]
            if name not in latest or _age(found) > _age(latest[name]):
                latest[name] = found
        records = [_summary(name, found) for name, found in latest.items()]
        return page(records, request, "components", lambda record: [record["componentName"], record["arn"]])

    def list_versions(self, request: Record) -> Record:
        """ListComponentVersions, the newest first."""
        arn = ComponentArn.of(request["arn"])
        records = [
            {**_told(found), "_created": found["CreationTimestamp"]}
            for found in self._versions.values()
            if arn is not None and arn.is_here and found["Recipe"]["ComponentName"] == arn.name
        ]
        if not records:
            raise not_found(f"Component {request['arn']} does not exist", request["arn"], _KIND)
        return page(
            records, request, "componentVersions", lambda record: [record["_created"], record["arn"]], newest_first=True
        )

    def delete(self, request: Record) -> None:
        """DeleteComponent. Deployments that name the version keep it and fail on their devices."""
        self.get(request["arn"])
        del self._versions[request["arn"]]

    def get(self, arn: str) -> Record:
        """Return the record of a version, to be read and changed.

        Raises:
            ServiceError: There is no such version.
        """
        found = self._versions.get(arn)
        if found is None:
            parts = ComponentArn.of(arn)
            name = f"[{parts.name} : {parts.version}]" if parts is not None else arn
            raise not_found(f"Component {name} for account [{hooks.account()}] does not exist", arn, _KIND)
        return found

    def resume(self) -> None:
        """Go on with what a former run did not finish."""
        for account, region, arn, found in self._state.everywhere("component_versions"):
            if found["State"] == REQUESTED:
                context = copy_context()
                context.run(hooks.act_as, account, region)
                context.run(self._process_in_background, arn)

    def _create(self, request: Record) -> Record:
        recipe = _recipe(request)
        arn = names.version_arn(recipe.name, recipe.version)
        there = self._versions.get(arn)
        if there is not None:
            raise conflict(
                f"Component [{recipe.name} : {recipe.version}] for account [{hooks.account()}] "
                f"already exists with state: [{there['State']}]",
                arn,
                _KIND,
            )
        self._versions[arn] = {
            **recipe.record(),
            "Arn": arn,
            "Tags": request.get("tags", {}),
            "State": REQUESTED,
            "Errors": {},
            "Message": _NO_MESSAGE,
        }
        self._process_in_background(arn)
        return _told(self._versions[arn])

    def _process_in_background(self, arn: str) -> None:
        threading.Thread(
            target=copy_context().run, args=(self._process, arn), name=f"component {arn}", daemon=True
        ).start()

    def _process(self, arn: str) -> None:
        time.sleep(float(os.environ.get(SECONDS_VARIABLE, _DEFAULT_SECONDS)))
        found = self._versions.get(arn)
        if found is None:
            return
        document, change = copy.deepcopy(found["Recipe"]), {}
        try:
            lost = artifacts.remember(Recipe(document).artifacts())
            if lost:
                change = {
                    "State": FAILED,
                    "Errors": unreadable_statuses(lost),
                    "Message": "Artifacts cannot be accessed",
                }
            else:
                change = {"State": DEPLOYABLE, "Recipe": document}
        except Exception as error:
            # A version that stays REQUESTED for ever is worse to meet than one that says what went wrong.
            logger.exception("component %s", arn)
            change = {"State": FAILED, "Errors": {}, "Message": f"The embedded AWS failed: {error}"}
        with self._lock:
            found.update(change)


def _recipe(request: Record) -> Recipe:
    if ("inlineRecipe" in request) == ("lambdaFunction" in request):
        raise invalid("One of inlineRecipe and lambdaFunction must be provided, and not both")
    if "lambdaFunction" in request:
        raise invalid("The embedded AWS does not import Lambda functions as components: provide an inlineRecipe")
    try:
        text = base64.b64decode(request["inlineRecipe"], validate=True)
    except binascii.Error as error:
        raise invalid(f"inlineRecipe is not base64: {error}", {"inlineRecipe": "not base64"}) from error
    return Recipe.of(text)


def _told(found: Record) -> Record:
    document = found["Recipe"]
    return {
        "arn": found["Arn"],
        "componentName": document["ComponentName"],
        "componentVersion": document["ComponentVersion"],
        "creationTimestamp": found["CreationTimestamp"],
        "status": {"componentState": found["State"], "message": found["Message"], "errors": found["Errors"]},
    }


def _summary(name: str, found: Record) -> Record:
    document = found["Recipe"]
    return {
        "arn": names.component_arn(name),
        "componentName": name,
        "latestVersion": {
            **{
                key: value
                for key, value in _told(found).items()
                if key in {"arn", "componentVersion", "creationTimestamp"}
            },
            "description": document.get("ComponentDescription"),
            "publisher": document.get("ComponentPublisher"),
            "platforms": Recipe(document).platforms,
        },
    }


def _age(found: Record) -> tuple[Any, ...]:
    return found["CreationTimestamp"], found["Arn"]
