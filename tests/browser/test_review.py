"""An answer that a person grades: handed in, read and given points, and read by its learner."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import (
    PHONE,
    WIDE,
    by,
    command,
    picture,
    sign_in,
    theme,
    violations,
    write_answer,
)
from support.product import Product
from support.reviewed_problem import RIGHT, WORDS, reviewed_problem

pytestmark = pytest.mark.browser
TAB = ".pm-Progress"


def open_tab(page: Page) -> None:
    page.get_by_role("menuitem", name="Mastery").click()
    page.get_by_role("menuitem", name="Review Answers").click()


def test_from_awaiting_review_to_points_and_words(
    product: Product, page: Page, browser: Browser
) -> None:
    teacher = product.sign_in("instructor")
    teacher.start_server()
    notebook = {"notebook": json.dumps(reviewed_problem(), indent=1, ensure_ascii=False) + "\n"}
    told = teacher.api("POST", "author/publish", notebook)
    assert b'"published": {' in told.body, told.body[-1500:]

    # The learner hands in.
    learner = product.sign_in("learner")
    learner.start_server()
    placed = learner.server("POST", "mastery/place", {"problem_id": "s03.return.night-bus"}).json
    release = learner.api("GET", "problems/s03.return.night-bus/notebook").json
    assert "Says why" not in json.dumps(release), "the rubric stays with the reviewers"
    sign_in(page, product.url, "learner", product.passwords()["learner"])
    page.goto(f"{product.url}/user/learner/lab/tree/{placed['path']}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    write_answer(page, release, RIGHT)
    words = page.locator(".jp-MarkdownCell", has_text="YOUR ANSWER HERE").last
    words.dblclick()
    words.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(WORDS)
    by(page, "pm-submit").click()
    verdict = by(page, "pm-verdict")
    expect(verdict.get_by_role("heading", level=3)).to_have_text("Awaiting review")
    expect(by(page, "pm-review")).to_contain_text("4 points are still to be given")
    expect(verdict).to_contain_text("3 of 3 points so far")
    picture(page, "review-1-awaiting")
    assert violations(page, "#pythonmastery-panel") == []
    assert learner.api("GET", "class/reviews").status == 403
    page.get_by_role("menuitem", name="Mastery").click()
    expect(page.get_by_role("menuitem", name="My Progress")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Review Answers")).to_have_count(0)
    page.keyboard.press("Escape")

    # The instructor reads it, without a mouse.
    context = browser.new_context(viewport=WIDE)
    desk = context.new_page()
    sign_in(desk, product.url, "instructor", product.passwords()["instructor"])
    open_tab(desk)
    row = desk.get_by_role("button", name="Read the answer of learner to The night bus")
    expect(row).to_be_visible()
    picture(desk, "review-2-queue")
    assert violations(desk, TAB) == []
    row.focus()
    desk.keyboard.press("Enter")
    expect(by(desk, "pm-sheet-title")).to_be_focused()
    answer = by(desk, "pm-answer-why")
    expect(answer.locator("pre")).to_have_text(WORDS)
    assert desk.locator(f"{TAB} img").count() == 0, "what a learner wrote is text"
    desk.get_by_role("checkbox", name="Says why").focus()
    desk.keyboard.press("Space")
    expect(answer.get_by_label("Points, from 0 to 4")).to_have_value("3")
    answer.get_by_label("Comment on this answer").fill("And for a child of <b>12</b>?")
    for name in ("light", "dark"):
        if name == "dark":
            theme(desk, name)
            open_tab(desk)
            row.click()
            desk.get_by_role("checkbox", name="Says why").check()
            answer.get_by_label("Comment on this answer").fill("And for a child of <b>12</b>?")
        picture(desk, f"review-3-sheet-{name}")
        assert violations(desk, TAB) == []
    desk.set_viewport_size(PHONE)
    picture(desk, "review-3-sheet-phone")
    assert violations(desk, TAB) == []
    desk.keyboard.press("Control+Enter")
    expect(by(desk, "pm-review-status")).to_have_text("Saved: 3 of 4 points for learner.")
    expect(by(desk, "pm-awaiting")).to_have_text("0 answers wait")
    context.close()

    # The learner reads it.
    by(page, "pm-look").click()
    expect(by(page, "pm-review")).to_contain_text("Reviewed: 3 of 4 points.")
    expect(by(page, "pm-review")).to_contain_text("And for a child of <b>12</b>?")
    expect(verdict.get_by_role("heading", level=3)).to_have_text("Solved")
    expect(verdict).to_contain_text("6 of 7 points")
    picture(page, "review-4-reviewed")
    assert violations(page, "#pythonmastery-panel") == []
    command(page, "My Progress")
    expect(by(page, "pm-progress-reviews")).to_contain_text("Reviewed: 3 of 4 points.")
    picture(page, "review-5-progress")
    assert violations(page, TAB) == []
