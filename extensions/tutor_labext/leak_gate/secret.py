"""What must not be told: the references of a problem minus what the learner can read or wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import Any, TypeVar

from .idioms import COMMON_LINES, COMMON_TREES, gram_weight, line_weight, tree_weight
from .renaming import is_renamed
from .task import Reference, Task, framed, task_of, undocumented
from .text import plain, squeezed, written_lines
from .tokens import (
    FIXED,
    GAP,
    Tokens,
    code_lines,
    grams,
    names,
    pattern,
    things,
    tokens,
    worked_out,
)
from .trees import subtrees

MIN_LINE = 4
SHORTEST = 7
"""Letters of the shortest line that counts when it is spelt."""
LONG_LINE = 6
SMALL = 14
WORD = re.compile(r"[A-Za-z]{3,}")
SIGN = re.compile(r"[^\w\s']")
Derived = TypeVar("Derived")


@dataclass(frozen=True, slots=True)
class Part:
    """The secret part of one reference, each item with what it counts."""

    reference: Reference
    lines: dict[Tokens, float]
    grams: dict[Tokens, float]
    trees: dict[str, float]

    @property
    def size(self) -> int:
        """Number of tokens in the secret lines."""
        return sum(map(len, self.lines))


class Secret:
    """The secret part of a problem's references for one learner.

    Args:
        task: The prepared problem.
        learner: The learner's own code.
    """

    def __init__(self, task: Task, learner: str) -> None:
        self.derived: dict[Callable[[Secret], Any], Any] = {}
        own = plain(learner)
        found = tokens(own)
        self.task = task
        self.own = own
        self._own = written_lines(own)
        self._own_bare = written_lines(undocumented(own))
        self.own_lines = [t for t in code_lines(own) if len(t) > 1]
        self._squeezed = squeezed(own)
        self.own_names = names(found)
        self.known_lines = task.lines | set(self.own_lines)
        self.known_text = task.text + framed(found)
        self.names = task.names | self.own_names
        self.given = {n for n in task.given | self.own_names if not is_pythons(n)}
        own_grams, own_trees = grams(found), subtrees(own)
        self.parts = [self._part(r, own_grams, own_trees) for r in task.references]
        self.telling = {t for p in self.parts for t in p.lines if self._is_telling(t, p)}
        self._patterns = {pattern(t) for t in self.telling} - COMMON_LINES
        self._words = {GAP, *(t for line in self.telling for t in line)}
        self.literals = {t for r in task.references for t in r.tokens if is_distinctive(t)}
        self.things = frozenset(t for r in task.references for t in things(r.tokens))
        self.words = {w for r in task.references for t in r.tokens for w in WORD.findall(t)}
        self.keys = {k for p in self.parts for k in self._keys(p)}
        # What a line works out is told without the `return` or the name that it goes to, too.
        works = {rest for t in self.telling if not self.is_known(rest := worked_out(t))}
        keys = {k for k in self.keys | works if len(k) >= LONG_LINE and any(map(SIGN.search, k))}
        self._framed = [framed(t) for t in self.telling | keys if len(t) >= MIN_LINE]
        mine = self._kept(found)
        self._framed_apart = [line for line in self._framed if line not in mine]
        self.key_trees = {k for p in self.parts for k in self._key_trees(p)}

    @cached_property
    def spelt(self) -> frozenset[str]:
        """Secret lines as letters alone, which first letters could spell."""
        known = squeezed(self.known_text)
        letters = {squeezed("".join(line)) for part in self.parts for line in part.lines}
        return frozenset(w for w in letters if len(w) >= SHORTEST and w not in known)

    @cached_property
    def patterns(self) -> frozenset[Tokens]:
        """Patterns of the secret lines."""
        return frozenset(pattern(line) for part in self.parts for line in part.lines)

    @cached_property
    def runs(self) -> frozenset[str]:
        """Runs of letters of the references that are not in what the learner knows."""
        known = squeezed(self.known_text)
        runs = {r for part in self.parts for r in part.reference.runs}
        return frozenset(r for r in runs if r not in known)

    def _part(self, reference: Reference, grams_: frozenset[Tokens], trees: dict[str, int]) -> Part:
        lines = {t: line_weight(t) for t in reference.lines if self.is_new(t) and t[0] != "def"}
        hidden = reference.grams - self.task.grams - grams_
        shapes = {
            shape: tree_weight(shape, size)
            for shape, size in reference.trees.items()
            if shape not in self.task.trees and shape not in trees
        }
        return Part(reference, lines, {g: gram_weight(g) for g in hidden}, shapes)

    def is_new(self, line: Tokens) -> bool:
        """Say whether a line of code is neither public nor the learner's own."""
        return len(line) > 1 and line not in self.known_lines and GAP not in line

    def is_own(self, code: str) -> bool:
        """Say whether code is some whole lines of the learner's in a row, comments and all.

        Docstrings may be left out, and a whole function may have its names in other words.
        """
        lines = written_lines(code)
        return bool(lines) and (
            any(
                own[at : at + len(lines)] == lines
                for own in (self._own, self._own_bare)
                for at in range(len(own) - len(lines) + 1)
            )
            or ("#" not in code and is_renamed(code, self.own))
        )

    def is_known(self, found: Tokens) -> bool:
        """Say whether a run of tokens stands in what the learner can read or wrote."""
        return framed(found) in self.known_text

    def is_told(self, sentence: str) -> bool:
        """Say whether a sentence is the statement's, or a line of the learner's."""
        said = squeezed(sentence)
        if len(said) < SHORTEST:
            return said in self.task.sentences
        return said in self.task.squeezed or said in self._squeezed

    def _is_telling(self, line: Tokens, part: Part) -> bool:
        """Say whether one line alone would give something away."""
        if self.is_known(line):
            return False
        if len(line) >= MIN_LINE and any(SIGN.search(t) for t in line):
            return True
        return len(line) >= LONG_LINE or (len(line) >= 3 and len(line) >= 0.45 * part.size)

    def _keys(self, part: Part) -> Iterable[Tokens]:
        """Yield what a short solution turns on: each secret line without its first words."""
        if part.size > SMALL and len(part.lines) > 2:
            return
        for line in part.lines:
            rest = worked_out(line)
            if len(rest) < 2 or all(is_plain(t) for t in rest):
                rest = line
            if len(rest) >= 2 and not self.is_known(rest) and pattern(rest) not in COMMON_LINES:
                yield rest

    def _key_trees(self, part: Part) -> Iterable[str]:
        if part.size > SMALL and len(part.lines) > 2:
            return
        whole = max(part.trees.values(), default=0.0)
        for shape, weight in part.trees.items():
            if weight >= 0.5 * whole and shape not in COMMON_TREES:
                yield shape

    def said_in(self, text: str) -> bool:
        """Say whether a telling line stands in a text, sign by sign, even in prose.

        Words that no telling line holds are passed over, so that signs or words put in between
        change nothing; but what the learner's own code holds like that is theirs.
        """
        if not self._framed:
            return False
        found = tokens(text)
        said = framed(found)
        if any(line in said for line in self._framed):
            return True
        kept = self._kept(found)
        return any(line in kept for line in self._framed_apart)

    def _kept(self, found: Tokens) -> str:
        """Return those of some tokens that a telling line holds, framed."""
        return framed(tuple(t for t in found if t in self._words))

    def reworded_in(self, lines: Iterable[Tokens]) -> bool:
        """Say whether a line is a telling one, or has its shape and speaks of the same task.

        A line of the same shape about other things is a fair example, so names decide.
        """
        return any(
            line in self.telling or (pattern(line) in self._patterns and names(line) <= self.names)
            for line in lines
            if self.is_new(line)
        )

    def shows_key(self, code: Sequence[str], lines: Iterable[Tokens]) -> bool:
        """Say whether code holds the expression that a short solution turns on."""
        for line in lines:
            if self.is_known(line):
                continue
            said = framed(line)
            if any(framed(key) in said for key in self.keys):
                return True
        return bool(self.key_trees) and any(
            names(tokens(piece)) <= self.names and not self.key_trees.isdisjoint(subtrees(piece))
            for piece in code
            if not self.is_known(tokens(piece))
        )


@lru_cache(maxsize=512)
def secret_of(references: tuple[str, ...], public: str, learner: str) -> Secret:
    """Return the secret part for one learner's code; who asks again has mostly the same code."""
    return Secret(task_of(references, public), learner)


def once(derive: Callable[[Secret], Derived]) -> Callable[[Secret], Derived]:
    """Let what follows from a secret alone be worked out once, and kept as long as it is."""

    @wraps(derive)
    def kept(secret: Secret) -> Derived:
        if derive not in secret.derived:
            secret.derived[derive] = derive(secret)
        found: Derived = secret.derived[derive]
        return found

    return kept


def is_distinctive(token: str) -> bool:
    """Say whether a literal is unlikely to stand in code about anything else."""
    if token[0] == "'":
        return len(token) > 5
    return token[0].isdigit() and len(token) > 2 and token.strip("0.") not in ("", "1")


def is_pythons(name: str) -> bool:
    """Say whether a name is in every class: `self`, `__init__`."""
    return name in ("self", "cls") or (name[:2] == "__" == name[-2:])


def is_plain(token: str) -> bool:
    """Say whether a token is a name or literal and no work to be done."""
    return token not in FIXED and not SIGN.search(token)
