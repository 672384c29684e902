"""The authors' workshop: the gate on notebooks that somebody sent, and publishing."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from adaptive_server.adapters import schema
from adaptive_server.adapters.gate_process import GateProcess
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.author_bodies import DraftAsk, NotebookAsk, PreviewAsk
from adaptive_server.author_port import Checked
from adaptive_server.errors import BadRequest, CheckRunning, GraderAway, GraderUnavailable
from adaptive_server.ports import Person
from adaptive_server.problems.bank import Bank
from adaptive_server.problems.variants import COUNT
from adaptive_server.tutoring import workshop as use
from adaptive_server.tutoring.parts import Parts
from adaptive_server.tutoring.workshop import Workshop
from support.grader_server import GraderServer
from support.postgres_query import execute
from support.product import ROOT
from support.sample_problem import (
    Notebook,
    by_id,
    by_role,
    dumped,
    edit,
    header,
    program_problem,
    sample_problem,
)
from support.variant_problem import row, variant_problem

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

SKILLS = ROOT / "curriculum" / "skills.yaml"
ADA, BOB = Person("ada", instructor=True), Person("bob", instructor=True)


def ask(nb: Notebook) -> NotebookAsk:
    return NotebookAsk(notebook=dumped(nb).decode())


def shown(nb: Notebook, variant: int = 0) -> PreviewAsk:
    return PreviewAsk(notebook=dumped(nb).decode(), variant=variant)


async def found(gate: GateProcess, nb: Notebook, bank: Bank) -> Checked:
    said = [each async for each in gate.check(dumped(nb).decode(), bank)]
    assert isinstance(said[-1], Checked)
    return said[-1]


async def told(events: AsyncGenerator[tuple[str, Mapping[str, Any]], None]) -> Mapping[str, Any]:
    """The report at the end of a stream."""
    said = [event async for event in events]
    assert {name for name, _ in said[:-1]} <= {"step"}
    assert said[-1][0] == "done"
    return said[-1][1]


@pytest.fixture
def few(bank: Bank) -> Bank:
    """A few problems of the course: a database is quicker with them."""
    return Bank(bank.graph, dict(list(bank.problems.items())[:5]))


@pytest.fixture
def parts(store: PostgresStore, few: Bank) -> Parts:
    """Real store, real gate; no grader and no tutor, which authoring does not need."""
    made = Parts(store, few, *[None] * 5)  # type: ignore[arg-type]
    course = store.course(few)

    async def refresh() -> None:
        made.bank = await course.load()

    made.workshop = Workshop(
        GateProcess(SKILLS, lambda: "sandbox"), course, store.analysis(), {}, refresh
    )
    return made


async def test_a_version_is_published_once_and_everybody_gets_it(
    parts: Parts, store: PostgresStore, database_url: str, few: Bank
) -> None:
    elsewhere = store.course(few)
    await elsewhere.sync()
    nb = sample_problem()
    first = await told(use.publish(parts, ADA, ask(nb)))
    assert (first["errors"], first["published"]["version"]) == (0, 1)
    again = await told(use.publish(parts, ADA, ask(nb)))
    assert (again["published"]["version"], again["published"]["new"]) == (1, False)
    edit(by_id(nb, "statement"), "The night bus costs", "The last bus costs")
    assert (await told(use.check(parts, ADA, ask(nb))))["version"] == 2
    second = await told(use.publish(parts, BOB, ask(nb)))
    assert (second["published"]["version"], second["published"]["new"]) == (2, True)

    name = header(nb)["id"]
    assert await elsewhere.changed()
    for loaded in (parts.bank, await elsewhere.load(), await store.course(few).sync()):
        problem = loaded.problems[name]
        assert problem.card.version == 2
        assert "The last bus" in json.dumps(problem.release)
        assert "HIDDEN" not in json.dumps(problem.release)
        assert len(loaded.authored) == len(few.authored) + 1
        items = [p.card for p in loaded.problems.values() if p.card.parent == name]
        assert items
        assert {card.version // 100 for card in items} == {2}
    rows = execute(database_url, "SELECT action, subject, actor, details FROM audit ORDER BY seq")
    assert [(r[0], r[1]) for r in rows] == [
        ("problem_published", f"{name}/1"),
        ("problem_published", f"{name}/2"),
    ]
    assert rows[0][2] == str(await store.learner(ADA))
    assert rows[1][3]["replaces"] == 1
    retired = sa.select(schema.problems.c.retired_at).where(schema.problems.c.id == name)
    sql = str(retired.compile(compile_kwargs={"literal_binds": True}))
    assert execute(database_url, sql) == [(None,)]


async def test_problems_that_want_a_look_come_first(
    parts: Parts, store: PostgresStore, database_url: str, few: Bank
) -> None:
    await store.course(few).sync()
    first, *_, last = few.cards
    execute(
        database_url,
        "UPDATE item_state SET answers = 40, wins = 3, discrimination_mean = 0.2, "
        f"flag = 'tells little' WHERE problem_id = '{last.id}'",
    )
    found = (await use.items(parts)).items
    assert [i.problem_id for i in found] == [last.id, *(c.id for c in few.cards[:-1])]
    assert (found[0].wins, found[0].answers, found[0].flag) == (3, 40, "tells little")
    assert (found[1].answers, found[1].difficulty) == (0, first.difficulty)


async def test_what_falls_short_is_not_published(parts: Parts, database_url: str) -> None:
    nb = sample_problem()
    edit(by_id(nb, "answer"), "price / 2", "price / 3")
    report = await told(use.publish(parts, ADA, ask(nb)))
    assert report["published"] is None
    wrong = next(f for f in report["findings"] if f["check"] == "reference")
    assert wrong["cell_id"] == by_id(nb, wrong["cell"])["id"]
    header(nb)["section"] = "s99"
    assert parts.workshop
    author = await parts.store.learner(ADA)
    with pytest.raises(BadRequest):
        await parts.workshop.course.publish(dumped(nb).decode(), author)
    assert execute(database_url, "SELECT count(*) FROM published_problems") == [(0,)]


async def test_one_check_a_person_and_a_cancelled_one_makes_room(parts: Parts) -> None:
    nb = sample_problem()
    running = use.check(parts, ADA, ask(nb))
    assert (await anext(running))[0] == "step"
    with pytest.raises(CheckRunning):
        await anext(use.check(parts, ADA, ask(nb)))
    with pytest.raises(CheckRunning):
        await use.preview(parts, ADA, shown(nb))
    await running.aclose()
    preview = await use.preview(parts, ADA, shown(nb))
    assert preview.release
    roles = [c["metadata"]["pythonmastery"]["role"] for c in preview.release["cells"]]
    assert roles == ["statement", "solution", "test"]
    third = await use.preview(parts, ADA, shown(variant_problem(), 3))
    assert third.variants == COUNT
    assert f"costs {row(3)['base']} coins" in json.dumps(third.release)


async def test_a_draft_has_nothing_wrong_but_its_gaps(parts: Parts, bank: Bank) -> None:
    wanted = DraftAsk(title="  The   ferry ", entry_point="fare", skill="fn.return")
    parts.offer = type("Offer", (), {"course": "Python"})()  # type: ignore[assignment]
    draft = use.draft(parts, wanted)
    assert draft.slug == "the-ferry"
    assert parts.workshop
    checked = await found(parts.workshop.gate, draft.notebook, bank)  # type: ignore[arg-type]
    assert {p.finding.check for p in checked.found} == {"gap"}
    assert len({p.cell_id for p in checked.found}) == len(checked.found) == 12
    assert all(p.finding.line and p.finding.remedy for p in checked.found)


DEAF = """import signal
signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
while True:
    pass
