"""Starts the embedded AWS: ``python -m cdk_model_packages.local_aws.emulator``.

Port, address and where the state is kept are MiniStack's own environment variables (``GATEWAY_PORT``,
``BIND_HOST``, ``PERSIST_STATE``, ``STATE_DIR``); ``local_aws.process`` sets them, and names its record of the process.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("BIND_HOST", "127.0.0.1")  # MiniStack's own choice is every interface

from cdk_model_packages.local_aws.environment import FUNCTIONS_PYTHON_VARIABLE

from . import catalog, corrections, function_errors, hooks, step_functions
from .checkpoint import Checkpoint
from .presence import Presence


def main() -> None:
    """Add our services and resource types to MiniStack and serve."""
    hooks.verify()
    for service in catalog.services():
        hooks.install_service(service)
    resource_types = list(catalog.resource_types())
    for resource_type in resource_types:
        hooks.install_resource_type(resource_type)
    hooks.run_on_worker_threads(frozenset(found.type_name for found in resource_types))
    corrections.install()
    function_errors.install()
    step_functions.install()
    python = os.environ.get(FUNCTIONS_PYTHON_VARIABLE)
    if python is not None:
        hooks.run_python_functions_on(python)
    checkpoint = Checkpoint()
    checkpoint.start()
    presence = Presence.of_environment()
    if presence is not None:
        presence.start()
    hooks.serve(checkpoint.note)


if __name__ == "__main__":
    try:
        main()
    except hooks.HookError as error:
        sys.exit(f"error: {error}")
