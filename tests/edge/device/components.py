"""Small components: their recipes, and a server that is one of Python's own."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.edge.device import ComponentRun, ComponentSource, DeviceOptions

if TYPE_CHECKING:
    from pathlib import Path

NAME, VERSION = "com.example.adder", "1.0.0"
_TIME = (1980, 1, 1, 0, 0, 0)
URI = f"s3://bucket/{NAME}/component.zip"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Adder(BaseHTTPRequestHandler):
    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Type", "text/csv")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(200 if self.path == "/ping" else 404)

    def do_POST(self):
        lines = self.rfile.read(int(self.headers["Content-Length"])).splitlines()
        try:
            sums = [sum(map(int, line.split(b","))) for line in lines]
        except ValueError as error:
            return self.answer(400, str(error).encode())
        self.answer(200, "".join(f"{found}\\n" for found in sums).encode())


print("serving", flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Adder).serve_forever()
"""


def archive(files: dict[str, str | bytes] | None = None) -> bytes:
    """Return a ZIP of the server, or of other files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in (files or {"runner/serve.py": SERVER}).items():
            opened.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def recipe(lifecycle: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Return a recipe of one manifest for every device; ``more`` are its other keys, and the manifest's."""
    manifest = {
        "Artifacts": [{"URI": URI, "Unarchive": "ZIP", "Permission": {"Read": "ALL"}}],
        "Lifecycle": lifecycle or {"Run": "python3 {artifacts:decompressedPath}/component/runner/serve.py 0"},
        **{key: more.pop(key) for key in ("Artifacts", "Platform", "Name", "Selections") if key in more},
    }
    return {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": NAME,
        "ComponentVersion": VERSION,
        "Manifests": [manifest],
        **more,
    }


def serving(port: int | None = None, **more: Any) -> dict[str, Any]:
    """Return the recipe of the server, on a free port."""
    script = "exec python3 -u {artifacts:decompressedPath}/component/runner/serve.py {configuration:/Port}"
    configuration = {"DefaultConfiguration": {"Port": str(port or free_port())}}
    return recipe({"Run": script}, ComponentConfiguration=configuration, **more)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def source(folder: Path, document: dict[str, Any], files: dict[str, bytes] | None = None) -> ComponentSource:
    """Write a recipe and its artifacts into a folder, and return the component."""
    name = document["ComponentName"]
    artifacts = folder / f"{name}-artifacts"
    artifacts.mkdir(parents=True, exist_ok=True)
    for file, content in ({"component.zip": archive()} if files is None else files).items():
        (artifacts / file).write_bytes(content)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(document))
    return ComponentSource.from_file(path, artifacts=artifacts)


def run_of(
    folder: Path, lifecycle: dict[str, Any] | None = None, *, options: DeviceOptions | None = None, **more: Any
) -> ComponentRun:
    """Return the run of a component with a lifecycle."""
    return ComponentRun(source(folder, recipe(lifecycle, **more)), options=options)


def plain(folder: Path, lifecycle: dict[str, Any], **more: Any) -> ComponentRun:
    """Return the run of a component without artifacts."""
    return run_of(folder, lifecycle, Artifacts=[], **more)
