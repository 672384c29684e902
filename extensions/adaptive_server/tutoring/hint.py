"""The next hint on a problem: what may be shown (core), worded by the tutor, gated, streamed."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from ..core.hints import HintPermit, allowed
from ..ports import HintShown, Person
from ..tutor_bodies import HintAsk
from .closer_look import Look, look_at
from .feedback import explain_unreadable
from .helped import Telling, request_for, tutored
from .parts import Parts
from .submit import problem_for

MOST_SOURCE = 6_000


@dataclass(frozen=True, slots=True)
class HintPiece:
    """One piece of a hint on its way, or with `done` the end of it."""

    permit: HintPermit
    ladder: int
    text: str = ""
    done: bool = False


async def hint(parts: Parts, person: Person, ask: HintAsk) -> AsyncGenerator[HintPiece, None]:
    """Stream one hint; what was shown is stored, also when the learner stops listening.

    While the next rung is not open yet, the newest hint is shown again and counts once; but code
    that stops now in another way than when it was given gets a new one of the same rung.

    Raises:
        NotFound: No such problem.
        TutorOff: The policy allows no hints here.
    """
    began = parts.clock()
    problem = await problem_for(parts, person, ask.problem_id)
    learner = await parts.store.learner(person)
    known = await tutored(parts, learner, problem, "hint")
    shown, last, now = known.hints, known.last, parts.clock()
    permit = allowed(
        [(h.rung, h.shown_at) for h in shown],
        len(problem.hints),
        last[1] if last else None,
        now,
    )
    cells = shortened(ask.cells)
    if permit.wait_s and shown and not (ask.fault or explain_unreadable(cells)):
        yield HintPiece(permit, len(problem.hints), shown[-1].text)
        yield HintPiece(permit, len(problem.hints), done=True)
        return
    request = await request_for(
        parts,
        learner,
        problem,
        known,
        rung=permit.rung,
        cells=cells,
        locale=parts.locale,
        fault=ask.fault,
    )
    telling = Telling(began)
    pieces = parts.tutor.stream(request)
    try:
        async for piece in pieces:
            telling.take(piece, parts.clock())
            yield HintPiece(permit, len(problem.hints), piece.text)
    finally:
        # The browser may be gone: what stands behind the answer has to stop as well.
        await pieces.aclose()
        if telling.said:
            kept = HintShown(problem.card.id, permit.rung, now, telling.said)
            await parts.store.show_hint(
                learner,
                problem.card.id,
                problem.card.version,
                kept,
                telling.source,
                telling.event(request),
            )
    yield HintPiece(permit, len(problem.hints), done=True)
    # The next rung needs a closer look at this code, most likely.
    verdict = last[0] if last else None
    look = look_at(parts, learner, problem, cells, verdict, rung=permit.rung + 1)
    if isinstance(look, Look):
        look.begin()


def shortened(cells: dict[str, str]) -> dict[str, str]:
    """Cut the sources to `MOST_SOURCE` characters together."""
    left, out = MOST_SOURCE, {}
    for grade_id, source in cells.items():
        out[grade_id] = source[:left]
        left -= len(out[grade_id])
    return out
