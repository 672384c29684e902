"""The group of candidates that the next problem comes from; `selection` lists the groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from .course_index import index_of
from .family import resting
from .goals import Aim, Goal, aims
from .learner import LearnerState, ProblemState
from .mastery import THRESHOLD
from .onward import fringe, just_placed
from .problem import Kind, ProblemCard, ProblemId, SkillId
from .scoring import Scored, contenders, scored, teaching_key, worth_again
from .skills import SkillGraph
from .standing import TRIES, SkillTerms, open_problems, set_aside
from .tuning import Tuning

SHIFT = 0.15
"""How far the target moves for `too_easy`, `too_hard` and after two failed problems in a row."""

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
    newest = state.recent[-1] if state.recent else None
    index = index_of(graph, cards)
    left_out = resting(state, index.items, at)
    if why != "done":
        left_out |= frozenset(state.recent[-passing:])
    tried = state.problems
    fresh, aside, solved = _sorted_out(open_problems(graph, cards, terms), tried, left_out)
    target, alike = _target(state, why, tuning.target), _alike(state, graph, cards)

    shown = index.by_id.get(newest) if newest else None
    asked = shown is not None and (why != "done" or set_aside(state, shown.id))
    present = scored(state, [shown], terms, target, alike, tuning) if shown and asked else []
    # Who finds a problem too hard is given no harder one, from whatever group.
    least = present[0].predicted if present and why == "too_hard" else -1.0

    def rank(some: Sequence[ProblemCard]) -> list[Scored]:
        ranked = scored(state, some, terms, target, alike, tuning)
        return [s for s in ranked if s.predicted > least]

    wanted = aims(goals, graph, terms) if goals else []
    if fresh and not state.recent and not any(p.attempts for p in tried.values()):
        return _first(fresh, wanted, terms, rank)
    for aim in wanted:
        aimed = rank([c for c in fresh if not aim.skills.isdisjoint(c.skills)])
        if present and why in ("too_easy", "too_hard"):
            answer = _narrowed(state, graph, terms, present[0], aimed, why)
            aimed = list(answer.ranked) if answer.why == why else []
        elif present and why == "done" and not aim.skills.isdisjoint(present[0].card.skills):
            back = _narrowed(state, graph, terms, present[0], rank(fresh), why)
            if back.why == "stuck":
                return back
        if aimed:
            return Pool(why if present else "gain", aimed, aim)
    if why == "done" and just_placed(state):
        ahead = fringe(state, graph, terms)
        further = [c for c in fresh if not ahead.isdisjoint(c.skills[:1])]
        if further:
            return Pool("onward", rank(further))
    if why == "done" and tuning.review and _review_turn(state):
        over = {k for k, t in terms.items() if t.due > 0}
        faded = [c for c in fresh if not over.isdisjoint(c.skills)]
        new = sorted((s for s in rank(faded) if s.due > 0), key=_by_due)
        due = [] if new else [c for c in solved if _is_review(state, c, terms)]
        solid = new or [s for s in sorted(rank(due), key=_by_due) if s.due > 0]
        if solid:
            return Pool("review", solid)
    needed = {k for k, t in terms.items() if t.need > 0} if solved or aside else set()
    once_more = [c for c in [*solved, *aside] if worth_again(state, c, needed, at)]
    some = [*fresh, *once_more]
    plain = why == "done" and not present
    ranked = contenders(state, some, terms, target, alike, tuning) if plain else rank(some)
    if ranked:
        return _narrowed(state, graph, terms, present[0] if present else None, ranked, why)
    rested = rank([c for c in aside if c.id not in state.recent])
    faint = [] if rested else rank([c for c in solved if _is_review(state, c, terms)])
    if faint:
        return Pool("review", sorted(faint, key=_by_due))
    if aside or why != "done":
        return Pool("again", rested or rank(aside))
    spare = [c for c in solved if worth_again(state, c, set(c.skills), at)]
    return Pool("practice", sorted(rank(spare), key=_by_fit))


def _first(
    fresh: Sequence[ProblemCard],
    wanted: Sequence[Aim],
    terms: Mapping[SkillId, SkillTerms],
    rank: Callable[[Sequence[ProblemCard]], list[Scored]],
) -> Pool:
    """Return the easiest problem of the first skill, or of the first that a goal wants."""
    easiest = teaching_key(terms)
    for aim in wanted:
        if aimed := [c for c in fresh if not aim.skills.isdisjoint(c.skills)]:
            return Pool("first", rank([min(aimed, key=easiest)]), aim)
    return Pool("first", rank([min(fresh, key=easiest)]))


def _sorted_out(
    cards: Sequence[ProblemCard],
    tried: Mapping[ProblemId, ProblemState],
    left_out: AbstractSet[ProblemId],
) -> tuple[list[ProblemCard], list[ProblemCard], list[ProblemCard]]:
    """Return what is to be solved, what was set aside, and what was solved."""
    fresh, aside, solved = list[ProblemCard](), list[ProblemCard](), list[ProblemCard]()
    if left_out:
        cards = [c for c in cards if c.id not in left_out]
    for c in cards:
        known = tried.get(c.id)
        if known is None:
            fresh.append(c)
        elif known.solved_at is not None:
            solved.append(c)
        else:
            (fresh if known.failures < TRIES else aside).append(c)
    return fresh, aside, solved


def _alike(state: LearnerState, graph: SkillGraph, cards: Sequence[ProblemCard]) -> Kind | None:
    """Return the kind of the last two problems, if they had the same."""
    by_id = index_of(graph, cards).by_id
    last = [by_id[p].kind for p in state.recent[-2:] if p in by_id]
    return last[0] if len(last) == 2 and last[0] is last[1] else None


def just_shown(state: LearnerState, pool: Pool) -> bool:
    """Say whether all that is left was set aside and shown lately."""
    return pool.why == "again" and all(s.card.id in state.recent for s in pool.ranked)


def _is_review(state: LearnerState, card: ProblemCard, terms: Mapping[SkillId, SkillTerms]) -> bool:
    """Say whether a problem was solved and a skill of it is due."""
    if card.id in state.recent or state.problems.get(card.id, _UNTRIED).solved_at is None:
        return False
    return any(terms[k].faded for k in card.skills if k in terms)


def _by_due(s: Scored) -> tuple[float, float, ProblemId]:
    return -round(s.due * s.fit, 9), -s.fit, s.card.id


def _by_fit(s: Scored) -> tuple[float, ProblemId]:
    return -round(s.fit, 9), s.card.id


def _by_chance(s: Scored) -> tuple[float, ProblemId]:
    return round(s.predicted, 9), s.card.id


def _target(state: LearnerState, why: str, target: float) -> float:
    if state.failed_in_a_row >= 2:
        target += SHIFT
    if why == "too_hard":
        target += SHIFT
    elif why == "too_easy":
        target -= SHIFT
    return max(0.3, min(0.9, target))


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


def _narrowed(
    state: LearnerState,
    graph: SkillGraph,
    terms: Mapping[SkillId, SkillTerms],
    present: Scored | None,
    ranked: Sequence[Scored],
    why: str,
) -> Pool:
    """Keep what answers the learner's complaint, or three failed tries, if there is any such."""
    usual = Pool("ease" if state.failed_in_a_row >= 2 else "gain", ranked)
    if present is None:
        return usual
    kept: list[Scored] = []
    if why == "too_easy":
        kept = [s for s in ranked if s.predicted < present.predicted]
    elif why in ("too_hard", "not_now"):
        return Pool(why, ranked)
    elif set_aside(state, present.card.id):
        kin, back = _easier_kin(graph, terms, present, ranked)
        return Pool("stuck", kin, on=back) if kin else usual
    else:
        return usual
    return Pool(why, kept) if kept else Pool("nearest", sorted(ranked, key=_by_chance))


def _easier_kin(
    graph: SkillGraph,
    terms: Mapping[SkillId, SkillTerms],
    present: Scored,
    ranked: Sequence[Scored],
) -> tuple[list[Scored], SkillId | None]:
    """Return easier problems on the same ground, and the skill that they step back to, if any.

    That is the weakest skill that the present problem's skills build on directly, of those that are
    not mastered. Where none has an easier problem, they are on a skill of the present one or on
    anything that such a skill builds on.
    """
    easier = [s for s in ranked if s.predicted > present.predicted]
    own = [k for k in present.card.skills if k in graph.skills]
    before = {p for k in own for p in graph.skills[k].prerequisites}
    weak = [k for k in before if terms[k].mastery < THRESHOLD]
    for k in sorted(weak, key=lambda k: (terms[k].mastery, terms[k].place)):
        if back := [s for s in easier if k in s.card.skills]:
            return back, k
    kin = set(present.card.skills).union(*map(graph.prerequisites, own))
    return [s for s in easier if not kin.isdisjoint(s.card.skills)], None
