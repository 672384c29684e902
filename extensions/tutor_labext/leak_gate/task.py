"""What the gate knows of a problem whoever asks: its references and what every learner can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .atoms import code_atoms
from .code import fences, pieces, readable
from .text import plain, runs_of, squeezed
from .tokens import Tokens, code_lines, grams, names, tokens
from .trees import subtrees

DEFINITION = re.compile(r"\bdef\s+(\w+)\s*\(([^)\n]*)")
CLASS = re.compile(r"\bclass\s+(\w+)")
ASSIGNED = re.compile(r"^[ \t]*([A-Za-z_]\w*)\s*=(?!=)", re.M)
IMPORT = re.compile(r"^[ \t]*(?:from\s+[\w.]+\s+)?import\s+([^\n(#]+)", re.M)
DOCSTRING = re.compile(r'^[ \t]*("""|\'\'\').*?\1', re.S | re.M)
SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Reference:
    """One solution, taken apart.

    Attributes:
        atoms: Its steps as they are written.
        done: Its steps as they are done.
    """

    source: str
    tokens: Tokens
    lines: tuple[Tokens, ...]
    grams: frozenset[Tokens]
    trees: dict[str, int]
    atoms: tuple[str, ...]
    done: tuple[str, ...]
    runs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Task:
    """A problem as the gate sees it.

    Attributes:
        targets: Names of functions that the learner is to write; methods of Python's own names are
            none.
        classes: Names of classes that the learner is to write.
        given: Names that code for this problem can use: parameters and given values.
        names: All names of references and of public code.
        imported: Names that references and public code import: any code with the library has them.
        sentences: Public sentences, squeezed.
        squeezed: All public text, squeezed.
    """

    references: tuple[Reference, ...]
    public: str
    lines: frozenset[Tokens]
    grams: frozenset[Tokens]
    trees: frozenset[str]
    text: str
    targets: frozenset[str]
    classes: frozenset[str]
    given: frozenset[str]
    results: frozenset[str]
    names: frozenset[str]
    imported: frozenset[str]
    sentences: frozenset[str]
    squeezed: str


@lru_cache(maxsize=512)
def task_of(references: tuple[str, ...], public: str) -> Task:
    """Return a prepared problem; the same problem is prepared once."""
    shown = plain(public)
    prepared = tuple(reference_of(plain(source)) for source in references)
    # What stands in comments and docstrings is read as well.
    code = [shown, *pieces(shown), *(body for _, body in fences(shown)), *readable([shown])[1:]]
    signatures = [s for r in prepared for s in DEFINITION.findall(r.source)]
    assigned = [frozenset(ASSIGNED.findall(r.source)) for r in prepared]
    parameters = {n for _, inside in signatures for n in names(tokens(inside))}
    in_public = {n for piece in pieces(shown) for n in names(tokens(piece))}
    return Task(
        references=prepared,
        public=shown,
        lines=frozenset(t for piece in code for t in code_lines(piece)),
        grams=frozenset().union(*(grams(tokens(piece)) for piece in code)),
        trees=frozenset().union(*(subtrees(piece) for piece in pieces(shown))),
        text="".join(framed(tokens(part)) for part in readable([shown])),
        targets=frozenset(name for name, _ in signatures if not name.startswith("__")),
        classes=frozenset(name for r in prepared for name in CLASS.findall(r.source)),
        given=frozenset(parameters | set(ASSIGNED.findall(shown))),
        results=frozenset.intersection(*assigned) if assigned else frozenset(),
        names=frozenset(n for r in prepared for n in names(r.tokens)) | in_public,
        imported=frozenset(n for text in (shown, *references) for n in imported(text)),
        sentences=frozenset(squeezed(s) for s in SENTENCES.split(shown)),
        squeezed=squeezed(shown),
    )


@lru_cache(maxsize=2048)
def reference_of(source: str) -> Reference:
    """Return one solution taken apart."""
    found = tokens(source)
    return Reference(
        source=source,
        tokens=found,
        lines=tuple(dict.fromkeys(t for t in code_lines(undocumented(source)) if len(t) > 1)),
        grams=grams(found),
        trees=subtrees(source),
        atoms=tuple(code_atoms(source)),
        done=tuple(code_atoms(source, inner_first=True)),
        runs=runs_of(source),
    )


def imported(code: str) -> set[str]:
    """Return the names that import statements use.

    >>> sorted(imported("from csv import reader, writer as out"))
    ['out', 'reader', 'writer']
    """
    return {n for found in IMPORT.findall(code) for n in names(tokens(found)) if n != "as"}


def undocumented(source: str) -> str:
    """Return code without its docstrings, which say what and not how; lines keep their numbers."""
    return DOCSTRING.sub(lambda m: "\n" * m[0].count("\n"), source)


def framed(found: Tokens) -> str:
    """Return tokens as text in which a run of whole tokens can be searched."""
    return "\0" + "\0".join(found) + "\0"
