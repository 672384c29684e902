"""How much of a reference some code shows: as lines, as fingerprint, as sub-trees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from . import policy
from .leak import Leak, LeakKind
from .secret import Secret
from .tokens import Tokens, grams, lines_of, tokens
from .trees import subtrees

LINES_SHARE = 0.3
"""Share of the secret lines from which code shown in lines tells."""
# Share and weight from which a fingerprint tells. Code that speaks of the task needs less than
# code in which every name is another, for an example of the same shape about other things is fair.
NEAR, NEAR_MASS = 0.34, 2.0
FAR = ((0.9, 3.0), (0.6, 8.0))
TREES_NEAR, TREES_NEAR_MASS = 0.4, 6.0
TREES_FAR = ((0.8, 16.0), (0.6, 30.0))
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a reference's secret is shown: as a share in [0, 1] and as weight."""

    share: float = 0.0
    mass: float = 0.0


def told(before: Sequence[str], code: Sequence[str], secret: Secret) -> Leak | None:
    """Return the leak of code that tells by how much it shows, with what was shown before.

    What was shown before is no reason to stop an answer that adds nothing to it.
    """
    earlier = lines_of(before)
    share = lines_share([*earlier, *lines_of(code)], secret)
    if share.share >= LINES_SHARE and share.share > lines_share(earlier, secret).share:
        return Leak(LeakKind.LINES, share.share)
    near = [c for c in code if policy.about_task(c, secret)]
    alike = 0.0
    for kind, measure, low, far in (
        (LeakKind.GRAMS, grams_share, Share(NEAR, NEAR_MASS), FAR),
        (LeakKind.TREES, trees_share, Share(TREES_NEAR, TREES_NEAR_MASS), TREES_FAR),
    ):
        own = measure([*before, *near], secret) if near or before else Share()
        all_ = own if len(near) == len(code) else measure([*before, *code], secret)
        most = max(own.share, all_.share)
        enough = over(own, ((low.share, low.mass),)) or over(all_, far)
        if enough and most > (measure(before, secret).share if before else 0.0):
            return Leak(kind, most)
        if all_.mass > NEAR_MASS:
            alike = max(alike, all_.share)
    return Leak(LeakKind.NEW_CODE) if policy.too_much(code, secret, alike) else None


def over(share: Share, limits: Sequence[tuple[float, float]]) -> bool:
    """Say whether a share reaches one of some limits, each of share and weight."""
    return any(share.share >= least and share.mass >= mass for least, mass in limits)


def lines_share(lines: Iterable[Tokens], secret: Secret) -> Share:
    """Return the largest share of a reference's secret lines that are shown word for word.

    One line of several says too little to count.
    """
    shown = set(lines)
    best = Share()
    for part in secret.parts:
        hit = part.lines.keys() & shown
        if len(hit) > 1 or (hit and len(part.lines) == 1):
            best = _larger(best, hit, {line: float(len(line)) for line in part.lines})
    return best


def goes_on(before: Iterable[Tokens], lines: Iterable[Tokens], secret: Secret) -> bool:
    """Say whether lines go on with a solution of which too much was shown before.

    Then a line that is as short as the learner's own `return total` completes it.
    """
    shown = set(before)
    if lines_share(shown, secret).share < LINES_SHARE:
        return False
    fresh = set(lines) - shown - secret.task.lines
    return any(not fresh.isdisjoint(part.reference.lines) for part in secret.parts)


def grams_share(code: Sequence[str], secret: Secret) -> Share:
    """Return the largest share of a reference's secret grams that code shows."""
    shown = grams(tokens("\n".join(code))).union(*(grams(tokens(c)) for c in code))
    best = Share()
    for part in secret.parts:
        best = _larger(best, part.grams.keys() & shown, part.grams)
    return best


def trees_share(code: Sequence[str], secret: Secret) -> Share:
    """Return the largest share of a reference's secret sub-trees that code shows."""
    shown: set[str] = set().union(*(subtrees(c) for c in code))
    if len(code) > 1:
        shown |= subtrees("\n".join(code)).keys()
    best = Share()
    for part in secret.parts:
        best = _larger(best, part.trees.keys() & shown, part.trees)
    return best


def _larger(best: Share, hit: Iterable[Item], weights: Mapping[Item, float]) -> Share:
    """Return the larger of a share and that of the items hit."""
    if not (mass := sum(weights[item] for item in hit)):
        return best
    share = mass / sum(weights.values())
    return Share(share, mass) if share > best.share else best
