"""The service beside the hub: whose token works, in which course, and its pages for a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
from adaptive_server.problems.bank import Bank
from adaptive_server.web.endpoints import ROUTES
from adaptive_server.web.route import Access
from support.answers import right
from support.classroom import Classroom
from support.github import Account, GitHub
from support.oauth_steps import staying, target
from support.postgres_query import execute
from support.product import Answer, Visitor

pytestmark = pytest.mark.integration
ME = "/services/mastery/"
CACHE_S, REFRESH_S = 3, 2


@pytest.fixture(scope="module")
def github() -> Iterator[GitHub]:
    with GitHub() as running:
        running.people = {
            "ada": Account(1, {"acme"}, {"acme/teachers"}),
            "stan": Account(2, {"acme"}, {"acme/stats"}),
            "dora": Account(3, {"acme"}, {"umbrella/helpers"}),
            "bob": Account(4, {"acme"}),
            "eva": Account(5, {"acme"}),
            "gone": Account(6, {"acme"}),
            "root-admin": Account(7),
        }
        yield running


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory, github: GitHub) -> Iterator[Classroom]:
    settings = {"MASTERY_SIGN_IN_REFRESH_S": str(REFRESH_S)}
    with Classroom(tmp_path_factory.mktemp("classroom"), github, **settings) as running:
        yield running


def token(visitor: Visitor, *scopes: str) -> str:
    """Ask the hub for a token of one's own, as anybody can on its pages."""
    headers = {"X-XSRFToken": visitor.xsrf("/hub/"), "Content-Type": "application/json"}
    wanted = ["access:services!service=mastery", *scopes]
    body = f'{{"scopes": {wanted!r}}}'.replace("'", '"').encode()
    answer = visitor.request("POST", f"/hub/api/users/{visitor.name}/tokens", body, headers)
    found: str = answer.json["token"]
    return found


def refused_after(classroom: Classroom, held: str, wait_s: float) -> bool:
    """Whether a token works at no replica any more once a time has passed."""
    time.sleep(wait_s)
    return {classroom.service("GET", "me", held).status for _ in range(12)} == {403}


@pytest.mark.parametrize(
    ("login", "scope", "look", "status", "role"),
    [
        ("ada", "custom:mastery:instruct!group=python", 200, 200, "instructor"),
        ("stan", "custom:mastery:instruct!group=statistics", 403, 403, "learner"),
        ("dora", "custom:mastery:assist!group=python", 200, 403, "assistant"),
    ],
)
def test_an_instructor_of_another_course_gets_nothing_of_this_one(
    classroom: Classroom, login: str, scope: str, look: int, status: int, role: str
) -> None:
    held = token(classroom.sign_in(login), scope)
    for route in ("class/beliefs", "class/outlook"):
        assert classroom.service("GET", route, held).status == look
    for route in ("metrics", "class/behaviour"):
        assert classroom.service("GET", route, held).status == status
    assert classroom.service("GET", "me", held).json["role"] == role


def test_an_assistant_sees_the_class_and_what_it_handed_in(
    classroom: Classroom, bank: Bank
) -> None:
    bob = token(classroom.sign_in("bob"))
    problem = next(iter(bank.problems.values()))
    body = {"problem_id": problem.card.id, "version": problem.card.version}
    answer = classroom.service("POST", "submissions", bob, {**body, "cells": right(problem)})
    assert answer.json["status"] == "passed"

    dora = token(classroom.sign_in("dora"), "custom:mastery:assist!group=python")
    seen = {one["name"]: one for one in classroom.service("GET", "class", dora).json["learners"]}
    assert (seen["bob"]["solved"], seen["bob"]["attempts"]) == (1, 1)
    of_bob = f"class/{seen['bob']['id']}"
    assert classroom.service("GET", f"{of_bob}/progress", dora).json["solved"] == 1
    (handed_in,) = classroom.service("GET", f"{of_bob}/submissions", dora).json["submissions"]
    assert (handed_in["status"], handed_in["cells"]) == ("passed", right(problem))
    assert classroom.service("GET", f"class/{uuid4()}/progress", dora).status == 404


