"""Variants with the real judge and store: each learner is graded on their own."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from adaptive_server.adapters.grader import PoolGrader
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.postgres_regrades import PostgresRegrades
from adaptive_server.adapters.problem_notebooks import make_problem
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.bodies import SubmissionRequest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.ports import Person
from adaptive_server.problems.bank import Bank
from adaptive_server.problems.format import parse_file
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.regrade import regrade
from adaptive_server.tutoring.submit import problem_for, submit
from support.mastery_command import mastery
from support.postgres_bank import NAMES, choose, small_bank
from support.postgres_query import execute
from support.sample_problem import by_role, dumped, edit, parsed
from support.sample_skills import skills_file
from support.variant_problem import variant_problem

from grader.pool import GraderPool

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


def bank_of_variants() -> Bank:
    problem = parsed(variant_problem()).problem
    assert problem is not None
    made = make_problem(replace(problem, section="basics", lesson="first"))
    card = replace(made.card, skills=(NAMES,))
    return Bank(small_bank().graph, {card.id: replace(made, card=card)})


async def test_each_learner_is_graded_on_their_own_variant_and_it_is_kept(
    store: PostgresStore, database_url: str
) -> None:
    bank = bank_of_variants()
    (name,) = bank.problems
    await store.sync_curriculum(bank)
    pool = GraderPool(1)
    await pool.start()
    grader = PoolGrader(pool)
    clock = lambda: datetime.now(UTC)  # noqa: E731
    rng, offer = random.Random(4), Offer("Python", "sandbox")
    house = Parts(store, bank, grader, OfflineTutor(), clock, rng, offer)
    people = [Person(f"learner-{n}") for n in range(6)]
    theirs = {who: await problem_for(house, who, name) for who in people}
    ada = people[0]
    bob = next(w for w in people if theirs[w].references[0] != theirs[ada].references[0])

    async def hand_in(who: Person, source: str) -> str:
        ask = SubmissionRequest(problem_id=name, version=1, cells={"answer": source})
        return str((await submit(house, who, ask))["status"])

    other = f"# variant {theirs[bob].variant}\n{theirs[bob].references[0]}"
    assert await hand_in(ada, other) == "failed", "what a file says of itself changes nothing"
    assert await hand_in(ada, theirs[ada].references[0]) == "passed"
    assert await hand_in(bob, theirs[bob].references[0]) == "passed"
    kept = execute(database_url, "SELECT variant FROM submissions ORDER BY seq")
    assert [r[0] for r in kept] == [theirs[w].variant for w in (ada, ada, bob)]
    rows = execute(
        database_url, "SELECT variant, attempts, solved_by FROM variant_statistics ORDER BY 1"
    )
    wanted = {(theirs[ada].variant, 2, 1), (theirs[bob].variant, 1, 1)}
    assert {tuple(r) for r in rows} == wanted
    (version,) = await store.analysis().answers(name)
    first = [(a.variant, a.solved_first) for a in version.answered]
    assert first == [(theirs[ada].variant, False), (theirs[bob].variant, True)]

    assert (await problem_for(house, ada, name)) == theirs[ada], "solved, and still the same"
    await store.recommend(await store.learner(ada), choose(name))
    again = await problem_for(house, ada, name)
    assert again.variant == (theirs[ada].variant + 1) % 20, "it came back, with other values"

    regrades = PostgresRegrades(database_url)
    mended = Bank(bank.graph, {name: replace(bank.problems[name], content_hash="mended")})
    done = [x.outcome async for x in regrade(regrades, grader, mended, name)]
    assert done == ["same", "same", "same"], "each is graded again on the variant it was made for"
    await regrades.close()
    await pool.close()


def test_the_gate_compares_values_with_the_generator_and_tries_each_variant() -> None:
    with JudgeRunner() as runner:
        assert check_problem(parsed(variant_problem()), skills_file(), runner) == []
        stale = variant_problem()
        edit(by_role(stale, "generator")[0], "seed % 7", "seed % 6")
        found = check_problem(parsed(stale), skills_file(), runner)
        assert [f.message for f in found] == [
            "the values are not what generate(0), generate(1) … give"
        ]
        for line, told in (("while True: pass", "did not finish"), ("1 / 0", "ZeroDivisionError")):
            broken = variant_problem()
            edit(by_role(broken, "generator")[0], "(seed):", f"(seed):\n    {line}")
            found = check_problem(parsed(broken), skills_file(), runner)
            assert [(f.cell, told in f.message) for f in found] == [("generator", True)], found
        wrong = variant_problem()
        edit(by_role(wrong, "values")[0], "'half': 3.0", "'half': 9.0")
        found = check_problem(parsed(wrong), skills_file(), runner)
        assert any("in variant 2: the reference fails this test" in f.message for f in found)


def test_the_command_writes_the_values(tmp_path: Path) -> None:
    stale = variant_problem()
    by_role(stale, "values")[0]["source"] = "[]"
    file = tmp_path / "problem.ipynb"
    file.write_bytes(dumped(stale))
    done = mastery("curriculum", "variants", str(file))
    assert (done.returncode, done.stdout) == (0, f"{file}: 20 variants\n")
    written = parsed(variant_problem()).problem
    again = parse_file(file).problem
    assert written is not None
    assert again is not None
    assert again.values == written.values
