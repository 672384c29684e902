"""What says nothing is asked back at once: no model, no tokens, no closer look."""

import random
from datetime import UTC, datetime

import pytest
from adaptive_server.adapters.gemini_tutor import GeminiTutor, is_vague
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.tutor_port import Exchange, HintRequest
from support.tutored import CELL, problem, verdict
from tutor_labext import socratic


def request(question, **change):
    cells = {CELL: "def total_price(price, count):\n    return 0\n"}
    return HintRequest(problem(), 1, cells, None, question=question, wish="ask", **change)


async def test_a_vague_question_is_asked_back_and_nobody_else_is_asked():
    tutor = GeminiTutor(
        None, None, OfflineTutor(), None, lambda: datetime.now(UTC), random.Random(1)
    )
    assert [p.text async for p in tutor.stream(request("help??"))] == [socratic.ASK_BACK]


@pytest.mark.parametrize("question", ["help", "???", "Ayuda, ayuda", "why?"])
def test_two_words_about_nothing_are_too_little(question):
    assert is_vague(request(question))


@pytest.mark.parametrize("question", ["price?", "What is a loop?", "\u4e3a\u4ec0\u4e48"])
def test_a_word_of_the_task_or_a_sentence_is_enough(question):
    assert not is_vague(request(question))


def test_what_was_said_before_or_tried_tells_what_is_meant():
    assert not is_vague(request("why?", before=(Exchange("a", "b"),)))
    tried = HintRequest(problem(), 1, {}, verdict(False, False), question="why?", wish="ask")
    assert not is_vague(tried)
