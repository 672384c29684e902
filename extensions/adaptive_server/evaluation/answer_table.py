"""A table of answers from a CSV file: one row is one answer, however many skills it needs."""

from __future__ import annotations

import math
import pathlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .answer_cells import is_right, seconds
from .answer_file import lines
from .table_error import TableError, shown

NAMES = {
    "learner": ("learner", "learner_id", "user_id", "student", "student_id"),
    "item": ("item", "item_id", "problem", "problem_id"),
    "skills": ("skills", "skill_id", "skill"),
    "correct": ("correct",),
    "time": ("time", "timestamp", "order"),
}
"""Names under which a column is found, the first one that is there, in small letters or not."""

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""Marks that a file is sometimes written with in place of commas."""

TEST_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: learner, item and skills are numbers from 0 in order of appearance.

    Attributes:
        at: Time in seconds, or None where the table does not tell it; an `order` is none.
    """

    learner: int
    item: int
    skills: tuple[int, ...]
    correct: bool
    at: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Answers in order within each learner, split by learner or by a column.

    Attributes:
        train, test: Answers to fit on, and answers to predict.
        items, skills: How many there are in both together.
    """

    train: tuple[Row, ...]
    test: tuple[Row, ...]
    items: int
    skills: int


def read_table(path: pathlib.Path, split: str | None = None) -> AnswerTable:
    """Read a table, packed with gzip or not.

    Args:
        path: A CSV file with the columns learner, item, skills (separated by `~`), correct, and if
            wanted time.
        split: A column that says `train` or `test`. None takes the column `split` where there is
            one; else about every fifth learner, by a checksum of the name, is a test learner, and
            of two learners or more at least one.

    Raises:
        TableError: The file cannot be used; the text says what is wrong and where.
    """
    rows = lines(path)
    _, header = next(rows, (1, []))
    there = [name.strip() for name in header]
    columns = _columns(path, there)
    by = _split_column(path, there, split)
    reads = _Reads(columns, by, there)
    kept: list[tuple[int, float, bool, Row]] = []
    for line, cells in rows:
        try:
            kept.append(reads.answer(cells))
        except ValueError as error:
            where = f"{path}, line {line}"
            raise TableError(str(error), place=where, code="table-row") from None
    # Sorting is stable: without times, or where they are equal, the order of the file holds.
    kept.sort(key=lambda each: each[:2])
    chosen = _test_learners(reads.learners) if by is None else None
    train, test = list[Row](), list[Row]()
    for learner, _, told, row in kept:
        (test if (told if chosen is None else learner in chosen) else train).append(row)
    _check(path, train, test)
    return AnswerTable(tuple(train), tuple(test), len(reads.items), len(reads.skills))


class _Reads:
    """Reads one line after the other; names become numbers in order of appearance."""

    def __init__(self, columns: Mapping[str, int], by: int | None, there: Sequence[str]) -> None:
        self._columns, self._by, self._width = columns, by, len(there)
        self._by_name = "" if by is None else there[by]
        self._timed = "time" in columns and there[columns["time"]].lower() != "order"
        self.learners: dict[str, int] = {}
        self.items: dict[str, int] = {}
        self.skills: dict[str, int] = {}
        self._sets: dict[str, tuple[int, ...]] = {}

    def answer(self, raw: list[str]) -> tuple[int, float, bool, Row]:
        """Return learner, time, whether it is a test answer, and the answer.

        Raises:
            ValueError: Something in the line cannot be read; the text says what.
        """
        if len(raw) > self._width and any(map(str.strip, raw[self._width :])):
            raise ValueError(
                f"{len(raw)} cells, but {self._width} columns; quote a name that holds a comma."
            )
        at = seconds(_cell(raw, self._columns["time"])) if "time" in self._columns else 0.0
        row = Row(
            learner=self.learners.setdefault(self._text(raw, "learner"), len(self.learners)),
            item=self.items.setdefault(self._text(raw, "item"), len(self.items)),
            skills=self._skills(_cell(raw, self._columns["skills"])),
            correct=is_right(self._text(raw, "correct")),
            at=at if self._timed and at > -math.inf else None,
        )
        return row.learner, at, self._is_test(raw), row

    def _text(self, raw: list[str], column: str) -> str:
        value = _cell(raw, self._columns[column])
        if not value:
            raise ValueError(f"{column} is empty.")
        return value

    def _skills(self, text: str) -> tuple[int, ...]:
        """Return the skills, each once; an answer without any is on one skill of its own kind."""
        found = self._sets.get(text)
        if found is None:
            names = dict.fromkeys(k for k in map(str.strip, text.split("~")) if k) or ("",)
            found = tuple(self.skills.setdefault(k, len(self.skills)) for k in names)
            self._sets[text] = found
        return found

    def _is_test(self, raw: list[str]) -> bool:
        if self._by is None:
            return False
        value = _cell(raw, self._by).lower()
        if value not in ("train", "test"):
            raise ValueError(f"{self._by_name} must be train or test, not {value[:20]!r}.")
        return value == "test"


def _columns(path: pathlib.Path, there: Sequence[str]) -> Mapping[str, int]:
    small, found = [name.lower() for name in there], dict[str, int]()
    for column, names in NAMES.items():
        name = next((n for n in names if n in small), None)
        if name is None:
            if column != "time":
                raise _no_column(path, names[0], there)
            continue
        if small.count(name) > 1:
            said = f"there is more than one column {name!r}."
            raise TableError(said, place=str(path), code="table-columns")
        found[column] = small.index(name)
    return found


def _no_column(path: pathlib.Path, name: str, there: Sequence[str]) -> TableError:
    said = (
        f"no column {name!r}; needed are learner, item, skills and correct, "
        f"there are {_listed(there)}."
    )
    if not there:
        said += " The file is empty."
    for mark, marks in SEPARATORS.items():
        if len(there) == 1 and mark in there[0]:
            said += f" They are separated by {marks}; save it with commas."
    return TableError(said, place=str(path), code="table-columns")


def _split_column(path: pathlib.Path, there: Sequence[str], split: str | None) -> int | None:
    small, wanted = [name.lower() for name in there], (split or "split").strip().lower()
    if wanted in small:
        return there.index(split) if split in there else small.index(wanted)
    if split is None:
        return None
    said = f"no column {split!r} to split by; there are {_listed(there)}."
    raise TableError(said, place=str(path), code="table-columns")


def _listed(there: Sequence[str]) -> str:
    names = ", ".join(name[:30] for name in there[:12]) + (", ..." if len(there) > 12 else "")
    return shown(names, most=400) or "none"


def _test_learners(learners: Mapping[str, int]) -> frozenset[int]:
    """Return about every fifth learner, the same whatever the order of the file."""
    place = {n: zlib.crc32(name.encode()) % 1000 for name, n in learners.items()}
    chosen = [n for n, p in place.items() if p < 1000 * TEST_SHARE]
    if len(learners) > 1 and len(chosen) in (0, len(learners)):
        # Few learners: the one or two whose checksums are lowest.
        chosen = sorted(place, key=lambda n: place[n])[: max(1, len(learners) // 5)]
    return frozenset(chosen)


def _cell(raw: list[str], column: int) -> str:
    return raw[column].strip() if column < len(raw) else ""


def _check(path: pathlib.Path, train: Sequence[Row], test: Sequence[Row]) -> None:
    if not train or not test:
        which = "train" if not train else "test"
        said = (
            f"no {which} answers; both train and test are needed (--split COLUMN, or more "
            "learners)."
        )
        raise TableError(said, place=str(path), code="table-split")
    if len({row.correct for row in test}) == 1:
        said = (
            f"all test answers are {'right' if test[0].correct else 'wrong'}; no model can be told "
            "from another there."
        )
        raise TableError(said, place=str(path), code="table-outcomes")
