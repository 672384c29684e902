"""One lesson's notebook: what a learner reads, runs and changes before the problems of a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .release import KERNEL, cell_id

KIND = "lesson"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class LessonCell:
    """One cell.

    Attributes:
        index: Place in the notebook, from 0.
        role: `concept`, `example`, `change`, `predict` or `reveal`.
        raises: Class of the exception that the cell is meant to end with, or "".
        typed: What somebody types when the cell is tried, one text per `input()`.
    """

    index: int
    role: str
    source: str
    raises: str = ""
    typed: tuple[str, ...] = ()

    @property
    def code(self) -> bool:
        """Whether it is a code cell."""
        return self.role in ("example", "reveal")


@dataclass(frozen=True, slots=True)
class LessonNotebook:
    """Everything in a lesson notebook. It holds nothing that a learner may not see.

    Attributes:
        id: `section.lesson.slug`; the slug is the file's name in the learner's folder.
        lesson: Id of the lesson in the skill graph.
        minutes: Time for reading, running and changing.
        content_hash: SHA-256 hex of the notebook's text.
        languages: The same notebook with its texts in other languages.
    """

    id: str
    lesson: str
    version: int
    locale: str
    title: str
    minutes: int
    authors: tuple[str, ...]
    licence: str
    cells: tuple[LessonCell, ...]
    content_hash: str
    languages: Mapping[str, LessonNotebook] = field(default_factory=dict)

    def speaking(self, locale: str) -> LessonNotebook:
        """Return the notebook in a language; itself where there is no translation."""
        return self.languages.get(locale, self)

    @property
    def code(self) -> tuple[LessonCell, ...]:
        """Code cells, in order."""
        return tuple(c for c in self.cells if c.code)

    @property
    def text(self) -> str:
        """All Markdown, cells apart."""
        return "\n\n".join(c.source for c in self.cells if not c.code)

    @property
    def release(self) -> dict[str, Any]:
        """The learner's copy as an nbformat 4.5 object; every cell may be changed."""
        ours = {"id": self.id, "version": self.version, "kind": KIND, "lesson": self.lesson}
        told = {"locale": self.locale, "title": self.title, "minutes": self.minutes}
        return {
            "cells": [_cell(self.id, c) for c in self.cells],
            "metadata": KERNEL | {"pythonmastery": {"schema": SCHEMA} | ours | told},
            "nbformat": 4,
            "nbformat_minor": 5,
        }


def _cell(notebook: str, cell: LessonCell) -> dict[str, Any]:
    made: dict[str, Any] = {
        "cell_type": "code" if cell.code else "markdown",
        "id": cell_id(notebook, f"cell {cell.index}"),
        "metadata": {"pythonmastery": {"role": cell.role}},
        "source": cell.source.splitlines(keepends=True),
    }
    return made | {"execution_count": None, "outputs": []} if cell.code else made
