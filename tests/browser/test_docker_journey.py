"""A classroom's first hour in Chromium: GitHub, a container of one's own, JupyterLab, a verdict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from adaptive_server.problems.bank import Bank, Problem
from playwright.sync_api import Browser, Page, expect
from support.answers import right, wrong
from support.chromium import WIDE, by, picture, ready, write_answer

if TYPE_CHECKING:
    from support.docker_classroom import DockerClassroom
    from support.github import GitHub

pytest_plugins = ["support.docker_engine", "support.docker_rooms"]
pytestmark = [pytest.mark.browser, pytest.mark.docker]

WORKSHOP = "New Problem"  # its card in the launcher


def come_in(page: Page, room: DockerClassroom, github: GitHub, login: str) -> None:
    """Sign in with GitHub and wait for one's own JupyterLab."""
    github.signs_in = login
    page.goto(f"{room.url}/hub/login?next=%2Fhub%2Fspawn")
    page.get_by_role("link", name=re.compile("GitHub")).or_(
        page.get_by_role("button", name=re.compile("GitHub"))
    ).first.click()
    ready(page)


def problem_in_front(page: Page, bank: Bank) -> Problem:
    """Open the recommended problem and wait for its kernel."""
    title = by(page, "pm-problem-title").first.inner_text()
    by(page, "pm-start").click()
    expect(by(page, "pm-submit")).to_be_visible()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    return next(p for p in bank.problems.values() if p.card.title == title)


def test_from_github_to_the_next_problem_and_a_second_learner(
    classroom: DockerClassroom, github: GitHub, page: Page, browser: Browser, bank: Bank
) -> None:
    come_in(page, classroom, github, "ana")
    assert "learner-ana" in classroom.host.engine.containers()
    picture(page, "docker-1-lab")
    problem = problem_in_front(page, bank)
    (cell,) = wrong(problem)
    write_answer(page, problem.release, wrong(problem)[cell])
    by(page, "pm-submit").click()
    expect(by(page, "pm-verdict")).to_contain_text(re.compile("Not right yet|Partly right"))
    write_answer(page, problem.release, right(problem)[cell])
    by(page, "pm-submit").click()
    expect(by(page, "pm-verdict")).to_contain_text("Solved")
    picture(page, "docker-2-solved")
    by(page, "pm-next").click()
    expect(by(page, "pm-problem-title").first).not_to_have_text(problem.card.title)

    second = browser.new_context(viewport=WIDE)
    other = second.new_page()
    come_in(other, classroom, github, "ben")
    assert {"learner-ana", "learner-ben"} <= classroom.host.engine.containers()
    expect(by(other, "pm-start")).to_be_visible()
    expect(other.locator(".jp-LauncherCard", has_text=WORKSHOP)).to_have_count(0)
    refused = other.goto(f"{classroom.url}/user/ana/lab")
    assert refused is not None
    assert refused.status in (403, 404)
    second.close()


def test_an_instructor_gets_a_server_too_and_the_workshop_in_it(
    classroom: DockerClassroom, github: GitHub, page: Page
) -> None:
    come_in(page, classroom, github, "tia")
    assert "learner-tia" in classroom.host.engine.containers()
    expect(page.locator(".jp-LauncherCard", has_text=WORKSHOP)).to_be_visible()
    page.goto(f"{classroom.url}/services/mastery/")
    expect(page.get_by_text("You teach this course")).to_be_visible()


def test_a_stranger_gets_no_server(classroom: DockerClassroom, github: GitHub, page: Page) -> None:
    github.signs_in = "zed"
    page.goto(f"{classroom.url}/hub/oauth_login")
    expect(page.locator("body")).to_contain_text("403")
    assert "learner-zed" not in classroom.host.engine.containers()
