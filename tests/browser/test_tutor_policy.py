"""The instructor says how much of the tutor the class gets; a learner's open panel follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.chromium import (
    PHONE,
    WIDE,
    by,
    open_tab,
    picture,
    sign_in,
    theme,
    to_the_front,
    violations,
)
from support.gemini import LoopbackGemini
from support.gemini_product import asking
from support.product import Product

pytestmark = pytest.mark.browser
CLASS, PANEL = "#pythonmastery-class", "#pythonmastery-panel"
SLOW_S = 0.8
"""Between two words of an answer, so that much can happen before its end."""


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, google: LoopbackGemini) -> Iterator[Product]:
    with asking(google, tmp_path_factory.mktemp("policy")) as running:
        yield running


def test_hints_only_then_off_then_all_of_it_again(
    product: Product, google: LoopbackGemini, page: Page, browser: Browser
) -> None:
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    by(page, "pm-start").click()
    expect(by(page, "pm-question")).to_be_visible()
    teacher = browser.new_context(viewport=WIDE).new_page()
    sign_in(teacher, product.url, "instructor", product.passwords()["instructor"])
    open_tab(teacher, "Show Class")
    setting = by(teacher, "pm-class-tutor")
    expect(setting.get_by_role("combobox", name="Tutor")).to_have_value("full")
    expect(setting).to_contain_text("may ask questions of their own")

    google.gap_s = SLOW_S
    by(page, "pm-question").fill("Why does my loop end too early?")
    by(page, "pm-question").press("Enter")
    expect(by(page, "pm-stop")).to_be_visible()
    choose(setting, "ArrowDown", "Hints only")
    seen_again(page)
    expect(by(page, "pm-status")).to_have_text(
        "The tutor gives hints here, and takes no questions now."
    )
    expect(by(page, "pm-question")).to_have_count(0)
    expect(page.locator(".pm-Panel").first).to_be_focused()
    expect(by(page, "pm-stop")).to_be_visible()
    expect(by(page, "pm-status")).to_have_text("The tutor has answered.")
    google.gap_s = 0
    log = by(page, "pm-chat-log")
    expect(log).to_contain_text("Say it in your words.")
    expect(by(page, "pm-ask-check")).to_have_count(0)
    by(page, "pm-ask-explain_error").press("Enter")
    expect(log.locator("[data-role=tutor]")).to_have_count(2)
    in_both_themes(page, PANEL, by(page, "pm-chat"), "policy-hints")
    in_both_themes(teacher, CLASS, setting, "policy-class")

    google.gap_s = SLOW_S
    by(page, "pm-ask-explain_error").press("Enter")
    expect(by(page, "pm-stop")).to_be_visible()
    choose(setting, "ArrowDown", "Off")
    seen_again(page)
    off = by(page, "pm-tutor-off")
    expect(off).to_contain_text("work without it")
    expect(by(page, "pm-hint")).to_have_count(0)
    expect(by(page, "pm-status")).to_have_text("The tutor has answered.")
    expect(log.locator("[data-role=tutor]")).to_have_count(3)
    expect(by(page, "pm-chat").get_by_role("button")).to_have_count(0)
    in_both_widths(page, PANEL, off, "policy-off-reading")
    in_both_themes(page, PANEL, off, "policy-off")
    expect(by(page, "pm-chat")).to_have_count(0)

    choose(setting, "Home", "Questions and hints")
    seen_again(page)
    expect(by(page, "pm-question")).to_be_visible()
    expect(off).to_have_count(0)
    expect(by(page, "pm-hint")).to_be_visible()
    expect(log).to_contain_text("Say it in your words.")
    choose(setting, "End", "Off")
    by(page, "pm-question").fill("And now?")
    by(page, "pm-question").press("Enter")
    expect(off).to_be_visible()
    expect(by(page, "pm-status")).to_have_text("Your instructor has turned the tutor off here.")


def choose(setting: Locator, key: str, label: str) -> None:
    """Choose without a mouse, and see that it is saved."""
    setting.get_by_role("combobox", name="Tutor").press(key)
    expect(setting.get_by_role("status")).to_have_text(f"Saved: “{label}”.")


def seen_again(page: Page) -> None:
    """Have the page come into sight, as when a learner comes back from another tab."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def in_both_themes(page: Page, part: str, shown: Locator, name: str) -> None:
    """See a part in both themes and widths; the page is loaded anew for each theme."""
    for colours in ("dark", "light"):
        theme(page, colours)
        if part == CLASS:
            open_tab(page, "Show Class")
        in_both_widths(page, part, shown, f"{name}-{colours}")


def in_both_widths(page: Page, part: str, shown: Locator, name: str) -> None:
    for width, size in (("phone", PHONE), ("wide", WIDE)):
        page.set_viewport_size(size)
        if part == PANEL and size == PHONE:
            to_the_front(page.get_by_role("tab", name="Tutor"), shown)
        shown.scroll_into_view_if_needed()
        picture(page, f"{name}-{width}")
        assert violations(page, part) == []
