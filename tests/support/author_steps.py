"""Steps of those who teach, in a browser and at the service, that several journeys take."""

from __future__ import annotations

import json
import re

from adaptive_server.core.item_analysis import Answered
from adaptive_server.core.variant_analysis import by_variant
from adaptive_server.tutoring.analysis import variant_view
from playwright.sync_api import Locator, Page, Route, expect
from support.chromium import PHONE, WIDE, by, command, picture, violations
from support.product import Answer, Product, Visitor
from support.variant_problem import variant_problem

PANEL = "#pythonmastery-workshop"
CLASSMATES = ("kim", "noor")
VARIANTS = "Authoring/variants.ipynb"


def write(page: Page, text: str, instead_of: str = "‹") -> None:
    """Replace the cell that the cursor is in, once it is in the one that holds something."""
    cell = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-mod-active")
    expect(cell.locator(".cm-editor.cm-focused")).to_contain_text(instead_of)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def go(page: Page, place: str) -> None:
    """Click a finding's place, and see that the cursor is in its cell and line."""
    link = page.locator(PANEL).get_by_role("button", name=f"Go to {place}", exact=True)
    link.first.click()


def service(product: Product, name: str) -> tuple[Visitor, str]:
    """A browser of somebody, and a token that they asked the hub for on its pages."""
    visitor = product.sign_in(name)
    headers = {"X-XSRFToken": visitor.xsrf("/hub/"), "Content-Type": "application/json"}
    body = json.dumps({"scopes": ["access:services!service=mastery"]}).encode()
    answer = visitor.request("POST", f"/hub/api/users/{name}/tokens", body, headers)
    return visitor, answer.json["token"]


def call(who: tuple[Visitor, str], method: str, path: str, body: object = None) -> Answer:
    visitor, token = who
    raw = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    return visitor.request(method, f"/services/mastery/api/v1/{path}", raw, headers)


def in_front(page: Page) -> Locator:
    """The notebook in front."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def choose(page: Page, notebook: str, title: str) -> None:
    """Bring a notebook to the front after a reload, and wait until the workshop speaks of it."""
    page.get_by_role("tab", name=notebook).click()
    command(page, "Show Workshop")
    expect(page.locator(PANEL).get_by_role("heading", name=title, exact=True)).to_be_visible()


def roles_of_cells(page: Page) -> None:
    """A cell shows its role in its own toolbar and takes another one without a mouse."""
    notebook = in_front(page)
    notebook.locator(".jp-Cell", has_text="# Children").last.click()
    role = notebook.get_by_test_id("pm-role")
    expect(role).to_have_value("hidden")
    expect(role).to_be_visible()
    picture(page, "author-7-role")
    assert violations(page, ".jp-NotebookPanel:not(.lm-mod-hidden) .pm-Role") == []
    role.focus()
    page.keyboard.press("ArrowUp")
    expect(role).to_have_value("visible")
    role.select_option("hint")
    expect(notebook.locator(".jp-MarkdownCell", has_text="# Children")).to_have_count(1)
    role = notebook.get_by_test_id("pm-role")
    expect(role).to_have_value("hint")
    role.select_option("hidden")
    expect(notebook.locator(".jp-CodeCell", has_text="# Children")).to_have_count(1)
    expect(notebook.get_by_test_id("pm-role")).to_have_value("hidden")


def try_at_a_mastery(page: Page) -> None:
    """Move the mastery, and read whether the problem would come next."""
    by(page, "pm-try").click()
    answer = by(page, "pm-trial-answer")
    expect(answer).to_contain_text("times in 100")
    level = page.get_by_label(re.compile("^Mastery: "))
    level.focus()
    page.keyboard.press("End")
    expect(page.get_by_label("Mastery: 90%")).to_be_visible()
    expect(answer).to_contain_text("nothing to gain")
    page.keyboard.press("Home")
    expect(page.get_by_label("Mastery: 10%")).to_be_visible()
    picture(page, "author-8-trial")
    assert violations(page, PANEL) == []


def say_what_decides(page: Page, piece: str) -> None:
    """Name the piece of the answer that decides it in the form, in each theme and width."""
    by(page, "pm-about").click()
    form = by(page, "pm-about-form")
    expect(form.get_by_label(re.compile("^Piece "))).to_have_count(1)
    field = form.get_by_label("Piece 1")
    field.fill(piece)
    expect(form.get_by_label("Piece 2")).to_have_value("")
    for width, size in (("phone", PHONE), ("wide", WIDE)):
        page.set_viewport_size(size)
        expect(field).to_be_focused()
        expect(field).to_have_value(piece)
        field.scroll_into_view_if_needed()
        picture(page, f"author-2-pieces-{width}")
        assert violations(page, PANEL) == []
    by(page, "pm-describe").click()
    expect(by(page, "pm-workshop-status")).to_have_text("Taken over. Check it again.")


def say_what_it_is(page: Page) -> None:
    """Change a problem's minutes and skills by the form."""
    by(page, "pm-about").click()
    form = by(page, "pm-about-form")
    expect(form.get_by_label("Title")).to_have_value("The ferry")
    expect(form.get_by_label("Piece 1")).to_have_value("adults * 4 + children * 2")
    form.get_by_label("Minutes").fill("12")
    form.get_by_label("Add a skill that it also needs").fill("Comparisons")
    picture(page, "author-9-about")
    assert violations(page, PANEL) == []
    by(page, "pm-describe").click()
    expect(by(page, "pm-workshop-status")).to_have_text("Taken over. Check it again.")


