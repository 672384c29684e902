"""Why Gemini is silent is said where a limit is the reason, and only there."""

from datetime import UTC, datetime
from random import Random

import pytest
from adaptive_server.adapters.gemini_tutor import GeminiTutor
from adaptive_server.adapters.pace import Pace
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.errors import DatabaseAway
from adaptive_server.tutor_port import HintRequest
from support.tutored import problem
from tutor_labext import socratic
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.faults import FaultKind, GeminiFault
from tutor_labext.gemini.options import Options


class Google:
    """Answers, or has the fault that it is told to have."""

    options = Options("a-key-of-the-tests")
    fault = None

    async def ask(self, prompt, usage):
        if self.fault:
            raise GeminiFault(self.fault)
        yield "What is the price of ten pieces?"


class Away:
    """A ledger whose database cannot be reached."""

    async def reserve(self, *_):
        raise DatabaseAway


def tutor(limits=None, ledger=None, per_minute=100):
    return GeminiTutor(
        Google(),
        Budget(limits or Limits(), ledger),
        OfflineTutor(),
        None,
        lambda: datetime(2026, 1, 1, tzinfo=UTC),
        Random(1),
        pace=Pace(per_minute, 100),
    )


async def told(one, learner="ada"):
    asked = HintRequest(problem(), 1, {}, None, learner=learner)
    return "".join([piece.text async for piece in one.stream(asked)])


@pytest.mark.parametrize(
    "limited",
    [{"limits": Limits(learner_questions=1)}, {"per_minute": 1}],
    ids=["the day", "the pace"],
)
async def test_whose_limit_is_reached_is_told_so(limited):
    one = tutor(**limited)
    assert socratic.LIMITED not in await told(one)
    assert (await told(one)).startswith(socratic.LIMITED)
    assert socratic.LIMITED not in await told(one, "bo")


@pytest.mark.parametrize("kind", [FaultKind.OVERLOADED, FaultKind.AUTH])
async def test_a_fault_is_no_limit_also_while_google_is_left_alone(kind):
    one = tutor()
    one.gemini.fault = kind
    for _ in range(2):
        assert socratic.LIMITED not in await told(one)


async def test_an_account_that_is_away_is_no_limit():
    assert socratic.LIMITED not in await told(tutor(ledger=Away()))
