"""Behind TLS every cookie is Secure and SameSite, and HttpOnly where no script needs it."""

from __future__ import annotations

import http.cookiejar
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.classroom import Classroom
from support.github import Account, GitHub
from support.oauth_steps import staying, target
from support.product import Answer, Visitor

pytestmark = pytest.mark.integration
OUTSIDE = "https://learn.example.org"


class Browser:
    """Somebody before the TLS end point, which is played here: same cookies, one more header."""

    def __init__(self, classroom: Classroom, github: GitHub) -> None:
        # The jar is to keep and send Secure cookies although the last stretch is plain.
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        self.visitor = Visitor(classroom.url, "bob", http.cookiejar.CookieJar(policy))
        self.github = Visitor(github.url, "")
        self.seen: dict[str, http.cookiejar.Cookie] = {}

    def open(self, path: str) -> Answer:
        """Open a page, from redirect to redirect."""
        headers = {"X-Forwarded-Proto": "https", "Host": "learn.example.org"}
        for _ in range(15):
            asked = self.github if path.startswith(self.github.url) else self.visitor
            with staying(asked):
                where = urlsplit(path)
                answer = asked.request("GET", f"{where.path}?{where.query}", headers=headers)
            self.seen |= {f"{c.name} {c.path}": c for c in self.visitor.jar}
            if answer.status not in (301, 302):
                return answer
            path = target(answer).removeprefix(OUTSIDE)
        raise AssertionError(f"round and round: {path}")


@pytest.fixture
def classroom(tmp_path: Path) -> Iterator[tuple[Classroom, GitHub]]:
    with GitHub() as github:
        github.people, github.signs_in = {"bob": Account(1, {"acme"})}, "bob"
        with Classroom(tmp_path, github, 1, MASTERY_PUBLIC_URL=OUTSIDE) as running:
            yield running, github


def test_cookies_of_hub_server_and_service(classroom: tuple[Classroom, GitHub]) -> None:
    browser = Browser(*classroom)
    assert "Sign in with GitHub" in browser.open("/hub/login").body.decode()
    assert "Hello, bob" in browser.open("/hub/oauth_login?next=%2Fhub%2Fhome").body.decode()
    assert b"<h1>bob</h1>" in browser.open("/services/mastery/").body
    browser.open("/hub/spawn")
    end = time.monotonic() + 90
    while b"jupyter-config-data" not in browser.open("/user/bob/lab").body:
        assert time.monotonic() < end
        time.sleep(0.3)
    paths = {cookie.path for cookie in browser.seen.values()}
    assert {"/", "/hub/", "/services/mastery/", "/user/bob/"} <= paths
    assert [name for name, cookie in browser.seen.items() if not cookie.secure] == []
    for name, cookie in browser.seen.items():
        assert cookie.get_nonstandard_attr("SameSite") == "Lax", name
        assert cookie.has_nonstandard_attr("HttpOnly") or cookie.name == "_xsrf", name