def publish_again_and_grade_again(page: Page) -> None:
    """See what a new version changes and for whom, and grade the earlier answer with it."""
    report = by(page, "pm-report")
    by(page, "pm-check").click()
    expect(report).to_contain_text("It may be published as version 2.")
    by(page, "pm-publish").click()
    changes = by(page, "pm-changes")
    expect(changes).to_contain_text("Cells: 0 added, 1 changed, 0 removed, 0 moved.")
    expect(changes).to_contain_text("12 instead of 10")
    expect(changes.locator("[data-kind=added]")).to_contain_text("one child")
    expect(by(page, "pm-reach").get_by_role("row").nth(1)).to_contain_text(re.compile(r"010\d+$"))
    picture(page, "author-10-changes")
    assert violations(page, PANEL) == []
    by(page, "pm-publish-now").click()
    expect(by(page, "pm-earlier")).to_contain_text(
        "1 answer was checked with the tests of version 1."
    )
    by(page, "pm-regrade-now").click()
    expect(by(page, "pm-regrade-status")).to_have_text("The ferry: 0 of 1 results changed.")
    expect(by(page, "pm-run").first).to_have_attribute("data-state", "done")
    picture(page, "author-11-graded-again")
    assert violations(page, PANEL) == []


def read_the_answers(page: Page) -> None:
    """What answers say of one problem; of a single learner nothing but that they are there."""
    by(page, "pm-items").click()
    search = page.get_by_role("searchbox", name="Find a problem")
    search.fill("zeppelin")
    expect(page.locator(PANEL).get_by_role("row")).to_have_count(1)
    search.fill("ferry THE")
    row = page.get_by_role("row", name=re.compile(r"^The ferry \d"))
    expect(row).to_contain_text("0 of 0")
    picture(page, "author-6-items")
    assert violations(page, PANEL) == []
    row.get_by_role("button", name="The ferry").click()
    item = by(page, "pm-item")
    expect(item.get_by_role("heading", name="The ferry")).to_be_focused()
    expect(item).to_contain_text("Version 1: 1 learner")
    expect(item).to_contain_text("Figures are shown from 10 learners on.")
    expect(item).not_to_contain_text("100%")
    picture(page, "author-12-answers")
    assert violations(page, PANEL) == []


def take_a_common_mistake_for_a_probe(page: Page, product: Product, problem: str) -> None:
    """Three learners forget the same; their author puts it into the notebook as a probe."""
    cells = {"solution": "def fare(adults, children):\n    return adults * 4 + children * 2"}
    for name in ("learner", *CLASSMATES):
        wrong = {"problem_id": problem, "version": 2, "cells": cells, "key": f"harbour-{name}"}
        answer = call(service(product, name), "POST", "submissions", wrong)
        assert answer.json["status"] == "failed", answer.body
    by(page, "pm-item").get_by_role("button", name="All problems").click()
    page.get_by_role("row", name=re.compile(r"^The ferry \d")).get_by_role("button").click()
    mistake = by(page, "pm-mistake")
    expect(mistake).to_contain_text("3 learners")
    expect(mistake.get_by_role("group", name="The answer")).to_contain_text("adults * 4")
    picture(page, "author-13-mistake")
    assert violations(page, PANEL) == []
    mistake.get_by_test_id("pm-adopt").click()
    told = page.locator(PANEL).get_by_text("The probe stands in the notebook.")
    expect(told.first).to_be_visible()
    probe = in_front(page).locator(".jp-mod-active .cm-editor.cm-focused")
    expect(probe).to_contain_text("slip.seen_1")
    expect(probe).to_contain_text("return adults * 4 + children * 2")


