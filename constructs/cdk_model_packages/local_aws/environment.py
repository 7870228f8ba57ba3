"""The variables that turn AWS clients and the CDK to the embedded AWS, and to nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages._node import bundled_node

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT = "000000000000"
DEFAULT_REGION = "us-east-1"
RECORD_VARIABLE = "CDK_MODEL_PACKAGES_LOCAL_RECORD"
"""Names the record of the embedded AWS's process (see ``record``), which ends when it is gone."""

_WAIT_SCALE = "0.1"  # of the pauses of state machines: nothing here takes as long as the services do

FUNCTIONS_PYTHON_VARIABLE = "CDK_MODEL_PACKAGES_LOCAL_FUNCTIONS_PYTHON"
"""Names the Python that Lambda functions of the embedded AWS run on."""

# What would reach past the embedded AWS to real accounts.
UNSET = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE")


def region() -> str:
    """Return the region of the user's choice, or a default."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or DEFAULT_REGION


def client_variables(url: str, directory: Path, image_recorder: Path) -> dict[str, str]:
    """Return the variables to set for AWS clients and the CDK CLI.

    Args:
        url: Where the embedded AWS listens.
        directory: Its own folder.
        image_recorder: Stand-in for a container engine.
    """
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ENDPOINT_URL_S3": url,
        "AWS_REGION": region(),
        "AWS_DEFAULT_REGION": region(),
        "AWS_ACCESS_KEY_ID": ACCOUNT,  # the embedded AWS reads the account from it
        "AWS_SECRET_ACCESS_KEY": "embedded",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "CDK_DOCKER": str(image_recorder),
        "CDK_HOME": str(directory / "cdk"),  # what the CDK remembers of accounts is not the user's real ones
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CDK_DISABLE_VERSION_CHECK": "true",
    }


def merged(variables: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with the variables set and what contradicts them left out."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, **variables}


def server_variables(port: int, directory: Path, record_file: Path) -> dict[str, str]:
    """Return the environment of the embedded AWS itself.

    Args:
        port: Where to listen.
        directory: Its own folder.
        record_file: What says that it is this folder's. When it is gone, the embedded AWS ends.
    """
    state = directory / "state"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTHON"))}
    return {
        **kept,
        **_lambda_variables(kept),
        RECORD_VARIABLE: str(record_file),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "AWS_CONFIG_FILE": os.devnull,  # for the requests that it and its functions make to itself
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": region(),
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "services"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(directory / "tmp"),
        "SFN_WAIT_SCALE": kept.get("SFN_WAIT_SCALE", _WAIT_SCALE),
        # Listeners of fixed ports that model packages do not need; two embedded AWSs would fight for them.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }


def _lambda_variables(kept: Mapping[str, str]) -> dict[str, str]:
    """Let functions of the embedded AWS run on this environment's Node and Python, with the AWS SDKs of the project.

    Lambda's own have the SDK, and the CDK's custom resources and packaging jobs rely on it.
    """
    node, modules = bundled_node(), Path("node_modules").resolve()
    found = {FUNCTIONS_PYTHON_VARIABLE: kept.get(FUNCTIONS_PYTHON_VARIABLE, sys.executable)}
    if node is not None:
        found["PATH"] = f"{node.parent}{os.pathsep}{kept.get('PATH', os.defpath)}"
    if "NODE_PATH" not in kept and modules.is_dir():
        found["NODE_PATH"] = str(modules)
    return found
