"""Placement: a few questions at the start that find where a learner should begin."""

from __future__ import annotations

from ..core.learner import LearnerState, PlacementStatus
from ..core.placement import MOST, begun, confidence, skipped
from ..core.recommendation import Choice
from ..placement_bodies import PlacementAsk, PlacementView
from ..ports import LearnerRecord, OpenRecommendation, Person
from .parts import Parts
from .recommend import decide
from .views import recommendation


async def placement(parts: Parts, person: Person) -> PlacementView:
    """Say how far placement is."""
    record = await parts.store.record(await parts.store.learner(person))
    return view(parts, record.state, record.open)


async def place(parts: Parts, person: Person, ask: PlacementAsk) -> PlacementView:
    """Begin placement or take it up again, or leave it; asking twice changes nothing.

    Whoever leaves goes on with the usual choice at once, and what they answered stays believed.
    """
    state = LearnerState()

    def under_lock(record: LearnerRecord) -> tuple[LearnerState, Choice] | None:
        nonlocal state
        state, opened = record.state, record.open
        status = state.placement.status
        if ask.action == "begin" and is_offered(state):
            state = begun(state)
        elif ask.action == "skip" and status is PlacementStatus.ACTIVE:
            state = skipped(state)
        elif ask.action == "skip" and status is PlacementStatus.NEW:
            state = skipped(state)
            if opened is not None:
                # It was chosen as if there were no placement: it stays.
                return state, opened.choice
        elif opened is not None:
            return None
        state, choice = decide(parts, state, "done", record.id, record.goals)
        return state, choice

    opened = await parts.store.recommend(await parts.store.learner(person), under_lock)
    return view(parts, state, opened)


def is_offered(state: LearnerState) -> bool:
    """Say whether placement can be begun or taken up again.

    That is before any attempt, and after it was left, while there are questions to ask.
    """
    if state.placement.status is PlacementStatus.SKIPPED:
        return len(state.placement.asked) < MOST
    begun_already = any(p.attempts for p in state.problems.values())
    return state.placement.status is PlacementStatus.NEW and not begun_already


def view(parts: Parts, state: LearnerState, opened: OpenRecommendation | None) -> PlacementView:
    """Word it for the panel."""
    return PlacementView(
        status=state.placement.status.value,
        asked=len(state.placement.asked),
        most=MOST,
        offered=is_offered(state),
        confidence=confidence(state, parts.bank.graph),
        next=recommendation(parts.bank, opened.choice) if opened else None,
    )
