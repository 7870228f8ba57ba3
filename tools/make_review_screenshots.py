"""Write docs/images: the review as a terminal, a browser and a pull request show it.

Run it with the project's Python after a format has changed: ``.venv/bin/python tools/make_review_screenshots.py``.
It needs a Chromium (``make browser``) and, for the comment, a font with emoji (Debian: fonts-noto-color-emoji).
They show a real review, that of examples/review; the terminal's is shortened.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import cmarkgfm
from cmarkgfm.cmark import Options
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "constructs")]

from cdk_model_packages.review.formats import render  # noqa: E402
from cdk_model_packages.review.run import Options as ReviewOptions  # noqa: E402
from cdk_model_packages.review.run import review  # noqa: E402
from cdk_model_packages.templates import Place  # noqa: E402
from tests.review.browser import chromium  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from cdk_model_packages.review.report import Report

IMAGES = ROOT / "docs/images"
PROPOSED, DEPLOYED = Path("examples/review/proposed.yaml"), Path("examples/review/deployed.yaml")
PLACE = Place(region="eu-west-1", account="111122223333")
COMMAND = (
    f"$ model-packages review {PROPOSED} --before {DEPLOYED} \\\n    --region {PLACE.region} --account {PLACE.account}"
)
# Where an entry of a section begins, and which entries of which sections the terminal's picture shows.
ENTRY = r"\S| (yes|no|cannot tell) "
SHOWN = {
    "Findings": "error |warning LC-023",
    "Permissions": "role DeviceRole|[+]",
    "Readiness": r"edge:| no ",
    "Suppressed": "info GG-224|[0-9]",
}
MORE = "  ..."
OPENED = "Validation jobs"
COLUMNS = 100
# As rich's own, without its font from a network: a README's picture may load none.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
COMMENT = """
body { margin: 0; background: #fff; color: #1f2328; font: 14px/1.5 system-ui, sans-serif; }
main { padding: 18px 22px; width: 936px; box-sizing: border-box; }
h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: 6px; margin: 0 0 12px; font-size: 21px; }
a { color: #0969da; }
table { border-collapse: collapse; margin: 8px 0; display: block; overflow: auto; }
th, td { border: 1px solid #d1d9e0; padding: 6px 12px; text-align: left; vertical-align: top; }
code { font: 12px ui-monospace, Menlo, "DejaVu Sans Mono", monospace; background: #818b981f; border-radius: 5px;
  padding: 2px 5px; }
details { margin: 6px 0; }
"""
THEME = TerminalTheme(
    (22, 27, 34),
    (228, 232, 238),
    [(22, 27, 34), (255, 138, 128), (95, 208, 127), (242, 193, 78), (122, 176, 255), (203, 166, 247), (104, 211, 220),
     (228, 232, 238)],
    [(110, 118, 130), (255, 138, 128), (95, 208, 127), (242, 193, 78), (122, 176, 255), (203, 166, 247),
     (104, 211, 220), (255, 255, 255)],
)  # fmt: skip


def _reviewed() -> Report:
    """Review the example as its documents say, from the repository's root: the report names files as they do."""
    os.chdir(ROOT)
    return review([PROPOSED], before=DEPLOYED, options=ReviewOptions(place=PLACE))


def _shortened(text: str) -> str:
    """Return what of a terminal's report fits into a README: of the long sections only what is wrong."""
    kept: list[str] = []
    section, entry_is_shown = "", True
    for line in text.splitlines():
        plain = Text.from_ansi(line).plain
        if "───" in plain:
            section, entry_is_shown = plain.split(" ─", maxsplit=1)[0], True
            kept += [""] if kept and kept[-1] == MORE else []
        elif section in SHOWN and re.match(ENTRY, plain):
            entry_is_shown = re.match(SHOWN[section], plain) is not None
        elif re.match(ENTRY, plain):
            entry_is_shown = True
        if entry_is_shown:
            kept.append(line)
        elif kept[-1] != MORE:
            kept.append(MORE)
    return "\n".join(kept)


def terminal(whole: Report) -> None:
    """Write the terminal's report as SVG."""
    text = _shortened(render(whole, "text", width=COLUMNS, color=True))
    # Wider than the text: a URL is not broken into lines.
    console = Console(record=True, width=COLUMNS + 10, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"{COMMAND}\n{text}"))
    svg = console.export_svg(
        title="model-packages review", theme=THEME, code_format=SVG, unique_id="review", font_aspect_ratio=0.61
    )
    (IMAGES / "review-terminal.svg").write_text(svg, encoding="utf-8")


def page(browser: Browser, report: Report) -> None:
    """Write the page as PNG: light, and dark with a selected finding."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "review.html"
        file.write_text(render(report, "html"), encoding="utf-8")
        for scheme, keys in (("light", ""), ("dark", "jj")):
            shown = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
            shown.goto(file.as_uri())
            for key in keys:
                shown.keyboard.press(key)
            shown.wait_for_timeout(300)  # what fades has faded
            shown.screenshot(path=IMAGES / f"review-page-{scheme}.png")
            shown.close()


def comment(browser: Browser, report: Report) -> None:
    """Write the pull request's comment as PNG, by GitHub's own parser and a style like its own."""
    body = cmarkgfm.github_flavored_markdown_to_html(render(report, "markdown"), options=Options.CMARK_OPT_UNSAFE)
    shown = browser.new_page(viewport={"width": 980, "height": 700})
    body = re.sub(rf"<details>(?=\s*<summary>{OPENED})", "<details open>", body)
    shown.set_content(f"<!doctype html><style>{COMMENT}</style><main>{body}</main>")
    shown.locator("main").screenshot(path=IMAGES / "review-comment.png")
    shown.close()


def main() -> None:
    """Write all of them."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    report = _reviewed()
    terminal(report)
    with chromium() as browser:
        page(browser, report)
        comment(browser, report)
    print(*sorted(f"{path.relative_to(ROOT)} {path.stat().st_size:,} bytes" for path in IMAGES.iterdir()), sep="\n")


if __name__ == "__main__":
    main()
