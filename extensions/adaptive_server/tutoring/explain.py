"""What an error in a cell of the learner's own means."""

from __future__ import annotations

from grader.explain import explain

from ..bodies import ExplainAsk, Explanation
from ..core.language import ENGLISH
from .feedback import placed


def explain_error(ask: ExplainAsk, locale: str = ENGLISH) -> Explanation:
    """Word an error of a cell that failed in the learner's kernel."""
    told = explain(ask.source, ask.name, ask.message, ask.line, ask.names, locale)
    return placed(told, None)
