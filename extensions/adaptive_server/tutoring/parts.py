"""What every use case is handed: the ports, the bank and what this installation offers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal

from cachetools import LRUCache

from grader.study import Study
from grader.verdict import Verdict

from ..core.experiment import Experiment
from ..core.styles import Tallies
from ..core.tuning import TUNING, Tuning
from ..core.tutor_policy import TutorPolicy
from ..ports import Clock, GraderPort
from ..problems.bank import Bank
from ..roster_port import Store
from ..tutor_port import TutorPort
from .workshop import Workshop

STUDIED = 500

TURNS_AT_ONCE = 4
"""Turns with the tutor that read or keep at a time. More wait here, not for the database's
connections: a class that asks at once leaves some to everything else."""

Grading = Literal["sandbox", "container", "unprotected", "unavailable"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What this installation can do, as told to its people.

    Attributes:
        class_tokens: Tokens that a model may take of all learners and a day.
    """

    course: str
    grading: Grading
    grading_note: str = ""
    tutor: Literal["offline", "gemini"] = "offline"
    policy: TutorPolicy = TutorPolicy.FULL
    class_tokens: int = 0


@dataclass(slots=True)
class Parts:
    """The parts that `app` chose. One per process.

    Attributes:
        rng: Random source of the choice; seeded in tests.
        settled: Set whenever a verdict was stored in this process, so that those who wait for
            the same submission look at once.
        tuning: Constants of model and choice; the course's target is among them.
        studied: Closer looks at codes, the newest of them.
        looking: Closer looks on their way, by the same key.
        turnstile: Passed by turns with the tutor while they read or keep.
        tallies: What came of the styles of help, as of the last refresh.
        probed: Verdicts on authors' wrong solutions, by content of the problem, source, language.
        experiment: What runs among the learners, or None.
        workshop: Where instructors write problems, or None.
    """

    store: Store
    bank: Bank
    grader: GraderPort
    tutor: TutorPort
    clock: Clock
    rng: Random
    offer: Offer
    settled: asyncio.Condition = field(default_factory=asyncio.Condition)
    tuning: Tuning = TUNING
    probed: dict[tuple[str, int, str, str], Verdict] = field(default_factory=dict)
    studied: LRUCache[tuple[Any, ...], Study] = field(default_factory=lambda: LRUCache(STUDIED))
    experiment: Experiment | None = None
    workshop: Workshop | None = None
    looking: dict[tuple[Any, ...], asyncio.Task[Study]] = field(default_factory=dict)
    tallies: Tallies = field(default_factory=dict)
    turnstile: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(TURNS_AT_ONCE))

    @property
    def locale(self) -> str:
        """The language that is spoken."""
        return self.bank.graph.locale

    def speaking(self, locale: str) -> Parts:
        """Return the parts for somebody of a language."""
        if locale == self.locale:
            return self
        return replace(self, bank=self.bank.speaking(locale))
