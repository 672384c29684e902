"""Why a problem was chosen, in one or two plain sentences made from the terms of its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from .learner import LearnerState, ProblemState
from .memory import due_in
from .model import UNPRACTISED
from .problem import ProblemCard, SkillId, authored
from .scoring import Scored
from .skills import SkillGraph
from .standing import SkillTerms
from .told import Said, Told, told
from .tuning import TUNING

_WHY = {
    "first": "Welcome! Let's begin with {skill}: a gentle first step, and you can try as often as "
    "you like.",
    "review": "Time to come back to {skill}: practice after a break is what makes it stick.",
    "again": "You left this one for later: have another go, a hint is there when you want it.",
    "practice": "Nothing new waits just now, so here is one to keep in practice: {skill}.",
    "onward": "Your answers say that you can go on with {skill}.",
    "stuck": "Let's come at it from an easier side, with {skill}; you can return to the other one.",
    "ease": "The last ones were tough, so here is a gentler one on {skill}.",
    "too_easy": "Here is more of a challenge, on {skill}.",
    "too_hard": "Here is a gentler one, on {skill}.",
    "not_now": "Something else, then: {skill}.",
    "nearest": "There is nothing quite like that just now; this comes nearest, on {skill}.",
    "nearly": "You are nearly there with {skill}: this one makes it firmer.",
    "opens": "You are ready for {skill}, and it opens the way to {next}.",
    "once_more": "Once more on {skill}: you solved this before, but it does not sit firmly yet.",
    "step": "A good next step for you: {skill}.",
    "stretch": "This one on {skill} is a stretch: take your time, a hint is there when you want "
    "it.",
}

STRETCH = 0.35
"""Chance below which nobody is told that they are ready."""

GENTLE = 0.5
"""Chance from which a problem is called gentle after tough ones."""

NEARLY = 0.65
"""Mastery from which a skill that was practised is called nearly there."""

_FOR_NEED = ("nearly", "opens", "once_more", "step")


def reason(
    why: str,
    pick: Scored,
    terms: Mapping[SkillId, SkillTerms],
    graph: SkillGraph,
    on: SkillId | None = None,
) -> Told:
    """Return the reason for a pick.

    Args:
        why: What the candidates were for: `first`, `onward`, `review`, `again`, `practice`,
            `stuck`, `ease`, `gain`, `nearest`, or the learner's own complaint.
        pick: The chosen problem.
        terms: Terms of all skills, from which the pick was scored.
        graph: The course, for names.
        on: The skill that it was chosen for, where the terms do not tell.
    """
    skills = [k for k in pick.card.skills if k in terms]
    if not skills:
        return told(graph, Said("A good next step for you."), chance_said(pick.predicted))
    needed = max(skills, key=lambda k: terms[k].need)
    opened = graph.opened_by(needed)
    if why == "gain" or (why == "ease" and pick.predicted < GENTLE):
        why = _gain(pick, terms[needed], terms.get(opened) if opened else None)
    if why == "review":
        main = max(skills, key=lambda k: terms[k].due)
    else:
        main = on or (needed if why in _FOR_NEED else skills[0])
    fields = {"skill": main, "next": opened} if why == "opens" and opened else {"skill": main}
    text = Said(_WHY[why], {} if why == "again" else fields)
    known = why in ("first", "again")
    return told(graph, text) if known else told(graph, text, chance_said(pick.predicted))


def placement_reason(number: int, most: int, skill: SkillId | str, graph: SkillGraph) -> Told:
    """Return why a question of the placement was asked; without a skill, its title tells of it."""
    text = (
        "Question {number} of at most {most} to find your level: it shows where you stand with "
        "{skill}. A miss tells as much as a hit, and you can stop at any time."
    )
    return told(graph, Said(text, {"number": number, "most": most, "skill": skill}))


def placed_reason(then: str, graph: SkillGraph) -> Told:
    """Return the reason for the first problem after placement, before its own."""
    after = then.said if isinstance(then, Told) else (Said(then),)
    return told(graph, Said("That was enough to find your level."), *after)


def nothing_left(
    state: LearnerState,
    cards: Sequence[ProblemCard],
    at: datetime,
    why: str,
    *,
    harder: bool = False,
) -> Said:
    """Say why there is no next problem, and what to do.

    With `harder` there are others for whoever asks for something else, all of them harder.
    """
    if not cards:
        return Said("This course has no problems yet; please ask your instructor.")
    unsolved = [
        c for c in authored(cards) if state.problems.get(c.id, ProblemState()).solved_at is None
    ]
    if harder:
        return Said(
            "All the others are harder just now, so this one stays: take your time, a hint is "
            "there when you want it. With “Not now” you get another one."
        )
    if len(unsolved) > 1:  # what is closed waits for the one that is left out here
        return Said(
            "The other problems that are left build on this one, so it stays: take your time, "
            "a hint is there when you want it."
        )
    if unsolved:
        return Said("There is no other problem for you just now; please go on with this one.")
    if why != "done":
        return Said("You have solved every problem, and there is nothing else to review just now.")
    days = [due_in(s.fsrs, at) for s in state.skills.values() if s.fsrs is not None]
    text = "You have solved every problem: well done! Come back {wait} to keep it fresh."
    return Said(text, {"wait": max(1, min(days, default=1))})


def _gain(pick: Scored, needed: SkillTerms, opened: SkillTerms | None) -> str:
    """Return what a pick is for, by its own terms and those of its most needed skill."""
    if pick.fresh == TUNING.resolve:
        return "once_more"
    if pick.predicted < STRETCH:
        return "stretch"
    if pick.due > pick.need * pick.fresh:
        return "review"
    if needed.mastery >= NEARLY and needed.ability != UNPRACTISED.ability:
        return "nearly"
    return "opens" if opened is not None and not opened.open else "step"


def chance_said(p: float) -> Said:
    """Say how many first tries succeed."""
    return Said("{chance} first tries succeed.", {"chance": p})
