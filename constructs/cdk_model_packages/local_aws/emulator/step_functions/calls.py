"""One call of an AWS SDK integration, in the conventions of Step Functions.

https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html: members in Pascal case, whatever
the API's case; errors ``Service.NameException`` as the AWS SDK for Java calls them. That SDK takes an error that the
service's model does not list for the service's own base class.
"""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import yaml
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from .. import hooks
from ..casing import of_api, of_template, pascal
from ..own_clients import client
from ..shapes import service_model
from .tasks import task_failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import Shape

ENDPOINT_VARIABLE = "CDK_MODEL_PACKAGES_SDK_ENDPOINT"
"""Where the calls go. Not set: to the embedded AWS itself."""

_NAMES = {"sagemaker": "SageMaker", "greengrassv2": "GreengrassV2", "iot": "Iot"}  # as the SDK for Java spells them
_OF_IOT = {"DescribeThing", "DescribeThingGroup"}
_SUFFIX = "Exception"
_REFUSED = 400

Request = dict[str, Any]


@dataclass(frozen=True)
class SdkCall:
    """One call.

    Attributes:
        service: The service's name in botocore.
        operation: The API's name of what is called.
        request: Its members as the API spells them; blobs are bytes.
    """

    service: str
    operation: str
    request: Request

    @classmethod
    def of(cls, service: str, action: str, arguments: Any) -> SdkCall | None:
        """Read a task; ``None``: it is not ours to carry out.

        Raises:
            Exception: Step Functions' own failure of a task, whose arguments are not the operation's.
        """
        operation = pascal(action)
        if service not in _NAMES or (service == "iot" and operation not in _OF_IOT):
            return None
        model = service_model(service)
        if operation not in model.operation_names:
            raise task_failure("States.Runtime", f"{service} has no API action {action}")
        shape = model.operation_model(operation).input_shape
        if shape is None:
            return cls(service, operation, {})
        request = of_api(shape, {} if arguments is None else arguments)
        if not isinstance(request, dict):
            raise task_failure("States.Runtime", f"The arguments of {action} must be an object")
        unknown = sorted(request.keys() - shape.members.keys())
        if unknown:
            raise task_failure("States.Runtime", f'The field "{unknown[0]}" is not supported by Step Functions')
        return cls(service, operation, _typed(shape, request))

    def run(self) -> Any:
        """Make the call and return its answer as a state sees it.

        Raises:
            Exception: Step Functions' own failure of a task, by the name of the service's error.
        """
        own = client(
            self.service, hooks.account(), hooks.region(), endpoint=os.environ.get(ENDPOINT_VARIABLE), attempts=1
        )
        try:
            answer = getattr(own, xform_name(self.operation))(**self.request)
        except ParamValidationError as error:
            raise task_failure("States.Runtime", " ".join(str(error).split())) from error
        except ClientError as error:
            found, told = error.response["Error"], error.response["ResponseMetadata"]
            raise self.failure(
                found["Code"], found.get("Message", ""), told.get("HTTPStatusCode", _REFUSED), told.get("RequestId")
            ) from error
        except BotoCoreError as error:
            raise task_failure(f"{_NAMES[self.service]}.SdkClientException", str(error)) from error
        shape = service_model(self.service).operation_model(self.operation).output_shape
        answer.pop("ResponseMetadata", None)
        return {} if shape is None else _seen(of_template(shape, answer))

    def failure(self, code: str, message: str, status: int = _REFUSED, request_id: str | None = None) -> Exception:
        """Return Step Functions' failure of a task for an error of the service."""
        name, model = _NAMES[self.service], service_model(self.service)
        listed = {shape.error_code for shape in model.error_shapes}
        told = pascal(code).removesuffix(_SUFFIX) if code in listed else name
        where = f"(Service: {name}, Status Code: {status}, Request ID: {request_id or uuid.uuid4()})"
        return task_failure(f"{name}.{told}{_SUFFIX}", f"{message} {where}")

    def recipe(self) -> Request:
        """Return the recipe that the call makes a component of, as far as it can be read, keys in lower case."""
        if self.operation != "CreateComponentVersion":
            return {}
        try:
            document = yaml.safe_load(self.request.get("inlineRecipe", b""))  # which JSON is, too
        except (yaml.YAMLError, ValueError):
            return {}
        return _lower(document) if isinstance(document, dict) else {}

    def artifacts(self) -> Iterator[str]:
        """Yield the addresses of the files of the component that the call makes."""
        manifests = self.recipe().get("manifests")
        for manifest in manifests if isinstance(manifests, list) else []:
            found = manifest.get("artifacts") if isinstance(manifest, dict) else None
            for artifact in found if isinstance(found, list) else []:
                if isinstance(artifact, dict) and isinstance(artifact.get("uri"), str):
                    yield artifact["uri"]


def _typed(shape: Shape, value: Any) -> Any:
    """Return a value of a state as the SDK wants it: texts and objects for blobs as bytes, whole numbers as such."""
    if shape.type_name == "blob":
        return (value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))).encode()
    if shape.type_name in {"integer", "long"} and isinstance(value, float) and value.is_integer():
        return int(value)  # an expression's number
    if shape.type_name == "structure" and isinstance(value, dict):
        known = shape.members
        return {name: _typed(known[name], item) if name in known else item for name, item in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [_typed(shape.member, item) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: _typed(shape.value, item) for key, item in value.items()}
    return value


def _seen(value: Any) -> Any:
    """Return an answer as JSON: times in ISO form, blobs as texts."""
    if isinstance(value, dict):
        return {key: _seen(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_seen(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return value


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _lower(item) for key, item in value.items()}
    return [_lower(item) for item in value] if isinstance(value, list) else value
