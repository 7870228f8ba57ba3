"""A real Chromium, which shows the review's page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def path() -> str | None:
    """Where Chromium is, as ``tools/browser`` finds it."""
    found = next((place for name in _NAMES if name and (place := shutil.which(name))), None)
    return found or (str(_MAC) if _MAC.exists() else None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it without a window. Where there is none: CI fails, and a laptop leaves the tests out."""
    place = path()
    if place is None:
        message = "no Chromium: run `make browser`, or name one in CHROMIUM"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as playwright:
        # Containers and CI run as root, where Chromium's own sandbox cannot be set up.
        browser = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Seen:
    """What a page did that it must not do."""

    def __init__(self, page: Page) -> None:
        self.events: list[str] = []
        page.on("console", lambda message: self.events.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.events.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.events.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.events.append(f"request: {request.url}"))
        page.on("popup", lambda popup: self.events.append(f"popup: {popup.url}"))
