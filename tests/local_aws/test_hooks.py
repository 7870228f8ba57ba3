"""Every private name of MiniStack that the adapter relies on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cdk_model_packages.local_aws.interpreter import emulator_python

# Takes each name away in turn, and once gives a function other parameters.
_SCRIPT = """
from importlib import import_module
from cdk_model_packages.local_aws.emulator import hooks

def told():
    try:
        hooks.verify()
    except hooks.HookError as error:
        return str(error)
    return ""

assert told() == "", told()
for module, name, kind in hooks.HOOKS:
    holder = import_module(f"ministack.{module}")
    original = getattr(holder, name)
    replaced = [None] if kind is not object else []
    if isinstance(kind, tuple):
        replaced.append(lambda unheard_of, *rest: None)
    for other in replaced:
        setattr(holder, name, other)
        if other is None or kind:
            assert f"{module}.{name}" in told(), (module, name)
    delattr(holder, name)
    assert f"{module}.{name}" in told(), (module, name)
    setattr(holder, name, original)
print(f"{len(hooks.HOOKS)} hooks, pinned to {hooks.PINNED_VERSION}")
"""


@pytest.mark.slow
def test_a_renamed_hook_is_named_at_the_start() -> None:
    done = subprocess.run(
        [str(emulator_python(Path.cwd())), "-c", _SCRIPT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "pinned to 1.5.33" in done.stdout


def test_the_extra_pins_the_version_that_the_hooks_are_written_for() -> None:
    root = Path(__file__).parents[2]
    assert '"ministack==1.5.33"' in (root / "pyproject.toml").read_text(encoding="utf-8")
    assert "ministack==1.5.33\n" in (root / "requirements-local.txt").read_text(encoding="utf-8")
