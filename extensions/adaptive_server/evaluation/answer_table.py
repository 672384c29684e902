"""A table of answers from a CSV file: one row is one answer, however many skills it needs."""

from __future__ import annotations

import csv
import gzip
import math
import pathlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from .table_error import TableError

NAMES = {
    "learner": ("learner", "learner_id", "user_id", "student", "student_id"),
    "item": ("item", "item_id", "problem", "problem_id"),
    "skills": ("skills", "skill_id", "skill"),
    "correct": ("correct",),
    "time": ("time", "timestamp", "order"),
}
"""Names under which a column is found, the first one that is there, in small letters or not."""

TEST_SHARE = 0.2
LATEST = 1e11
"""Larger times, of the year 5138 and after as seconds since 1970, are taken for milliseconds."""

_YES, _NO = ("1", "true", "t"), ("0", "false", "f")


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
    """Read a table; `.gz` is unpacked.

    Args:
        path: A CSV file with the columns learner, item, skills (separated by `~`), correct, and if
            wanted time.
        split: A column that says `train` or `test`. None takes the column `split` where there is
            one; else about every fifth learner, by a checksum of the name, is a test learner, and
            of two learners or more at least one.

    Raises:
        TableError: The file cannot be used; the text says what is wrong and where.
    """
    try:
        with _opened(path) as file:
            return _table(path, csv.reader(file, strict=True), split)
    except (OSError, EOFError, zlib.error) as error:
        said = getattr(error, "strerror", None) or "it is no gzip file, or is cut off"
        raise TableError(f"{path}: cannot be read: {said}.") from None
    except UnicodeDecodeError:
        raise TableError(f"{path}: not UTF-8 text; save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise TableError(f"{path}: not a CSV file: {error}.") from None


def _opened(path: pathlib.Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _table(path: pathlib.Path, reader: Iterator[list[str]], split: str | None) -> AnswerTable:
    there = [name.strip() for name in next(reader, [])]
    columns = _columns(path, there)
    by = _split_column(path, there, split)
    reads = _Reads(columns, by, there)
    kept: list[tuple[int, float, bool, Row]] = []
    for raw in reader:
        if not raw:
            continue
        try:
            kept.append(reads.answer(raw))
        except ValueError as error:
            line = getattr(reader, "line_num", len(kept) + 2)
            raise TableError(f"{path}, line {line}: {error}") from None
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
        self._columns, self._by = columns, by
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
        at = _time(_cell(raw, self._columns["time"])) if "time" in self._columns else 0.0
        row = Row(
            learner=self.learners.setdefault(self._text(raw, "learner"), len(self.learners)),
            item=self.items.setdefault(self._text(raw, "item"), len(self.items)),
            skills=self._skills(_cell(raw, self._columns["skills"])),
            correct=_correct(self._text(raw, "correct")),
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
    small, found = [name.lower() for name in there], {}
    for column, names in NAMES.items():
        name = next((n for n in names if n in small), None)
        if name is not None:
            found[column] = small.index(name)
        elif column != "time":
            raise TableError(
                f"{path}: no column {names[0]!r}; needed are learner, item, skills and correct, "
                f"there are {_listed(there)}."
            )
    return found


def _split_column(path: pathlib.Path, there: Sequence[str], split: str | None) -> int | None:
    small, wanted = [name.lower() for name in there], (split or "split").strip().lower()
    if wanted in small:
        return there.index(split) if split in there else small.index(wanted)
    if split is None:
        return None
    raise TableError(f"{path}: no column {split!r} to split by; there are {_listed(there)}.")


def _listed(there: Sequence[str]) -> str:
    names = ", ".join(name[:30] for name in there[:12]) + (", ..." if len(there) > 12 else "")
    return (names if names.isprintable() else repr(names)) or "none"


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


def _correct(text: str) -> bool:
    value = text.lower()
    if value in _YES or value in _NO:
        return value in _YES
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if number not in (0.0, 1.0):
        raise ValueError(f"correct must be 0 or 1, not {value[:20]!r}.")
    return number == 1.0


def _time(value: str) -> float:
    """Read seconds, milliseconds since 1970 or an ISO time; an empty one comes first.

    An ISO time that names no zone is in UTC.
    """
    if not value:
        return -math.inf
    try:
        number = float(value)
    except ValueError:
        try:
            at = datetime.fromisoformat(value)
            number = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError, OSError):
            raise ValueError(f"time is no number and no ISO time: {value[:30]!r}.") from None
    if not math.isfinite(number):
        raise ValueError(f"time must be finite, not {value[:20]!r}.")
    return number / 1000.0 if number > LATEST else number


def _check(path: pathlib.Path, train: Sequence[Row], test: Sequence[Row]) -> None:
    if not train or not test:
        which = "train" if not train else "test"
        raise TableError(
            f"{path}: no {which} answers; both train and test are needed (--split COLUMN, or more "
            "learners)."
        )
    if len({row.correct for row in test}) == 1:
        raise TableError(
            f"{path}: all test answers are {'right' if test[0].correct else 'wrong'}; "
            "no model can be told from another there."
        )
