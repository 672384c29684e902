"""What those who teach do in Chromium through the hub: write a problem, read answers."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect
from support.author_steps import (
    PANEL,
    call,
    choose,
    go,
    in_front,
    look_at_variants,
    publish_again_and_grade_again,
    read_of_variants,
    read_the_answers,
    roles_of_cells,
    say_what_decides,
    say_what_it_is,
    service,
    somebody_gives_points_meanwhile,
    take_a_common_mistake_for_a_probe,
    try_at_a_mastery,
    write,
)
from support.chromium import (
    PHONE,
    WIDE,
    by,
    command,
    open_tab,
    picture,
    set_up,
    sign_in,
    theme,
    violations,
    write_answer,
)
from support.product import Product
from support.reviewed_problem import RIGHT, WORDS, reviewed_problem
from support.tutorial import cells, code_words, mended

pytestmark = pytest.mark.browser
TAB = ".pm-Progress"
BUS = "s03.return.night-bus"
NAME = "s03.return.the-ferry"
NOTHING = {"notebook": "{}"}
ROUTES = {
    "draft": {"title": "A", "entry_point": "f", "skill": "fn.return"},
    "check": NOTHING,
    "compare": NOTHING,
    "trial": NOTHING,
    "preview": NOTHING,
    "publish": NOTHING,
}


def test_the_tutorial_word_for_word(product: Product, page: Page) -> None:
    learner = service(product, "learner")
    for path, body in ROUTES.items():
        refused = call(learner, "POST", f"author/{path}", body)
        assert (refused.status, refused.json["code"]) == (403, "forbidden")
    for path in ("author/items", f"author/items/{NAME}", "class/outdated", "class/regrades"):
        assert call(learner, "GET", path).status == 403
    assert call(learner, "GET", f"problems/{NAME}").status == 404

    # 1. Sign in  2. Begin
    sign_in(page, product.url, "instructor", product.passwords()["instructor"])
    page.locator(".jp-LauncherCard", has_text="New Problem").click()
    title, function, skill = code_words(2)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Function that learners write").fill(function)
    field = page.get_by_label("Skill that it practises")
    for typed, told in (("zeppelin", "No skill has"), ("function", "; choose one")):
        field.fill(typed)
        assert told in field.evaluate("field => field.validationMessage")
    field.fill(skill)
    picture(page, "author-1-form")
    assert violations(page, PANEL) == []
    by(page, "pm-create").click()
    expect(page.get_by_role("main").get_by_text("problem.ipynb").first).to_be_visible()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)

    # 3. See what is missing
    page.locator(".jp-NotebookPanel-toolbar").get_by_role(
        "button", name="Check", exact=True
    ).click()
    report = by(page, "pm-report")
    expect(report.get_by_role("heading")).to_have_text("12 errors")
    picture(page, "author-2-gaps")
    assert violations(page, PANEL) == []

    # 4. Write
    places = by(page, "pm-go")
    for number, (name, text) in enumerate(cells()):
        expect(places.nth(number)).to_have_text(re.compile(rf"^{re.escape(name)}, line \d+$"))
        places.nth(number).click()
        write(page, text)
    expect(report).to_contain_text("The notebook has changed since")
    say_what_decides(page, *code_words(4))

    # 5. Check and mend
    page.keyboard.press("Control+Alt+c")
    expect(report.get_by_role("heading")).to_have_text("1 error")
    picture(page, "author-3-finding")
    go(page, "edge, line 3")
    write(page, mended(), "== 12")
    command(page, "Check Problem")
    expect(report.get_by_role("heading")).to_have_text("Nothing to mend")
    expect(report).to_contain_text("It may be published as version 1.")

    # 6. Look at it as a learner
    by(page, "pm-preview").click()
    shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(shown.locator(".jp-Cell")).to_have_count(3)
    expect(shown).to_contain_text("raise NotImplementedError()")
    assert "HIDDEN" not in shown.inner_text()
    picture(page, "author-4-preview")
    behind = page.get_by_role("tab", name="problem.ipynb")
    drawn = "tab => ['::before', '::after'].map(part => getComputedStyle(tab, part).content)"
    assert behind.evaluate(drawn) == [f'"{title}"', '""'], "JupyterLab's own line stays beside it"
    behind.click()

    # 7. Publish
    by(page, "pm-publish").click()
    expect(by(page, "pm-publish-now")).to_have_text("Publish version 1")
    assert violations(page, PANEL) == []
    by(page, "pm-publish-now").click()
    expect(by(page, "pm-published")).to_have_text(
        "Version 1 is published. Learners get it from now on."
    )
    picture(page, "author-5-published")
    assert violations(page, PANEL) == []

    given = call(learner, "GET", f"problems/{NAME}/notebook")
    assert given.status == 200
    assert b"A small ferry" in given.body
    secret = (b"HIDDEN TESTS", b"adults * 4 + children", b"harbour. Then add", b"misspelt_name")
    assert [s for s in secret if s in given.body] == []
    right = {"solution": dict(cells())["solution"]}
    wanted = {"problem_id": NAME, "version": 1, "cells": right, "key": "the-ferry-1"}
    assert call(learner, "POST", "submissions", wanted).json["status"] == "passed"

    # And on: roles, the trial, a second version and what came of it.
    roles_of_cells(page)
    go_to = in_front(page).locator(".jp-CodeCell", has_text="# Children").last
    go_to.locator(".cm-content").click()
    write(
        page, mended().replace("A grown-up and a child", "A grown-up and one child"), "# Children"
    )
    say_what_it_is(page)
    try_at_a_mastery(page)
    publish_again_and_grade_again(page)
    read_the_answers(page)
    take_a_common_mistake_for_a_probe(page, product, NAME)
    look_at_variants(page, product)
    read_of_variants(page, NAME)

    for name in ("light", "dark"):
        if name == "dark":
            theme(page, name)
            # Until the notebooks of before are back, their toolbars are drawn anew all the time.
            page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
            choose(page, "problem.ipynb", "The ferry")
            command(page, "Check Problem")
            expect(report).to_be_visible()
            picture(page, "author-dark-wide")
            assert violations(page, PANEL) == []
        page.set_viewport_size(PHONE)
        command(page, "Show Workshop")
        expect(report).to_be_visible()
        picture(page, f"author-{name}-phone")
        assert violations(page, PANEL) == []
        page.set_viewport_size(WIDE)


def test_an_answer_waits_is_read_and_its_learner_reads_of_it(
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
    placed = learner.server("POST", "mastery/place", {"problem_id": BUS}).json
    release = learner.api("GET", f"problems/{BUS}/notebook").json
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
    expect(page.locator(".pm-Eyebrow").first).to_have_text("Awaiting review")
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
    open_tab(desk, "Review Answers")
    row = desk.get_by_role("button", name="Read the answer of learner to The night bus")
    expect(row).to_be_visible()
    for width, size in (("phone", PHONE), ("wide", WIDE)):
        desk.set_viewport_size(size)
        expect(row).to_be_in_viewport(ratio=1)
        picture(desk, f"review-2-queue-{width}")
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
            open_tab(desk, "Review Answers")
            row.click()
            desk.get_by_role("checkbox", name="Says why").check()
            answer.get_by_label("Comment on this answer").fill("And for a child of <b>12</b>?")
        picture(desk, f"review-3-sheet-{name}")
        assert violations(desk, TAB) == []
    desk.set_viewport_size(PHONE)
    picture(desk, "review-3-sheet-phone")
    assert violations(desk, TAB) == []
    somebody_gives_points_meanwhile(desk, teacher)
    desk.keyboard.press("Control+Enter")
    expect(by(desk, "pm-review-status")).to_have_text("Saved: 3 of 4 points for learner.")
    expect(by(desk, "pm-awaiting")).to_have_text("0 answers wait")
    context.close()

    # The learner reads it.
    by(page, "pm-look").click()
    expect(by(page, "pm-review")).to_contain_text("Reviewed: 3 of 4 points.")
    expect(by(page, "pm-review")).to_contain_text("And for a child of <b>12</b>?")
    expect(verdict.get_by_role("heading", level=3)).to_have_text("Solved")
    expect(by(page, "pm-status")).to_have_text("Solved: 6 of 7 points.")
    picture(page, "review-4-reviewed")
    assert violations(page, "#pythonmastery-panel") == []
    command(page, "My Progress")
    expect(by(page, "pm-progress-reviews")).to_contain_text("Reviewed: 3 of 4 points.")
    picture(page, "review-5-progress")
    assert violations(page, TAB) == []

    # And in JupyterLab's Spanish the panel's words are Spanish, and so is what the service says.
    set_up(page, "translation-extension:plugin", locale="es")
    expect(by(page, "pm-submit")).to_have_text("Entregar")
    expect(by(page, "pm-hint")).to_contain_text("Pista")
    picture(page, "review-6-spanish")
    assert violations(page, "#pythonmastery-panel") == []
