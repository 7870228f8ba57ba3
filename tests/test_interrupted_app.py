"""Ctrl-C in the midst of an app: one word, whoever of Python and Node is told first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cdk_model_packages import exit_on_user_error

APP = """
from cdk_model_packages import exit_on_user_error

with exit_on_user_error():
    import aws_cdk as cdk

    cdk.App(builtin_cloud_formation_validation=False)
    print("ready", flush=True)
    while True:
        cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
"""


@pytest.mark.slow
def test_ctrl_c_in_an_app_is_one_word(tmp_path: Path) -> None:
    app = subprocess.Popen(
        [sys.executable, "-c", APP],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert app.stdout is not None
        assert app.stdout.readline() == "ready\n"
        os.killpg(app.pid, signal.SIGINT)
        told = app.communicate(timeout=60)[1]
    finally:
        app.kill()
    assert app.returncode == 130
    assert "interrupted" in told.splitlines()  # Node may have a word of its own
    assert "Traceback" not in told


@pytest.mark.slow
def test_ctrl_c_that_ends_node_first_is_one_word(tmp_path: Path) -> None:
    """Node is ended, jsii meets its broken pipe, and only then is Python told."""
    late = """
import os, signal, threading
from cdk_model_packages import exit_on_user_error

with exit_on_user_error():
    threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
    raise BrokenPipeError(32, "Broken pipe")
"""
    told = subprocess.run(
        [sys.executable, "-c", late], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (told.returncode, told.stderr) == (130, "interrupted\n")


def test_a_pipe_that_breaks_without_ctrl_c_is_no_interrupt() -> None:
    with pytest.raises(BrokenPipeError), exit_on_user_error():
        raise BrokenPipeError(32, "Broken pipe")
