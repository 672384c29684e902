"""Checks that learners read of one unit, or that the reference converts the one to the other."""

from __future__ import annotations

import ast
import math
import re
from itertools import combinations

from ..core.problem import ANSWERED
from ..problems.python_source import parse_python
from .case import Case
from .reading import prose

_FAMILIES: tuple[dict[str, float], ...] = (
    {"millimetre": 0.001, "centimetre": 0.01, "metre": 1.0, "kilometre": 1000.0, "mile": 1609.344},
    {"milímetro": 0.001, "centímetro": 0.01, "metro": 1.0, "kilómetro": 1000.0, "milla": 1609.344},
    {"milligram": 0.001, "gram": 1.0, "kilogram": 1000.0, "tonne": 1_000_000.0},
    {"miligramo": 0.001, "gramo": 1.0, "kilogramo": 1000.0, "tonelada": 1_000_000.0},
    {"millilitre": 0.001, "centilitre": 0.01, "litre": 1.0},
    {"mililitro": 0.001, "centilitro": 0.01, "litro": 1.0},
)
"""How much each unit is, by its name in full: `m` and `g` may be names of anything.

Cents are told beside euros wherever an amount has decimals, and minutes beside hours.
"""
_CLOSE = 0.1
"""Relative: a mile of 1.6 kilometres is near enough."""


def check_units(case: Case) -> None:
    """Warn where a statement or a wording names two units of a kind that no code converts.

    Where the answer is values written down, or an example in another setting, there is no code
    to say so.
    """
    problem = case.problem
    if problem.kind in ANSWERED:
        return
    texts = [problem.statement.source, *(t.hint for t in problem.tests)]
    texts += [h.text for h in problem.hints if h.move != "parallel-example"]
    texts += [probe.feedback for probe in problem.probes]
    said = "\n".join([*map(prose, texts), *(t.raw for t in problem.tests)]).lower()
    factors = set(_factors(problem.reference))
    for family in _FAMILIES:
        named = [unit for unit in family if re.search(rf"(?<![\w-]){_spelt(unit)}(?:e?s)?\b", said)]
        for one, other in combinations(named, 2):
            ratio = family[other] / family[one]
            if not any(math.isclose(ratio, each, rel_tol=_CLOSE) for each in factors):
                case.findings.warning(
                    "statement-units",
                    f"learners read of {one}s and of {other}s, and the reference converts neither",
                    "Use one of them in statement, hints and messages",
                    cell="statement",
                )


def _spelt(unit: str) -> str:
    return re.sub("tre$", "t(?:re|er)", unit)


def _factors(source: str) -> list[float]:
    """Return the numbers of a source, and one divided by each."""
    tree = parse_python(source)
    nodes = ast.walk(tree) if isinstance(tree, ast.Module) else ()
    numbers = [n.value for n in nodes if isinstance(n, ast.Constant)]
    plain = [abs(float(n)) for n in numbers if isinstance(n, int | float) and n]
    return [*plain, *(1 / n for n in plain)]
