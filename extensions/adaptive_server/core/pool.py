"""The group of candidates that the next problem comes from; `selection` lists the groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .candidates import Candidates
from .goals import Aim, Goal, aims
from .learner import LearnerState, ProblemState
from .mastery import THRESHOLD
from .onward import fringe, just_placed
from .problem import ProblemCard, ProblemId, SkillId
from .scoring import Scored, teaching_key, worth_again
from .skills import SkillGraph
from .standing import SkillTerms
from .tuning import Tuning

REVIEW_EVERY = 3

_UNTRIED = ProblemState()


@dataclass(frozen=True, slots=True)
class Pool:
    """Candidates of one sort, best first, with the words that fit them (see `reasons`).

    Attributes:
        aim: The goal that they are for.
        on: The skill that they are for; else the one that is most needed.
    """

    why: str
    ranked: Sequence[Scored]
    aim: Aim | None = None
    on: SkillId | None = None


def pool_of(
    state: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    terms: Mapping[SkillId, SkillTerms],
    at: datetime,
    why: str,
    tuning: Tuning,
    goals: Sequence[Goal] = (),
    *,
    passing: int = 1,
) -> Pool:
    """Return the first group of candidates that holds anything; `selection` lists the groups.

    Where the learner asks for another problem, the last `passing` that were shown are left out.
    """
    some = Candidates.of(state, graph, cards, terms, at, why, tuning, passing)
    wanted = aims(goals, graph, terms) if goals else []
    return (
        _first(some, wanted)
        or _aimed(some, wanted)
        or _onward(some)
        or _due(some)
        or _best(some)
        or _left(some)
    )


def just_shown(state: LearnerState, pool: Pool) -> bool:
    """Say whether all that is left was set aside and shown lately."""
    return pool.why == "again" and all(s.card.id in state.recent for s in pool.ranked)


def _first(some: Candidates, wanted: Sequence[Aim]) -> Pool | None:
    """Return the easiest problem of the first skill, or of the first that a goal wants."""
    begun = some.state.recent or any(p.attempts for p in some.state.problems.values())
    if begun or not some.fresh:
        return None
    easiest = teaching_key(some.terms)
    for aim in wanted:
        if aimed := [c for c in some.fresh if not aim.skills.isdisjoint(c.skills)]:
            return Pool("first", some.rank([min(aimed, key=easiest)]), aim)
    return Pool("first", some.rank([min(some.fresh, key=easiest)]))


def _aimed(some: Candidates, wanted: Sequence[Aim]) -> Pool | None:
    """Return what an assigned lesson wants, or the step back from a problem of it that failed."""
    for aim in wanted:
        aimed = some.rank([c for c in some.fresh if not aim.skills.isdisjoint(c.skills)])
        if some.present and some.why in ("too_easy", "too_hard"):
            answer = _answering(some, some.present, aimed)
            aimed = list(answer.ranked) if answer.why == some.why else []
        elif (
            some.present
            and some.why == "done"
            and not aim.skills.isdisjoint(some.present.card.skills)
        ):
            back = _answering(some, some.present, some.rank(some.fresh))
            if back.why == "stuck":
                return back
        if aimed:
            return Pool(some.why if some.present else "gain", aimed, aim)
    return None


def _onward(some: Candidates) -> Pool | None:
    """Return what builds on the furthest that went well in a placement that was just done."""
    if some.why != "done" or not just_placed(some.state):
        return None
    ahead = fringe(some.state, some.graph, some.terms)
    further = [c for c in some.fresh if not ahead.isdisjoint(c.skills[:1])]
    return Pool("onward", some.rank(further)) if further else None


def _due(some: Candidates) -> Pool | None:
    """Return the review whose turn it is: of new problems, else of solved ones."""
    if some.why != "done" or not some.tuning.review or not _review_turn(some.state):
        return None
    over = {k for k, t in some.terms.items() if t.due > 0}
    faded = [c for c in some.fresh if not over.isdisjoint(c.skills)]
    for cards in (faded, [c for c in some.solved if _is_review(some, c)]):
        if due := [s for s in sorted(some.rank(cards), key=_by_due) if s.due > 0]:
            return Pool("review", due)
    return None


def _best(some: Candidates) -> Pool | None:
    """Return what is to be solved, and what is worth another day's practice, by score."""
    tried = [*some.solved, *some.aside]
    needed = {k for k, t in some.terms.items() if t.need > 0} if tried else set()
    once_more = [c for c in tried if worth_again(some.state, c, needed, some.at)]
    ranked = some.best([*some.fresh, *once_more])
    if not ranked:
        return None
    return _answering(some, some.present, ranked) if some.present else _usual(some, ranked)


