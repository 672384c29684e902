"""What an answer needs is worked out while the model thinks, and once."""

import time
from datetime import UTC, datetime
from random import Random

from adaptive_server.adapters import gemini_tutor
from adaptive_server.adapters.code_check import is_of_task
from adaptive_server.adapters.gemini_tutor import GeminiTutor, ready_gate
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.tutor_port import HintRequest
from support.tutored import CELL, problem
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Options
from tutor_labext.leak_gate.secret import secret_of

TEXT = "What is the price of ten pieces?"
OWN = {CELL: "def total_price(price, count):\n    mine = price * count\n    return mine\n"}


class Google:
    """Takes note of being asked."""

    options = Options("a-key-of-the-tests")
    asked = False

    async def ask(self, prompt, usage):
        self.asked = True
        yield TEXT


async def test_the_question_is_sent_before_the_gate_is_made_ready(monkeypatch):
    google = Google()

    def slow(request):
        time.sleep(0.05)
        assert google.asked
        return ready_gate(request)

    monkeypatch.setattr(gemini_tutor, "ready_gate", slow)
    clock = lambda: datetime(2026, 1, 1, tzinfo=UTC)  # noqa: E731
    one = GeminiTutor(google, Budget(Limits()), OfflineTutor(), None, clock, Random(1))
    request = HintRequest(problem(), 1, OWN, None, learner="ada")
    assert "".join([piece.text async for piece in one.stream(request)]) == TEXT


def test_gate_and_code_check_work_out_a_learners_code_once():
    request = HintRequest(problem(), 1, {CELL: f"{OWN[CELL]}\nonce = 1\n"}, None)
    ready_gate(request)
    before = secret_of.cache_info().misses
    assert not is_of_task(request, TEXT)
    assert secret_of.cache_info().misses == before
