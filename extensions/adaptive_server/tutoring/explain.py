"""What an error in a cell of the learner's own means."""

from __future__ import annotations

from grader.explain import explain

from ..bodies import ExplainAsk, Explanation
from .feedback import placed


def explain_error(ask: ExplainAsk) -> Explanation:
    """Word an error of a cell that failed in the learner's kernel."""
    return placed(explain(ask.source, ask.name, ask.message, ask.line, ask.names), None)
