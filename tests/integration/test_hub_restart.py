"""A hub that is started anew, and replicas that come and go, cost nobody their work."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from adaptive_server.problems.bank import Bank, Problem
from support.answers import insist, key, right
from support.classroom import Classroom
from support.github import Account, GitHub
from support.kernel import kernel
from support.product import Visitor

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    with GitHub() as github:
        github.people = {
            "ada": Account(1, {"acme"}, {"acme/stats"}),
            "ben": Account(2, {"acme"}),
        }
        with Classroom(tmp_path_factory.mktemp("classroom"), github) as running:
            yield running


@pytest.fixture(scope="module")
def ada(classroom: Classroom) -> Visitor:
    visitor = classroom.sign_in("ada")
    visitor.start_server()
    return visitor


@pytest.fixture(scope="module")
def ben(classroom: Classroom) -> Visitor:
    visitor = classroom.sign_in("ben")
    visitor.start_server()
    return visitor


def takes_a_while(problem: Problem) -> dict[str, str]:
    """A right answer that is busy for a second or two first."""
    return {
        cell: f"for _ in range(6_000_000):\n    pass\n{s}" for cell, s in right(problem).items()
    }


def known(visitor: Visitor) -> None:
    """Have every replica know a learner, as an open panel does."""
    assert {visitor.api("GET", "me").status for _ in range(20)} == {200}


def test_cell_session_submission_and_verdict_survive_a_restart_of_the_hub(
    classroom: Classroom, ada: Visitor, ben: Visitor, bank: Bank
) -> None:
    problem = next(iter(bank.problems.values()))
    before = {name: classroom.processes[name].pid for name in ("proxy", "service-1", "service-2")}
    source = "import time\nfor n in range(50):\n    time.sleep(0.2)\nprint('counted to', n)"
    with kernel(ada) as running, ThreadPoolExecutor(1) as pool:
        running.output(running.send("kept = 41"))
        cell = running.send(source)
        known(ben)
        classroom.end("hub")
        assert ben.api("GET", "me").json["name"] == "ben"
        submission = pool.submit(insist, ben, problem, takes_a_while(problem), key())
        classroom.start_hub()
        assert submission.result()["status"] == "passed"
        assert running.output(cell) == "counted to 49\n"
        assert running.output(running.send("print(kept + 1)")) == "42\n"
    assert insist(ben, problem, right(problem), key())["status"] == "passed"
    assert "Hello, ada" in ada.request("GET", "/hub/home").body.decode()
    assert "is running" in ada.request("GET", "/hub/home").body.decode()
    assert (
        list((classroom.folder / "hub").glob("*.sqlite")) == []
    )  # the hub's database is PostgreSQL
    assert before == {name: classroom.processes[name].pid for name in before}


def test_two_replicas_share_one_address_and_one_may_go(classroom: Classroom, ben: Visitor) -> None:
    token = classroom.token_of_server("ben")
    assert {classroom.service("GET", "me", token).status for _ in range(40)} == {200}
    served = [classroom.log(name).count("/api/v1/me") for name in ("service-1", "service-2")]
    assert min(served) > 0, served
    failed, ended = [], threading.Event()

    def ask() -> None:
        while not ended.is_set():
            if (answer := ben.api("GET", "me")).status != 200:
                failed.append(answer.status)

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        classroom.end("service-1")
        classroom.start_service("service-1")
        ended.set()
        asking.result()
    assert set(failed) <= {503}, failed
    assert len(failed) <= 1, failed


def test_who_teaches_is_what_the_settings_say_at_the_last_start(
    classroom: Classroom, ada: Visitor
) -> None:
    def scopes() -> set[str]:
        return set(ada.request("GET", "/hub/api/user").json["scopes"])

    held = classroom.token_of_server("ada")
    assert "custom:mastery:instruct!group=statistics" in scopes()
    classroom.settings["MASTERY_STAFF"] = "acme/teachers=instructor:python"
    classroom.restart_hub()
    assert {scope for scope in scopes() if scope.startswith("custom:")} == set()
    time.sleep(3.5)  # the replicas' memory of a token, see `Classroom`
    assert classroom.service("GET", "me", held).json["role"] == "learner"


def test_a_proxy_whose_hub_is_away_logs_no_code(classroom: Classroom) -> None:
    classroom.end("hub")
    visitor = Visitor(classroom.url, "")
    answer = visitor.request("GET", "/hub/oauth_callback?code=0123456789abcdef&state=fedcba98")
    classroom.start_hub()
    assert answer.status == 503
    assert "0123456789abcdef" not in classroom.log("proxy")
    assert "fedcba98" not in classroom.log("proxy")
