"""The leak gate: layers of checks over one answer, and the stream that they guard."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from . import (
    acrostic,
    advice,
    author_keys,
    dictation,
    expressions,
    fixes,
    kinds,
    lacking,
    notation,
    policy,
    proposed,
    prose,
    pseudo,
    reordered,
    retold,
    shares,
    signs,
    spelt,
    values,
)
from .code import FENCED, pieces, readable, stripped, without
from .encodings import views
from .leak import EXACT, RETOLD, Leak, LeakKind
from .odd_packing import is_unseen
from .secret import secret_of
from .stream import MAX_HELD, cut, shown_lines
from .text import MOST_TEXT, ends, plain
from .tokens import Tokens, lines_of, pattern
from .trees import read
from .written import are_parts, is_in_order, is_whole, says_key

WORD = re.compile(r"\w")
WORK = re.compile(r"\w+|[-+*/%<>=]+")
"""Words, and signs that work something out."""
GROWTH = 1.0
"""Least share of what was shown by which a stream goes on."""


class LeakGate:
    """Guards one answer on one problem.

    Args:
        references: Reference and alternative solutions.
        public: Statement, visible tests, given cells: what the learner can read anyway.
        learner: The learner's own code; repeating it is no leak.
        shown: Texts shown before on this problem; code spread over answers adds up.
        keys: Expressions that the author names as what the solution turns on.

    Attributes:
        leak: What stopped the stream, or None.
    """

    def __init__(
        self,
        references: Sequence[str],
        public: str,
        learner: str,
        shown: Sequence[str] = (),
        keys: Sequence[str] = (),
    ) -> None:
        self._secret = secret_of(tuple(references), public, learner)
        self._keys = tuple(keys)
        self._before = [c for text in shown for c in readable(pieces(plain(text[:MOST_TEXT])))]
        self._told = "\n".join(plain(text[:MOST_TEXT]) for text in shown)
        self._buffer = self._ready = self._sent = self._passed = ""
        self.leak: Leak | None = None

    def check(self, text: str) -> Leak | None:
        """Return why a whole answer must not be shown, or None when it may."""
        if text and text == self._passed:
            return None
        leak = self._found(text)
        if leak is None:
            self._passed = text
        return leak

    def _found(self, text: str) -> Leak | None:
        if is_unseen(text):
            return Leak(LeakKind.ENCODED)
        answer = plain(ends(text))
        code = pieces(answer)
        if self._before and code and self._completes(code):
            return Leak(LeakKind.LINES)
        # Before what is the learner's own goes: theirs may be set in otherwise.
        if is_whole(code, self._secret):
            return Leak(LeakKind.LINES)
        if advice.is_given(answer, self._secret):
            return Leak(LeakKind.FIX)
        rest = prose.unstated(without(answer, self._secret.is_own), self._secret)
        if rest != answer:
            answer, code = rest, pieces(rest)
        if leak := self._direct(answer, code):
            return leak
        for view in views(answer, self._secret.words, self._secret.task.public):
            if (found := self._decoded(plain(ends(view)))) and not self._is_own(
                answer, view, found.kind
            ):
                return Leak(LeakKind.ENCODED, found.share)
        if kinds.are_told(answer, self._secret) or signs.are_shown(answer, self._secret):
            return Leak(LeakKind.ENCODED)
        leak = self._worded(answer, code)
        if leak and leak.kind in RETOLD and self._is_retold(answer):
            return None
        return leak

    def _completes(self, code: list[str]) -> bool:
        """Say whether code makes what was shown before a whole solution."""
        if shares.goes_on(lines_of(self._before), lines_of(code), self._secret):
            return True
        lines = "\n".join(self._before)
        return is_whole(["\n".join([lines, *code])], self._secret) and not is_whole(
            [lines], self._secret
        )

    def _ends_recipe(self, answer: str) -> bool:
        """Say whether an answer tells a short line, such as `return total`, after a recipe."""
        if not (self._told and spelt.ends(answer, self._secret)):
            return False
        before = prose.told(self._told, self._secret)
        return prose.is_recipe(before) or spelt.is_spelt(self._told, self._secret)

    def _is_retold(self, answer: str) -> bool:
        """Say whether an answer, with those before, is the learner's own program in words."""
        return retold.is_own(f"{self._told}\n{answer}", self._secret)

    def _is_own(self, answer: str, view: str, kind: LeakKind) -> bool:
        """Say whether a view is the learner's own program in words, only written otherwise."""
        read, stands = set(WORK.findall(view)), set(WORK.findall(answer))
        # A telling line that stands there in code, in whatever dress, is not told in words.
        if read <= stands and kind in EXACT:
            return False
        new = {word for word in read - stands if WORD.match(word)}
        return new <= set(keyword.kwlist) and self._is_retold(FENCED.sub("\n", answer))

    def _decoded(self, hidden: str) -> Leak | None:
        """Return the leak of what a decoding gives, or None; noise is no program."""
        program = stripped(hidden)
        if is_whole([program], self._secret):
            return Leak(LeakKind.LINES)
        found = self._direct(hidden, pieces(hidden)) or self._code(hidden, [program])
        if found and found.kind is LeakKind.NEW_CODE and read(dedent(program)) is None:
            return None
        return found

    def _direct(self, answer: str, shown: Sequence[str]) -> Leak | None:
        """Return the leak of what is written in the open, or None."""
        code = readable([c for c in shown if not self._secret.is_own(c)])
        if policy.is_foreign(answer, code, self._secret):
            return Leak(LeakKind.FOREIGN)
        if (leak := self._code(answer, code)) or is_in_order(answer, self._secret):
            return leak or Leak(LeakKind.LINES)
        return Leak(LeakKind.NOTATION) if notation.is_shown(answer, code, self._secret) else None

    def _code(self, answer: str, code: list[str]) -> Leak | None:
        secret = self._secret
        if policy.defines_target(code, secret):
            return Leak(LeakKind.DEFINITION)
        lines = lines_of(code)
        if secret.said_in(answer.replace("#", " ")) or secret.reworded_in(lines):
            return Leak(LeakKind.LINE)
        if says_key(answer, secret) or author_keys.are_said(answer, code, self._keys, secret):
            return Leak(LeakKind.KEY)
        if expressions.are_shown(answer, secret) or proposed.is_quoted(answer, secret):
            return Leak(LeakKind.KEY)
        if fixes.are_shown(answer, code, lines, secret):
            return Leak(LeakKind.FIX)
        return self._spread(code, lines) if code else None

    def _spread(self, code: list[str], lines: list[Tokens]) -> Leak | None:
        """Return the leak of code that tells by how much it shows, or None."""
        if self._secret.shows_key(code, lines) or are_parts(code, self._secret):
            return Leak(LeakKind.KEY)
        if policy.gives_result(code, self._secret):
            return Leak(LeakKind.RESULT)
        return shares.told(self._before, code, self._secret)

    def _worded(self, answer: str, code: list[str]) -> Leak | None:
        """Return the leak of a text that tells in words, or None."""
        if acrostic.is_acrostic(answer, code, self._secret):
            return Leak(LeakKind.ACROSTIC)
        if values.are_told(answer, self._secret, self._told):
            return Leak(LeakKind.VALUES)
        if dictation.is_dictated(answer, self._secret, self._told):
            return Leak(LeakKind.PROSE)
        if pseudo.is_shown(answer, self._secret):
            return Leak(LeakKind.FOREIGN)
        if spelt.is_spelt(answer, self._secret) or self._ends_recipe(answer):
            return Leak(LeakKind.PROSE)
        found = prose.told(answer, self._secret)
        if prose.is_recipe(found) or lacking.is_named(answer, self._secret):
            return Leak(LeakKind.PROSE, found.cover)
        if reordered.is_told(answer, self._secret):
            return Leak(LeakKind.PROSE)
        # A recipe stays one when each step has a question mark.
        if "?" in answer:
            asked = prose.told(answer, self._secret, asked=True)
            if prose.is_recipe(asked):
                return Leak(LeakKind.PROSE, asked.cover)
        more = self._told and found.matched and prose.goes_on(self._told, answer, self._secret)
        return Leak(LeakKind.PROSE) if more else None

    def whole(self, text: str) -> Iterator[str]:
        """Yield an answer that is there already, cut as a stream; nothing if it must not be shown.

        It is judged once, as a whole.
        """
        self.leak = self.check(text)
        while text and self.leak is None:
            ready = text[: cut(text, fresh=self._is_fresh(), final=True)]
            text = text[len(ready) :]
            self._sent += ready
            yield ready

    def feed(self, piece: str) -> Iterator[str]:
        """Take the next piece of a stream and yield what may be shown now.

        Prose leaves in whole sentences; a fence, a span and a run of code lines only whole. What
        is ready is judged together, and none of it is shown where it leaks with what was shown.
        After a leak nothing is yielded any more.
        """
        self._buffer += piece
        yield from self._release(final=False)

    def end(self) -> Iterator[str]:
        """Yield what may be shown of the rest."""
        yield from self._release(final=True)

    def _release(self, *, final: bool) -> Iterator[str]:
        came = final
        while size := cut(self._buffer, fresh=self._is_fresh(), final=final):
            came, self._ready = True, self._ready + self._buffer[:size]
            self._buffer = self._buffer[size:]
        if self.leak or not (came and self._ready) or (not final and self._waits()):
            return
        self.leak = self.check(self._sent + self._ready)
        if self.leak is None:
            ready, self._ready = self._ready, ""
            self._sent += ready
            yield ready

    def _waits(self) -> bool:
        """Say whether what is ready waits for more.

        All is read again each time: as pieces grow with it, that is about twice the answer. It
        makes nobody wait, since a model writes as much again before what it wrote has been read.
        And once a line defines something, or is one of a reference's but for its names, the lines
        after it may go on from there, whatever is said between them.
        """
        if len(self._ready) < GROWTH * len(self._sent):
            return True
        if len(self._ready) >= MAX_HELD:
            return False
        text, known = plain(self._ready), self._secret
        lines = filter(known.is_new, (*lines_of(pieces(text)), *shown_lines(text)))
        return any(line[0] in ("def", "class") or pattern(line) in known.patterns for line in lines)

    def _is_fresh(self) -> bool:
        """Say whether what arrives next begins a line."""
        before = self._ready or self._sent
        return not before or before.endswith("\n")
