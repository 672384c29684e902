"""Which problem comes next: candidates, a small share of exploration, and the reason.

In this order, the first that holds anything:

1. a learner who has not begun: the easiest problem of the first skill, or of the first that an
   assigned lesson wants
   and after that, where an instructor has assigned a lesson: open unsolved problems that practise
   it, or lead to it, the earliest day first (see `goals`)
2. right after the placement: what builds on the furthest that went well in it (see `onward`)
3. at most every third time, a problem whose skill is due for review: a new one, else a solved one
4. open unsolved problems with fewer than three failed attempts, and with far less worth problems
   solved on another day whose skills are not mastered yet, best score first
5. open unsolved problems that were set aside after three failed attempts, unless shown lately
6. any solved problem whose skill is due
7. what was set aside and shown lately; where the learner asks for another problem, what lies
   behind it comes before it (8), and so does what lies behind the only open problem where that
   is too easy
9. what was solved on another day, the chance nearest the target first: who goes on practises

What was shown lately answers no complaint while anything else does, and nothing harder answers
`too_hard`. A problem is never chosen while a skill it needs is closed (but for 8), an item made
from another problem not while that one is unsolved or its family was tried today (see `family`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from .goals import Goal, goal_reason
from .learner import LearnerState, ProblemState
from .pool import Pool, just_shown, pool_of
from .prediction import model_version, told_chance
from .problem import ProblemCard, ProblemId, SkillId
from .reasons import nothing_left, reason
from .recommendation import Choice
from .scoring import TOP, Scored
from .skills import SkillGraph
from .standing import TRIES, SkillTerms, skill_terms
from .told import told
from .tuning import TUNING, Tuning

POLICY = "adaptive-7"

EPSILON = 0.1
"""Share of picks that are drawn evenly from the best five, so that other policies can be judged
from the logs by inverse propensity (Dudik, Langford & Li 2011, arXiv:1103.4601)."""

RECENT = 6


class Draw(Protocol):
    """A source of randomness, such as `random.Random`."""

    def random(self) -> float:
        """Return a number drawn evenly from [0, 1)."""
        ...


def choose(
    state: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    at: datetime,
    rng: Draw,
    why: str = "done",
    tuning: Tuning = TUNING,
    goals: Sequence[Goal] = (),
) -> Choice:
    """Choose the next problem.

    Args:
        state: What is believed of the learner; the newest of `recent` is the present problem.
        graph: The course.
        cards: Its problems.
        at: Now, with a time zone.
        rng: Drawn from once; the same state and draw give the same choice.
        why: `done`, or what was wrong with the present problem: `too_easy`, `too_hard`,
            `not_now`. It is then left out.
        tuning: Constants.
        goals: Lessons that an instructor has assigned.

    Returns:
        The choice with its reason and exact propensity. Without a fitting problem its `problem_id`
        is None and the reason says why and what to do.
    """
    terms, pool = _best_pool(state, graph, cards, at, why, tuning, goals)
    if not pool.ranked:
        others = why == "too_hard" and offers(state, graph, cards, at, "not_now", tuning, goals)
        left = nothing_left(state, cards, at, why, harder=bool(others))
        return Choice(None, told(graph, left), policy=POLICY, model_version=model_version(tuning))
    pick, propensity = drawn(_slices(pool), rng.random())
    if tuning.layer is not None:
        pick = pick._replace(predicted=told_chance(state, pick.card, at, tuning))
    return Choice(
        problem_id=pick.card.id,
        reason=goal_reason(pool.aim, pick, graph, at, pool.why)
        if pool.aim
        else reason(pool.why, pick, terms, graph, pool.on),
        predicted=pick.predicted,
        propensity=propensity,
        policy=POLICY,
        model_version=model_version(tuning),
        terms=pick.terms(),
    )


def offers(
    state: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    at: datetime,
    why: str = "done",
    tuning: Tuning = TUNING,
    goals: Sequence[Goal] = (),
) -> list[tuple[Scored, float]]:
    """Return what `choose` would pick from with each probability; empty when nothing fits."""
    _, pool = _best_pool(state, graph, cards, at, why, tuning, goals)
    return _slices(pool) if pool.ranked else []


def _slices(pool: Pool) -> list[tuple[Scored, float]]:
    return chances(pool.ranked, explore=pool.why != "first")


def _best_pool(
    state: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    at: datetime,
    why: str,
    tuning: Tuning,
    goals: Sequence[Goal],
) -> tuple[Mapping[SkillId, SkillTerms], Pool]:
    terms = skill_terms(state, graph, cards, at, tuning=tuning)
    pool = pool_of(state, graph, cards, terms, at, why, tuning, goals, passing=RECENT)
    if why != "done" and (not pool.ranked or pool.why == "nearest"):
        # What was shown lately comes back only where nothing else answers.
        lately = pool_of(state, graph, cards, terms, at, why, tuning, goals)
        if lately.ranked and (not pool.ranked or lately.why != "nearest"):
            pool = lately
    if why != "done" and (not pool.ranked or just_shown(state, pool)):
        # Who failed at all that is open, or finds it too easy, is not held there for good.
        passed = passed_over(state) if why == "too_easy" else state
        further = skill_terms(passed, graph, cards, at, lead_on=True, tuning=tuning)
        ahead = pool_of(state, graph, cards, further, at, why, tuning)
        if ahead.ranked:
            return further, ahead
    return terms, pool


def recommended(state: LearnerState, problem_id: ProblemId) -> LearnerState:
    """Return the state after a problem was recommended: it is the newest of `recent`."""
    others = tuple(p for p in state.recent if p != problem_id)
    return state._replace(recent=(*others, problem_id)[-RECENT:])


def passed_over(state: LearnerState) -> LearnerState:
    """Return the state in which the present problem is set aside, whatever became of it."""
    newest = state.recent[-1:]
    aside = {p: state.problems.get(p, ProblemState())._replace(failures=TRIES) for p in newest}
    return state._replace(problems={**state.problems, **aside})


def chances(ranked: Sequence[Scored], explore: bool = True) -> list[tuple[Scored, float]]:
    """Return what may be picked with its probability; they sum to 1.

    The best gets 1 - epsilon and everyone among the best five an equal share of epsilon. Only
    those with at least half the best score take part.
    """
    top = [s for s in ranked[:TOP] if s.score >= 0.5 * ranked[0].score] if explore else ranked[:1]
    share = EPSILON / len(top)
    return [(s, share + (1.0 - EPSILON if n == 0 else 0.0)) for n, s in enumerate(top)]


def drawn(picks: Sequence[tuple[Scored, float]], u: float) -> tuple[Scored, float]:
    """Return the pick, with its probability, into whose slice of [0, 1) `u` falls."""
    for pick in picks:
        u -= pick[1]
        if u < 0:
            return pick
    # Rounding may leave a sliver above the last slice.
    return picks[-1]