def test_each_right_opens_its_own_routes_and_no_other(classroom: Classroom) -> None:
    held = {
        Access.LEARNER: token(classroom.sign_in("bob")),
        Access.ASSISTANT: token(classroom.sign_in("dora"), "custom:mastery:assist!group=python"),
        Access.INSTRUCTOR: token(classroom.sign_in("ada"), "custom:mastery:instruct!group=python"),
        # A right in another course is none here.
        None: token(classroom.sign_in("stan"), "custom:mastery:instruct!group=statistics"),
    }
    order = [Access.LEARNER, Access.ASSISTANT, Access.INSTRUCTOR]
    beyond = [route for route in ROUTES if route.access in order[1:]]
    assert beyond
    for route in beyond:
        path = route.path.replace("{learner_id}", str(uuid4()))
        said = {who: classroom.service(route.method, path, t).status for who, t in held.items()}
        needed = order.index(route.access)
        assert {who for who, status in said.items() if status == 403} == {None, *order[:needed]}


def test_only_an_instructor_of_this_course_sets_how_much_of_the_tutor_it_gets(
    classroom: Classroom, bank: Bank
) -> None:
    ada = token(classroom.sign_in("ada"), "custom:mastery:instruct!group=python")
    dora = token(classroom.sign_in("dora"), "custom:mastery:assist!group=python")
    bob = token(classroom.sign_in("bob"))
    stan = token(classroom.sign_in("stan"), "custom:mastery:instruct!group=statistics")
    for held, look in ((bob, 403), (stan, 403), (dora, 200), (ada, 200)):
        answer = classroom.service("GET", "class/tutor", held)
        assert answer.status == look
        assert answer.json == {"policy": "full", "most": "full"} or look == 403
    for held in (bob, stan, dora):
        answer = classroom.service("POST", "class/tutor", held, {"policy": "off"})
        assert (answer.status, answer.json["code"]) == (403, "forbidden")
    for wrong in ({"policy": "none"}, {"policy": None}, {}, {"policy": "off", "course": "x"}):
        answer = classroom.service("POST", "class/tutor", ada, wrong)
        assert (answer.status, answer.json["code"]) == (400, "bad_request")
    question = {"problem_id": next(iter(bank.problems)), "wish": "ask", "question": "Why?"}
    for policy in ("off", "full"):
        answer = classroom.service("POST", "class/tutor", ada, {"policy": policy})
        assert (answer.status, answer.json) == (200, {"policy": policy, "most": "full"})
        answer = classroom.service("POST", "turns", bob, question)
        assert answer.status == (403 if policy == "off" else 200)
        assert policy != "off" or answer.json["code"] == "tutor_off"
    query = "SELECT details FROM audit WHERE action = 'tutor_policy' ORDER BY seq"
    told = execute(classroom.service_database.read_text().strip(), query)
    assert [one for (one,) in told] == [
        {"before": "full", "after": "off"},
        {"before": "off", "after": "full"},
    ]


def test_what_came_of_the_tutors_help_is_told_to_those_who_teach_this_course_and_names_nobody(
    classroom: Classroom, bank: Bank
) -> None:
    bob = token(classroom.sign_in("bob"))
    question = {"problem_id": next(iter(bank.problems)), "wish": "hint"}
    assert classroom.service("POST", "turns", bob, question).status == 200
    stan = token(classroom.sign_in("stan"), "custom:mastery:instruct!group=statistics")
    for held in (bob, stan):
        answer = classroom.service("GET", "class/help", held)
        assert (answer.status, answer.json["code"]) == (403, "forbidden")
    for who, given in (("dora", "assist"), ("ada", "instruct")):
        held = token(classroom.sign_in(who), f"custom:mastery:{given}!group=python")
        answer = classroom.service("GET", "class/help", held)
        assert (answer.status, answer.json["tokens"]) == (200, None)
        (offline,) = [each for each in answer.json["given"] if each["source"] == "offline"]
        assert offline["helps"] >= 1
        assert all(row["unaided"]["value"] is None for row in answer.json["rows"])
        assert b"bob" not in answer.body


def test_nobody_can_ask_for_a_right_they_do_not_have(classroom: Classroom) -> None:
    with pytest.raises(KeyError, match="token"):
        token(classroom.sign_in("bob"), "custom:mastery:instruct!group=python")


