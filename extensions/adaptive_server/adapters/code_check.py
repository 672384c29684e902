"""What code a model's answer may show, beyond the leak gate: none about the task, none that solves.

Code about the task that is neither public nor the learner's own is not shown, right or wrong. What
else an answer says to write is tried on the learner's program: what passes then is a solution, in
whatever words, names and order.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tutor_labext import task_code
from tutor_labext.leak_gate.secret import secret_of
from tutor_labext.leak_gate.text import plain
from tutor_labext.proposed_pieces import may_hold_code, pieces_of
from tutor_labext.proposed_programs import programs
from tutor_labext.proposed_removals import TAKES_AWAY, without_parts

from grader.bundle import CellRole, Submission
from grader.proposals import Proposal

from ..errors import GraderBusy, GraderUnavailable
from ..ports import GraderPort
from ..tutor_port import HintRequest
from .reading import Reading
from .tutor import public_text

TUTOR = "the tutor"
"""The name under which the fair queue counts these runs."""
TRIAL_S = 0.7
"""Seconds for the programs of one text."""
WAIT_S = 2.5
"""Longest wait for them; then the leak gate's word alone counts."""
ANSWER_S = 4.0
"""Seconds for all the texts of one answer."""


def is_of_task(request: HintRequest, text: str) -> bool:
    """Say whether a model's text shows code about the task that is nobody's yet."""
    public, own = public_text(request.problem, request.rung), "\n".join(request.cells.values())
    secret = secret_of(tuple(request.problem.references), public, own)
    before = tuple(e.said for e in request.before if e.model)
    return task_code.is_shown(text, (public, own), secret, before)


@dataclass(slots=True)
class CodeCheck:
    """Tries the code of one answer; text without code costs nothing.

    Attributes:
        reading: In turn texts are read; no turn is held while code runs.
    """

    request: HintRequest
    grader: GraderPort
    reading: Reading = field(default_factory=Reading)
    left_s: float = ANSWER_S
    _said: str = ""
    _tried: set[str] = field(default_factory=set)

    async def stops(self, text: str) -> str:
        """Return why the code of the next text of an answer must not be shown, or ''."""
        before, self._said = self._said, self._said + text
        if await self._is_of_task():
            return "task_code"
        holds_code = may_hold_code(plain(text))
        pieces = await self.reading.aside(self._pieces, text, before) if holds_code else []
        return "solves" if await self._solves(text, pieces) else ""

    async def _is_of_task(self) -> bool:
        holds_code = may_hold_code(plain(self._said))
        read = self.reading.aside if holds_code else self.reading.here
        return await read(is_of_task, self.request, self._said)

    async def _solves(self, text: str, pieces: list[str]) -> bool:
        """Say whether pieces of code of a text mend the program.

        Where nothing can be run now, the leak gate's word alone counts.
        """
        fresh = not self._tried.issuperset(pieces) or TAKES_AWAY.search(text)
        if not fresh or self.left_s <= 0:
            return False
        self._tried.update(pieces)
        began = time.monotonic()
        try:
            return await asyncio.wait_for(self._one_passes(text, pieces), min(WAIT_S, self.left_s))
        except (GraderBusy, GraderUnavailable, TimeoutError):
            return False
        finally:
            self.left_s -= time.monotonic() - began

    def _pieces(self, text: str, before: str) -> list[str]:
        known = (public_text(self.request.problem, self.request.rung), *self.request.cells.values())
        pieces = pieces_of(text, known)
        if len(pieces) == 1:  # one line may have been cut in two over several texts
            pieces = list(dict.fromkeys((*pieces, *pieces_of(before, known))))
        return pieces

    async def _one_passes(self, text: str, pieces: list[str]) -> bool:
        problem = self.request.problem
        own = {i: self.request.cells.get(i, "") for i in problem.solution_ids}
        proposals = await asyncio.to_thread(lambda: list(self._proposals(text, pieces, own)))
        given = (problem.bundle, Submission(own), proposals, TUTOR, TRIAL_S)
        return bool(proposals) and await self.grader.one_passes(*given)

    def _proposals(self, text: str, pieces: list[str], own: dict[str, str]) -> Iterator[Proposal]:
        for cell in self.request.problem.bundle.cells:
            if cell.role is not CellRole.SOLUTION:
                continue
            written = own[cell.grade_id]
            base = written if written.strip() else cell.source
            for made in (*without_parts(text, base), *programs(pieces, base)):
                without = None if made.without is None else own | {cell.grade_id: made.without}
                yield Proposal(own | {cell.grade_id: made.text}, without)
