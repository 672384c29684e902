"""Bodies of the tutor's routes; see `bodies`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from .bodies import Name, Request, Source

Wish = Literal["ask", "hint", "explain_error", "why", "check"]


class RunFault(Request):
    """The error of a run in the learner's kernel, which arose in a cell of the answer.

    Attributes:
        grade_id: The cell, whose source is still what it was when it ran.
        line: 1-based line within that cell, or None.
    """

    grade_id: Name
    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    message: Annotated[str, StringConstraints(max_length=2000)] = ""
    line: int | None = Field(default=None, ge=1)


class HintAsk(Request):
    """Ask for the next hint on a problem."""

    problem_id: Name
    cells: dict[Name, Source] = Field(default={}, max_length=50)
    fault: RunFault | None = None


class TurnAsk(HintAsk):
    """Ask the tutor something about a problem."""

    wish: Wish = "ask"
    question: str = Field(default="", max_length=1000)
    locale: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_]\w{2,8})*$")] = "en"


class TurnView(BaseModel):
    """One turn of a conversation."""

    role: Literal["learner", "tutor"]
    text: str
    source: Literal["offline", "gemini", "cache", "learner"]


class Conversation(BaseModel):
    """What was said on a problem, and what may be asked."""

    turns: list[TurnView]
    policy: Literal["off", "hints", "full"]
    tutor: Literal["offline", "gemini"]
