"""The Rego files of the pack, as they are in the wheel."""

from __future__ import annotations

from importlib.resources import files


def rule_sources() -> dict[str, str]:
    """Return the Rego files of the pack, by name: what an app in another language gives to its own engine."""
    folder = files("cdk_model_packages.rules") / "pack"
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".rego")
    }
