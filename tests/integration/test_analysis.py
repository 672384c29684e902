"""Before and after publishing, as an author asks: what changes, for whom, and what answers say."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from adaptive_server.adapters.grader import PoolGrader
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.author_bodies import NotebookAsk
from adaptive_server.bodies import SubmissionRequest
from adaptive_server.core.item_analysis import FEW
from adaptive_server.errors import BadRequest, CheckRunning, NotFound
from adaptive_server.ports import Person
from adaptive_server.problems.bank import Bank
from adaptive_server.regrade_bodies import RegradeAsk
from adaptive_server.tutoring import analysis as use
from adaptive_server.tutoring import regrade_jobs
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.submit import submit
from adaptive_server.tutoring.workshop import Workshop
from support.postgres_query import execute
from support.product import ROOT
from support.sample_problem import Notebook, by_id, dumped, edit, header, sample_problem

from grader.pool import GraderPool

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

TEACHER = Person("tea", instructor=True)
FORGOT = "def fare(age, zones):\n    # I am learner number %d\n    return 2 + zones\n"


@pytest.fixture
async def parts(store: PostgresStore, bank: Bank) -> AsyncIterator[Parts]:
    """Real store and grader, and a course with the sample problem in it, published."""
    few = Bank(bank.graph, dict(list(bank.problems.items())[:3]))
    course = store.course(few, ROOT / "curriculum")
    pool = GraderPool(1)
    await pool.start()
    made = Parts(
        store,
        few,
        PoolGrader(pool),
        OfflineTutor(),
        lambda: datetime.now(UTC),
        random.Random(4),
        Offer("Python", "sandbox"),
    )

    async def refresh() -> None:
        made.bank = await course.load()

    made.workshop = Workshop(None, course, store.analysis(), {}, refresh)  # type: ignore[arg-type]
    await course.sync()
    await publish(made, sample_problem())
    yield made
    await pool.close()


async def test_the_notebook_that_learners_have_can_be_gone_on_with(parts: Parts) -> None:
    nb = sample_problem()
    got = await use.published(parts, header(nb)["id"])
    assert (got.slug, got.notebook["cells"]) == (header(nb)["id"].split(".")[-1], nb["cells"])
    own = next(p.card for p in parts.bank.problems.values() if p.card.id != header(nb)["id"])
    from_course = await use.published(parts, own.id)
    assert from_course.notebook["metadata"]["pythonmastery"]["version"] == own.version
    with pytest.raises(NotFound):
        await use.published(parts, "s99.none.none")


async def publish(parts: Parts, nb: Notebook) -> None:
    assert parts.workshop
    author = await parts.store.learner(TEACHER)
    await parts.workshop.course.publish(dumped(nb).decode(), author)
    await parts.workshop.refresh()


def ask(nb: Notebook) -> NotebookAsk:
    return NotebookAsk(notebook=dumped(nb).decode())


async def hand_in(parts: Parts, who: Person, source: str) -> dict[str, Any]:
    name = header(sample_problem())["id"]
    wanted = SubmissionRequest(problem_id=name, version=1, cells={"answer": source})
    return dict(await submit(parts, who, wanted))


async def test_answers_become_figures_probes_and_a_reason_to_grade_again(
    parts: Parts, database_url: str
) -> None:
    nb = sample_problem()
    name, right = header(nb)["id"], "".join(by_id(nb, "answer")["source"])
    assert (await use.item(parts, name)).versions == []
    for number in range(FEW):
        source = FORGOT % number if number < 4 else right
        await hand_in(parts, Person(f"learner-{number}"), source)
    told = await use.item(parts, name)
    (version,) = told.versions
    assert (version.version, version.learners) == (1, FEW)
    assert version.first_try
    assert version.first_try.value == 0.6
    assert version.gave_up
    assert version.gave_up.value == 0
    assert version.discrimination is None, "no calibration yet"
    (mistake,) = told.mistakes
    assert (mistake.learners, mistake.fails) == (4, ["A child's ticket", "More and fewer zones"])
    assert "number" not in mistake.probe
    assert "return 2 + zones" in mistake.probe
    await hand_in(parts, TEACHER, FORGOT % 99)
    assert (await use.item(parts, name)).versions[0].learners == FEW, "who teaches is left out"

    # A test is changed: whom does it reach, and which answers may be graded again?
    edit(by_id(nb, "children"), "At 11 the trip is half", "A child's trip is half")
    compared = await use.compared(parts, TEACHER, ask(nb))
    assert (compared.version, compared.answers) == (1, FEW + 1)
    assert [(c.name, c.change) for c in compared.cells] == [("children", "changed")]
    (main,) = compared.courses
    assert (main.learners, main.solved, main.failed) == (FEW, 6, 4)
    assert (await regrade_jobs.outdated(parts)).answers == []
    await publish(parts, nb)
    (old,) = (await regrade_jobs.outdated(parts)).answers
    assert (old.problem_id, old.version, old.answers) == (name, 1, FEW + 1)
    wanted = RegradeAsk(problem_id=name, version=1)
    job = await regrade_jobs.ask(parts, TEACHER, wanted)
    assert job.total == old.answers
    assert await regrade_jobs.carry_on(parts)
    assert (await regrade_jobs.outdated(parts)).answers == []
    assert execute(database_url, "SELECT count(*) FROM replaced_verdicts") == [(0,)]


async def test_a_problem_of_the_folder_is_compared_with_its_file(parts: Parts) -> None:
    card = next(iter(parts.bank.cards))
    assert parts.workshop
    text = await parts.workshop.course.notebook(card.id, card.version)
    assert text
    same = await use.compared(parts, TEACHER, NotebookAsk(notebook=text))
    assert (same.version, same.cells, same.facts) == (card.version, [], [])
    for broken in ("{", "{}", '{"metadata": []}'):
        with pytest.raises(BadRequest):
            await use.compared(parts, TEACHER, NotebookAsk(notebook=broken))
    with pytest.raises(NotFound):
        await use.item(parts, "none")


async def test_a_draft_is_tried_at_every_mastery_of_its_skills(parts: Parts) -> None:
    tried = await use.trial(parts, TEACHER, ask(sample_problem()))
    assert [level.mastery for level in tried.levels] == list(use.LEVELS)
    assert all(level.reason for level in tried.levels)
    predicted = [level.predicted for level in tried.levels]
    assert predicted == sorted(predicted), "who knows more solves it more often"
    assert max(level.chance for level in tried.levels) > 0.5
    with pytest.raises(BadRequest):
        await use.trial(parts, TEACHER, NotebookAsk(notebook="{}"))


async def test_one_notebook_of_a_person_is_read_at_a_time(parts: Parts) -> None:
    assert parts.workshop
    parts.workshop.running.add(TEACHER.name)
    for read in (use.compared, use.trial):
        with pytest.raises(CheckRunning):
            await read(parts, TEACHER, ask(sample_problem()))
    parts.workshop.running.clear()
    assert (await use.trial(parts, TEACHER, ask(sample_problem()))).levels
    assert parts.workshop.running == set()
