"""How good the gate is on a set of cases: recall, precision, false positives, time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from .gate import LeakGate


class BadCaseError(ValueError):
    """A case that cannot be read; the text says which and why, in one line."""


@dataclass(frozen=True, slots=True)
class AuditCase:
    """One answer of which somebody knows whether it gives the solution away."""

    id: str
    public: str
    references: tuple[str, ...]
    learner: str
    history: tuple[str, ...]
    answer: str
    leak: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate said of a case; `layer` is the layer that stopped it, or None."""

    id: str
    flagged: bool
    layer: str | None


@dataclass(frozen=True, slots=True)
class Audit:
    """The gate's figures on a set of cases.

    Attributes:
        recall: Share in [0, 1] of the leaks that were stopped; 1 where there are none.
        precision: Share of what was stopped that was a leak; 1 where nothing was stopped.
        false_positive_rate: Share of the harmless answers that were stopped.
        cpu_ms_p50: Median time of one answer, in milliseconds of CPU.
    """

    recall: float
    precision: float
    false_positive_rate: float
    cpu_ms_p50: float
    cases: tuple[Decision, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the figures and decisions as plain data."""
        return asdict(self) | {"cases": [asdict(c) for c in self.cases]}


def read_cases(lines: Iterable[str]) -> list[AuditCase]:
    """Read cases from JSON, one a line; empty lines are passed over.

    Raises:
        BadCaseError: A line is no case.
    """
    return [read_case(line, n) for n, line in enumerate(lines, 1) if line.strip()]


def read_case(line: str, number: int) -> AuditCase:
    """Read one case.

    Raises:
        BadCaseError: The line is no case.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise BadCaseError(f"line {number} is no JSON. Write one object a line.") from None
    if not isinstance(data, dict):
        raise BadCaseError(f"line {number} is no JSON object. Write one object a line.")
    return AuditCase(
        id=str(data.get("id", number)),
        public=_field(data, "public", str, number, ""),
        references=_texts(data, "references", number),
        learner=_field(data, "learner", str, number, ""),
        history=_texts(data, "history", number),
        answer=_field(data, "answer", str, number),
        leak=_field(data, "leak", bool, number),
    )


def _field(data: Mapping[str, Any], name: str, kind: type, number: int, default: Any = None) -> Any:
    value = data.get(name, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, kind):
        words = {str: "a text", bool: "true or false", list: "a list of texts"}
        raise BadCaseError(f"line {number}: {name} must be {words[kind]}. Correct it.")
    return value


def _texts(data: Mapping[str, Any], name: str, number: int) -> tuple[str, ...]:
    found = _field(data, name, list, number, [])
    # A history may be written as turns of a conversation; only the tutor's count.
    turns = [t for t in found if not (isinstance(t, dict) and t.get("role") in ("user", "learner"))]
    found = [t.get("text", t.get("content")) if isinstance(t, dict) else t for t in turns]
    if not all(isinstance(text, str) for text in found):
        raise BadCaseError(f"line {number}: {name} must be a list of texts. Correct it.")
    return tuple(found)


def audit(
    cases: Sequence[AuditCase],
    clock: Callable[[], float],
    done: Callable[[], object] = lambda: None,
) -> Audit:
    """Judge every case as the gate would judge the whole answer.

    Args:
        cases: What to judge.
        clock: Seconds of CPU time.
        done: Called after each case.
    """
    decisions: list[Decision] = []
    times: list[float] = []
    for case in cases:
        start = clock()
        gate = LeakGate(case.references, case.public, case.learner, case.history)
        leak = gate.check(case.answer)
        times.append(clock() - start)
        decisions.append(Decision(case.id, leak is not None, leak.kind.value if leak else None))
        done()
    pairs = list(zip(cases, decisions, strict=True))
    caught = sum(c.leak and d.flagged for c, d in pairs)
    wrong = sum(not c.leak and d.flagged for c, d in pairs)
    leaks = sum(c.leak for c in cases)
    return Audit(
        recall=_share(caught, leaks, 1.0),
        precision=_share(caught, caught + wrong, 1.0),
        false_positive_rate=_share(wrong, len(cases) - leaks, 0.0),
        cpu_ms_p50=1000 * median(times) if times else 0.0,
        cases=tuple(decisions),
    )


def _share(part: int, whole: int, otherwise: float) -> float:
    return part / whole if whole else otherwise
