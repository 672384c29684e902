"""What may be chosen about Gemini; nothing here is secret but the key."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """How Gemini is reached.

    Attributes:
        key: API key; sent to the worker through its pipe, never through its environment.
        base_url: Another address than Google's, for gateways; '' for Google's.
        safety: Threshold of all four harm categories, in Google's words.
        thinking: Thinking level, in Google's words.
        most_tokens: Tokens of one answer, thoughts included.
    """

    key: str = field(repr=False)
    model: str = "gemini-3.8-flash"
    base_url: str = ""
    api_version: str = "v1"
    safety: str = "BLOCK_MEDIUM_AND_ABOVE"
    thinking: str = "LOW"
    most_tokens: int = 700

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the worker, the key included."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait: for the first piece, between two pieces, for the whole answer.

    Attributes:
        ready_s: For the worker, where it has to be loaded first.
    """

    first_s: float = 15.0
    idle_s: float = 8.0
    total_s: float = 45.0
    ready_s: float = 2.5


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation; `role` is `user` or `model`."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: our instruction, and turns of which the last is the learner's."""

    system: str
    turns: tuple[Turn, ...]

    @property
    def tokens(self) -> int:
        """Estimated size: a token is about four characters."""
        return (len(self.system) + sum(len(t.text) for t in self.turns)) // 4
