"""Parts are killed in the middle of a submission: exactly one verdict, and nothing is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.model import top_bands, update
from adaptive_server.ports import Person
from adaptive_server.problems.bank import Bank
from adaptive_server.tutoring.behaviour import failure_mark
from support.answers import insist, key, right, slow, wrong
from support.product import Product, Visitor

from grader.verdict import Verdict

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("fragile")) as running:
        yield running


@pytest.fixture(scope="module")
def ana(fragile: Product) -> Visitor:
    visitor = fragile.sign_in("learner")
    visitor.start_server()
    return visitor


def database(product: Product) -> str:
    """Where the service's database is, as its own process knows."""
    (service, *_) = product.pids(r"-m adaptive_server( |$)")
    for entry in Path(f"/proc/{service}/environ").read_bytes().split(b"\0"):
        if entry.startswith(b"MASTERY_DATABASE_URL="):
            return entry.decode().partition("=")[2]
    raise AssertionError("no database")


def query(product: Product, text: str, *values: Any) -> list[Any]:
    url = database(product).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url) as connection:
        return connection.execute(text, values).fetchall()


KILLED = {
    "service": r"-m adaptive_server( |$)",
    "judge": r"grader[./]worker",
    "postgres": r"bin/postgres ",
}


@pytest.mark.parametrize("part", sorted(KILLED))
def test_kill_in_the_middle_leaves_exactly_one_verdict(
    fragile: Product, ana: Visitor, bank: Bank, part: str
) -> None:
    problem = next(iter(bank.problems.values()))
    one, answer = key(), list[dict[str, Any]]()
    asking = threading.Thread(
        target=lambda: answer.append(insist(ana, problem, slow(problem), one, wait_s=90))
    )
    asking.start()
    time.sleep(1.0)
    victims = fragile.pids(KILLED[part])
    assert victims, f"no {part} is running"
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    asking.join(100)
    assert len(answer) == 1
    assert answer[0]["status"] in ("timeout", "failed", "grader_error")
    rows = query(
        fragile,
        "select count(*), count(v.submission_id) from submissions s"
        " left join verdicts v on v.submission_id = s.id where s.key = %s",
        one,
    )
    assert rows == [(1, 1)]
    assert insist(ana, problem, slow(problem), one) == answer[0], "the same answer ever after"


async def test_the_state_equals_a_serial_replay(fragile: Product, ana: Visitor, bank: Bank) -> None:
    for problem in list(bank.problems.values())[:4]:
        insist(ana, problem, wrong(problem), key())
        insist(ana, problem, right(problem), key())
    rows = query(
        fragile,
        "select problem_id, counted, status, score, max_score, hinted, decided_at,"
        " difficulty_mean, difficulty_variance, weight, verdict"
        " from verdicts order by seq",
    )
    state = LearnerState()
    for problem_id, counted, status, score, most, hinted, at, hard, unsure, weight, told in rows:
        card = next(p.card for i, p in bank.problems.items() if i == problem_id)
        before = state.problems.get(card.id, ProblemState())
        assert not hinted
        mark = failure_mark(Verdict.from_json(told))
        passed = status == "passed"
        evidence = evidence_of(counted, passed, score, most, before, weight=weight, mark=mark)
        if evidence is not None:
            card = replace(card, difficulty=hard, variance=unsure)
            state = update(state, card, evidence, at, top_bands(bank.cards))
    store = PostgresStore(database(fragile))
    try:
        stored = (await store.record(await store.learner(Person("learner")))).state
    finally:
        await store.close()
    assert stored.ability == state.ability
    assert (stored.wins, stored.losses, stored.recency) == (state.wins, state.losses, state.recency)
    assert dict(stored.skills) == dict(state.skills)
    assert dict(stored.problems) == dict(state.problems)


def test_ctrl_c_leaves_no_process_and_a_second_start_knows_everything(
    fragile: Product, ana: Visitor
) -> None:
    solved = ana.api("GET", "progress").json["solved"]
    passwords = fragile.passwords()
    below = fragile.pids(".")
    assert fragile.stop() == 0
    assert [p for p in below if Path(f"/proc/{p}").exists()] == []
    fragile.said = ""
    fragile.start()
    assert fragile.passwords() == passwords
    assert not any(p in fragile.said for p in passwords.values()), "shown once only"
    again = fragile.sign_in("learner")
    again.start_server()
    assert again.api("GET", "progress").json["solved"] == solved


def test_kill_9_of_the_launcher_leaves_nothing_that_blocks_the_next_start(
    fragile: Product,
) -> None:
    below = fragile.pids(".")
    assert fragile.process is not None
    fragile.process.kill()
    fragile.process.wait()
    fragile.process.stdout.close()  # type: ignore[union-attr]
    end = time.monotonic() + 30
    while time.monotonic() < end and any(Path(f"/proc/{p}").exists() for p in below):
        time.sleep(0.2)
    assert [p for p in below if Path(f"/proc/{p}").exists()] == []
    fragile.start()