def _left(some: Candidates) -> Pool:
    """Return what there is where nothing is open: set aside, due at any time, or practice."""
    recent, aside = some.state.recent, some.aside
    rested = some.rank([c for c in aside if c.id not in recent])
    faint = [] if rested else some.rank([c for c in some.solved if _is_review(some, c)])
    if faint:
        return Pool("review", sorted(faint, key=_by_due))
    if aside or some.why != "done":
        return Pool("again", rested or some.rank(aside))
    spare = [c for c in some.solved if worth_again(some.state, c, set(c.skills), some.at)]
    return Pool("practice", sorted(some.rank(spare), key=_by_fit))


def _usual(some: Candidates, ranked: Sequence[Scored]) -> Pool:
    return Pool("ease" if some.state.failed_in_a_row >= 2 else "gain", ranked)


def _answering(some: Candidates, present: Scored, ranked: Sequence[Scored]) -> Pool:
    """Keep what answers the learner's complaint, or three failed tries."""
    if some.why in ("too_hard", "not_now"):
        return Pool(some.why, ranked)
    if some.why == "too_easy":
        harder = [s for s in ranked if s.predicted < present.predicted]
        return Pool(some.why, harder) if harder else Pool("nearest", sorted(ranked, key=_by_chance))
    kin, back = _easier_kin(some, present, ranked)
    return Pool("stuck", kin, on=back) if kin else _usual(some, ranked)


def _easier_kin(
    some: Candidates,
    present: Scored,
    ranked: Sequence[Scored],
) -> tuple[list[Scored], SkillId | None]:
    """Return easier problems on the same ground, and the skill that they step back to, if any.

    That is the weakest skill that the present problem's skills build on directly, of those that are
    not mastered. Where none has an easier problem, they are on a skill of the present one or on
    anything that such a skill builds on.
    """
    graph, terms = some.graph, some.terms
    easier = [s for s in ranked if s.predicted > present.predicted]
    own = [k for k in present.card.skills if k in graph.skills]
    before = {p for k in own for p in graph.skills[k].prerequisites}
    weak = [k for k in before if terms[k].mastery < THRESHOLD]
    for k in sorted(weak, key=lambda k: (terms[k].mastery, terms[k].place)):
        if back := [s for s in easier if k in s.card.skills]:
            return back, k
    kin = set(present.card.skills).union(*map(graph.prerequisites, own))
    return [s for s in easier if not kin.isdisjoint(s.card.skills)], None


def _review_turn(state: LearnerState) -> bool:
    """Say whether a review may come now: every third first attempt, and not two re-solved in three.

    A review on a new problem is told by the count of first attempts, one on a solved problem by
    its having been tried again after it was solved.
    """
    if (state.wins + state.losses) % REVIEW_EVERY:
        return False
    for p in state.recent[1 - REVIEW_EVERY :]:
        tried = state.problems.get(p, _UNTRIED)
        if tried.solved_at and tried.last_at and tried.last_at > tried.solved_at:
            return False
    return True


def _is_review(some: Candidates, card: ProblemCard) -> bool:
    """Say whether a problem was solved and a skill of it is due."""
    if card.id in some.state.recent or (
        some.state.problems.get(card.id, _UNTRIED).solved_at is None
    ):
        return False
    return any(some.terms[k].faded for k in card.skills if k in some.terms)


def _by_due(s: Scored) -> tuple[float, float, ProblemId]:
    return -round(s.due * s.fit, 9), -s.fit, s.card.id


def _by_fit(s: Scored) -> tuple[float, ProblemId]:
    return -round(s.fit, 9), s.card.id


def _by_chance(s: Scored) -> tuple[float, ProblemId]:
    return round(s.predicted, 9), s.card.id
