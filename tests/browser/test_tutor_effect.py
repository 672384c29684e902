"""Whether the tutor helps, where those who teach look: a sentence and figures, nobody's name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from support.author_steps import call, service
from support.chromium import PHONE, WIDE, by, open_tab, picture, sign_in, theme, violations
from support.product import Product, Visitor

pytestmark = pytest.mark.browser
TAB = "#pythonmastery-class"
LIBRARY = "s03.return.tool-library"


@pytest.fixture(scope="module")
def learner(product: Product) -> tuple[Visitor, str]:
    """Somebody of the class, who has been helped once."""
    who = service(product, "learner")
    assert call(who, "POST", "turns", {"problem_id": LIBRARY, "wish": "hint"}).status == 200
    return who


def test_too_early_to_tell_then_figures_for_a_class_that_has_enough_of_them(
    product: Product, page: Page, learner: tuple[Visitor, str]
) -> None:
    assert call(learner, "GET", "class/help").status == 403
    sign_in(page, product.url, "instructor", product.passwords()["instructor"])
    open_tab(page, "Show Class")
    effect = by(page, "pm-class-help")
    expect(effect.get_by_role("heading", name="Does the tutor help?")).to_be_visible()
    expect(effect).to_contain_text(re.compile(r"Too early to tell: .* 0 of 30 needed"))
    expect(effect).to_contain_text(
        re.compile(r"\b[1-9]\d* hints? (or|and) answers? w(as|ere) given so far")
    )
    expect(effect.get_by_role("table")).to_have_count(0)
    expect(effect).not_to_contain_text("learner-")
    seen(page, "effect-early")

    page.route(re.compile("class/help"), a_large_class)
    by(page, "pm-class").get_by_role("button", name="Look again").press("Enter")
    expect(effect).to_contain_text("20 more in 100 solve the next problem alone")
    rows = effect.get_by_role("row")
    expect(rows).to_have_count(7)
    expect(rows.last).to_contain_text("Held out")
    expect(rows.last.get_by_role("cell").nth(1)).to_contain_text("–")
    expect(effect).to_contain_text("12,300 of 2,000,000")
    for colours in ("dark", "light"):
        theme(page, colours)
        open_tab(page, "Show Class")
        expect(rows).to_have_count(7)
        seen(page, f"effect-{colours}")


def seen(page: Page, name: str) -> None:
    """See the section in both widths: whole, and as it should be for everybody."""
    effect = by(page, "pm-class-help")
    for width, size in (("phone", PHONE), ("wide", WIDE)):
        page.set_viewport_size(size)
        effect.scroll_into_view_if_needed()
        picture(page, f"{name}-{width}")
        assert effect.evaluate("e => e.scrollWidth - e.clientWidth") == 0
        for table in effect.locator(".pm-Class-table").all():
            assert table.evaluate("e => e.scrollWidth - e.clientWidth") == 0
        assert violations(page, TAB) == []


def a_large_class(route: Route) -> None:
    """Answer as for a class of hundreds, in the shape of the answer to this one."""
    answer = route.fetch()
    told = answer.json()
    for row in told["rows"]:
        row["unaided"] = figure(84, 0.62, 0.48, 0.74)
        row["difference"] = row["difference"] and figure(40, 0.2, 0.05, 0.33)
        row["fixed_s"] = figure(96, 240, 95, 660)
    few = next(row for row in told["rows"] if row["group"] == "contrast")
    few |= {"unaided": figure(12), "difference": figure(12), "fixed_s": figure(31, None, 4000)}
    told["given"] = [
        {"source": source, "helps": helps}
        for source, helps in (("offline", 90), ("gemini", 310), ("cache", 100))
    ]
    told["tokens"] = {"used": 12_300, "most": 2_000_000}
    route.fulfill(response=answer, json=told)


def figure(n: int, *found: float | None) -> dict[str, Any]:
    value, low, high = (*found, None, None, None)[:3]
    return {"n": n, "value": value, "low": low, "high": high}
