"""A learner's first visit, in Chromium, through the hub."""

from __future__ import annotations

import os
import re
import signal

import pytest
from adaptive_server.problems.bank import Bank, Problem
from playwright.sync_api import Page, expect
from support.answers import right, wrong
from support.chromium import (
    PHONE,
    THEMES,
    WIDE,
    by,
    command,
    kernel_idle,
    picture,
    ready,
    remembered,
    sign_in,
    theme,
    to_the_front,
    violations,
    write_answer,
)
from support.product import Product

pytestmark = pytest.mark.browser


def current(page: Page, bank: Bank) -> Problem:
    """The problem whose title the panel shows."""
    title = by(page, "pm-problem-title").first.inner_text()
    return next(p for p in bank.problems.values() if p.card.title == title)


def notebook_of(problem: Problem) -> str:
    return f"{problem.card.id.rpartition('.')[2]}.ipynb"


def no_violations(page: Page) -> None:
    for selector in ("#pythonmastery-panel", ".pm-Progress"):
        if page.locator(selector).count() and page.locator(selector).first.is_visible():
            assert violations(page, selector) == []


def test_from_sign_in_to_the_next_problem(product: Product, page: Page, bank: Bank) -> None:
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    expect(by(page, "pm-start")).to_be_visible()
    picture(page, "1-start")
    no_violations(page)

    problem = current(page, bank)
    expect(by(page, "pm-lesson")).to_contain_text("begin with the lesson")
    by(page, "pm-open-lesson").click()
    lesson = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(lesson).to_contain_text(bank.lessons[problem.card.lesson].title)
    expect(by(page, "pm-submit")).to_have_count(0)
    picture(page, "1b-lesson")
    no_violations(page)

    expect(by(page, "pm-reason")).not_to_be_empty()
    by(page, "pm-start").click()
    expect(page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")).to_be_visible()
    expect(by(page, "pm-submit")).to_be_visible()
    kernel_idle(page, notebook_of(problem))
    picture(page, "2-problem")

    (cell,) = wrong(problem)
    write_answer(page, problem.release, wrong(problem)[cell])
    by(page, "pm-submit").click()
    expect(by(page, "pm-verdict")).to_contain_text(re.compile("Not right yet|Partly right"))
    picture(page, "3-wrong")
    no_violations(page)

    by(page, "pm-hint").click()
    expect(by(page, "pm-hint-log")).to_contain_text(re.compile(r"\w+ \w+"))
    picture(page, "4-hint")
    no_violations(page)
    talk_about_values(page, problem)

    write_answer(page, problem.release, right(problem)[cell])
    by(page, "pm-submit").click()
    expect(by(page, "pm-verdict")).to_contain_text("Solved")
    expect(by(page, "pm-mastery").first).to_contain_text("%")
    picture(page, "5-solved")
    no_violations(page)

    by(page, "pm-next").click()
    expect(by(page, "pm-problem-title").first).not_to_have_text(problem.card.title)
    after = current(page, bank)
    picture(page, "6-next")

    page.reload()
    ready(page)
    expect(by(page, "pm-problem-title").first).to_have_text(after.card.title)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)  # all is back
    to_the_front(page.get_by_role("button", name="My progress"), by(page, "pm-progress"))
    expect(by(page, "pm-progress")).to_contain_text(problem.card.title)
    expect(by(page, "pm-progress")).to_contain_text("Solved")
    picture(page, "7-progress")
    no_violations(page)
    look_at_the_map(page)


def look_at_the_map(page: Page) -> None:
    """What builds on what, with the learner's own bars; an image, so no markup joins the page."""
    page.get_by_role("button", name="Skill map").click()
    drawn = by(page, "pm-map").get_by_role("img", name="The skills of the course in teaching order")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("image => image.decode().then(() => image.naturalWidth)") > 900
    svg = drawn.evaluate("image => fetch(image.src).then(file => file.text())")
    assert 'class="many"' in svg
    assert violations(page, "#pythonmastery-map") == []


