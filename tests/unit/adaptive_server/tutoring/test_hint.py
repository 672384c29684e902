"""The ladder as a learner meets it: a hint too soon is the last one again and counts once."""

import random
from datetime import UTC, datetime, timedelta

from adaptive_server.core.tutor_policy import TutorPolicy
from adaptive_server.help_port import Tutored
from adaptive_server.ports import HintShown, Person
from adaptive_server.tutor_bodies import HintAsk
from adaptive_server.tutor_port import TutorPiece
from adaptive_server.tutoring.hint import hint
from adaptive_server.tutoring.parts import Offer, Parts
from support.tutored import CARD, RECORD, bank

from grader.verdict import LearnerFault

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


class Store:
    """Remembers hints."""

    def __init__(self) -> None:
        self.shown = []

    async def learner(self, person):
        return "ada"

    async def tutored(self, learner, problem_id, turns, draw, helps_under):
        shown = tuple(self.shown)
        return Tutored(RECORD.state, hints=shown, drawn=draw(), policy=TutorPolicy.HINTS)

    async def show_hint(self, learner, problem_id, version, kept, source, event):
        self.shown.append(kept)
        assert event.rung == kept.rung


class Tutor:
    """Says which rung it was asked for, and keeps what it was told of a run."""

    ran = None

    async def stream(self, request):
        self.ran = request.ran
        yield TutorPiece(f"rung {request.rung}")


async def ask(store, at, tutor=None, **what):
    house = Parts(
        store=store,
        bank=bank(),
        grader=None,
        tutor=tutor or Tutor(),
        clock=lambda: at,
        rng=random.Random(1),
        offer=Offer("", "sandbox"),
    )
    pieces = [p async for p in hint(house, Person("ada"), HintAsk(problem_id=CARD.id, **what))]
    assert pieces[-1].done
    return "".join(p.text for p in pieces), pieces[-1].permit.wait_s


async def test_asking_again_too_soon_gives_the_same_hint_and_counts_once():
    store = Store()
    assert await ask(store, NOON) == ("rung 1", 0)
    text, wait_s = await ask(store, NOON + timedelta(seconds=30))
    assert (text, wait_s) == ("rung 1", 150)
    assert len(store.shown) == 1
    assert (await ask(store, NOON + timedelta(seconds=200)))[0] == "rung 2"
    assert [h.rung for h in store.shown] == [1, 2]


async def test_code_that_stops_now_gets_a_hint_of_its_own_though_the_next_rung_is_closed():
    store = Store()
    store.shown = [HintShown(CARD.id, 1, NOON, "of the code before")]
    soon, fault = NOON + timedelta(seconds=1), {"grade_id": "a", "name": "KeyError", "line": 1}
    assert (await ask(store, soon, cells={"a": "if x = 1:"}))[0] == "rung 1"
    assert (await ask(store, soon, cells={"a": "x"}, fault=fault))[0] == "rung 1"
    assert (await ask(store, soon, cells={"a": "x"}))[0] == store.shown[-1].text
    assert {h.rung for h in store.shown} == {1}


async def test_the_newest_of_the_hints_is_repeated():
    store = Store()
    store.shown = [HintShown(CARD.id, 1, NOON, "old"), HintShown(CARD.id, 2, NOON, "new")]
    assert (await ask(store, NOON + timedelta(seconds=1)))[0] == "new"


async def test_the_error_of_a_run_is_told_to_who_words_the_hint():
    tutor, fault = Tutor(), {"grade_id": "a", "name": "KeyError", "message": "'x'", "line": 2}
    await ask(Store(), NOON, tutor, cells={"a": "x"}, fault=fault)
    assert tutor.ran == LearnerFault("KeyError", "'x'", "a", 2)
    await ask(Store(), NOON, tutor, cells={"b": "x"}, fault=fault)
    assert tutor.ran is None
