"""What those who teach or assist in a course see of its learners; nothing here changes anything."""

from __future__ import annotations

from ..class_bodies import SignalledAnswer, SignalledAnswers
from ..ports import LearnerId
from ..progress_bodies import Progress
from ..roster_bodies import Classmate, HandedIn, Roster, Submissions
from .ids import uuid_of
from .parts import Parts
from .progress import progress_of, title_of

NEWEST = 100


async def roster(parts: Parts) -> Roster:
    """List everybody of the course with sums of their work."""
    return Roster(
        learners=[
            Classmate(
                id=row.id,
                name=row.name,
                role=row.role,
                solved=row.solved,
                attempts=row.attempts,
                last_at=row.last_at.isoformat() if row.last_at else None,
            )
            for row in await parts.store.roster()
        ]
    )


async def progress_in_class(parts: Parts, learner: str) -> Progress:
    """Gather the overview of one learner of the course.

    Raises:
        NotFound: Nobody of that id is in the course.
    """
    return await progress_of(parts, await _classmate(parts, learner))


async def submissions_in_class(parts: Parts, learner: str) -> Submissions:
    """List what one learner of the course handed in and what came of it.

    Raises:
        NotFound: Nobody of that id is in the course.
    """
    found = await parts.store.graded_sources(await _classmate(parts, learner), NEWEST)
    return Submissions(
        submissions=[
            HandedIn(
                id=one.id,
                problem_id=one.problem_id,
                title=title_of(parts, one.problem_id),
                version=one.version,
                status=one.status,
                score=one.score,
                max_score=one.max_score,
                at=one.at.isoformat(),
                cells=dict(one.cells),
            )
            for one in found
        ]
    )


async def behaviour_in_class(parts: Parts, learner: str) -> SignalledAnswers:
    """Say which of those submissions met a rule of behaviour, and how far each was trusted.

    Raises:
        NotFound: Nobody of that id is in the course.
    """
    found = await parts.store.graded_sources(await _classmate(parts, learner), NEWEST)
    return SignalledAnswers(
        answers=[
            SignalledAnswer(id=one.id, signals=list(one.signals), weight=one.weight)
            for one in found
            if one.signals
        ]
    )


async def _classmate(parts: Parts, learner: str) -> LearnerId:
    found = LearnerId(uuid_of(learner))
    await parts.store.check_enrolled(found)
    return found