def talk_about_values(page: Page, problem: Problem) -> None:
    """Without a key the tutor asks for values of the learner's own run, and knows who is right.

    Nothing there looks broken or second class: it says who answers, and every button is in use.
    """
    write_answer(page, problem.release, "amount = 3\namount = amount + 4\nprint(amount)")
    chat, log = by(page, "pm-chat"), by(page, "pm-chat-log")
    expect(chat).to_contain_text("Offline tutor")
    expect(by(page, "pm-privacy")).to_contain_text("Nothing leaves this course")
    by(page, "pm-ask-check").click()
    expect(log).to_contain_text("What is amount right after line 1 has run?")
    for said, answer in (
        ("3", "Yes, that is what your code does: amount is 3"),
        ("I think 99", "In your own run it is another value: amount is 7 after line 2, not 99"),
    ):
        expect(by(page, "pm-send")).to_be_visible()
        by(page, "pm-question").fill(said)
        by(page, "pm-question").press("Enter")
        expect(log).to_contain_text(answer)
    expect(by(page, "pm-status")).to_have_text("The tutor has answered.")
    expect(log.locator(".pm-Turn-who").last).to_have_text("Tutor")
    words = re.compile("unavailable|not available|no key|disabled|went wrong|Gemini", re.IGNORECASE)
    assert not words.search(page.locator("#pythonmastery-panel").inner_text())
    by(page, "pm-question").fill("Why?")  # with nothing to send, Send waits, with a key as well
    assert chat.locator("[aria-disabled=true], :disabled").count() == 0
    by(page, "pm-question").fill("")
    picture(page, "4b-dialogue")
    no_violations(page)


def test_an_error_in_a_cell_is_explained(product: Product, page: Page, bank: Bank) -> None:
    sign_in(page, product.url, "instructor", product.passwords()["instructor"])
    look_at_a_question_for_the_level(page)
    problem = current(page, bank)
    kernel_idle(page, notebook_of(problem))
    write_answer(page, problem.release, "total = 3\nprint(totl)")
    page.keyboard.press("Control+Enter")
    page.get_by_test_id("pm-explain").click()
    expect(by(page, "pm-explanation")).to_contain_text("total")
    picture(page, "8-explanation")
    no_violations(page)


def look_at_a_question_for_the_level(page: Page) -> None:
    """A question asks what is known already, so it sends nobody to the lesson first."""
    by(page, "pm-level-begin").click()
    expect(by(page, "pm-level")).to_contain_text("question 1 of at most 10")
    expect(by(page, "pm-submit")).to_be_visible()
    expect(by(page, "pm-lesson")).not_to_contain_text("begin with the lesson")
    picture(page, "8a-question")
    no_violations(page)
    question = by(page, "pm-problem-title").first.inner_text()
    by(page, "pm-level-skip").click()
    expect(by(page, "pm-problem-title").first).not_to_have_text(question)
    expect(by(page, "pm-submit")).to_be_visible()


def test_light_and_dark_wide_and_narrow_without_a_violation(product: Product, page: Page) -> None:
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    for name in sorted(THEMES):
        theme(page, name)
        for width, size in (("wide", WIDE), ("phone", PHONE)):
            page.set_viewport_size(size)
            page.reload()
            ready(page)
            page.wait_for_timeout(500)
            picture(page, f"panel-{name}-{width}")
            no_violations(page)
            command(page, "Skill Map")
            expect(by(page, "pm-map").get_by_role("img")).to_be_visible()
            picture(page, f"map-{name}-{width}")
            assert violations(page, "#pythonmastery-map") == []


def test_the_panel_stays_a_landmark_when_the_window_grows(
    product: Product, page: Page, bank: Bank
) -> None:
    """A tablet that is turned: the panel leaves the main area for the side of the notebook."""
    open_problem(page, product, bank, "learner")
    for size, role in ((PHONE, "tabpanel"), (WIDE, "region")):
        page.set_viewport_size(size)
        command(page, "Show Tutor")
        expect(page.locator(f"#pythonmastery-panel[role={role}]")).to_be_visible()
        no_violations(page)


