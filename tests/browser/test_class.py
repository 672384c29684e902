"""The class in JupyterLab, for those who teach it: who may need help, and lessons with a date."""

from __future__ import annotations

import re

import pytest
from adaptive_server.problems.bank import Bank
from playwright.sync_api import Browser, Page, Route, expect
from support.answers import wrong
from support.author_steps import call, service
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
from support.product import Product, Visitor

pytestmark = pytest.mark.browser
LIBRARY = "s03.return.tool-library"


@pytest.fixture(scope="module")
def learner(product: Product, bank: Bank) -> tuple[Visitor, str]:
    """Somebody of the class, who has tried a problem."""
    who = service(product, "learner")
    fail(who, bank)
    return who


def fail(who: tuple[Visitor, str], bank: Bank) -> None:
    problem = bank.problems[LIBRARY]
    tried = {"problem_id": LIBRARY, "version": problem.card.version, "cells": wrong(problem)}
    assert call(who, "POST", "submissions", tried).json["status"] == "failed"


def test_the_class_in_a_tab_of_its_own(
    product: Product, page: Page, learner: tuple[Visitor, str]
) -> None:
    assert call(learner, "GET", "outlook").json["at_risk"] in (True, False)
    sign_in(page, product.url, "instructor", product.passwords()["instructor"])
    tab = "#pythonmastery-class"
    for name in ("light", "dark"):
        theme(page, name)
        open_tab(page, "Show Class")
        row = by(page, "pm-class").get_by_role("button", name="learner", exact=True)
        expect(row).to_be_visible()
        picture(page, f"class-{name}-wide")
        assert violations(page, tab) == []
        row.focus()
        page.keyboard.press("Enter")
        expect(by(page, "pm-class").get_by_role("heading", name="learner")).to_be_focused()
        expect(by(page, "pm-class").get_by_role("columnheader", name="Evidence")).to_be_visible()
        expect(by(page, "pm-class")).to_contain_text("is told by these beliefs")
        expect(by(page, "pm-class")).to_contain_text(
            re.compile(r"Nothing particular was seen in 1 attempt\b")
        )
        page.set_viewport_size(PHONE)
        picture(page, f"class-{name}-phone")
        assert violations(page, tab) == []
        by(page, "pm-class").get_by_role("button", name="All learners").click()
        whole_on_a_phone(page)
        picture(page, f"class-{name}-phone-list")
        assert violations(page, tab) == []
        page.set_viewport_size(WIDE)


def whole_on_a_phone(page: Page) -> None:
    """Nothing of a learner's row is out of sight, and it is a row of a table still."""
    row = by(page, "pm-class").get_by_role("row").last
    expect(row.get_by_role("cell")).to_have_count(2)
    expect(row.get_by_text("Why", exact=True)).to_be_visible()
    table = page.locator(".pm-Class-table")
    assert table.evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize(
    ("name", "shown_name"),
    [
        ("n" * 200, "n" * 59 + "…"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("\u202eevil \u0627\u0644", "evil \u0627\u0644"),
    ],
)
def test_a_strange_name_leaves_the_class_whole(
    product: Product, page: Page, learner: tuple[Visitor, str], name: str, shown_name: str
) -> None:
    def renamed(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        told["learners"] = [{**told["learners"][0], "learner": name}]
        route.fulfill(response=answer, json=told)

    assert call(learner, "GET", "outlook").status == 200
    page.route(re.compile("class/outlook"), renamed)
    sign_in(page, product.url, "instructor", product.passwords()["instructor"])
    open_tab(page, "Show Class")
    shown, tab = by(page, "pm-class"), page.locator("#pythonmastery-class")
    link = shown.get_by_role("row").last.get_by_role("button")
    expect(link).to_have_text(shown_name)
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        picture(page, f"class-name-{len(name)}-{size['width']}")
        expect(shown.get_by_role("row").last.get_by_role("cell").last).to_be_in_viewport(ratio=1)
        assert page.locator(".pm-Class-table").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    link.click()
    expect(shown.get_by_role("heading", name=shown_name)).to_be_visible()
    assert tab.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert tab.locator("img").count() == 0


def test_a_lesson_gets_a_date_and_an_answer_is_looked_at(
    product: Product, page: Page, browser: Browser, learner: tuple[Visitor, str], bank: Bank
) -> None:
    fail(learner, bank)
    fail(learner, bank)
    sign_in(page, product.url, "instructor", product.passwords()["instructor"])
    open_tab(page, "Show Class")
    assigned = by(page, "pm-assignments")
    assigned.get_by_role("combobox", name="Lesson").select_option(index=1)
    assigned.get_by_label("Last day").fill("2035-03-12")
    assigned.get_by_role("button", name="Assign").click()
    expect(assigned.get_by_role("status")).to_contain_text("is assigned for")
    expect(by(page, "pm-class")).to_contain_text(re.compile("12 March|March 12"))
    ahead = call(learner, "GET", "outlook").json
    assert (ahead["assigned"], ahead["by"]) == (True, "2035-03-12")
    for width, size in (("wide", WIDE), ("phone", PHONE)):
        page.set_viewport_size(size)
        assigned.scroll_into_view_if_needed()
        picture(page, f"class-assigned-{width}")
        assert violations(page, "#pythonmastery-class") == []
    the_learner_sees_it(product, browser)
    assigned.get_by_role("button", name="Take back").click()
    expect(assigned.get_by_role("status")).to_contain_text("no longer assigned")
    expect(assigned).to_contain_text("None is assigned")
    by(page, "pm-class").get_by_role("button", name="learner", exact=True).click()
    answers = by(page, "pm-answers")
    newest = answers.get_by_role("group").first
    expect(newest).to_contain_text("seen: ")
    expect(newest).to_contain_text("the same failure again")
    newest.locator("summary").click()
    expect(answers.locator("pre").first).to_be_visible()
    picture(page, "class-answers-phone")
    assert violations(page, "#pythonmastery-class") == []


def the_learner_sees_it(product: Product, browser: Browser) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    asked = by(page, "pm-progress-assigned")
    to_the_front(page.get_by_role("button", name="My progress"), asked)
    expect(asked).to_contain_text(re.compile("12 March|March 12"))
    for width, size in (("wide", WIDE), ("phone", PHONE)):
        page.set_viewport_size(size)
        picture(page, f"progress-assigned-{width}")
        assert violations(page, ".pm-Progress") == []
    context.close()
