"""Why a problem was chosen, in one or two plain sentences made from the terms of its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import floor

from .language import ENGLISH
from .learner import LearnerState, ProblemState
from .memory import due_in
from .model import UNPRACTISED
from .phrases import MONTHS, say
from .problem import ProblemCard, SkillId, authored
from .scoring import Scored
from .skills import SkillGraph
from .standing import SkillTerms
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
) -> str:
    """Return the reason for a pick.

    Args:
        why: What the candidates were for: `first`, `onward`, `review`, `again`, `practice`,
            `stuck`, `ease`, `gain`, `nearest`, or the learner's own complaint.
        pick: The chosen problem.
        terms: Terms of all skills, from which the pick was scored.
        graph: The course, for names.
        on: The skill that it was chosen for, where the terms do not tell.
    """
    locale = graph.locale
    skills = [k for k in pick.card.skills if k in terms]
    if not skills:
        return (
            f"{say(locale, 'A good next step for you.')} {chance_sentence(pick.predicted, locale)}"
        )
    needed = max(skills, key=lambda k: terms[k].need)
    opened = graph.opened_by(needed)
    if why == "gain" or (why == "ease" and pick.predicted < GENTLE):
        why = _gain(pick, terms[needed], terms.get(opened) if opened else None)
    if why == "review":
        main = max(skills, key=lambda k: terms[k].due)
    else:
        main = on or (needed if why in _FOR_NEED else skills[0])
    text = say(
        locale,
        _WHY[why],
        skill=quoted(graph.skills[main].name),
        next=quoted(graph.skills[opened].name) if opened else "",
    )
    known = why in ("first", "again")
    return text if known else f"{text} {chance_sentence(pick.predicted, locale)}"


def chance_words(p: float, locale: str = ENGLISH) -> str:
    """Return a probability in words fit for how little is known, never a percentage.

    >>> chance_words(0.62), chance_words(0.999), chance_words(0.0)
    ('about 6 in 10', 'about 9 in 10', 'about 1 in 10')
    """
    return say(locale, "about {n} in 10", n=max(1, min(9, floor(10 * p + 0.5))))


def quoted(name: str) -> str:
    """Return a skill's name as it stands within a sentence.

    Names are titles such as "Statements run top to bottom": without quotes the sentence breaks.

    >>> quoted("Numbers and arithmetic, what comes first")
    '“Numbers and arithmetic, what comes first”'
    """
    return f"“{name}”"


def placement_reason(number: int, most: int, skill: str, locale: str = ENGLISH) -> str:
    """Return why a question of the placement was asked."""
    return say(
        locale,
        "Question {number} of at most {most} to find your level: it shows where you stand with "
        "{skill}. A miss tells as much as a hit, and you can stop at any time.",
        number=number,
        most=most,
        skill=quoted(skill),
    )


def placed_reason(then: str, locale: str = ENGLISH) -> str:
    """Return the reason for the first problem after placement, before its own."""
    return f"{say(locale, 'That was enough to find your level.')} {then}"


def nothing_left(
    state: LearnerState,
    cards: Sequence[ProblemCard],
    at: datetime,
    why: str,
    locale: str = ENGLISH,
    *,
    harder: bool = False,
) -> str:
    """Return why there is no next problem, and what to do.

    With `harder` there are others for whoever asks for something else, all of them harder.
    """
    if not cards:
        return say(locale, "This course has no problems yet; please ask your instructor.")
    unsolved = [
        c for c in authored(cards) if state.problems.get(c.id, ProblemState()).solved_at is None
    ]
    if harder:
        return say(
            locale,
            "All the others are harder just now, so this one stays: take your time, a hint is "
            "there when you want it. With “Not now” you get another one.",
        )
    if unsolved:
        if len(unsolved) > 1:  # what is closed waits for the one that is left out here
            return say(
                locale,
                "The other problems that are left build on this one, so it stays: take your time, "
                "a hint is there when you want it.",
            )
        return say(
            locale, "There is no other problem for you just now; please go on with this one."
        )
    if why != "done":
        return say(
            locale, "You have solved every problem, and there is nothing else to review just now."
        )
    days = [due_in(s.fsrs, at) for s in state.skills.values() if s.fsrs is not None]
    soon = max(1, min(days, default=1))
    when = say(locale, "tomorrow") if soon == 1 else say(locale, "in about {n} days", n=soon)
    done = "You have solved every problem: well done! Come back {when} to keep it fresh."
    return say(locale, done, when=when)


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


def chance_sentence(p: float, locale: str = ENGLISH) -> str:
    """Say how many first tries succeed."""
    words = chance_words(p, locale)
    return say(locale, "{chance} first tries succeed.", chance=f"{words[0].upper()}{words[1:]}")


def day_words(day: date, locale: str = ENGLISH) -> str:
    """Return a day of the year in words.

    >>> day_words(date(2026, 3, 5)), day_words(date(2026, 3, 5), "es")
    ('5 March', '5 de marzo')
    """
    month = MONTHS[locale][day.month - 1] if locale in MONTHS else f"{day:%B}"
    return say(locale, "{day} {month}", day=day.day, month=month)
