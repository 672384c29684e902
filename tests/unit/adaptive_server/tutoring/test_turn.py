"""A turn is allowed by the policy, kept with its question, and follows what was said before."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from adaptive_server.class_bodies import ClassTutorAsk
from adaptive_server.core.tutor_policy import TutorPolicy
from adaptive_server.errors import NotFound, TutorOff
from adaptive_server.help_port import Tutored
from adaptive_server.ports import HintShown, Person, TutorTurn
from adaptive_server.problems.bank import Bank
from adaptive_server.tutor_bodies import TurnAsk
from adaptive_server.tutor_port import Exchange, TutorPiece
from adaptive_server.tutoring.helped import exchanges
from adaptive_server.tutoring.parts import TURNS_AT_ONCE, Offer, Parts
from adaptive_server.tutoring.progress import problem_detail
from adaptive_server.tutoring.turn import conversation, turn
from adaptive_server.tutoring.tutor_policy import set_class_tutor
from support.tutored import CARD, RECORD, bank, problem
from tutor_labext.gemini.prompt import VERSION

from grader.verdict import LearnerFault

ADA = Person("ada")


class Store:
    """Remembers turns."""

    def __init__(self) -> None:
        self.kept = []

    async def learner(self, person):
        return "ada"

    async def turns(self, learner, problem_id, limit):
        return self.kept[-limit:]

    async def tutored(self, learner, problem_id, turns, draw, helps_under):
        newest, self.drawn = self.kept[-turns:], True
        return Tutored(RECORD.state, turns=newest, drawn=draw(), policy=self.policy)

    async def record(self, learner):
        return RECORD

    async def hints(self, learner, problem_id):
        return self.shown

    shown = ()
    drawn = False
    policy = TutorPolicy.FULL

    async def tutor_policy(self):
        return self.policy

    async def set_tutor_policy(self, instructor, policy):
        self.policy = policy

    async def keep_turns(self, learner, problem_id, version, turns, *, helped, event):
        self.kept += turns
        self.helped, self.event = helped, event


class Tutor:
    """Repeats what it was asked."""

    requests: list

    def __init__(self) -> None:
        self.requests = []

    async def stream(self, request):
        self.requests.append(request)
        yield TutorPiece("Look ", "gemini")
        yield TutorPiece(f"at {request.question or request.wish}.", "gemini")
        yield TutorPiece("", "gemini", "a-model", 30, 4)


def house(policy=TutorPolicy.FULL):
    return Parts(
        store=Store(),
        bank=bank(),
        grader=None,
        tutor=Tutor(),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        rng=random.Random(1),
        offer=Offer("", "sandbox", policy=policy),
    )


async def ask(parts, **what):
    pieces = [p async for p in turn(parts, ADA, TurnAsk(problem_id=CARD.id, **what))]
    assert pieces[-1].done
    return "".join(p.text for p in pieces)


async def test_question_and_answer_are_kept_with_model_and_tokens():
    parts = house()
    assert await ask(parts, question=" the loop ") == "Look at the loop."
    assert parts.store.kept == [
        TutorTurn("learner", "the loop", "learner"),
        TutorTurn("tutor", "Look at the loop.", "a-model", 30, 4),
    ]
    event = parts.store.event
    assert (event.wish, event.rung, event.source, event.model) == ("ask", 1, "gemini", "a-model")
    assert (event.tokens_in, event.tokens_out, event.first_ms) == (30, 4, 0.0)
    assert (event.gate, event.fault, event.prompt_version) == ("passed", "", VERSION)
    said = await conversation(parts, ADA, CARD.id)
    assert [(t.role, t.source) for t in said.turns] == [("learner", "learner"), ("tutor", "gemini")]


async def test_the_next_question_knows_what_was_said():
    parts = house()
    await ask(parts, question="one")
    await ask(parts, wish="check")
    assert parts.tutor.requests[-1].before == (Exchange("one", "Look at one.", "a-model"),)
    assert parts.store.kept[-2].text == "Check my understanding."


async def test_the_error_of_a_run_is_told_where_its_cell_is_sent_along():
    parts = house()
    fault = {"grade_id": "a", "name": "KeyError", "message": "'x'", "line": 2}
    await ask(parts, wish="explain_error", cells={"a": "x"}, fault=fault)
    await ask(parts, wish="explain_error", cells={"b": "x"}, fault=fault)
    first, second = (r.ran for r in parts.tutor.requests)
    assert first == LearnerFault("KeyError", "'x'", "a", 2)
    assert second is None


async def test_who_stops_listening_keeps_what_was_said():
    parts = house()
    pieces = turn(parts, ADA, TurnAsk(problem_id=CARD.id, question="one"))
    assert (await anext(pieces)).text == "Look "
    await pieces.aclose()
    assert [t.text for t in parts.store.kept] == ["one", "Look"]


class Crowded(Store):
    """Counts who is in the database at a time."""

    inside = most = 0

    async def _counted(self, work):
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0)
        self.inside -= 1
        return await work

    async def learner(self, person):
        return await self._counted(super().learner(person))

    async def tutored(self, *args):
        return await self._counted(super().tutored(*args))

    async def keep_turns(self, *args, **more):
        return await self._counted(super().keep_turns(*args, **more))


async def test_a_class_that_asks_at_once_leaves_the_database_to_others():
    parts = house()
    parts.store = Crowded()
    answers = await asyncio.gather(*(ask(parts, question=str(n)) for n in range(60)))
    assert answers == [f"Look at {n}." for n in range(60)]
    assert parts.store.most == TURNS_AT_ONCE
    assert len(parts.store.kept) == 120


async def test_why_is_answered_from_the_recommendation():
    parts = house()
    text = await ask(parts, wish="why")
    assert text.startswith("You have chosen this problem yourself. It practises: Branches.")
    assert parts.tutor.requests == []
    assert (parts.store.helped, parts.store.event) == (False, None)
    assert not parts.store.drawn, "it is no help, so no episode begins with it"


@pytest.mark.parametrize(
    ("policy", "wish", "allowed"),
    [
        (TutorPolicy.OFF, "explain_error", False),
        (TutorPolicy.HINTS, "explain_error", True),
        (TutorPolicy.HINTS, "ask", False),
        (TutorPolicy.FULL, "ask", True),
    ],
)
async def test_a_policy_allows_what_it_says(policy, wish, allowed):
    parts = house(policy)
    if allowed:
        assert await ask(parts, wish=wish, question="x")
    else:
        with pytest.raises(TutorOff):
            await ask(parts, wish=wish, question="x")
        assert parts.store.kept == []


OFF, HINTS, FULL = TutorPolicy


@pytest.mark.parametrize(
    ("operator", "course", "author", "counts"),
    [
        (FULL, HINTS, FULL, HINTS),
        (HINTS, FULL, FULL, HINTS),
        (FULL, HINTS, OFF, OFF),
        (OFF, FULL, HINTS, OFF),
        (FULL, FULL, FULL, FULL),
    ],
)
async def test_the_strictest_of_operator_instructor_and_author_counts(
    operator, course, author, counts
):
    parts = house(operator)
    parts.bank = Bank(parts.bank.graph, {CARD.id: replace(problem(), tutor=author)})
    told = await set_class_tutor(parts, ADA, ClassTutorAsk(policy=course.value))
    assert (told.policy, told.most) == (course, operator)
    assert (await problem_detail(parts, ADA, CARD.id)).tutor == counts
    assert (await conversation(parts, ADA, CARD.id)).policy == counts


async def test_an_answer_that_is_on_its_way_when_the_tutor_goes_off_comes_whole_and_is_kept():
    parts = house()
    pieces = turn(parts, ADA, TurnAsk(problem_id=CARD.id, question="the loop"))
    said = (await anext(pieces)).text
    parts.store.policy = TutorPolicy.OFF
    said += "".join([piece.text async for piece in pieces])
    assert said == parts.store.kept[-1].text == "Look at the loop."
    with pytest.raises(TutorOff):
        await ask(parts, question="and then?")


@pytest.mark.parametrize("policy", list(TutorPolicy))
async def test_a_problem_tells_the_policy_together_with_the_rest(policy):
    assert (await problem_detail(house(policy), ADA, CARD.id)).tutor == policy


async def test_a_problem_tells_the_hints_that_were_shown_each_once_in_order():
    parts, at = house(), datetime(2026, 1, 1, tzinfo=UTC)
    shown = [(2, "Then?"), (1, "Old words."), (1, "First?")]
    parts.store.shown = [HintShown(CARD.id, rung, at, text) for rung, text in shown]
    told = (await problem_detail(parts, ADA, CARD.id)).hints
    assert [(h.rung, h.text) for h in told] == [(1, "First?"), (2, "Then?")]


async def test_an_unknown_problem_is_not_found():
    with pytest.raises(NotFound):
        await conversation(house(), ADA, "no.such.problem")


def test_an_answer_without_its_question_is_kept_apart():
    turns = [
        TutorTurn("tutor", "a", ""),
        TutorTurn("learner", "q", ""),
        TutorTurn("tutor", "b", ""),
    ]
    assert exchanges(turns) == (Exchange("", "a"), Exchange("q", "b"))
