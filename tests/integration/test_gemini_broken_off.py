"""An answer that breaks off on the way reads as one: no half sentence, then the help."""

from contextlib import aclosing
from datetime import UTC, datetime
from random import Random

import pytest
from adaptive_server.adapters.gemini_tutor import GeminiTutor
from adaptive_server.adapters.pace import Pace
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.tutor_port import HintRequest
from support import gemini
from support.tutored import problem, verdict
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Limits as Waits
from tutor_labext.gemini.options import Options
from tutor_labext.gemini.process import GeminiProcess
from tutor_labext.wording import questions

pytestmark = pytest.mark.integration
ASKED = HintRequest(
    problem(), 1, {}, verdict(False, False), learner="ada", question="Why is it 12?", wish="ask"
)


async def answer_of(scenario: str, text: str) -> str:
    """The whole answer that a learner gets when Gemini says a text and meets a fault in it."""
    async with gemini.LoopbackGemini() as google:
        google.scenario, google.text = scenario, text
        process = GeminiProcess(Options("k", base_url=google.url), Waits(60.0, 60.0, 120.0, 60.0))
        await process.start()
        plenty, quick = Budget(Limits(10**9, 10**6, 10**9)), Pace(10**6, 10**6)
        clock = lambda: datetime.now(UTC)  # noqa: E731
        tutor = GeminiTutor(process, plenty, OfflineTutor(), None, clock, Random(1), pace=quick)
        async with aclosing(tutor.stream(ASKED)) as pieces:
            told = "".join([piece.text async for piece in pieces])
        await process.close()
    return told


@pytest.mark.parametrize("scenario", gemini.MIDWAY)
async def test_what_was_said_ends_with_a_sentence_and_the_help_goes_on(scenario):
    before, _, after = (await answer_of(scenario, gemini.TEXT)).partition("\n\n")
    assert before.strip() == "I see.", "no half sentence stays"
    assert after[0].isupper()
    assert questions(after) == 1
