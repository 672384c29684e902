"""The tutor's answer without a mouse: its code is copied, and it is stopped, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from support.chromium import by, sign_in
from support.gemini import LoopbackGemini
from support.gemini_product import asking
from support.product import Product

pytestmark = pytest.mark.browser
CODE = 'ages = {"Ana": 3}\nages["Ana"]'
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, google: LoopbackGemini) -> Iterator[Product]:
    with asking(google, tmp_path_factory.mktemp("keyboard")) as running:
        yield running


def test_code_is_copied_and_an_answer_is_stopped_by_keys_alone(
    product: Product, google: LoopbackGemini, page: Page
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    by(page, "pm-start").press("Enter")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    question, status, log = (by(page, f"pm-{n}") for n in ("question", "status", "chat-log"))

    google.text = f"Look at this.\n\n```python\n{CODE}\n```\n\nWhat does it show?"
    question.fill("Why does it not work?")
    question.press("Enter")
    expect(status).to_have_text("The tutor has answered.")
    expect(status).to_have_role("status")
    log.focus()
    page.keyboard.press("Tab")
    expect(log.locator("pre")).to_be_focused()
    page.keyboard.press("Tab")
    copy = log.get_by_role("button", name="Copy code")
    expect(copy).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("The code is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    expect(copy).to_be_focused()
    page.evaluate(NO_CLIPBOARD)
    page.keyboard.press("Space")
    expect(status).to_have_text("The browser did not allow copying.")

    google.scenario, google.text = "forever", "One more thing. "
    for stop_by, goes_on_at in ((("Tab", "Enter"), by(page, "pm-send")), (("Escape",), question)):
        question.fill("Go on")
        question.press("Enter")
        expect(log.locator("[data-role=tutor]").last).to_contain_text("One more thing.")
        for key in stop_by:
            page.keyboard.press(key)
        expect(status).to_have_text("Stopped.")
        expect(by(page, "pm-send")).to_be_visible()
        expect(goes_on_at).to_be_focused()
