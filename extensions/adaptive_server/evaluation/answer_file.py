"""A CSV file of answers as lines of cells: packed or not, and told where it cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
import pathlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from .table_error import TableError

PACKED = b"\x1f\x8b"
"""What every gzip file begins with, whatever its name."""


def lines(path: pathlib.Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line that holds any, and the number of the line they begin on.

    Raises:
        TableError: The file cannot be read, is not UTF-8 or no CSV (`table-file`,
            `table-encoding`, `table-csv`).
    """
    place, begins = str(path), 1
    try:
        with _unpacked(path) as file:
            reader = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""), strict=True)
            for cells in reader:
                if any(map(str.strip, cells)):
                    yield begins, cells
                begins = reader.line_num + 1
    except (OSError, EOFError, zlib.error) as error:
        said = getattr(error, "strerror", None) or "as gzip it is damaged or cut off"
        raise TableError(f"cannot be read: {said}.", place=place, code="table-file") from None
    except UnicodeDecodeError:
        where = f"{place}, line {_undecodable(path)}"
        said = "not UTF-8 text; save it as CSV in UTF-8."
        raise TableError(said, place=where, code="table-encoding") from None
    except csv.Error as error:
        where = f"{place}, line {begins}"
        raise TableError(f"not a CSV file: {error}.", place=where, code="table-csv") from None


@contextmanager
def _unpacked(path: pathlib.Path) -> Iterator[io.BufferedReader | gzip.GzipFile]:
    with path.open("rb") as file:
        if file.peek(2)[:2] != PACKED:
            yield file
            return
        with gzip.open(file) as packed:
            yield packed


def _undecodable(path: pathlib.Path) -> int:
    """Return the number of the first line that is not UTF-8."""
    with _unpacked(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1
