"""A classroom in Chromium: sign-in with GitHub, own server, panel; and every page of the hub."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import PHONE, WIDE, by, picture, ready, violations
from support.classroom import Classroom
from support.github import Account, GitHub
from support.product import Product

pytestmark = pytest.mark.browser
ME = "/services/mastery/"
WRITE = """async ([body]) => {
    const base = JSON.parse(document.getElementById('jupyter-config-data').textContent).baseUrl;
    const xsrf = document.cookie.match(/_xsrf=([^;]+)/)[1];
    const headers = {'X-XSRFToken': xsrf, 'Content-Type': 'application/json'};
    const where = base + 'api/contents/left.txt';
    return (await fetch(where, {method: 'PUT', headers, body})).status;
}"""
# As in a tab that is not in front: JupyterLab asks for nothing by itself there.
IN_THE_BACKGROUND = """
    Object.defineProperty(document, 'hidden', {get: () => true});
    Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'});
    document.dispatchEvent(new Event('visibilitychange'));
"""


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    with GitHub() as github:
        github.people = {
            "ada": Account(1, {"acme"}, {"acme/teachers"}),
            "ben": Account(2, {"acme"}),
            "mallory": Account(3, {"other"}),
        }
        with Classroom(tmp_path_factory.mktemp("classroom"), github, 1) as running:
            yield running


def through_github(page: Page, classroom: Classroom, login: str) -> None:
    """Click through to GitHub, and there on a name."""
    page.get_by_role("link", name="Sign in with GitHub").click()
    page.get_by_role("link", name=login).click()


def every_look(page: Page, name: str) -> None:
    """Light and dark, wide and narrow: a picture, no violation, nothing to scroll sideways."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width, size in (("wide", WIDE), ("phone", PHONE)):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.wait_for_timeout(200)
            picture(page, f"hub-{name}-{scheme}-{width}")
            assert violations(page, "body") == [], (name, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def test_from_github_to_jupyterlab_with_the_panel(classroom: Classroom, page: Page) -> None:
    page.goto(classroom.url)
    every_look(page, "login")
    through_github(page, classroom, "ben")
    expect(page.get_by_role("heading", name="Your JupyterLab is starting")).to_be_visible()
    ready(page)
    expect(by(page, "pm-start")).to_be_visible()
    assert page.url.startswith(f"{classroom.url}/user/ben/lab")

    page.goto(f"{classroom.url}/hub/home")
    expect(page.get_by_role("link", name="Open JupyterLab")).to_be_visible()
    every_look(page, "home")
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("button", name="Stop it")).to_be_hidden()  # it has stopped
    page.goto(f"{classroom.url}/user/ben/lab")
    expect(page.get_by_role("heading", name="Your JupyterLab is not running")).to_be_visible()
    every_look(page, "not-running")


def test_the_page_that_waits_for_the_server(classroom: Classroom, page: Page) -> None:
    page.goto(f"{classroom.url}/hub/login")
    # Its progress comes as events; unanswered it stays for the pictures.
    page.route("**/progress*", lambda route: None)
    through_github(page, classroom, "ada")
    expect(page.get_by_role("heading", name="Your JupyterLab is starting")).to_be_visible()
    every_look(page, "starting")


def test_a_refused_stranger_reads_what_to_do(classroom: Classroom, page: Page) -> None:
    page.goto(f"{classroom.url}/hub/login")
    through_github(page, classroom, "mallory")
    expect(page.get_by_text("not on the list of this classroom")).to_be_visible()
    every_look(page, "refused")
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("link", name="Sign in with GitHub")).to_be_visible()


def test_who_one_is_at_the_service(classroom: Classroom, page: Page) -> None:
    page.goto(classroom.url + ME)
    through_github(page, classroom, "ada")
    expect(page.get_by_role("heading", name="ada")).to_be_visible()
    expect(page.get_by_text("You teach this course")).to_be_visible()
    every_look(page, "me")
    # A page of a learner's server may neither frame it nor read it.
    page.goto(f"{classroom.url}/hub/home")
    framed = """async ([url]) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
        await new Promise(done => { frame.onload = done; setTimeout(done, 3000); });
        let text = '';
        try { text = frame.contentDocument.body.innerText; } catch { /* refused */ }
        const read = await fetch(url).then(answer => answer.text(), () => '');
        return text + read;
    }"""
    assert "You teach this course" not in page.evaluate(framed, [ME])


def test_signing_out_ends_on_the_sign_in_page(classroom: Classroom, page: Page) -> None:
    page.goto(f"{classroom.url}/hub/login?next=%2Fhub%2Fhome")
    through_github(page, classroom, "ben")
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in with GitHub")).to_be_visible()
    page.goto(f"{classroom.url}/hub/nowhere")
    every_look(page, "not-found")


def test_a_learner_who_left_is_told_before_the_stop_and_finds_the_work_again(
    classroom: Classroom, page: Page
) -> None:
    classroom.settings["MASTERY_IDLE_MINUTES"] = "0.4"  # told 12 seconds before
    classroom.restart_hub()
    page.goto(f"{classroom.url}/hub/login")
    through_github(page, classroom, "ben")
    ready(page)
    assert page.evaluate(WRITE, ['{"type": "file", "format": "text", "content": "mine"}']) == 201
    page.evaluate(IN_THE_BACKGROUND)

    warning = page.get_by_text("Nobody has used your server for a while")
    expect(warning).to_be_visible(timeout=60_000)
    picture(page, "idle-warning")
    page.get_by_role("button", name="Keep it running").click()
    expect(warning).to_be_hidden()
    expect(warning).to_be_visible(timeout=60_000)

    ben, end = classroom.sign_in("ben"), time.monotonic() + 90
    while ben.request("GET", "/hub/api/users/ben").json["servers"]:
        assert time.monotonic() < end, classroom.logs()[-3000:]
        time.sleep(0.5)
    ben.start_server()
    found = ben.request("GET", "/user/ben/api/contents/left.txt")
    assert found.json["content"] == "mine"


def test_the_sign_in_page_of_one_machine(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Product(tmp_path_factory.mktemp("local")) as product:
        page = browser.new_page()
        page.goto(f"{product.url}/hub/login")
        every_look(page, "local-login")
        page.get_by_label("Username").fill("learner")
        page.get_by_label("Password").fill("wrong password")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        every_look(page, "local-wrong")
        page.close()
