"""Requests that no model is asked: what a learner types, and what stands in their code."""

from __future__ import annotations

from dataclasses import replace

from tutor_labext.gemini.prompt import MOST_CODE
from tutor_labext.planted import planted_in
from tutor_labext.refusal import Refusal, planted, refused

from ..tutor_port import HintRequest


def refusal_of(request: HintRequest, public: str) -> Refusal | None:
    """Return what is asked for that the tutor does not give, or None.

    Reads what a model would be sent. That can take a tenth of a second: for a thread of its own.

    Args:
        request: What is asked.
        public: What the learner may read anyway.
    """
    if found := refused(request.question):
        return found
    ran = request.ran.message if request.ran else ""
    code = "\n\n".join(request.cells.values())[:MOST_CODE]
    return Refusal.ORDER if planted(ran) or planted_in(code, public) else None


def without_refused(request: HintRequest) -> HintRequest:
    """Return a request whose earlier turns ask for nothing that the tutor does not give."""
    kept = tuple(e for e in request.before if refused(e.asked) is None)
    return replace(request, before=kept)
