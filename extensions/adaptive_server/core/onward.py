"""Where a learner goes on whose level was found: at what builds on the furthest they can do.

In a knowledge space what one is ready to learn next is the outer fringe of what one can do
(Falmagne et al. 1990, doi:10.1037/0033-295X.97.2.201). A few answers leave much of what lies before
it not firm, so by need alone a choice would go back there first.
"""

from __future__ import annotations

from collections.abc import Mapping

from .learner import LearnerState
from .problem import SkillId
from .skills import SkillGraph
from .standing import SkillTerms


def just_placed(state: LearnerState) -> bool:
    """Say whether the answers of the placement are all that was tried so far."""
    tried = {p for p, known in state.problems.items() if known.attempts}
    return bool(tried) and tried.issubset(state.placement.asked)


def fringe(
    state: LearnerState, graph: SkillGraph, terms: Mapping[SkillId, SkillTerms]
) -> frozenset[SkillId]:
    """Return the open skills that build directly on the furthest ones that went well.

    The furthest are those that nothing else that went well builds on.
    """
    won = {k for k, s in state.skills.items() if s.wins and k in graph.skills}
    furthest = won.difference(*(graph.prerequisites(k) for k in won))
    return frozenset(
        k
        for k, t in terms.items()
        if t.open
        and t.need > 0
        and k not in won
        and not furthest.isdisjoint(graph.skills[k].prerequisites)
    )
