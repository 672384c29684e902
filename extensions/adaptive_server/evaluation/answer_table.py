"""A table of answers from a CSV file: one row is one answer, however many skills it needs."""

from __future__ import annotations

import csv
import gzip
import math
import pathlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from .table_error import TableError

NAMES = {
    "learner": ("learner", "user_id", "student"),
    "item": ("item", "item_id", "problem"),
    "skills": ("skills", "skill_id", "skill"),
    "correct": ("correct",),
    "time": ("time", "timestamp", "order"),
}
"""Names under which a column is found, the first one that is there."""

TEST_SHARE = 0.2
_YES, _NO = ("1", "1.0", "true"), ("0", "0.0", "false")


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: learner, item and skills are numbers from 0 in order of appearance."""

    learner: int
    item: int
    skills: tuple[int, ...]
    correct: bool


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
            one; else every fifth learner, by a checksum of the name, is a test learner.

    Raises:
        TableError: The file cannot be used; the text says what is wrong and where.
    """
    try:
        with _opened(path) as file:
            return _table(path, csv.DictReader(file, strict=True), split)
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


def _table(path: pathlib.Path, reader: csv.DictReader[str], split: str | None) -> AnswerTable:
    there = tuple(reader.fieldnames or ())
    columns = _columns(path, there)
    if split is not None and split not in there:
        raise TableError(f"{path}: no column {split!r} to split by; there are {', '.join(there)}.")
    by = split or ("split" if "split" in there else None)
    learners: dict[str, int] = {}
    items: dict[str, int] = {}
    skills: dict[str, int] = {}
    kept: list[tuple[int, float, bool, Row]] = []
    for line, raw in enumerate(reader, start=2):
        try:
            name = _text(raw, columns["learner"])
            row = Row(
                learner=learners.setdefault(name, len(learners)),
                item=items.setdefault(_text(raw, columns["item"]), len(items)),
                skills=tuple(
                    skills.setdefault(k, len(skills)) for k in _skills(raw, columns["skills"])
                ),
                correct=_correct(raw, columns["correct"]),
            )
            at = _time(raw, columns["time"]) if "time" in columns else 0.0
            kept.append((row.learner, at, _is_test(raw, by, name), row))
        except ValueError as error:
            raise TableError(f"{path}, line {line}: {error}") from None
    # Sorting is stable: without times, or where they are equal, the order of the file holds.
    kept.sort(key=lambda each: each[:2])
    train = tuple(row for *_, test, row in kept if not test)
    test = tuple(row for *_, test, row in kept if test)
    _check(path, train, test)
    return AnswerTable(train, test, len(items), len(skills))


def _columns(path: pathlib.Path, there: tuple[str, ...]) -> Mapping[str, str]:
    found = {}
    for column, names in NAMES.items():
        name = next((n for n in names if n in there), None)
        if name is not None:
            found[column] = name
        elif column != "time":
            seen = ", ".join(there) or "none"
            raise TableError(
                f"{path}: no column {names[0]!r}; needed are learner, item, skills and correct, "
                f"there are {seen}."
            )
    return found


def _text(raw: Mapping[str, str | None], column: str) -> str:
    value = (raw.get(column) or "").strip()
    if not value:
        raise ValueError(f"{column} is empty.")
    return value


def _skills(raw: Mapping[str, str | None], column: str) -> Iterator[str]:
    """Yield the skills, each once; an answer without any is on one skill of its own kind."""
    names = [k.strip() for k in (raw.get(column) or "").split("~")]
    yield from dict.fromkeys(k for k in names if k) or ("",)


def _correct(raw: Mapping[str, str | None], column: str) -> bool:
    value = _text(raw, column).lower()
    if value not in _YES + _NO:
        raise ValueError(f"{column} must be 0 or 1, not {value[:20]!r}.")
    return value in _YES


def _time(raw: Mapping[str, str | None], column: str) -> float:
    """Read seconds or an ISO time; an empty one comes first."""
    value = (raw.get(column) or "").strip()
    if not value:
        return 0.0
    try:
        number = float(value)
    except ValueError:
        try:
            number = datetime.fromisoformat(value).timestamp()
        except (ValueError, OverflowError, OSError):
            raise ValueError(f"{column} is no number and no ISO time: {value[:30]!r}.") from None
    if not math.isfinite(number):
        raise ValueError(f"{column} must be finite, not {value[:20]!r}.")
    return number


def _is_test(raw: Mapping[str, str | None], by: str | None, learner: str) -> bool:
    if by is None:
        return zlib.crc32(learner.encode()) % 1000 < 1000 * TEST_SHARE
    value = _text(raw, by).lower()
    if value not in ("train", "test"):
        raise ValueError(f"{by} must be train or test, not {value[:20]!r}.")
    return value == "test"


def _check(path: pathlib.Path, train: tuple[Row, ...], test: tuple[Row, ...]) -> None:
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
