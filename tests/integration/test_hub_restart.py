"""A hub that is started anew, and replicas that come and go, cost nobody their work."""

from __future__ import annotations

import threading
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
        github.people = {name: Account(n, {"acme"}) for n, name in enumerate(("ada", "ben"))}
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
