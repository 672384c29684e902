"""Bodies of the routes that find where a learner should begin."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from .bodies import Recommendation, Request


class PlacementAsk(Request):
    """Begin to find the learner's level or take it up again (`begin`), or leave it (`skip`)."""

    action: Literal["begin", "skip"]


class PlacementView(BaseModel):
    """How far finding the learner's level is; `next` is the open recommendation."""

    status: Literal["new", "active", "skipped", "finished"]
    asked: int = Field(description="Questions so far, the open one among them")
    most: int
    offered: bool = Field(description="It can be begun, or taken up again")
    confidence: float = Field(ge=0, le=1, description="How sure it is what is in reach")
    next: Recommendation | None = Field(description="Null until there is one")
