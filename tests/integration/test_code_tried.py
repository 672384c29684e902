"""What an answer says to write is tried on the learner's program before it is shown."""

import asyncio
import time
from contextlib import aclosing
from datetime import UTC, datetime
from random import Random

import pytest
from adaptive_server.adapters.gemini_tutor import GeminiTutor
from adaptive_server.adapters.pace import Pace
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.errors import GraderBusy
from adaptive_server.tutor_port import HintRequest
from support.tutored import CELL, REFERENCE, problem, verdict
from tutor_labext import refusal_texts
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Options

pytest_plugins = ["support.pool_grading"]
pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


class Google:
    """Says its text, sentence by sentence."""

    options = Options("a-key-of-the-tests")
    text = ""

    async def ask(self, prompt, usage):
        for part in self.text.split(" "):
            yield part + " "


def request(**change):
    given = {"problem": problem(), "rung": 1, "cells": {}, "verdict": verdict(False, False)}
    return HintRequest(**(given | {"learner": "ada"} | change))


@pytest.fixture
def tutor(grader):
    clock = lambda: datetime.now(UTC)  # noqa: E731
    plenty, pace = Budget(Limits(10**9, 10**6, 10**9)), Pace(10**6, 10**6)
    return GeminiTutor(Google(), plenty, OfflineTutor(), grader, clock, Random(1), pace=pace)


async def told(tutor, asked):
    async with aclosing(tutor.stream(asked)) as pieces:
        found = [p async for p in pieces]
    return "".join(p.text for p in found).rstrip(), [p.source for p in found if p.text.strip()]


NEARLY = {CELL: REFERENCE.replace(">= 10", "> 10")}


@pytest.mark.parametrize(
    "said",
    [
        "Try `discount = 1 - (count > 9) / 10` there.",
        "It should be `not count < 10` where you compare.",
        "Write `>=` there.",
    ],
)
async def test_what_mends_the_learners_program_is_stopped_in_whatever_words(said, tutor):
    tutor.gemini.text = f"Look at line 2. {said} Do you see?"
    text, _ = await told(tutor, request(cells=NEARLY))
    assert said not in text
    assert refusal_texts.TOO_MUCH in text


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ("Begin with `cut = price * count`.", {}),
        ("```python\nif count >= 12:\n    price = price - 1\n```", NEARLY),
        ("```js\nlet whole = price * count;\n```", {}),
        ("| line | code |\n|---|---|\n| 1 | price * count |", {}),
        ("For cars: `rate = 0.9 if wheels >= 10 else 1`.", NEARLY),
        ("```python\n# cut = count > 9\n```", {}),
    ],
)
async def test_new_code_about_the_task_is_not_shown_be_it_right_or_a_part(said, cells, tutor):
    class FindsNothing:
        async def one_passes(self, *given):
            return False

    tutor.grader = FindsNothing()
    tutor.gemini.text = f"Let us see.\n\n{said}\n\nDo you see?"
    text, _ = await told(tutor, request(cells=cells))
    assert said not in text
    assert refusal_texts.TOO_MUCH in text


async def test_an_example_about_other_things_and_a_quote_of_ones_own_pass(tutor):
    tutor.gemini.text = (
        "You wrote `count > 10`. An example:\n\n```python\nfor fruit in basket:\n    print(fruit)\n"
        "```\n\nIs `9 > 10` true?"
    )
    text, sources = await told(tutor, request(cells=NEARLY))
    assert text == tutor.gemini.text
    assert set(sources) == {"gemini"}


async def test_prose_does_not_wait_for_code_that_is_tried_after_it(tutor):
    tutor.gemini.text = "What does line 2 compare? " * 3 + "\n\n`discount = 7` is one value. Is it?"
    tried, began = [], asyncio.Event()

    class Slow:
        async def one_passes(self, *given):
            tried.append(given)
            await began.wait()
            return False

    tutor.grader = Slow()
    async with aclosing(tutor.stream(request(cells=NEARLY))) as pieces:
        first = await anext(pieces)
        assert first.text.startswith("What does line 2")
        assert not tried
        began.set()
        rest = "".join([p.text async for p in pieces])
    assert "discount = 7" in rest
    assert tried


async def test_where_the_grader_is_busy_the_word_of_the_gate_counts(tutor):
    class Busy:
        async def one_passes(self, *given):
            raise GraderBusy

    tutor.grader = Busy()
    tutor.gemini.text = "Look at `discount = 7` once more. Is it so?"
    text, _ = await told(tutor, request(cells=NEARLY))
    assert text == tutor.gemini.text


async def test_a_trial_ends_in_time(tutor):
    tutor.gemini.text = "Look at `while True: pass` once more. Is it so?"
    began = time.monotonic()
    text, _ = await told(tutor, request(cells=NEARLY))
    assert time.monotonic() - began < 10
    assert text == tutor.gemini.text
