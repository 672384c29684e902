"""What answers say of each variant of a version, and which of them differ from the others.

Variants are meant to be equally hard. A variant is easier or harder where its first-try successes
and those of all other variants together differ by Fisher's exact test, two-sided (Fisher 1935, The
Design of Experiments), with Holm's correction at 5 % over the variants that are told (Holm 1979,
Scandinavian Journal of Statistics 6): of versions whose variants are all alike, at most 5 in 100
have one that is said to differ. The test is exact for small numbers, and the correction holds
although each variant is among the others of the next.

Figures need as many learners as those of a version. Where what is left out could be worked out as
the rest of the version, and is of a few, the smallest variant that has enough is left out too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Literal

from .item_analysis import FEW, Analysis, Answered, analysis

RISK = 0.05
"""Chance that any of some equally hard variants is said to differ; a convention."""

Differs = Literal["", "easier", "harder"]


@dataclass(frozen=True, slots=True)
class VariantFigures:
    """Figures of one variant, and how it differs from the others of its version, or ''."""

    variant: int
    figures: Analysis
    differs: Differs


def by_variant(answered: Sequence[Answered]) -> list[VariantFigures]:
    """Return the figures of a version's variants in their order; none where all had the same.

    >>> some = [Answered(n < 9, False, True, False, None, n % 2) for n in range(20)]
    >>> [(v.variant, v.figures.learners, v.differs) for v in by_variant(some)]
    [(0, 10, ''), (1, 10, '')]
    """
    groups: dict[int, list[Answered]] = defaultdict(list)
    for one in answered:
        groups[one.variant].append(one)
    if len(groups) < 2:
        return []
    told = _told(groups)
    differing = _differing({v: groups[v] for v in told}, answered)
    return [
        VariantFigures(
            variant,
            analysis(some) if variant in told else Analysis(len(some), None, None, None, None),
            differing.get(variant, ""),
        )
        for variant, some in sorted(groups.items())
    ]


def fisher(some: int, n: int, others: int, m: int) -> float:
    """Return the chance of shares at least as far apart as `some` of `n` and `others` of `m`.

    Tables with the same sums are as likely as whole numbers say, so nothing is rounded.

    >>> round(fisher(3, 4, 1, 4), 4), fisher(5, 10, 5, 10)
    (0.4857, 1.0)
    """
    all_ = some + others
    ways = [comb(n, k) * comb(m, all_ - k) for k in range(max(0, all_ - m), min(n, all_) + 1)]
    seen = comb(n, some) * comb(m, others)
    return sum(w for w in ways if w <= seen) / sum(ways)


def _told(groups: dict[int, list[Answered]]) -> set[int]:
    sizes = {variant: len(some) for variant, some in groups.items()}
    told = {variant for variant, n in sizes.items() if n >= FEW}
    left_out = sum(n for variant, n in sizes.items() if variant not in told)
    if told and 0 < left_out < FEW:
        told.remove(min(told, key=lambda variant: sizes[variant]))
    return told


def _differing(
    told: dict[int, list[Answered]], everybody: Sequence[Answered]
) -> dict[int, Differs]:
    wins, n = sum(a.solved_first for a in everybody), len(everybody)
    tested: list[tuple[float, int, Differs]] = []
    for variant, some in told.items():
        own = sum(a.solved_first for a in some)
        p = fisher(own, len(some), wins - own, n - len(some))
        tested.append((p, variant, "easier" if own * n > wins * len(some) else "harder"))
    found: dict[int, Differs] = {}
    for place, (p, variant, way) in enumerate(sorted(tested)):
        if p > RISK / (len(tested) - place):
            break
        found[variant] = way
    return found
