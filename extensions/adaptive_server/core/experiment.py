"""Experiments: which arm a learner is in, drawn once for good by a hash of names, without a table.

Whoever knows the names of experiment and learner knows the arm, so every replica gives the same
answer, nothing is stored and an analysis can draw again. Another name of the experiment draws
anew and independently: Kohavi, Tang & Xu 2020, Trustworthy Online Controlled Experiments,
doi:10.1017/9781108653985, chapter 4. An arm is a name; what it stands for is known where it is
used, such as a policy of the choice (see `arms`) or a manner of the tutor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate

NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
"""Names of experiments and arms: small letters, digits, `-` and `_`, at most 40."""

MOST_ARMS = 8


@dataclass(frozen=True, slots=True)
class Experiment:
    """Arms that are compared; the first one is what the others are compared with.

    Attributes:
        name: Draws the arms: another name, another draw.
        arms: Names, each once, two to eight.
        shares: Share of the learners in each arm, positive, summing to 1; empty for equal ones.

    Raises:
        ValueError: A name, the number of arms or the shares are not of that kind; one line says
            which.
    """

    name: str
    arms: tuple[str, ...]
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for name in (self.name, *self.arms):
            if not NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name; use small letters, digits, - and _")
        if not 2 <= len(self.arms) <= MOST_ARMS or len(set(self.arms)) < len(self.arms):
            raise ValueError(f"{self.name} wants two to {MOST_ARMS} arms, each once")
        if self.shares and (len(self.shares) != len(self.arms) or not _whole(self.shares)):
            raise ValueError(f"{self.name} wants one positive share per arm, 1 in all")


def arm_of(experiment: Experiment, subject: str) -> str:
    """Return the arm of a learner (or of whatever is drawn: a class, a learner and problem).

    The same names give the same arm on every machine and in every version.

    >>> both = Experiment("target", ("usual", "gentle"))
    >>> [arm_of(both, f"learner-{n}") for n in range(4)]
    ['usual', 'usual', 'usual', 'gentle']
    """
    u = place(experiment.name, subject)
    for arm, upto in zip(experiment.arms, accumulate(shares_of(experiment)), strict=True):
        if u < upto:
            return arm
    return experiment.arms[-1]  # rounding may leave a sliver above the last share


def shares_of(experiment: Experiment) -> tuple[float, ...]:
    """Return the share of the learners in each arm; they sum to 1.

    >>> shares_of(Experiment("target", ("usual", "gentle")))
    (0.5, 0.5)
    """
    return experiment.shares or (1.0 / len(experiment.arms),) * len(experiment.arms)


def place(name: str, subject: str) -> float:
    """Return where in [0, 1) a subject falls for a name: as good as drawn evenly, but fixed.

    >>> 0.0 <= place("target", "ada") < 1.0, place("target", "ada") == place("target", "ada")
    (True, True)
    """
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    told = f"{len(name)}:{name}:{subject}".encode("utf-8", "surrogatepass")
    whole = int.from_bytes(blake2b(told, digest_size=8).digest(), "big")
    return (whole >> 11) / 2.0**53  # so many bits as a float holds, so that it stays below 1


def parsed(text: str) -> Experiment | None:
    """Read `NAME:ARM,ARM`, as a setting has it; '' is no experiment.

    >>> parsed("target:adaptive,gentle")
    Experiment(name='target', arms=('adaptive', 'gentle'), shares=())

    Raises:
        ValueError: The text is not of that form.
    """
    if not text.strip():
        return None
    name, colon, arms = text.partition(":")
    if not colon:
        raise ValueError(f"{text!r} names no arms; write NAME:ARM,ARM")
    return Experiment(name.strip(), tuple(arm.strip() for arm in arms.split(",")))


def _whole(shares: Sequence[float]) -> bool:
    return all(s > 0 for s in shares) and abs(sum(shares) - 1.0) < 1e-9
