"""The HTML page in a real Chromium: selection, filters, keys, colours; and nothing but text from a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cdk_model_packages.review.formats import render
from cdk_model_packages.review.formats._words import clean
from cdk_model_packages.review.report import Report, Reviewed
from tests.review.browser import Seen, chromium
from tests.review.hostile_report import TEXTS, hostile_report
from tests.review.sample_report import EDGE, sample_report

pytestmark = pytest.mark.slow

Open = Callable[..., tuple[Page, Seen]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report as a file, as a reader does who downloaded it; then nothing may have gone wrong."""
    contexts = []
    seen: list[Seen] = []

    def opened(report: Report | None = None, *, width: int = 1440, height: int = 900, dark: bool = False, at: str = ""):
        file = tmp_path / "report.html"
        file.write_text(render(report or sample_report(), "html"), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        seen.append(Seen(page))
        page.goto(file.as_uri() + at)
        return page, seen[-1]

    yield opened
    for context in contexts:
        context.close()
    for one in seen:
        unwanted = [event for event in one.events if not re.match(r"request: file:///[^?]*/report\.html", event)]
        assert unwanted == []


def _card(page: Page, rule: str):
    return page.locator(".card", has=page.locator(".rule", has_text=re.compile(f"^{rule}$")))


def _node(page: Page, label: str):
    return page.locator(".node", has=page.locator(".label", has_text=re.compile(f"^{label}$")))


def _colours(page: Page) -> tuple[str, str]:
    return tuple(
        page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    )


def test_it_shows_every_section_and_the_picture(show: Open, tmp_path: Path) -> None:
    page, _ = show()
    expect(page).to_have_title("Template review: 3 errors, 2 warnings, 1 info in 2 templates, 1 suppressed")
    titles = [text.split(" ")[0] for text in page.locator("main h2").all_inner_texts()]
    assert [re.split(r"[\s\d]", text)[0] for text in titles] == [
        "Findings", "Permissions", "Changes", "Readiness", "Validation", "Suppressed"
    ]  # fmt: skip
    assert page.locator(".node").count() == 13
    assert page.locator(".arrow").count() == 13
    picture = page.screenshot(path=tmp_path / "page.png")
    assert len(picture) > 50_000, "an empty page is smaller"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_on_a_finding_selects_it_and_its_resource(show: Open) -> None:
    page, _ = show()
    _card(page, "CT-013").locator(".message").click()
    expect(_card(page, "CT-013")).to_have_class(re.compile("chosen"))
    expect(_card(page, "CT-013").locator(".head")).to_have_attribute("aria-current", "true")
    expect(_node(page, "DefectPackageV8")).to_have_class(re.compile("chosen"))
    assert page.locator(".node.chosen, .card.chosen").count() == 2
    expect(page.locator("#detail h2")).to_have_text("DefectPackageV8")
    assert page.locator(".arrow.chosen").count() == 4
    assert page.url.endswith(f"#{_card(page, 'CT-013').locator('.head').get_attribute('id')}")


def test_an_address_leads_to_its_finding(show: Open) -> None:
    page, _ = show(at="#finding-3")
    expect(page.locator(".card.chosen .rule")).to_have_text("LC-011")


def test_a_click_on_a_resource_marks_all_that_is_about_it(show: Open) -> None:
    page, _ = show()
    _node(page, "ModelArtifacts").click()
    assert page.locator("tr.related").count() == 3
    expect(page.locator("#detail")).to_contain_text("3 permissions")
    page.locator("#detail [data-jump=permissions]").click()
    expect(page.locator("#section-permissions tr.related").first).to_be_in_viewport()
    expect(page.locator("#section-permissions tr.related").first).to_be_focused()


def test_from_a_finding_to_its_permissions_and_back(show: Open) -> None:
    page, _ = show()
    _card(page, "IM-104").locator("[data-jump=permissions]").click()
    row = page.locator("#section-permissions tr.related").first
    expect(row).to_be_in_viewport()
    page.locator("#section-permissions .resource", has_text=re.compile("^ValidationRole$")).last.click()
    page.locator("#detail [data-jump=findings]").click()
    expect(_card(page, "IM-104").locator(".head")).to_be_focused()


def test_a_click_beside_the_resources_clears_the_selection(show: Open) -> None:
    page, _ = show()
    _node(page, "ModelArtifacts").click()
    page.locator("#picture").click(position={"x": 5, "y": 5})
    assert page.locator(".chosen, .related, .faint").count() == 0


def test_filters_by_severity_section_template_and_words(show: Open) -> None:
    page, _ = show()
    page.locator("#severities button", has_text="error").click()
    assert page.locator(".card:visible .rule").all_inner_texts() == ["CT-013", "LC-011", "GG-014", "SC-001"]
    page.locator("#kinds button", has_text="Findings").click()
    expect(page.locator("#section-findings")).to_be_hidden()
    expect(page.locator("#shown")).to_have_text("23 of 29 rows")
    page.locator("#clear").click()
    page.locator("#template").select_option(EDGE)
    assert page.locator(".card:visible .rule").all_inner_texts() == ["GG-021", "GG-014"]
    assert page.locator(".node.faint .label").count() == 6
    page.locator("#search").fill("device role")
    assert page.locator(".card:visible .rule").all_inner_texts() == ["GG-021"]
    page.locator("#search").fill("nowhere to be found")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator("#nothing")).to_be_hidden()
    expect(page.locator("#clear")).to_be_hidden()
    assert page.locator(".card:visible").count() == 7


