"""From a failed attempt to a question at the learner's own line: real grader, tutor and gate."""

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.core.styles import Drawn, Style
from adaptive_server.help_port import Tutored
from adaptive_server.ports import HintShown, Person
from adaptive_server.tutor_bodies import HintAsk, TurnAsk
from adaptive_server.tutor_port import TutorPiece
from adaptive_server.tutoring.hint import hint
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.turn import turn
from support.tutored import BUNDLE, CARD, CELL, RECORD, bank

from grader.bundle import Submission

pytest_plugins = ["support.pool_grading"]
pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
ADA = Person("ada")
LATE = """def total_price(price, count):
    total = 0
    for piece in range(count - 1):
        total = total + price
    if count >= 10:
        total = total * 0.9
    return total
"""


ASKED = HintAsk(problem_id=CARD.id, cells={CELL: LATE})


class Notes:
    """What a learner did, in memory: a stand-in for the store."""

    def __init__(self, verdict):
        self.verdict, self.shown, self.said = verdict, [], []
        self.style = Style.USUAL

    async def learner(self, person):
        return "ada"

    async def tutored(self, learner, problem_id, turns, draw, helps_under):
        last = self.verdict, datetime(2026, 1, 1, tzinfo=UTC)
        said = self.said[-turns:] if turns else ()
        return Tutored(RECORD.state, tuple(self.shown), said, last, Drawn(self.style))

    async def show_hint(self, learner, problem_id, version, kept, source, event):
        self.shown.append(kept)

    async def keep_turns(self, learner, problem_id, version, turns, *, helped, event):
        self.said += turns


async def house(grader, code):
    verdict = await grader.grade(BUNDLE, Submission({CELL: code}), "ada")
    return Parts(
        store=Notes(verdict),
        bank=bank(),
        grader=grader,
        tutor=OfflineTutor(),
        clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC),
        rng=random.Random(1),
        offer=Offer("", "sandbox"),
    )


async def ask(parts, code=LATE, **what):
    body = TurnAsk(problem_id=CARD.id, cells={CELL: code}, **what)
    return "".join([p.text async for p in turn(parts, ADA, body)])


async def test_at_the_second_rung_the_own_run_is_asked_about_at_the_line_that_is_wrong(grader):
    parts = await house(grader, LATE)
    noon = parts.clock()
    parts.store.shown = [HintShown(CARD.id, 1, noon - timedelta(hours=1), "Read it once more.")]
    text = "".join([p.text async for p in hint(parts, ADA, ASKED)])
    assert text == (
        "Here is your own code at work in the check “few”:\n\n"
        "- line 1: it starts with `price` = `3`, `count` = `2`\n- line 2: `total` becomes `0`\n\n"
        "What is `piece` right after line 3 has run?"
    )
    answered = await ask(parts, question="0")
    assert answered.startswith("Yes, that is what your code does: `piece` is `0` after line 3.")
    assert answered.endswith("What is `total` right after line 4 has run?")
    assert "makes the difference?" in await ask(parts, question="I expect 6")
    again = await ask(parts, wish="hint")
    assert "**line 3** stands out" in again or "does not pass yet" in again
    assert "count + 1" not in again


async def test_a_hint_does_not_say_what_the_chat_has_said(grader):
    parts = await house(grader, LATE)
    said = await ask(parts, wish="hint")
    assert said.startswith("The check “few”")
    assert "".join([p.text async for p in hint(parts, ADA, ASKED)]) != said


class Model:
    """A stand-in for a model, which waits for no closer look."""

    async def stream(self, request):
        yield TutorPiece("What is `count` there?", "gemini")
        self.asked = request


async def test_the_look_that_a_model_was_not_kept_waiting_for_is_there_at_the_next_question(grader):
    parts = await house(grader, LATE)
    parts.tutor = Model()
    await ask(parts, question="Why?")
    assert parts.tutor.asked.study.steps == ()
    await asyncio.gather(*parts.looking.values())
    await ask(parts, question="And now?")
    assert parts.tutor.asked.study.steps
    assert parts.tutor.asked.looking is None


async def test_the_suspect_line_comes_as_a_question_and_the_edit_nowhere(grader):
    code = "def total_price(price, count):\n    part = 0.9 if count > 10 else 1\n"
    code += "    return round(price * count * part, 2)\n"
    parts = await house(grader, code)
    parts.store.shown = [HintShown(CARD.id, 2, parts.clock() - timedelta(hours=1), "a")]
    said = [await ask(parts, code, wish="hint") for _ in range(3)]
    assert any("**line 2** stands out. It compares values." in text for text in said)
    assert not any(">=" in text for text in said)


async def test_check_my_understanding_begins_at_the_first_value_and_shows_none_ahead(grader):
    parts = await house(grader, LATE)
    text = await ask(parts, wish="check")
    assert text.endswith("What is `total` right after line 2 has run?")
    assert (await ask(parts, question="`0`")).startswith("Yes")
    assert "what the checks of this problem say" in await ask(
        parts, question="why do loops exist at all"
    )


@pytest.mark.parametrize("wish", ["ask", "explain_error"])
async def test_an_error_of_code_that_was_never_run_nor_handed_in_is_explained(grader, wish):
    parts = await house(grader, LATE)
    code = LATE.replace("+ price", "+ pirce")
    said = await ask(parts, code, wish=wish, question="why?" if wish == "ask" else "")
    assert "**Line 4:**" in said
    assert "`price`" in said
    assert "No hand-in" not in said


async def test_code_that_does_not_run_gets_its_usual_help(grader):
    parts = await house(grader, LATE)
    assert "**Line 1:**" in await ask(parts, "def total_price(price, count)\n", wish="check")


@pytest.mark.parametrize(
    ("style", "first"),
    [
        (Style.USUAL, "The check “few” does not pass yet."),
        (Style.QUESTION, "Before I say more about the check “few”, work its example out by hand"),
        (Style.TRACE, "Here is your own code at work in the check “few”:"),
        (Style.CONTRAST, "In the check “few” two things stand side by side: `"),
    ],
)
async def test_a_style_decides_what_comes_first(grader, style, first):
    parts = await house(grader, LATE)
    parts.store.style = style
    text = "".join([p.text async for p in hint(parts, ADA, ASKED)])
    assert text.startswith(first)
    assert text.count("?") == 1
