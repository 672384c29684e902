"""How the tutor helps: a style is drawn for each learner and problem by Thompson sampling.

For each style the share of learners who solve the next problem of the same skill without help is
believed to be Beta distributed. A style is drawn with the chance that its share is the highest
(Thompson, Biometrika 1933), mixed with a uniform draw. The chance is worked out on a grid and drawn
from, so the propensity that is logged is exact. A few learners are held out: they are helped in the
usual style always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from math import exp, log
from typing import Protocol

EXPLORE = 0.1
"""Share of draws that are uniform over all styles."""
HOLD_OUT = 0.05
"""Share of learners who are held out."""
POOLED = 4.0
"""Weight of what is known of a style on all skills together, in outcomes."""
GRID = 200


class Style(StrEnum):
    """What the tutor does first.

    usual     explains the error or names the check, as the order of help says
    question  explains nothing before the learner has been asked to look or to work it out by hand
    trace     shows the learner's own run up to a step and asks for its value
    contrast  sets what is wanted beside what the code gives, and asks when both would be the same
    """

    USUAL = "usual"
    QUESTION = "question"
    TRACE = "trace"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes of a style: `wins` of `tries` solved the next problem of the skill unaided."""

    wins: int = 0
    tries: int = 0


Tallies = Mapping[tuple[str, Style], Tally]
"""By skill and style."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The style of a learner on a problem.

    Attributes:
        propensity: The chance with which it was drawn, in (0, 1].
        held_out: The learner is held out: nothing was drawn.
    """

    style: Style = Style.USUAL
    propensity: float = 1.0
    held_out: bool = False


class Draw(Protocol):
    """A source of randomness, such as `random.Random`."""

    def random(self) -> float:
        """Return a number in [0, 1)."""
        ...


def draw(skill: str, tallies: Tallies, rng: Draw, learner: str) -> Drawn:
    """Return the style for a learner on a problem whose primary skill is `skill`."""
    if held_out(learner):
        return Drawn(held_out=True)
    left = rng.random()
    chosen = chances(skill, tallies)
    for style, chance in chosen.items():
        left -= chance
        if left < 0:
            return Drawn(style, chance)
    style = max(chosen, key=lambda s: chosen[s])  # rounding left nothing
    return Drawn(style, chosen[style])


def held_out(learner: str, share: float = HOLD_OUT) -> bool:
    """Say whether a learner is held out: the same answer always, by a hash of their id."""
    digest = sha256(f"tutor-style:{learner}".encode()).digest()
    return int.from_bytes(digest[:8]) < share * 2**64


def chances(skill: str, tallies: Tallies) -> dict[Style, float]:
    """Return the chance of each style; they sum to 1, none is below `EXPLORE` / 4."""
    best = best_chances(tuple(_belief(skill, style, tallies) for style in Style))
    floor = EXPLORE / len(Style)
    return {s: (1 - EXPLORE) * p + floor for s, p in zip(Style, best, strict=True)}


def _belief(skill: str, style: Style, tallies: Tallies) -> tuple[float, float]:
    """Return the parameters of a style's Beta distribution: uniform, all skills, this skill."""
    here = tallies.get((skill, style), Tally())
    every = [t for (_, s), t in tallies.items() if s is style]
    wins, tries = sum(t.wins for t in every), sum(t.tries for t in every)
    weight = min(POOLED, tries - here.tries)
    mean = wins / tries if tries else 0.5
    return 1 + here.wins + weight * mean, 1 + here.tries - here.wins + weight * (1 - mean)


@lru_cache(maxsize=1024)
def best_chances(beliefs: tuple[tuple[float, float], ...]) -> tuple[float, ...]:
    """Return for each Beta distribution the chance that its draw is the highest.

    >>> [round(p, 3) for p in best_chances(((2, 1), (1, 2)))]
    [0.833, 0.167]
    """
    masses = [_masses(a, b) for a, b in beliefs]
    below: list[list[float]] = []
    for mass in masses:
        total, lower = 0.0, []
        for part in mass:
            lower.append(total + part / 2)
            total += part
        below.append(lower)
    raw = []
    for index, mass in enumerate(masses):
        chance = 0.0
        for at, part in enumerate(mass):
            for other, lower in enumerate(below):
                if other != index:
                    part *= lower[at]
            chance += part
        raw.append(chance)
    return tuple(chance / sum(raw) for chance in raw)


def _masses(a: float, b: float) -> list[float]:
    """Return a Beta distribution on the middles of a grid; the masses sum to 1."""
    points = [(k + 0.5) / GRID for k in range(GRID)]
    logs = [(a - 1) * log(x) + (b - 1) * log(1 - x) for x in points]
    top = max(logs)
    masses = [exp(value - top) for value in logs]
    total = sum(masses)
    return [mass / total for mass in masses]