def read_of_variants(page: Page, name: str) -> None:
    """Read how each variant did, and which is harder, in a class of more than this one has."""
    wins = {0: 9, 1: 10, 2: 1, 3: 8, 4: 3}
    answered = [
        Answered(n < right, n % 3 == 0, True, False, 2.0 + n, variant)
        for variant, right in wins.items()
        for n in range(5 if variant == 4 else 14)
    ]

    def with_variants(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        made = [variant_view(v).model_dump() for v in by_variant(answered)]
        told["versions"][0]["variants"] = made
        route.fulfill(response=answer, json=told)

    asked = f"**/author/items/{name}*"  # JupyterLab puts the time behind it
    page.route(asked, with_variants)
    by(page, "pm-item").get_by_role("button", name="All problems").click()
    page.get_by_role("row", name=re.compile(r"^The ferry \d")).get_by_role("button").click()
    table = by(page, "pm-variants")
    expect(table.get_by_role("row").nth(3)).to_contain_text(re.compile(r"^2harder14.*%"))
    expect(table.get_by_role("row").nth(5)).to_have_text("45–––")
    for width, size in (("wide", WIDE), ("phone", PHONE)):
        page.set_viewport_size(size)
        command(page, "Show Workshop")
        table.scroll_into_view_if_needed()
        picture(page, f"author-15-variants-{width}")
        assert violations(page, PANEL) == []
    page.set_viewport_size(WIDE)
    page.get_by_role("tab", name="problem.ipynb").click()
    page.unroute(asked)


def look_at_variants(page: Page, product: Product) -> None:
    """Have values written for a notebook with variants, and see two of them as learners will."""
    teacher = product.sign_in("instructor")
    teacher.start_server()
    content = variant_problem()
    values = content["cells"].pop()["source"]
    model = {"type": "notebook", "format": "json", "content": content}
    assert teacher.server("PUT", f"api/contents/{VARIANTS}", model).status in (200, 201)
    command(page, "Open from Path…")
    page.locator(".jp-Dialog input").fill(VARIANTS)
    page.keyboard.press("Enter")
    by(page, "pm-values").click()
    expect(by(page, "pm-workshop-status")).to_contain_text("The values stand in the notebook.")
    expect(in_front(page)).to_contain_text(values.splitlines()[-2].strip())
    for number, price in ((0, 2), (1, 3)):
        if number:
            page.get_by_role("tab", name="variants.ipynb").click()
        expect(in_front(page)).to_contain_text("{{base}}")
        preview = by(page, "pm-preview")
        expect(preview).to_have_text(f"Preview variant {number}")
        preview.click()
        expect(in_front(page)).to_contain_text(f"costs {price} coins")
        expect(in_front(page)).not_to_contain_text("{{")
    picture(page, "author-14-variant")
    assert violations(page, PANEL) == []
    page.get_by_role("tab", name="problem.ipynb").click()


def somebody_gives_points_meanwhile(desk: Page, other: Visitor) -> None:
    """Save from the end of a long form when another review is there: it is told and shown."""
    waiting = other.api("GET", "class/reviews").json["reviews"]
    path = f"class/reviews/{waiting[0]['submission_id']}"
    mark = {"points": 1, "met": [1], "comment": "An example!"}
    ask = {"revision": other.api("GET", path).json["revision"], "marks": {"why": mark}}
    assert other.api("POST", path, ask | {"comment": ""}).status == 200
    by(desk, "pm-save").scroll_into_view_if_needed()
    by(desk, "pm-save").click()
    told = by(desk, "pm-review-status")
    expect(told).to_contain_text("nothing of yours was stored")
    expect(told).to_be_in_viewport(ratio=1)
    given = by(desk, "pm-given-why")
    expect(given).to_contain_text("Stored so far: 1 of 4 points.")
    expect(given).to_contain_text("An example!")
    picture(desk, "review-3-meanwhile-phone")
    assert violations(desk, ".pm-Progress") == []
