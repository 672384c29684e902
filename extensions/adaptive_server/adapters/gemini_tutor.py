"""Gemini as a port: guarded by the leak gate, limited by a budget, backed by the offline tutor.

Whatever goes wrong, the same answer goes on with the offline tutor's help.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from uuid import UUID

import structlog
from tutor_labext import socratic
from tutor_labext.gemini.breaker import Breaker
from tutor_labext.gemini.budget import Budget
from tutor_labext.gemini.faults import FaultKind, GeminiFault, worth_a_retry
from tutor_labext.gemini.options import Prompt
from tutor_labext.gemini.process import GeminiProcess, Usage
from tutor_labext.leak_gate import LeakGate
from tutor_labext.refusal_texts import TOO_MUCH
from tutor_labext.sufficiency import says_too_little
from tutor_labext.wording import last_seen

from ..errors import MasteryError
from ..ports import GraderPort
from ..tutor_port import HintRequest, TutorPiece
from .code_check import CodeCheck
from .pace import Pace
from .reading import Reading
from .refused import refusal_of
from .tutor import OfflineTutor, gate_of, prompt_of, public_text, spoken

log = structlog.get_logger()

PAUSE_S = 0.2
"""Least time before the one retry; up to twice that, so that not all come back at once."""
ANY_TEXT = "?"
"""What has a gate work out what it compares with; it tells nothing."""


class Leaked(Exception):
    """The leak gate stopped an answer; the text of the exception is the layer."""


class Limited(Exception):
    """A learner asks too quickly, or the tokens of the day are used up."""


@dataclass(slots=True)
class GeminiTutor:
    """Words hints and answers questions with Gemini; fulfils `tutor_port.TutorPort`.

    Attributes:
        reading: In turn questions and answers are read, by the gate above all.
    """

    gemini: GeminiProcess
    budget: Budget
    offline: OfflineTutor
    grader: GraderPort
    clock: Callable[[], datetime]
    rng: Random
    breaker: Breaker = field(default_factory=Breaker)
    pace: Pace = field(default_factory=Pace)
    reading: Reading = field(default_factory=Reading)

    async def start(self) -> None:
        """Load the SDK in its process, so that the first question does not wait for it."""
        try:
            await self.gemini.start()
        except GeminiFault as fault:
            late = fault.kind is FaultKind.SILENT
            remedy = "none: it is tried again" if late else "install the extra `gemini`"
            log.warning("gemini_not_started", kind=fault.kind.value, remedy=remedy)

    async def close(self) -> None:
        """End the process."""
        await self.gemini.close()

    async def stream(self, request: HintRequest) -> AsyncGenerator[TutorPiece, None]:
        """Yield an answer that passed the gate; what Gemini fails at is said offline."""
        if is_vague(request):
            yield TutorPiece(socratic.said(spoken(request), socratic.ASK_BACK))
            return
        prompt, reserved = await self.reading.aside(asked_of, request), None
        if prompt:
            try:
                reserved = await self._reserve(request.learner, prompt)
            except Limited:
                request = replace(request, limited=True)
        if prompt is None or reserved is None:
            async for piece in self.offline.stream(request):
                yield piece
            return
        usage = Usage()
        said = False
        answer = self._answer(request, prompt, usage)
        try:
            async for text in answer:
                said = said or bool(text.strip())
                yield TutorPiece(text, "gemini")
            self.breaker.succeeded()
            yield self._bill(usage)
            return
        except Leaked as leak:
            yield self._bill(usage, gate=str(leak))
            yield TutorPiece(opening(said) + stopped(request))
            return
        except GeminiFault as fault:
            self.breaker.failed(fault.kind, self.clock())
            log.warning("gemini_fault", kind=fault.kind.value, midway=said)
            yield self._bill(usage, fault=fault.kind.value)
            if said and fault.kind is FaultKind.TRUNCATED:
                yield TutorPiece(opening(said) + socratic.said(spoken(request), socratic.CUT_OFF))
                return
        finally:
            await answer.aclose()
            await self._settle(reserved, usage.tokens_in + usage.tokens_out)
        yield TutorPiece(opening(said))
        async for piece in self.offline.stream(request):
            yield piece

    async def _reserve(self, learner: str, prompt: Prompt) -> UUID | None:
        """Set tokens aside, or return None while Gemini or the account is away.

        Raises:
            Limited: A limit of the learner or the class is reached.
        """
        if not self.pace.allows(learner):
            raise Limited
        if not self.breaker.allows(self.clock()):
            return None
        tokens = prompt.tokens + self.gemini.options.most_tokens
        try:
            reserved = await self.budget.reserve(learner, tokens, self.clock())
        except MasteryError:  # no account, no question that costs
            log.warning("budget_away")
            return None
        if reserved is None:
            raise Limited
        return reserved

    async def _settle(self, reserved: UUID, tokens: int) -> None:
        try:
            await self.budget.settle(reserved, tokens)
        except MasteryError:  # what was reserved counts as spent
            log.warning("budget_away")

    def _bill(self, usage: Usage, gate: str = "", fault: str = "") -> TutorPiece:
        model = self.gemini.options.model
        return TutorPiece("", "gemini", model, usage.tokens_in, usage.tokens_out, gate, fault)

    async def _answer(
        self, request: HintRequest, prompt: Prompt, usage: Usage
    ) -> AsyncGenerator[str, None]:
        """Yield what passes the gate; one retry as long as nothing came.

        Raises:
            Leaked: The gate stopped the answer.
            GeminiFault: Gemini did.
        """
        check, came = CodeCheck(request, self.grader, self.reading), False
        # A task of its own begins once this one waits, which is when the question has been sent.
        preparing = asyncio.create_task(self.reading.aside(ready_gate, request))
        for last in (False, True):
            chunks = self.gemini.ask(prompt, usage)
            try:
                async for chunk in chunks:
                    came, gate = True, await preparing
                    for piece in await self.reading.here(list, gate.feed(chunk)):
                        yield await self._checked(piece, check)
                    if gate.leak:
                        break
                else:
                    gate = await preparing
                    for piece in await self.reading.here(list, gate.end()):
                        yield await self._checked(piece, check)
                if gate.leak:
                    log.warning("leak_blocked", kind=gate.leak.kind.value)
                    raise Leaked(gate.leak.kind.value)
                return
            except GeminiFault as fault:
                if last or came or not worth_a_retry(fault):
                    raise
                await asyncio.sleep(max(fault.retry_s or 0.0, PAUSE_S * (1 + self.rng.random())))
            finally:
                await chunks.aclose()

    async def _checked(self, piece: str, check: CodeCheck) -> str:
        """Return a piece whose code may be shown.

        Raises:
            Leaked: It may not.
        """
        if layer := await check.stops(piece):
            log.warning("leak_blocked", kind=layer)
            raise Leaked(layer)
        return piece


def asked_of(request: HintRequest) -> Prompt | None:
    """Return what Gemini is told, or None where it is not asked.

    Reads all of it. That can take a tenth of a second: for a thread of its own.
    """
    refused = refusal_of(request, public_text(request.problem, 0))
    return None if refused else prompt_of(request)


def ready_gate(request: HintRequest) -> LeakGate:
    """Return the gate of an answer, with all worked out that its checks share.

    For code that is new this takes up to ten times as long as to check a sentence: for a thread,
    while the model thinks.
    """
    gate = gate_of(request)
    gate.check(ANY_TEXT)
    return gate


def is_vague(request: HintRequest) -> bool:
    """Say whether it takes a question back to know what is asked: nothing else tells either."""
    if request.wish != "ask" or request.before or request.verdict:
        return False
    told = "\n".join((public_text(request.problem, 0), *request.cells.values()))
    return says_too_little(request.question, told)


def stopped(request: HintRequest) -> str:
    """Return what is said in the place of an answer that tells too much: why, then a question."""
    at, told = spoken(request), tuple(e.said for e in request.before)
    questions = [socratic.said(at, text) for text in socratic.REDIRECTS]
    return socratic.said(at, TOO_MUCH) + min(questions, key=lambda text: last_seen(text, told))


def opening(said: bool) -> str:
    """Return what separates our own words from what was said before."""
    return "\n\n" if said else ""