def test_keys(show: Open) -> None:
    page, _ = show()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".card.chosen .rule")).to_have_text("VP-007")
    expect(_card(page, "VP-007").locator(".head")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".card.chosen .rule")).to_have_text("IM-104")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("jk digest")
    expect(page.locator("#search")).to_have_value("jk digest")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).not_to_be_focused()
    assert page.locator(".card.chosen").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("j")
    assert page.locator(".chosen").count() == 0, "behind a dialog"
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_the_picture_by_keyboard(show: Open) -> None:
    page, _ = show()
    page.locator(".node[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("ArrowDown")
    here = page.evaluate("document.activeElement.dataset.key")
    assert here != before
    assert page.locator(".node[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(".node.chosen").get_attribute("data-key") == here
    assert page.locator(".node.chosen").get_attribute("aria-pressed") == "true"


def test_tab_reaches_what_can_be_used(show: Open) -> None:
    page, _ = show()
    reached = []
    for _step in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.id || document.activeElement.getAttribute('class') || ''")
        if reached and name == "" and page.evaluate("document.activeElement === document.body"):
            break
        reached.append(name)
    order = ["skip", "help-button", "theme", "search", "template", "finding-0", "zoom-in"]
    assert [name for name in reached if name in order] == order
    assert sum("node" in name for name in reached) == 1


def test_zoom_and_pan(show: Open) -> None:
    page, _ = show()
    transform = lambda: page.locator("#picture > g").get_attribute("transform")  # noqa: E731
    fitted = transform()
    page.locator("#zoom-in").click()
    scale = float(re.findall(r"scale\((.*)\)", transform())[0])
    assert scale == pytest.approx(1.3 * float(re.findall(r"scale\((.*)\)", fitted)[0]))
    page.locator("#zoom-fit").click()
    assert transform() == fitted
    box = page.locator("#picture").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 70, steps=4)
    page.mouse.up()
    moved = re.findall(r"translate\((\S+) (\S+)\)", transform())[0]
    start = re.findall(r"translate\((\S+) (\S+)\)", fitted)[0]
    assert [float(b) - float(a) for a, b in zip(start, moved, strict=True)] == pytest.approx([100, 50])
    page.mouse.wheel(0, -300)
    assert float(re.findall(r"scale\((.*)\)", transform())[0]) > float(re.findall(r"scale\((.*)\)", fitted)[0])


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark(show: Open, dark: bool) -> None:
    page, _ = show(dark=dark)
    first = _colours(page)
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", str(dark).lower())
    page.locator("#theme").click()
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", str(not dark).lower())
    assert _colours(page) != first
    page.locator("#theme").click()
    assert _colours(page) == first


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1440, 420])
def test_text_stands_out_from_what_is_behind_it(show: Open, dark: bool, width: int) -> None:
    page, _ = show(dark=dark, width=width)
    poor = page.evaluate((Path(__file__).parent / "contrast.js").read_text())
    assert poor == []


@pytest.mark.parametrize("width", [360, 420, 820, 1100])
def test_a_narrow_window_shows_all_of_it(show: Open, width: int) -> None:
    page, _ = show(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".node").nth(1).click()
    expect(page.locator("#detail h2")).to_be_attached()


def test_a_templates_text_is_text(show: Open) -> None:
    page, _ = show(hostile_report())
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned === undefined")
    assert page.locator("img, iframe, object, embed, form, base, body script:not(:nth-last-of-type(-n+2))").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("a:not(.skip)").evaluate_all("list => list.map((one) => new URL(one.href).origin)") == [
        "https://docs.aws.amazon.com"
    ] * len(TEXTS)
    assert page.locator(".card .message").all_text_contents()[: 2 * len(TEXTS) : 2] == [clean(text) for text in TEXTS]
    for card in page.locator(".card .head").all()[:6]:
        card.click()
    for node in page.locator(".node").all()[:6]:
        node.dispatch_event("click")
    assert page.evaluate("window.pwned === undefined")


def test_nothing_that_a_script_writes_becomes_markup(show: Open) -> None:
    """The page's policy refuses it, should a change of ours try."""
    page, seen = show()
    refused = page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>' } catch (error) { return error.name } }"
    )
    assert refused == "TypeError"
    with page.expect_event("requestfailed") as failed:
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://evil.example/x'}))")
    assert failed.value.failure == "csp"
    assert sum(event.startswith("console error: ") for event in seen.events) == 2
    seen.events.clear()


def test_without_scripts_the_findings_can_be_read(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(render(hostile_report(), "html"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    text = page.locator("noscript pre").inner_text()
    assert text.count("\n") == 2 * len(TEXTS) - 1
    assert page.locator("noscript pre *").count() == 0
    context.close()


def test_a_review_without_findings_or_picture(show: Open) -> None:
    page, _ = show(Report((Reviewed("template.yaml", None, None, None),)))
    expect(page.locator("main")).to_contain_text("No findings.")
    expect(page.locator(".side")).to_be_hidden()


def test_it_stays_small() -> None:
    assert len(render(sample_report(), "html")) < 200_000
