"""The core's values in the words of the API."""

from __future__ import annotations

from ..bodies import Achievement, ProblemRef, Recommendation, SkillRef
from ..core.achievements import CATALOGUE
from ..core.phrases import say
from ..core.problem import SkillId
from ..core.recommendation import Choice
from ..core.told import retold
from ..core.wording import chance_words
from ..problems.bank import Bank, Problem


def skill_ref(bank: Bank, skill: SkillId) -> SkillRef:
    """Name a skill."""
    return SkillRef(id=skill, name=bank.graph.skills[skill].name)


def problem_ref(bank: Bank, problem: Problem) -> ProblemRef:
    """Describe a problem as a learner may know it."""
    card = problem.card
    return ProblemRef(
        id=card.id,
        version=card.version,
        title=card.title,
        kind=card.kind.value,
        minutes=card.minutes,
        section=bank.graph.section(card.section).title,
        skills=[skill_ref(bank, s) for s in card.skills],
    )


def achievement(name: str, locale: str) -> Achievement:
    """Word an achievement."""
    earned = CATALOGUE[name]
    return Achievement(id=name, title=say(locale, earned.title), text=say(locale, earned.text))


def recommendation(bank: Bank, choice: Choice) -> Recommendation:
    """Word a choice; a problem that has left the bank since is shown as none."""
    problem = bank.problems.get(choice.problem_id) if choice.problem_id else None
    return Recommendation(
        problem=problem_ref(bank, problem) if problem else None,
        reason=retold(choice.reason, bank.graph),
        chance=chance_words(choice.predicted, bank.graph.locale)
        if problem and choice.predicted is not None
        else "",
    )
