"""Handlers of the custom resource, for the CDK's provider framework.

A deletion leaves the ZIP: component versions are retained, and devices fetch it later.
"""

from __future__ import annotations

from typing import Any

from ..repackage.handler import handler as repackage
from .compilation import compiled_model, start_compilation
from .properties import Properties


def on_event(event: dict[str, Any], context: object = None) -> dict[str, Any]:
    """Package a model, or start its compilation.

    Raises:
        RepackagingError: when the model cannot be repackaged.
        CompilationFailed: when it cannot be compiled.
    """
    del context
    if event["RequestType"] == "Delete":
        return {"PhysicalResourceId": event["PhysicalResourceId"]}
    told = Properties.of(event)
    identity = {"PhysicalResourceId": f"{told.component_name}/component"}
    if told.compilation is not None:
        return {**identity, "Data": {"CompilationJobName": start_compilation(told, event["RequestId"])}}
    return {**identity, "Data": told.data(repackage(told.request(told.model_data_url)))}


def is_complete(event: dict[str, Any], context: object = None) -> dict[str, Any]:
    """Package what Neo has compiled, as soon as it has.

    Raises:
        CompilationFailed: when the compilation has failed, with Neo's reason.
        RepackagingError: when the compiled model cannot be repackaged.
    """
    del context
    if event["RequestType"] == "Delete":
        return {"IsComplete": True}
    told = Properties.of(event)
    url = compiled_model(event["Data"]["CompilationJobName"])
    if url is None:
        return {"IsComplete": False}
    return {"IsComplete": True, "Data": told.data(repackage(told.request(url)))}
