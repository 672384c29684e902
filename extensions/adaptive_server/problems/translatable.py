"""What of a notebook can be said in another language, each text under a stable name.

    title                     the notebook's title
    statement, text.1         Markdown that the learner sees
    given.comment.1           a comment in code that the learner sees; `.doc.1` a docstring
    example.title             title of the test `example`; `.message.1` what it says, `.hint`
    hint.1, probe.1           a rung of the ladder, the feedback of a probe: counted in order
    concept.1, predict.1      Markdown of a lesson; `example.1.comment.1` in its code

Code, names, options and expected values are no texts, so they are the same in every language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .cells import source_text
from .markers import ALL_MARKS, SOLUTION
from .options import is_option
from .words_in_code import Span, UnfitError, comments, docstrings, messages, replaced

Notebook = dict[str, Any]

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_WORDS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Place:
    """One text of a notebook.

    Attributes:
        key: Its name.
        source: The text as its author wrote it.
        cell: What findings call its cell, "" for the notebook itself.
        fits: What the translation becomes in its place; raises `UnfitError`.
    """

    key: str
    source: str
    cell: str
    fits: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A place and how a fitting text is put there; pieces of one cell are put in together."""

    place: Place
    cell: int
    span: Span | None = None
    field: str = ""


def plain(text: str) -> str:
    """Return a text as it is.

    Raises:
        UnfitError: It holds a mark of the format.
    """
    if any(mark in text for mark in ALL_MARKS):
        raise UnfitError("the marks of the format have no place in a text")
    return text


def places(notebook: Notebook) -> list[Place]:
    """Return the texts of a notebook, in order."""
    found: dict[str, Place] = {}
    for piece in _pieces(notebook):
        found.setdefault(piece.place.key, piece.place)
    return list(found.values())


def put(notebook: Notebook, texts: dict[str, str]) -> None:
    """Put texts in their places; those that do not fit have been sorted out before."""
    spans: dict[int, list[tuple[Span, str]]] = {}
    for piece in _pieces(notebook):
        text = texts.get(piece.place.key)
        if text is None:
            continue
        made = piece.place.fits(text)
        if piece.cell < 0:
            notebook["metadata"]["pythonmastery"]["title"] = made
            continue
        cell = notebook["cells"][piece.cell]
        if piece.span is not None:
            spans.setdefault(piece.cell, []).append((piece.span, made))
        elif piece.field:
            cell["metadata"]["pythonmastery"][piece.field] = made
        else:
            cell["source"] = made
    for index, changes in spans.items():
        cell = notebook["cells"][index]
        cell["source"] = replaced(source_text(cell["source"]) or "", changes)


def _pieces(notebook: Notebook) -> Iterator[_Piece]:
    ours = notebook["metadata"]["pythonmastery"]
    yield _Piece(Place("title", str(ours.get("title", "")), "", plain), -1)
    count: Counter[str] = Counter()
    lesson = ours.get("kind") == "lesson"
    starters = dict(_starters(notebook))
    for index, cell in enumerate(notebook["cells"]):
        metadata = cell["metadata"]
        role = metadata["pythonmastery"]["role"]
        count[role] += 1
        grade_id = metadata.get("nbgrader", {}).get("grade_id", "")
        if role == "starter":
            grade_id = str(metadata["pythonmastery"].get("for", ""))
        source = source_text(cell["source"]) or ""
        name = grade_id or f"{role}.{count[role]}"
        label = grade_id or f"cell {index + 1} ({role})"
        if role == "solution":
            texts = _of_solution(name, source, starters.get(grade_id))
        else:
            texts = _texts(role, name, source, metadata["pythonmastery"], lesson)
        for key, text, fits, where in texts:
            span = where if isinstance(where, Span) else None
            field = where if isinstance(where, str) else ""
            yield _Piece(Place(key, text, label, fits), index, span, field)


_Text = tuple[str, str, Callable[[str], str], Span | str]


def _texts(
    role: str, name: str, source: str, ours: dict[str, Any], lesson: bool
) -> Iterator[_Text]:
    """Yield the texts of a cell: key, source, what fits, and where it stands."""
    markdown = role in ("statement", "hint", "concept", "change", "predict")
    if markdown or (role in ("text", "manual") and "### " not in source):
        if _WORDS.search(_FENCE.sub("", source)):
            yield name, source, plain, ""
    elif role == "test":
        yield from _of_test(name, source, ours)
    elif role == "probe":
        yield from _of_probe(name, source)
    elif role in ("given", "starter") or (lesson and role in ("example", "reveal")):
        yield from _of_code(name, source)


def _starters(notebook: Notebook) -> Iterator[tuple[str, str]]:
    for cell in notebook["cells"]:
        ours = cell["metadata"]["pythonmastery"]
        if ours["role"] == "starter":
            yield str(ours.get("for", "")), source_text(cell["source"]) or ""


def _of_solution(name: str, source: str, starter: str | None) -> Iterator[_Text]:
    """Yield the texts of a reference that its starter holds too, under the same names.

    Without a starter of its own these are the texts that the learner gets.
    """
    if starter is None:
        shown = SOLUTION.without_blocks(source)
        yield from (text for text in _of_code(name, source) if text[1] in shown)
        return
    known = {text: key for key, text, _, _ in _of_code(name, starter)}
    for _, text, fits, where in _of_code(name, source):
        if text in known:
            yield known[text], text, fits, where


def _of_code(name: str, source: str) -> Iterator[_Text]:
    for kind, found in (("comment", comments(source)), ("doc", docstrings(source))):
        for number, span in enumerate(found, 1):
            yield f"{name}.{kind}.{number}", span.source, span.code, span


def _of_test(name: str, source: str, ours: dict[str, Any]) -> Iterator[_Text]:
    titles = [s for s in comments(source) if s.start < len(source.split("\n", 1)[0])]
    for span in titles[:1]:
        yield f"{name}.title", span.source, span.code, span
    for number, span in enumerate(messages(source), 1):
        yield f"{name}.message.{number}", span.source, span.code, span
    if ours.get("hint"):
        yield f"{name}.hint", str(ours["hint"]), plain, "hint"


def _of_probe(name: str, source: str) -> Iterator[_Text]:
    """Yield the feedback, which may go on over several lines of options."""
    start = source.find("#| feedback:")
    if start < 0:
        return
    end = start
    lines = source[start:].splitlines(keepends=True)
    for number, line in enumerate(lines):
        if number and (not line.startswith("#|") or is_option(line)):
            break
        end += len(line)
    told = " ".join(x.removeprefix("#|").strip() for x in source[start:end].splitlines())
    text = told.removeprefix("feedback:").strip()
    yield name, text, _feedback, Span(start, end, text, _feedback)


def _feedback(text: str) -> str:
    return f"#| feedback: {' '.join(text.split())}\n"
