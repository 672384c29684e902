"""More starts than slots: what the line tells who waits, and that a restart keeps its order."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import picture, violations
from support.classroom import Classroom
from support.github import Account, GitHub
from support.product import Visitor

pytestmark = pytest.mark.browser
LEARNERS = ("cyd", "dee", "eli", "fay", "gus")
# A learner's own configuration, which their server reads while it starts.
HELD = """
import pathlib, time
while pathlib.Path("held").exists():
    time.sleep(0.1)
"""


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    with GitHub() as github:
        github.people = {name: Account(n, {"acme"}) for n, name in enumerate(LEARNERS, 1)}
        folder = tmp_path_factory.mktemp("classroom")
        with Classroom(folder, github, 0, MASTERY_STARTS_AT_ONCE="1") as running:
            yield running


def hold(classroom: Classroom, name: str) -> Path:
    """Have somebody's start last until the file that is returned is gone."""
    home = classroom.folder / "learners" / name
    (home / ".jupyter").mkdir(parents=True)
    (home / ".jupyter" / "jupyter_server_config.py").write_text(HELD)
    (home / "held").touch()
    return home / "held"


def ask(classroom: Classroom, visitor: Visitor) -> None:
    """Ask for a server and return when it is in line; the page that follows is not read."""
    visitor.request("GET", f"/hub/spawn/{visitor.name}")
    line, end = classroom.folder / "hub" / "line.json", time.monotonic() + 30
    # GitHub is asked before, so the page may be earlier.
    while not line.exists() or visitor.name not in line.read_text():
        assert time.monotonic() < end, f"{visitor.name} is not in line"
        time.sleep(0.05)


def wait_on_page(browser: Browser, visitor: Visitor) -> Page:
    """Ask for a server in Chromium, signed in as somebody."""
    context = browser.new_context()
    cookies = [
        {"name": c.name, "value": c.value or "", "url": f"{visitor.url}{c.path}"}
        for c in visitor.jar
    ]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{visitor.url}/hub/spawn/{visitor.name}")
    return page


def test_the_page_tells_the_place_and_a_restart_keeps_it(
    classroom: Classroom, browser: Browser
) -> None:
    hold(classroom, "cyd")
    cyd, dee, eli, fay, gus = (classroom.sign_in(name) for name in LEARNERS)
    ask(classroom, cyd)
    ask(classroom, dee)
    classroom.github.pause_s = 0.7  # it is asked before a start, and the page is there meanwhile
    first = wait_on_page(browser, eli)
    status = first.get_by_role("status").first
    expect(status).to_contain_text("You are number 2 in line")
    classroom.github.pause_s = 0.0
    second = wait_on_page(browser, fay)
    expect(second.get_by_role("status").first).to_contain_text("You are number 3 in line")
    picture(first, "hub-line")
    assert violations(first, "body") == []

    stop = {"X-XSRFToken": dee.xsrf("/hub/")}
    assert dee.request("DELETE", "/hub/api/users/dee/server", None, stop).status in (202, 204)
    expect(status).to_contain_text("You are next")

    held = hold(classroom, "gus")
    second.close()  # or it would ask as soon as the hub is back; its turn comes below
    classroom.end("hub")
    expect(status).to_contain_text("You keep your place")
    first.context.set_offline(True)
    classroom.start_hub()
    ask(classroom, gus)  # is new, and first there
    first.context.set_offline(False)
    second = wait_on_page(browser, fay)
    expect(second.get_by_role("status").first).to_contain_text("You are number 2 in line")
    expect(status).to_contain_text("You are next")
    held.unlink()
    first.wait_for_url(re.compile("/user/eli/"), timeout=60_000, wait_until="commit")
