"""Chunks of an answer put together, because nothing of it is shown before a sentence is whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic

SENTENCE = re.compile(r"[.!?]\S{0,3}\s|\n")
"""Where a sentence or a line may end; the leak gate knows exactly."""
LAST_WORD = re.compile(r"\S{0,4}\Z")
"""What a sentence ends with once a blank follows."""
LONGEST_S = 0.25
"""Seconds after which a chunk is handed on as it is: who waits hears that there is an answer."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer, with what Google counted so far (tokens, thoughts in `out`)."""

    text: str
    tokens_in: int
    tokens_out: int


class Gathering:
    """The chunks of one answer that are not handed on yet; the first goes on at once.

    Args:
        now: A clock that never goes back, in seconds.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._held: list[Chunk] = []
        self._tail = ""
        self._at = -inf

    def add(self, chunk: Chunk) -> Chunk | None:
        """Take a chunk; return what is to be handed on now, or None."""
        self._held.append(chunk)
        ends = SENTENCE.search(self._tail + chunk.text)
        self._tail = LAST_WORD.findall(self._tail + chunk.text)[0]
        return self.rest() if ends or self._now() - self._at >= LONGEST_S else None

    def rest(self) -> Chunk | None:
        """Return all that is held as one chunk, or None where nothing is."""
        if not self._held:
            return None
        text = "".join(chunk.text for chunk in self._held)
        counted = next((c for c in reversed(self._held) if c.tokens_out), self._held[-1])
        self._held, self._at = [], self._now()
        return Chunk(text, counted.tokens_in, counted.tokens_out)
