"""What mkdocs leaves to hooks: patterns in the navigation, and links to files outside ``docs/``.

The documents link to each other as files of the repository, so that they can be read there. What they link to
outside ``docs/`` becomes part of the site: a Markdown file as a page, anything else as it is.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
DOCS = "docs/"
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)(?P<path>[^)#\s]+)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Replace patterns in the navigation by the pages that they fit."""
    named = {entry for entry in _entries(config.nav) if "*" not in entry}
    config.nav = _expanded(config.nav, named)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what the navigation and the links of other pages name outside ``docs/``."""
    wanted = [*_entries(config.nav), *(file.src_uri for file in files.documentation_pages())]
    seen: set[str] = set()
    while wanted:
        uri = wanted.pop()
        path = _repository_path(uri)
        if uri in seen or not (ROOT / path).is_file():
            continue
        seen.add(uri)
        if not path.startswith(DOCS):
            files.append(File.generated(config, uri, abs_src_path=str(ROOT / path)))
        if path.endswith(".md"):
            text = (ROOT / path).read_text(encoding="utf-8")
            wanted += [_site_uri(target) for target in _targets(path, text) if not target.startswith(DOCS)]
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between files of the repository into links between pages of the site."""
    path = _repository_path(page.file.src_uri)

    def rewritten(link: re.Match[str]) -> str:
        target = _target(path, link["path"])
        if target is None or (target.startswith(DOCS) and path.startswith(DOCS)):
            return link["path"]
        return posixpath.relpath(_site_uri(target), posixpath.dirname(page.file.src_uri) or ".")

    return _LINK.sub(rewritten, markdown)


def _site_uri(path: str) -> str:
    """Return where a file of the repository is in the site."""
    return "index.md" if path == "README.md" else path.removeprefix(DOCS)


def _repository_path(uri: str) -> str:
    """Return which file of the repository a file of the site is."""
    return f"{DOCS}{uri}" if (ROOT / DOCS / uri).exists() else uri


def _targets(path: str, text: str) -> Iterator[str]:
    for link in _LINK.finditer(text):
        target = _target(path, link["path"])
        if target is not None:
            yield target


def _target(path: str, link: str) -> str | None:
    """Return the file that a link of a file names; of a folder its README. ``None``: it names nothing."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    if found.startswith(".."):
        return None
    if (ROOT / found).is_dir():
        found = f"{found}/README.md"
    return found if (ROOT / found).is_file() else None


def _entries(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for part in nav.values():
            yield from _entries(part)
    elif isinstance(nav, list):
        for part in nav:
            yield from _entries(part)


def _expanded(nav: Any, named: set[str]) -> Any:
    if isinstance(nav, str):
        return _pages(nav, named) if "*" in nav else nav
    if isinstance(nav, dict):
        return {title: _expanded(part, named) for title, part in nav.items()}
    if isinstance(nav, list):
        parts = [_expanded(part, named) for part in nav]
        return [page for part in parts for page in (part if isinstance(part, list) else [part])]
    return nav


def _pages(pattern: str, named: set[str]) -> list[str]:
    found = {str(path.relative_to(ROOT / DOCS)) for path in (ROOT / DOCS).glob(pattern)}
    if not found:
        found = {str(path.relative_to(ROOT)) for path in ROOT.glob(pattern)}
    return sorted(found - named)
