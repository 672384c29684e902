"""Decides whether an answer gives a problem's solution away, and lets only safe pieces through.

secret      what the references hold and neither the public text nor the learner's own code does
definition  a body for the function that the learner is to write
line        a telling line of a reference word for word anywhere, or in code about the same task
lines       half of a reference's secret lines in code
grams       a third of a reference's secret 5-grams in code, with the names numbered
new code    more lines of code than a hint needs, neither public nor the learner's

Code that was shown before counts for lines and grams. The gate sees the answer, never what the
learner asked. Pure: no input or output, no clock. Not caught: a recipe in prose, encoded text,
and a correct solution unlike every reference that comes in few lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .leak_code import pieces
from .leak_secret import Secret
from .leak_stream import cut
from .leak_tokens import Tokens, code_lines, plain

# A third, as found on tutor answers; half, because a single line can be chance in a short one.
GRAMS_SHARE = 0.34
LINES_SHARE = 0.5
MAX_NEW_LINES = 3


class LeakKind(StrEnum):
    """Which rule an answer broke; see the module's text."""

    DEFINITION = "definition"
    LINE = "line"
    LINES = "lines"
    GRAMS = "grams"
    NEW_CODE = "new_code"


@dataclass(frozen=True, slots=True)
class Leak:
    """Why an answer was stopped.

    Attributes:
        share: Share of a reference's secret that would have been shown, in [0, 1]; 0 where the
            rule knows no share.
    """

    kind: LeakKind
    share: float = 0.0


class LeakGate:
    """Guards one answer on one problem.

    Args:
        references: Reference and alternative solutions.
        public: Statement, visible tests, given cells: what the learner can read anyway.
        learner: The learner's own code; repeating it is no leak.
        shown: Texts shown before on this problem; code spread over answers adds up.

    Attributes:
        leak: What stopped the stream, or None.
    """

    def __init__(
        self, references: Sequence[str], public: str, learner: str, shown: Sequence[str] = ()
    ) -> None:
        self._secret = Secret(references, public, learner)
        self._before = [piece for text in shown for piece in readable(pieces(plain(text)))]
        self._buffer = self._sent = ""
        self.leak: Leak | None = None

    def check(self, text: str) -> Leak | None:
        """Return why a whole answer must not be shown, or None when it may."""
        answer = plain(text)
        code = readable(pieces(answer))
        if self._secret.defined_in(code):
            return Leak(LeakKind.DEFINITION)
        lines = lines_of(code)
        if self._secret.said_in(answer.replace("#", " ")) or self._secret.reworded_in(lines):
            return Leak(LeakKind.LINE)
        return self._spread(code, lines) if code else None

    def _spread(self, code: list[str], lines: list[Tokens]) -> Leak | None:
        """Return the leak of code that tells line by line, or None."""
        before = lines_of(self._before)
        share = self._secret.lines_share([*before, *lines])
        # What was shown before is no reason to stop an answer that adds nothing to it.
        if share >= LINES_SHARE and share > self._secret.lines_share(before):
            return Leak(LeakKind.LINES, share)
        share = self._secret.grams_share([*self._before, *code])
        if share >= GRAMS_SHARE and share > self._secret.grams_share(self._before):
            return Leak(LeakKind.GRAMS, share)
        new = [line for line in lines if self._secret.is_new(line)]
        return Leak(LeakKind.NEW_CODE, share) if len(new) > MAX_NEW_LINES else None

    def feed(self, piece: str) -> Iterator[str]:
        """Take the next piece of a stream and yield what may be shown now.

        Prose leaves sentence by sentence; a fence, a span and a run of code lines only whole.
        After a leak nothing is yielded any more.
        """
        self._buffer += piece
        yield from self._release(final=False)

    def end(self) -> Iterator[str]:
        """Yield what may be shown of the rest."""
        yield from self._release(final=True)

    def _release(self, *, final: bool) -> Iterator[str]:
        while self.leak is None:
            fresh = not self._sent or self._sent.endswith("\n")
            size = cut(self._buffer, fresh=fresh, final=final)
            if not size:
                return
            self.leak = self.check(self._sent + self._buffer[:size])
            if self.leak is None:
                ready, self._buffer = self._buffer[:size], self._buffer[size:]
                self._sent += ready
                yield ready


def readable(code: list[str]) -> list[str]:
    """Return pieces of code with what stands behind a #, which a learner reads as well."""
    return [text for piece in code for text in ([piece, *hidden(piece)])]


def hidden(piece: str) -> list[str]:
    """Return lines of a piece that are comments, without their #; [] when there are none."""
    found = [line.strip()[1:] for line in piece.splitlines() if line.strip().startswith("#")]
    return ["\n".join(found)] if found else []


def lines_of(code: list[str]) -> list[Tokens]:
    """Return all lines of some pieces of code as tokens."""
    return [line for piece in code for line in code_lines(piece)]