"""
FORGED = """import json, os
said = json.dumps({"id": "s03.forged", "findings": "none", "release": "x" * 9}).encode()
for number in range(3, 64):
    try:
        os.write(number, len(said).to_bytes(4, "big") + said)
    except OSError:
        pass
os._exit(0)
"""
CURIOUS = """import os
known = ("PYTHONPATH", "PYTHONHASHSEED", "TMPDIR", "LANG", "LC_CTYPE")
left = [name for name in os.environ if name not in known]
try:
    left.append(open('/etc/passwd').read())
except OSError:
    pass
assert not left, left
"""


@pytest.mark.parametrize(
    ("test", "check"),
    [
        (DEAF, "run"),
        (FORGED, "run"),
        ("x = 'x' * (4 << 30)", "reference"),
        (CURIOUS, ""),
    ],
    ids=["deaf", "forged", "memory", "curious"],
)
async def test_a_hostile_notebook_is_a_finding_and_leaves_nothing(
    bank: Bank, test: str, check: str
) -> None:
    nb = sample_problem()
    cell = by_id(nb, "example")
    cell["source"] = f"# The example\n{test}\nassert fare(30, 2) == 4\n"
    began = time.monotonic()
    longest_s = 5 if test == DEAF else 60
    gate = GateProcess(SKILLS, lambda: "sandbox", longest_s=longest_s)
    checked = await found(gate, nb, bank)
    assert time.monotonic() - began < 90
    checks = {p.finding.check for p in checked.found if p.finding.level == "error"}
    assert check in checks if check else not checks, checked.found
    assert not any("Traceback" in p.finding.message for p in checked.found)


ENDLESS = "sum(iter(int, 1))\n"
"""One operation in C that hears no signal."""


def quick(nb: Notebook) -> Notebook:
    """Return a notebook that gives little time: nobody waits long for what never ends."""
    header(nb)["limits"]["seconds"] = 0.5
    return nb


@pytest.mark.parametrize("beside", [False, True], ids=["here", "beside"])
async def test_code_that_never_ends_is_found_with_its_cell(bank: Bank, beside: bool) -> None:
    nb = quick(sample_problem())
    edit(by_id(nb, "children"), "assert fare(11", f"{ENDLESS}assert fare(11")
    nb["cells"].append({"cell_type": "markdown", "id": "aside", "metadata": {}, "source": "Aside."})
    with GraderServer() if beside else contextlib.nullcontext() as server:
        gate = GateProcess(SKILLS, lambda: "sandbox", socket=server.socket if server else "")
        (told,) = [p for p in (await found(gate, nb, bank)).found if p.finding.check == "run"]
        assert (told.finding.cell, told.cell_id) == ("children", by_id(nb, "children")["id"])

        nb = quick(program_problem())
        edit(by_role(nb, "given")[0], "cups = 4", "while True:\n    pass\ncups = 4")
        messages = [p.finding.message for p in (await found(gate, nb, bank)).found]
        name = by_role(nb, "given")[0]["metadata"]["nbgrader"]["grade_id"]
        assert any(f"cell {name}: it does not end in time" in m for m in messages), messages

        nb = quick(program_problem())
        edit(by_role(nb, "given")[0], "cups = 4", f"{ENDLESS}cups = 4")
        (told,) = [p for p in (await found(gate, nb, bank)).found if p.finding.check == "run"]
        assert (told.finding.cell, told.cell_id) == (name, by_role(nb, "given")[0]["id"])


async def test_without_walls_nothing_is_checked(bank: Bank) -> None:
    gate = GateProcess(SKILLS, lambda: "unavailable")
    with pytest.raises(GraderUnavailable):
        await found(gate, sample_problem(), bank)
    with pytest.raises(GraderUnavailable):
        await asyncio.wait_for(gate.release("{}"), 30)


WHERE = """import os
assert False, f'parent {os.getppid()}'
"""


async def test_with_a_grader_beside_the_service_what_was_sent_runs_there_only(bank: Bank) -> None:
    with GraderServer() as server:
        gate = GateProcess(SKILLS, lambda: "sandbox", longest_s=60, socket=server.socket)
        said = []
        for test in (WHERE, FORGED):
            nb = sample_problem()
            by_id(nb, "example")["source"] = f"# The example\n{test}\nassert fare(30, 2) == 4\n"
            checked = await found(gate, nb, bank)
            said += [p.finding.message for p in checked.found if p.finding.check != "duplicate"]
        assert any(f"parent {server.pid}" in message for message in said), said
        assert said[-1] == "the checks ended before they were done"
        assert (await gate.release(dumped(sample_problem()).decode())).release
    with pytest.raises(GraderAway):
        await found(gate, sample_problem(), bank)
