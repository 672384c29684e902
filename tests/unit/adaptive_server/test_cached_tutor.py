"""Buttons' answers are worded once for equal steps, in each learner's own names."""

import asyncio

import pytest
from adaptive_server.adapters.cached_tutor import CachedTutor, code_shape
from adaptive_server.adapters.pace import Pace
from adaptive_server.tutor_port import HintRequest, TutorPiece
from support.tutored import CELL, problem, verdict

from grader.verdict import LearnerFault

MINE = {CELL: "def total_price(price, count):\n    cost = price * count\n    return cost\n"}
THEIRS = {CELL: "def total_price(p, n):\n    x = p * n\n    return x\n"}


class Tutor:
    """Counts how often it is asked; waits for `go`."""

    def __init__(self, source="gemini", text="When does `cost` change? ") -> None:
        self.asked, self.source, self.text = 0, source, text
        self.go = asyncio.Event()
        self.go.set()

    async def stream(self, request):
        self.asked += 1
        await self.go.wait()
        yield TutorPiece(self.text, self.source)
        yield TutorPiece("", self.source, "m", 5, 5)


def request(cells=MINE, **change):
    return HintRequest(problem(), 1, cells, verdict(False, False), **change)


async def told(tutor, asked):
    pieces = [p async for p in tutor.stream(asked)]
    return "".join(p.text for p in pieces), {p.source for p in pieces}


async def test_the_same_step_is_worded_once_in_each_learners_names():
    inner = Tutor()
    tutor = CachedTutor(inner, "m")
    await told(tutor, request())
    assert await told(tutor, request(THEIRS)) == ("When does `x` change? ", {"cache"})
    assert inner.asked == 1


async def test_code_of_ones_own_comment_is_not_told_to_another_learner():
    inner = Tutor(text="Your note says `price - count`. Is that so? ")
    tutor = CachedTutor(inner, "m")
    noted = {CELL: MINE[CELL].replace("cost\n", "cost  # price - count\n")}
    await told(tutor, request(noted))
    await told(tutor, request())
    assert inner.asked == 2


async def test_what_a_learner_wrote_besides_names_is_told_to_nobody_else():
    noted = {CELL: MINE[CELL].replace("    cost", "    # Marie of 7b\n    cost", 1)}
    inner = Tutor(text="Marie of 7b, when does it change?")
    tutor = CachedTutor(inner, "m")
    await told(tutor, request(noted))
    await told(tutor, request(THEIRS))
    assert inner.asked == 2
    assert (await told(tutor, request(noted)))[1] == {"cache"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("When does `maries_cost` change?", True),
        ("When does maries_cost change?", False),
        ("Look:\n\n```python\nprint(maries_cost)\n```\n", False),
        ("What is the price of all?", True),
    ],
)
async def test_an_answer_that_says_a_learners_own_name_in_other_places_is_not_kept(text, kept):
    mine = {CELL: MINE[CELL].replace("cost", "maries_cost")}
    inner = Tutor(text=text)
    tutor = CachedTutor(inner, "m")
    await told(tutor, request(mine))
    again, _ = await told(tutor, request(THEIRS))
    assert inner.asked == (1 if kept else 2)
    assert not kept or "maries" not in f"{again}{list(tutor._kept.values())}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("import math", "import random"),
        ("x = 1\ny = x", "x = 1\n\n\ny = x"),
        ("x = 1 # a", "x = 1"),
    ],
)
def test_codes_of_which_other_things_may_be_told_have_other_shapes(one, other):
    assert code_shape(one)[0] != code_shape(other)[0]


async def test_equal_questions_at_the_same_time_wait_for_one_answer():
    inner = Tutor()
    inner.go.clear()
    tutor = CachedTutor(inner, "m")
    both = [asyncio.create_task(told(tutor, request())) for _ in range(5)]
    await asyncio.sleep(0)
    inner.go.set()
    answers = await asyncio.gather(*both)
    assert inner.asked == 1
    assert len({text for text, _ in answers}) == 1


async def test_who_has_had_the_kept_answer_waits_with_others_for_one_new_answer():
    inner = Tutor()
    tutor = CachedTutor(inner, "m")
    had, _ = await told(tutor, request())
    inner.text = "Which line sets `cost`? "
    answers = await asyncio.gather(*(told(tutor, request(shown=(had,))) for _ in range(5)))
    assert inner.asked == 2
    assert {text for text, _ in answers} == {inner.text}


async def test_another_step_a_question_and_offline_words_are_not_taken_from_it():
    inner = Tutor()
    tutor = CachedTutor(inner, "m")
    await told(tutor, request())
    await told(tutor, request({CELL: MINE[CELL].replace("*", "+")}))
    await told(tutor, request(question="why?", wish="ask"))
    assert inner.asked == 3
    await told(tutor, request(mastery=(("Branches", 0.9),)))
    assert inner.asked == 4, "who has mastered more is told otherwise"
    offline = Tutor("offline")
    tutor = CachedTutor(offline, "m")
    await told(tutor, request())
    await told(tutor, request())
    assert offline.asked == 2


async def test_who_has_mastered_as_much_on_the_whole_takes_the_same_step():
    """A problem has about five skills: each for itself would make nearly everyone a step apart."""
    inner = Tutor()
    tutor = CachedTutor(inner, "m")
    skills = ("Branches", "Loops", "Lists", "Names", "Calls")
    for known in ((0.1, 0.9, 0.5, 0.4, 0.6), (0.6, 0.5, 0.4, 0.6, 0.4)):
        await told(tutor, request(mastery=tuple(zip(skills, known, strict=True))))
    assert inner.asked == 1


async def test_who_waits_for_an_answer_that_was_broken_off_gets_one():
    inner = Tutor()
    tutor = CachedTutor(inner, "m")
    first = tutor.stream(request())
    await anext(first)
    second = asyncio.create_task(told(tutor, request()))
    await asyncio.sleep(0)
    await first.aclose()
    assert (await second)[1] == {"gemini"}


def test_a_quick_learner_is_slowed_down_and_nobody_else():
    pace = Pace(per_minute=4, burst=3)
    assert [pace.allows("a") for _ in range(5)] == [True, True, True, False, False]
    assert pace.allows("b")


async def test_different_errors_of_equal_code_are_different_steps():
    inner = Tutor()
    tutor = CachedTutor(inner, "m")
    for name in ("KeyError", "TypeError", "KeyError"):
        await told(tutor, request(wish="explain_error", ran=LearnerFault(name, "", CELL, 2)))
    assert inner.asked == 2
