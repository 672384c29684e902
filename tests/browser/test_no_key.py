"""The panel of a learner where no model is set up: whole by keyboard, in both themes, any name."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect
from support.chromium import PHONE, THEMES, by, picture, sign_in, theme, violations
from support.product import Product

pytestmark = pytest.mark.browser
PANEL = "#pythonmastery-panel"
NAME = "<img src=x onerror=alert(1)>\u202eevil\u2066 " + "W" * 200
SHOWN = f"{'<img src=x onerror=alert(1)>evil ' + 'W' * 26}…"
NARROWER = """panel => [...panel.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1)
    .filter(e => !e.closest('pre, table, .pm-Chat-log'))
    .map(e => e.outerHTML.slice(0, 120))"""


def test_without_a_key_the_chat_is_whole_by_keyboard_alone(product: Product, page: Page) -> None:
    alerts: list[str] = []

    def answered(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # JupyterLab's own, of a notebook that is not saved
            alerts.append(dialog.message)
        dialog.accept()

    page.on("dialog", answered)
    page.route(re.compile(r"/me(\?|$)"), under_another_name)
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    by(page, "pm-start").press("Enter")
    chat, log, field = by(page, "pm-chat"), by(page, "pm-chat-log"), by(page, "pm-question")
    expect(chat).to_contain_text("Offline tutor")
    expect(by(page, "pm-privacy")).to_be_visible()
    assert no_word_of_a_lack(page.locator(PANEL))
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)

    assert (log.get_attribute("role"), log.get_attribute("aria-live")) == ("log", "off")
    assert by(page, "pm-status").get_attribute("role") == "status"
    field.focus()
    page.keyboard.type("What is wanted here?")
    page.keyboard.press("Enter")
    expect(by(page, "pm-status")).to_have_text("The tutor has answered.")
    expect(log.locator(".pm-Turn-who").last).to_have_text("Tutor")
    expect(field).to_be_focused()
    for count, wish in enumerate(("hint", "explain_error", "why", "check"), start=2):
        to(page, f"pm-ask-{wish}", "Shift+Tab" if wish == "hint" else "Tab")
        page.keyboard.press("Enter")
        expect(log.locator("[data-role=tutor]")).to_have_count(count)
        expect(by(page, "pm-send")).to_be_visible()
        expect(by(page, f"pm-ask-{wish}")).to_be_focused()

    assert page.locator(f"{PANEL} bdi").first.inner_text() == SHOWN
    assert page.locator(f"{PANEL} img").count() == 0
    for name in THEMES:
        theme(page, name)
        expect(log).to_contain_text("What is wanted here?")
        assert violations(page, PANEL) == []
        assert page.locator(PANEL).evaluate(NARROWER) == []
        picture(page, f"no-key-1-{name}")
        chat.scroll_into_view_if_needed()
        picture(page, f"no-key-2-{name}")
    page.set_viewport_size(PHONE)
    for name in THEMES:
        theme(page, name)
        page.get_by_role("tab", name="Tutor").click()
        expect(by(page, "pm-question")).to_be_visible()
        assert violations(page, PANEL) == []
        assert page.locator(PANEL).evaluate(NARROWER) == []
        picture(page, f"no-key-3-{name}")
        chat.scroll_into_view_if_needed()
        picture(page, f"no-key-4-{name}")
    assert alerts == []


def under_another_name(route: Route) -> None:
    """Answer as the service does, with a hostile name of the learner."""
    answer = route.fetch()
    told = answer.json()
    if "name" in told:
        told["name"] = NAME
    route.fulfill(response=answer, json=told)


def to(page: Page, name: str, key: str) -> None:
    """Go on with a key until a part of the panel has the focus."""
    for _ in range(12):
        if by(page, name).evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached with {key}")


def no_word_of_a_lack(panel: Locator) -> bool:
    """Say whether nothing speaks of a key, of something missing or of another tutor."""
    return not re.search(r"\bkey\b|missing|unavailable|Gemini", panel.inner_text())
