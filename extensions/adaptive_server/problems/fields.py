"""Reads metadata of a notebook field by field; what is missing or wrong becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .finding import Findings


@dataclass(slots=True)
class Fields:
    """One JSON object of metadata.

    Attributes:
        what: Its name in findings, e.g. `pythonmastery.difficulty`.
        cell: The cell it belongs to, or "".
        broken: A field that is needed could not be read.
    """

    values: Mapping[str, Any]
    findings: Findings
    what: str
    cell: str = ""
    broken: bool = False

    def bad(self, key: str, wanted: str) -> None:
        """Add a finding about one field."""
        shown = repr(self.values[key])[:60] if key in self.values else "missing"
        self.broken = True
        self.findings.error(
            "schema",
            f"{self.what}.{key} is {shown}",
            f"Make it {wanted}",
            cell=self.cell,
        )

    def text(self, key: str, wanted: str = "a text", *, empty: bool = False) -> str:
        """Read a text, not empty unless `empty`."""
        value = self.values.get(key)
        if isinstance(value, str) and (empty or value.strip()):
            return value
        self.bad(key, wanted)
        return ""

    def whole(self, key: str, low: int, high: int) -> int:
        """Read a whole number from `low` to `high`, both included."""
        value = self.values.get(key)
        if type(value) is int and low <= value <= high:
            return value
        self.bad(key, f"a whole number from {low} to {high}")
        return low

    def number(self, key: str, low: float, high: float) -> float:
        """Read a finite number from `low` to `high`, both included."""
        value: Any = self.values.get(key)
        # NaN is in no range, and a bool is no number here.
        if type(value) in (int, float) and low <= value <= high:
            return float(value)
        self.bad(key, f"a number from {low:g} to {high:g}")
        return low

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Read true or false; `default` None means that the key is needed."""
        value = self.values.get(key, default)
        if type(value) is bool:
            return value
        self.bad(key, "true or false")
        return False

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Read a list of texts; absent is empty unless `needed`."""
        value: Any = self.values.get(key, None if needed else [])
        whole = isinstance(value, list) and all(isinstance(x, str) and x.strip() for x in value)
        if whole and (value or not needed):
            return tuple(value)
        self.bad(key, "a list of texts" + (", at least one" if needed else ""))
        return ()

    def table(self, key: str, *, needed: bool = True) -> Fields:
        """Read an object; what is wrong inside it has to be asked of the result's `broken`."""
        value = self.values.get(key, None if needed else {})
        if not isinstance(value, dict):
            self.bad(key, "an object")
            value = {}
            return Fields(value, Findings("", []), f"{self.what}.{key}", self.cell, broken=True)
        return Fields(value, self.findings, f"{self.what}.{key}", self.cell)

    def tables(self, key: str) -> tuple[Fields, ...]:
        """Read a list of objects; absent is empty."""
        value: Any = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(x, dict) for x in value):
            name = f"{self.what}.{key}"
            return tuple(
                Fields(x, self.findings, f"{name}[{n}]", self.cell) for n, x in enumerate(value)
            )
        self.bad(key, "a list of objects")
        return ()

    def only(self, *known: str) -> None:
        """Add a finding for every key that means nothing here, most likely a slip."""
        for key in sorted(set(self.values) - set(known)):
            self.findings.error(
                "schema",
                f"{self.what} has the unknown key {key!r}",
                f"Correct or remove it; known are {', '.join(known)}",
                cell=self.cell,
            )