def test_the_panel_is_shown_before_a_turned_window_has_told_of_it(
    product: Product, page: Page, bank: Bank
) -> None:
    page.add_init_script("""
        const tell = MediaQueryList.prototype.addEventListener;
        MediaQueryList.prototype.addEventListener = function (kind, listener) {
          tell.call(this, kind, event => setTimeout(() => listener(event), 4000));
        };
    """)
    open_problem(page, product, bank, "learner")
    page.set_viewport_size(PHONE)
    command(page, "Show Tutor")
    page.wait_for_timeout(5_000)
    expect(page.locator("#pythonmastery-panel[role=tabpanel]")).to_be_visible()


def test_a_turned_window_keeps_what_is_being_typed_into_the_panel(
    product: Product, page: Page, bank: Bank
) -> None:
    open_problem(page, product, bank, "instructor")
    by(page, "pm-question").fill("Why?")
    for size, role in ((PHONE, "tabpanel"), (WIDE, "region")):
        page.set_viewport_size(size)
        expect(page.locator(f"#pythonmastery-panel[role={role}]")).to_be_visible()
        expect(by(page, "pm-question")).to_be_focused()
        expect(by(page, "pm-question")).to_have_value("Why?")


def open_problem(page: Page, product: Product, bank: Bank, name: str) -> Problem:
    """Sign in and have the recommended problem's notebook in front, with its kernel idle."""
    sign_in(page, product.url, name, product.passwords()[name])
    page.goto(f"{product.url}/user/{name}/lab?reset")
    ready(page)
    by(page, "pm-start").or_(by(page, "pm-submit")).first.wait_for()
    if by(page, "pm-start").count():
        by(page, "pm-start").click()
    expect(by(page, "pm-submit")).to_be_visible()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    return current(page, bank)


def test_work_that_could_not_be_sent_is_kept_and_sent_later(
    product: Product, page: Page, bank: Bank
) -> None:
    problem = open_problem(page, product, bank, "learner")
    write_answer(page, problem.release, right(problem).popitem()[1])
    page.context.set_offline(True)
    by(page, "pm-submit").click()
    expect(by(page, "pm-away")).to_contain_text("your answer is kept")
    picture(page, "9-away")
    page.context.set_offline(False)
    expect(by(page, "pm-verdict")).to_contain_text("Solved", timeout=60_000)
    expect(by(page, "pm-away")).to_have_count(0)


def test_unsent_work_survives_a_reload_and_a_restart_of_the_service(
    product: Product, page: Page, bank: Bank
) -> None:
    problem = open_problem(page, product, bank, "instructor")
    write_answer(page, problem.release, right(problem).popitem()[1])
    page.keyboard.press("Control+s")
    for pid in product.pids(r"-m adaptive_server( |$)"):
        os.kill(pid, signal.SIGKILL)
    page.keyboard.press("Control+Alt+s")
    expect(by(page, "pm-away")).to_contain_text("your answer is kept")
    remembered(page, notebook_of(problem))
    page.goto(page.url.partition("?")[0])  # a reload would ask for `?reset` again where it stands
    ready(page)
    expect(by(page, "pm-verdict")).to_contain_text("Solved", timeout=180_000)  # a whole start


def test_the_way_to_a_verdict_needs_no_mouse(product: Product, page: Page, bank: Bank) -> None:
    open_problem(page, product, bank, "instructor")
    command(page, "Show Tutor")
    expect(page.locator("#pythonmastery-panel")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        if by(page, "pm-submit").evaluate("e => e === document.activeElement"):
            break
    expect(by(page, "pm-submit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(by(page, "pm-verdict")).to_be_visible()
    expect(by(page, "pm-status")).to_contain_text("point")
