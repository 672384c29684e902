"""Events of an answer put together, because nothing of it is shown before a sentence is whole.

A model may send an event a word. Each costs the SDK half a millisecond to read, so those of one
sentence are made one event before it sees them. What is more than plain text stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from math import inf
from time import monotonic
from typing import Any

DATA = b"data: "
SENTENCE = re.compile(r"[.!?]\S{0,3}\s|\n")
"""Where a sentence or a line may end; the leak gate knows exactly."""
LAST_WORD = re.compile(r"\S{0,4}\Z")
"""What a sentence ends with once a blank follows."""
LONGEST_S = 0.25
"""Seconds after which an event goes on as it is: who waits hears that there is an answer."""


class Gathering:
    """The events of one answer that did not go on yet; the first goes on at once.

    Args:
        now: A clock that never goes back, in seconds.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._held: dict[str, Any] = {}
        self._text = self._word = ""
        self._at = -inf

    def add(self, line: bytes) -> Iterator[bytes]:
        """Take a line of the stream and yield what goes on now: whole events and other lines."""
        event = event_of(line)
        text = text_of(event)
        if text is None:
            if line.strip() or not self._held:  # else it ends the event that is held
                yield from self.rest()
                yield line
            return
        self._held |= event
        self._text += text
        ends = SENTENCE.search(self._word + text)
        self._word = LAST_WORD.findall(self._word + text)[0]
        if ends or self._now() - self._at >= LONGEST_S:
            yield from self.rest()

    def rest(self) -> Iterator[bytes]:
        """Yield what is held as one event."""
        if not self._held:
            return
        self._held["candidates"][0]["content"]["parts"] = [{"text": self._text}]
        yield DATA + json.dumps(self._held).encode() + b"\n\n"
        self._held, self._text, self._at = {}, "", self._now()


def event_of(line: bytes) -> dict[str, Any]:
    """Return the event that a line holds, {} where it holds none."""
    try:
        event = json.loads(line[len(DATA) :]) if line.startswith(DATA) else {}
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def text_of(event: dict[str, Any]) -> str | None:
    """Return the words of an event, None where it says anything else of the answer."""
    match event:
        case {"promptFeedback": _}:
            return None
        case {"candidates": [{"content": {"parts": [{"text": str(text), **more}]}} as candidate]}:
            return None if more or candidate.get("finishReason") else text
    return None
