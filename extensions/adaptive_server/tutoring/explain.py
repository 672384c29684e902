"""What an error in a cell of the learner's own means."""

from __future__ import annotations

from grader.explain import explain

from ..bodies import ExplainAsk, Explanation, Suggestion


def explain_error(ask: ExplainAsk) -> Explanation:
    """Word an error of a cell that failed in the learner's kernel."""
    found = explain(ask.source, ask.name, ask.message, ask.line, ask.names)
    return Explanation(
        kind=found.kind,
        grade_id=None,
        line=found.line,
        happened=found.happened,
        suggestions=[
            Suggestion(rule=s.rule, because=s.because, try_next=s.try_next)
            for s in found.suggestions
        ],
    )
