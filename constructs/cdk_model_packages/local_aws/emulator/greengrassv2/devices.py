"""Core devices: none ever connects to the embedded AWS."""

from __future__ import annotations

from typing import Any, NoReturn

from .refusals import not_found

Record = dict[str, Any]


def list_devices(request: Record) -> Record:
    """ListCoreDevices."""
    del request
    return {"coreDevices": []}


def get_device(request: Record) -> NoReturn:
    """GetCoreDevice."""
    name = request["coreDeviceThingName"]
    raise not_found(f"Core device {name} does not exist", name, "coreDevice")


def list_effective_deployments(request: Record) -> Record:
    """ListEffectiveDeployments."""
    del request
    return {"effectiveDeployments": []}
