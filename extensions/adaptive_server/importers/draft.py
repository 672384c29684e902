"""What an importer makes of one source: a draft of a problem, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core.problem import Kind
from ..problems.header import MAX_TITLE

FILES_KB = 1024
_FENCED = re.compile(r"^ *(```|~~~).*?^ *\1", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_MARKS = re.compile(r"<[^>]*>|\[([^\]]*)\]\([^)]*\)|[*`$]+|\([^()]*\b(?:points?|marks?|pts?)\)")
_MAKES_FILES = re.compile(r"\btempfile\b|\.write_(text|bytes)\(|\bopen\([^)\n]*['\"][wax]")


class NotImportable(Exception):
    """A source that cannot become a problem; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class DraftTest:
    """One test cell: `source` without its title."""

    title: str
    source: str
    visible: bool = False
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A problem with one answer cell, before it is a notebook.

    Attributes:
        slug: Last part of the id and name of the folder.
        given: Code that stands before the answer, may be empty.
        starter: What the learner begins with.
    """

    slug: str
    title: str
    statement: str
    entry_point: str
    reference: str
    starter: str
    tests: tuple[DraftTest, ...]
    given: str = ""
    kind: Kind = Kind.WRITE_FUNCTION

    @property
    def files_kb(self) -> int:
        """Size of the folder for files that the tests make; 0 for none."""
        return FILES_KB if any(_MAKES_FILES.search(t.source) for t in self.tests) else 0


@dataclass(frozen=True, slots=True)
class DraftNotebook:
    """Cells of our format, for sources that are notebooks already; ids and header still miss.

    Attributes:
        notes: What could not be taken over, one line each.
        files_kb: Size of the folder for files that it wants; 0 for none.
    """

    slug: str
    title: str
    cells: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()
    files_kb: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One source and what became of it."""

    name: str
    made: Draft | DraftNotebook | NotImportable


def slug_of(text: str) -> str:
    """Return a part of an id.

    >>> slug_of("HumanEval/12: Longest_Word")
    'humaneval-12-longest-word'
    """
    parts = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(parts)[:60].strip("-") or "problem"


def title_of(name: str) -> str:
    """Return a name of code as words.

    >>> title_of("test_longest_word")
    'Longest word'
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ")
    text = " ".join(words.split()).removeprefix("test ").strip() or "Untitled"
    return text[:1].upper() + text[1:].lower()


def heading_of(text: str) -> str:
    r"""Return the words of the first heading of a Markdown text, or "" where there is none.

    >>> heading_of("Read this first.\n## A *herb* garden (4 points)")
    'A herb garden'
    """
    for found in _HEADING.finditer(_FENCED.sub("", text)):
        words = " ".join(_MARKS.sub(lambda mark: mark[1] or "", found[1]).split())
        shown = "".join(letter for letter in words if letter.isprintable())[:MAX_TITLE].strip()
        if shown:
            return shown
    return ""
