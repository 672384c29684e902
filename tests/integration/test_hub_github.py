"""Sign-in with GitHub: who gets in, with which rights, and what people read when it fails."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Iterator

import pytest
from adaptive_server.hub.github import GitHubSignIn
from support.classroom import Classroom
from support.github import Account, Fault, GitHub
from support.oauth_steps import staying, target, way_back
from support.product import Answer, Visitor

pytestmark = pytest.mark.integration
REFRESH_S = 1


@pytest.fixture(scope="module")
def github() -> Iterator[GitHub]:
    with GitHub() as running:
        running.people = {
            "Ada": Account(1, {"acme"}, {"acme/teachers"}),
            "bob": Account(2, {"acme"}),
            "carol": Account(3),
            "dora": Account(4, {"umbrella"}, {"umbrella/helpers"}),
            "mallory": Account(5, {"other"}, name='"><img src=x onerror=alert(1)>'),
            "root-admin": Account(6),
            "stu": Account(8, {"umbrella"}, {"umbrella/students"}),
            "team": Account(7, {"acme"}, {f"acme/t{n:03}" for n in range(150)} | {"acme/zz"}),
        }
        yield running


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory, github: GitHub) -> Iterator[Classroom]:
    settings = {
        "MASTERY_GITHUB_USERS": "Carol",
        "MASTERY_GITHUB_TEAMS": "umbrella/students",
        "MASTERY_SIGN_IN_REFRESH_S": str(REFRESH_S),
    }
    with Classroom(tmp_path_factory.mktemp("classroom"), github, 0, **settings) as running:
        yield running


@pytest.fixture(autouse=True)
def _mended(github: GitHub) -> Iterator[None]:
    yield
    github.faults.clear()
    github.cancels = False


def retry_after(page: Answer) -> str:
    return next(v for name, v in page.headers.items() if name.lower() == "retry-after")


def scopes(visitor: Visitor) -> set[str]:
    found = visitor.request("GET", "/hub/api/user").json["scopes"]
    return {scope for scope in found if scope.startswith("custom:mastery")}


@pytest.mark.parametrize(
    ("login", "rights"),
    [
        ("Ada", {"custom:mastery:instruct!group=python"}),
        ("bob", set()),
        ("carol", set()),
        ("stu", set()),
        ("dora", {"custom:mastery:assist!group=python"}),
        ("team", set()),
    ],
)
def test_organisation_team_and_name_let_in_and_teams_give_rights(
    classroom: Classroom, login: str, rights: set[str]
) -> None:
    assert scopes(classroom.sign_in(login)) == rights


def test_teams_become_groups_over_all_pages_of_githubs_answer(classroom: Classroom) -> None:
    admin = classroom.sign_in("root-admin")
    classroom.sign_in("team")
    groups = admin.request("GET", "/hub/api/users/team").json["groups"]
    assert len(groups) == 151
    assert "acme:zz" in groups


def test_an_admin_of_the_settings_is_one_at_the_hub(classroom: Classroom) -> None:
    assert classroom.sign_in("root-admin").request("GET", "/hub/api/user").json["admin"]
    assert not classroom.sign_in("bob").request("GET", "/hub/api/user").json["admin"]


def test_a_stranger_is_refused_in_words_and_leaves_no_trace(
    classroom: Classroom, github: GitHub
) -> None:
    _, page = classroom.visit("mallory")
    assert page.status == 403
    assert "not on the list of this classroom" in page.body.decode()
    assert b"onerror" not in page.body
    admin = classroom.sign_in("root-admin")
    assert admin.request("GET", "/hub/api/users/mallory").status == 404


def test_who_cancels_at_github_reads_that_nothing_happened(
    classroom: Classroom, github: GitHub
) -> None:
    github.cancels = True
    _, page = classroom.visit("bob")
    assert page.status == 403
    assert "You cancelled the sign-in" in page.body.decode()


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.LIMITED, Fault.BAD_JSON])
def test_github_away_is_said_and_asks_to_come_back(
    classroom: Classroom, github: GitHub, fault: Fault
) -> None:
    visitor = Visitor(classroom.url, "bob")
    github.signs_in = "bob"
    # The page at GitHub still works; what the hub asks afterwards does not.
    where = way_back(visitor)
    github.faults = {fault}
    page = visitor.request("GET", where)
    assert (page.status, retry_after(page)) == (503, "60")
    assert "GitHub does not answer at the moment" in page.body.decode()


def test_a_code_works_once(classroom: Classroom, github: GitHub) -> None:
    visitor = Visitor(classroom.url, "bob")
    github.signs_in = "bob"
    where = way_back(visitor)
    assert visitor.request("GET", where).status == 200
    again = visitor.request("GET", where)
    assert again.status == 400
    assert "took too long or was used already" in again.body.decode()


def test_a_code_is_of_no_use_in_another_browser(classroom: Classroom, github: GitHub) -> None:
    github.signs_in = "bob"
    where = way_back(Visitor(classroom.url, "bob"))
    assert Visitor(classroom.url, "eve").request("GET", where).status == 400


def test_a_wrong_client_secret_is_the_operators_business(
    classroom: Classroom, github: GitHub
) -> None:
    github.faults = {Fault.WRONG_SECRET}
    _, page = classroom.visit("bob")
    assert page.status == 400
    assert "tell its operator" in page.body.decode()
    assert "GitHub gave no token: incorrect_client_credentials" in classroom.log("hub")


def test_a_state_of_nothing_but_brackets_is_just_wrong(
    classroom: Classroom, github: GitHub
) -> None:
    github.signs_in = "bob"
    visitor = Visitor(classroom.url, "bob")
    way_back(visitor)
    deep = base64.urlsafe_b64encode(b"[" * 6_000).decode()
    assert visitor.request("GET", f"/hub/oauth_callback?code=x&state={deep}").status == 400


@pytest.mark.parametrize(
    "query", ["?error=access_denied&error_description=<script>alert(1)</script>", "?state=x", ""]
)
def test_a_made_up_way_back_shows_none_of_its_own_text(classroom: Classroom, query: str) -> None:
    page = Visitor(classroom.url, "").request("GET", f"/hub/oauth_callback{query.replace(' ', '')}")
    assert page.status in (400, 403)
    assert b"<script>alert" not in page.body
    assert b"Traceback" not in page.body


@pytest.mark.parametrize("evil", ["//evil.example", "/\\evil.example", "https://evil.example/x"])
def test_after_the_sign_in_people_stay_on_this_site(
    classroom: Classroom, github: GitHub, evil: str
) -> None:
    github.signs_in = "bob"
    visitor = Visitor(classroom.url, "bob")
    where = way_back(visitor, evil)
    with staying(visitor):
        found = target(visitor.request("GET", where))
    assert re.match(r"/(?![/\\])", found), found


def test_who_left_the_organisation_is_out_at_the_next_refresh(
    classroom: Classroom, github: GitHub
) -> None:
    github.people["eva"] = Account(20, {"acme"})
    eva = classroom.sign_in("eva")
    github.people["eva"].orgs = set()
    time.sleep(REFRESH_S + 0.2)
    page = eva.request("GET", "/hub/home")
    assert "Sign in with GitHub" in page.body.decode()
    assert classroom.visit("eva")[1].status == 403


def test_a_right_that_github_took_away_is_gone_at_the_next_refresh(
    classroom: Classroom, github: GitHub
) -> None:
    github.people["fay"] = Account(21, {"acme"}, {"acme/teachers"})
    fay = classroom.sign_in("fay")
    assert scopes(fay)
    github.people["fay"].teams = set()
    time.sleep(REFRESH_S + 0.2)
    fay.request("GET", "/hub/home")
    assert not scopes(fay)


def test_a_github_that_is_away_signs_nobody_out(classroom: Classroom, github: GitHub) -> None:
    bob = classroom.sign_in("bob")
    github.faults = {Fault.DOWN}
    for _ in range(2):
        time.sleep(REFRESH_S + 0.2)
        asked = len(github.requests)
        assert "Hello, bob" in bob.request("GET", "/hub/home").body.decode()
    # Once is enough for a while: a GitHub that hangs must not hold everybody up.
    assert len(github.requests) == asked


async def test_who_keeps_their_own_limit_at_github_exhausted_is_out_after_a_while(
    github: GitHub,
) -> None:
    class Bob:
        name = "bob"

        async def get_auth_state(self) -> dict[str, dict[str, str]]:
            return {"token_response": {"access_token": "gho_x", "token_type": "bearer"}}

    sign_in = GitHubSignIn(github_url=github.url, enable_auth_state=True)
    github.faults = {Fault.LIMITED}
    assert await sign_in.refresh_user(Bob())
    sign_in.patience_s = 0.0
    assert not await sign_in.refresh_user(Bob())


def test_a_revoked_grant_at_github_asks_to_sign_in_again(
    classroom: Classroom, github: GitHub
) -> None:
    bob = classroom.sign_in("bob")
    github.revoke("bob")
    time.sleep(REFRESH_S + 0.2)
    assert "Sign in with GitHub" in bob.request("GET", "/hub/home").body.decode()


def test_an_ended_session_is_said_and_the_sign_in_leads_to_the_page_that_was_wanted(
    classroom: Classroom,
) -> None:
    bob = classroom.sign_in("bob")
    (session,) = [cookie for cookie in bob.jar if cookie.name == "jupyterhub-hub-login"]
    bob.jar.clear(session.domain, session.path, session.name)  # as a browser does at its end
    page = bob.request("GET", "/hub/token")
    assert page.status == 200
    assert "your session has ended. Your work is kept" in page.body.decode()
    link = re.search(r'href="(/hub/oauth_login\?next=[^"]+)"', page.body.decode())
    assert link
    came_to = bob.request("GET", link[1].replace("&amp;", "&"))
    assert "Request new API token" in came_to.body.decode()
    fresh = Visitor(classroom.url, "").request("GET", "/")
    assert "Sign in with GitHub" in fresh.body.decode()
    assert "session has ended" not in fresh.body.decode()


def test_no_log_holds_a_code_state_token_or_verifier(classroom: Classroom, github: GitHub) -> None:
    classroom.sign_in("bob")
    logs = classroom.logs()
    assert github.secrets_seen
    assert [secret for secret in github.secrets_seen if secret in logs] == []
    assert "Traceback" not in logs
    for file in (classroom.folder / "secrets").iterdir():
        assert file.read_text() not in logs


def test_who_left_the_organisation_gets_no_server_whenever_github_was_asked_last(
    classroom: Classroom, github: GitHub
) -> None:
    github.people["gil"] = Account(22, {"acme"})
    gil = classroom.sign_in("gil")
    github.people["gil"].orgs = set()
    page = gil.request("GET", "/hub/spawn/gil")
    assert page.status == 403 or "Sign in with GitHub" in page.body.decode()
    assert not (classroom.folder / "learners" / "gil").exists()
