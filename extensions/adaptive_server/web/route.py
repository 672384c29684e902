"""What a route of the API is: method, path, who may, what goes in and out, which use case."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from ..bodies import Request
from ..ports import Person
from ..tutoring.parts import Parts


class Access(StrEnum):
    """Who may call a route."""

    ANYONE = "anyone"
    LEARNER = "learner"
    ASSISTANT = "assistant"
    INSTRUCTOR = "instructor"

    def admits(self, person: Person) -> bool:
        """Say whether somebody may call it; an instructor may what an assistant may."""
        if self is Access.INSTRUCTOR:
            return person.instructor
        return self is not Access.ASSISTANT or person.assistant or person.instructor


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated request, free of HTTP."""

    parts: Parts
    person: Person
    path: Mapping[str, str]
    body: Any = None
    query: Any = None


Answer = BaseModel | Mapping[str, Any]
Events = AsyncGenerator[tuple[str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Route:
    """One method on one path. Exactly one of `run` and `stream` is set."""

    method: str
    path: str
    summary: str
    answer: type[BaseModel] | None = None
    body: type[Request] | None = None
    run: Callable[[Call], Awaitable[Answer]] | None = None
    stream: Callable[[Call], Events] | None = None
    access: Access = Access.LEARNER
    query: type[BaseModel] | None = None
