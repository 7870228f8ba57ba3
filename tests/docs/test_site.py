"""The documentation as a site: it builds without a warning, all of it can be reached, and it shows what is public."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

import cdk_model_packages
from tests.conftest import ROOT


class Links(HTMLParser):
    """What a page refers to, what it loads, and the places in it that can be referred to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.references: list[str] = []
        self.loaded: list[str] = []
        self.places: set[str] = set()
        self.feed(page.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.places |= {value for name in ("id", "name") if (value := found.get(name))}
        if tag == "a" and (link := found.get("href")):
            self.references.append(link)
        if tag in {"img", "script"} and (link := found.get("src")):
            self.loaded.append(link)
        if tag == "link" and (link := found.get("href")) and found.get("rel") in {"stylesheet", "icon", "preconnect"}:
            self.loaded.append(link)


def build(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build the site as ``make docs`` builds it: a warning ends it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site."""
    folder = tmp_path_factory.mktemp("site")
    result = build(ROOT, folder)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Links]:
    """Every page, by its path below the site; not the one for what is not found, whose links start at the root."""
    return {str(path.relative_to(site)): Links(path) for path in site.rglob("*.html") if path.name != "404.html"}


def test_every_document_is_a_page(pages: dict[str, Links]) -> None:
    documents = {str(path.relative_to(ROOT / "docs").with_suffix(".html")) for path in (ROOT / "docs").rglob("*.md")}
    outside = {"CHANGELOG.html", "CONTRIBUTING.html", "examples/digits/index.html"}
    assert {page.replace("README.html", "index.html") for page in documents} | outside <= set(pages)


def test_every_page_is_reached_from_the_navigation(pages: dict[str, Links]) -> None:
    assert set(pages) - {"index.html"} <= set(pages["index.html"].references)


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Links]) -> None:
    broken = []
    for page, links in pages.items():
        for link in links.references + links.loaded:
            path, _, place = unquote(link).partition("#")
            if "://" in path or path.startswith("mailto:"):
                continue
            target = os.path.normpath(Path(page).parent / path) if path else page
            target = f"{target}/index.html".removeprefix("./") if (site / target).is_dir() else target
            if not (site / target).exists() or (place and target in pages and place not in pages[target].places):
                broken.append(f"{page}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Links]) -> None:
    assert {link for links in pages.values() for link in links.loaded if "//" in link} == set()


def test_what_is_public_is_on_an_api_page(site: Path) -> None:
    head, _, body = (site / "objects.inv").read_bytes().partition(b"zlib.\n")
    assert head.startswith(b"# Sphinx inventory version 2")
    shown = {line.split(" ")[0]: line.split(" ")[3] for line in zlib.decompress(body).decode().splitlines()}
    for name in cdk_model_packages.__all__:
        public = getattr(cdk_model_packages, name)
        place = shown.get(f"{public.__module__}.{public.__qualname__}")
        assert place is not None, f"{name}: is on no page below docs/api"
        assert place.startswith("api/"), f"{name}: {place}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        pytest.param("guide/new.md", "[x](none.md)", "link 'none.md', but the target", id="link"),
        pytest.param("guide/new.md", "[x](../../none.py)", "link '../../none.py', but the target", id="link-outside"),
        pytest.param("guide/new.md", "[x](../rules.md#none)", "does not contain an anchor '#none'", id="anchor"),
        pytest.param("api/new.md", "::: cdk_model_packages.Nonsense", "cdk_model_packages.Nonsense", id="name"),
        pytest.param("elsewhere/new.md", "# New", 'not included in the "nav" configuration', id="not-in-nav"),
    ],
)
def test_what_is_broken_fails_the_build(tmp_path: Path, page: str, text: str, told: str) -> None:
    project = tmp_path / "project"
    for name in ("docs", "tools", "examples"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "CHANGELOG.md", "CONTRIBUTING.md", "README.md"):
        shutil.copy(ROOT / name, project / name)
    (project / "constructs").symlink_to(ROOT / "constructs")
    assert build(project, tmp_path / "site").returncode == 0
    (project / "docs" / page).parent.mkdir(exist_ok=True)
    (project / "docs" / page).write_text(text)
    result = build(project, tmp_path / "site")
    assert result.returncode == 1
    assert told in result.stderr