def test_the_token_of_a_removed_learner_stops_working(classroom: Classroom) -> None:
    held = token(classroom.sign_in("gone"))
    assert classroom.service("GET", "me", held).status == 200
    admin = classroom.sign_in("root-admin")
    headers = {"X-XSRFToken": admin.xsrf("/hub/")}
    assert admin.request("DELETE", "/hub/api/users/gone", None, headers).status == 204
    assert refused_after(classroom, held, CACHE_S + 0.5)


def test_the_token_of_who_left_the_organisation_stops_working(
    classroom: Classroom, github: GitHub
) -> None:
    held = token(classroom.sign_in("eva"))
    assert classroom.service("GET", "me", held).status == 200
    github.people["eva"].orgs = set()
    assert refused_after(classroom, held, CACHE_S + REFRESH_S + 0.5)


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("ada", "You teach this course"),
        ("stan", "You learn here"),
        ("dora", "You assist in this course"),
        ("bob", "You learn here"),
    ],
)
def test_the_page_says_who_somebody_is_and_what_they_may(
    classroom: Classroom, login: str, words: str
) -> None:
    # Twenty times: the two replicas share sign-ins under way, and sessions.
    visitor = classroom.sign_in(login)
    pages = [visitor.request("GET", ME) for _ in range(20)]
    assert {page.status for page in pages} == {200}
    assert all(words in page.body.decode() for page in pages)
    assert all(f"<h1>{login}</h1>" in page.body.decode() for page in pages)


def test_sign_ins_go_on_at_whichever_replica_is_asked_next(classroom: Classroom) -> None:
    for _ in range(8):
        visitor = classroom.sign_in("bob")
        assert b"<h1>bob</h1>" in visitor.request("GET", ME).body


def test_after_signing_out_at_the_hub_the_page_asks_again(classroom: Classroom) -> None:
    visitor = classroom.sign_in("bob")
    visitor.request("GET", ME)
    visitor.request("GET", "/hub/logout")
    time.sleep(CACHE_S + 0.5)
    assert "Sign in with GitHub" in visitor.request("GET", ME).body.decode()


def test_no_other_page_can_frame_or_read_it(classroom: Classroom) -> None:
    visitor = classroom.sign_in("ada")
    page = visitor.request("GET", ME)
    headers = {name.lower(): value for name, value in page.headers.items()}
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    for wanted in ("iframe", "empty", "script", "image"):
        refused = visitor.request("GET", ME, headers={"Sec-Fetch-Dest": wanted})
        assert refused.status == 403
        assert b"<h1>ada</h1>" not in refused.body


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=<b>no</b>"])
def test_a_made_up_way_back_is_one_clear_page(classroom: Classroom, query: str) -> None:
    page = Visitor(classroom.url, "").request("GET", f"{ME}oauth_callback{query}")
    assert page.status == 400
    assert "took too long or was used already" in page.body.decode()
    assert b"<b>no" not in page.body


def test_the_pages_cookie_opens_no_way_into_the_api(classroom: Classroom) -> None:
    visitor = classroom.sign_in("ada")
    visitor.request("GET", ME)
    assert visitor.request("GET", f"{ME}api/v1/me").status == 403


def test_no_log_holds_what_signs_people_in(classroom: Classroom, github: GitHub) -> None:
    seen: list[str] = []
    visitor = Visitor(classroom.url, "ada")
    github.signs_in = "ada"
    path = ME
    with staying(visitor):
        for _ in range(12):
            answer: Answer = visitor.request("GET", path)
            if answer.status != 302:
                break
            where = target(answer)
            seen += [p.partition("=")[2] for p in where.partition("?")[2].split("&")]
            if where.startswith(github.url):
                elsewhere = Visitor(github.url, "", visitor.jar)
                with staying(elsewhere):
                    where = target(elsewhere.request("GET", where.removeprefix(github.url)))
                seen += [p.partition("=")[2] for p in where.partition("?")[2].split("&")]
            path = where.removeprefix(classroom.url)
    visitor.request("GET", ME)
    values = [c.value for c in visitor.jar if c.value and c.name != "_xsrf"]
    telling = {value for value in [*seen, *values] if value and len(value) >= 20}
    telling -= {"service-mastery"}
    logs = classroom.logs()
    assert len(telling) >= 5
    assert [value for value in telling if value in logs] == []
    assert [secret for secret in github.secrets_seen if secret in logs] == []
