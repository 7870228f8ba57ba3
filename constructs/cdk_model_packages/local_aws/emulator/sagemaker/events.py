"""Events about model packages, on the default bus of EventBridge."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from .. import hooks
from ..shapes import service_model, visible

_SOURCE = "aws.sagemaker"
_DETAIL_TYPE = "SageMaker Model Package State Change"
_TELLING = ("ModelPackageStatus", "ModelApprovalStatus", "ModelLifeCycle")
_TIMES = ("CreationTime", "LastModifiedTime")
_UNTOLD = ("CreatedBy", "LastModifiedBy", "SecurityConfig", "ModelCard")  # a card may be encrypted

Record = dict[str, Any]

logger = logging.getLogger(__name__)


def state(package: Record) -> list[Any]:
    """Return what an event tells the change of."""
    return [package.get(name) for name in _TELLING]


def send_state(package: Record) -> None:
    """Tell the state of a package. What goes wrong is logged: it is not the request's fault.

    https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html, "Model package state
    change".
    """
    arn = package["ModelPackageArn"]
    try:
        detail = _detail(package)
        entry = {"Source": _SOURCE, "DetailType": _DETAIL_TYPE, "Resources": [arn], "Detail": json.dumps(detail)}
        hooks.put_event(entry)
    except Exception:
        logger.exception("no event of %s", arn)


def _detail(package: Record) -> Record:
    shape = service_model("sagemaker").operation_model("DescribeModelPackage").output_shape
    found = visible(shape, {"CertifyForMarketplace": False, **package})
    told = {name: value for name, value in found.items() if name not in _UNTOLD}
    return {name: _iso(value) if name in _TIMES else value for name, value in told.items()}


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
