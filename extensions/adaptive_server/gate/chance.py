"""Checks that a right answer is right on any day and with any draw.

Learners' processes draw the same numbers each time, and today is the same day for all: an answer
that leans on either passes every other check, and fails its learners later. So answers that read
the clock are run on other days, and answers that draw are run with other seeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from grader.bundle import Bundle, Rules

from .case import Case
from .chance_calls import Source, draws, reads_clock, reads_pace

SEEDS = range(1, 51)
"""Of answers that fail one time in twenty so many draws find nine in ten."""

_DEPENDS = (
    ("clock", reads_clock, "day", "Write a date down"),
    ("clock", reads_pace, "speed of the computer", "Set limits.seconds: what is slower fails"),
    ("chance", draws, "draw", "Write values down, or draw from random.Random with a seed"),
)
"""What no test may lean on: check, where code does it, on what, and the remedy."""

DAYS = (946_684_799, 1_898_510_400, 3_981_139_200)
"""The last second of 1999, a day in 2030 and one in 2096, in seconds since 1970."""

_DRAWN = """\
def _draw():
    import random, sys
    random.seed({seed})
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed({seed})
_draw()
"""
# The classes stand in for those of `datetime`; where they make a difference the day of today,
# which is tried as well, shows it.
_DAY = """\
def _day(moment):
    import datetime, time
    real = {{n: getattr(time, n) for n in ("time", "localtime", "gmtime", "strftime", "ctime")}}
    shift = moment - real["time"]() if moment else 0
    time.time = lambda: real["time"]() + shift
    time.time_ns = lambda: int(time.time() * 10**9)
    for each in ("localtime", "gmtime", "ctime"):
        setattr(time, each, lambda at=None, f=real[each]: f(time.time() if at is None else at))
    time.strftime = lambda form, at=None: real["strftime"](form, at or time.localtime())
    class date(datetime.date):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(time.time())
    class moment_of(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(time.time(), tz)
        @classmethod
        def today(cls):
            return cls.now()
        @classmethod
        def utcnow(cls):
            return cls.now(datetime.timezone.utc).replace(tzinfo=None)
    for name, made in (("date", date), ("datetime", moment_of)):
        made.__name__ = made.__qualname__ = name
        made.__module__ = "datetime"
        for known in [n for n, v in globals().items() if v is getattr(datetime, name)]:
            globals()[known] = made
        setattr(datetime, name, made)
_day({moment})
"""


def check_chance(case: Case) -> None:
    """Check reference and alternatives, where they draw or read the clock, and what tests read."""
    _tell_tests(case)
    for told, cell, cells, source in _answers(case):
        for place in draws(source)[:1]:
            failed = _failed(case, cells, (_DRAWN.format(seed=seed) for seed in SEEDS))
            if failed:
                case.findings.error(
                    "chance",
                    f"{told} fails {failed} with other random numbers than today's ({place.what})",
                    "Test what holds for every draw, or have the seed passed as a parameter",
                    cell=cell,
                    line=place.line,
                )
        for place in reads_clock(source)[:1]:
            failed = _failed(case, cells, (_DAY.format(moment=day) for day in DAYS))
            if failed and not _failed(case, cells, (_DAY.format(moment=0),)):
                case.findings.error(
                    "clock",
                    f"{told} fails {failed} on another day ({place.what})",
                    "Have the day passed as a parameter",
                    cell=cell,
                    line=place.line,
                )


def _tell_tests(case: Case) -> None:
    """Tell of tests and given cells that read the clock or draw: what is right changes with it."""
    cells = [(t.grade_id, t.raw) for t in case.problem.tests]
    cells += [(g.grade_id, g.source) for g in case.problem.given]
    for cell, code in cells:
        source = Source(code)
        for check, found, on, remedy in _DEPENDS:
            for place in found(source)[:1]:
                case.findings.warning(
                    check,
                    f"{place.what} makes what is right depend on the {on}",
                    remedy,
                    cell=cell,
                    line=place.line,
                )


def _answers(case: Case) -> Iterator[tuple[str, str, Mapping[str, str], Source]]:
    """Yield how each right answer is told, its cell, its sources and where it is looked at."""
    problem = case.problem
    for cell in problem.solutions:
        yield "the reference", cell.grade_id, case.reference(), Source(cell.source)
    for number, other in enumerate(problem.alternatives, 1):
        told = f"alternative {number}"
        yield told, told, problem.answers(other.source), Source(other.source, other.line)


def _failed(case: Case, cells: Mapping[str, str], preludes: Iterator[str] | tuple[str, ...]) -> str:
    """Return the tests that an answer fails after the first prelude that makes it fail, or ""."""
    first = case.problem.solutions[0].grade_id
    free: Bundle = replace(case.bundle, rules=Rules())
    for prelude in preludes:
        outcome = case.runner.run(free, {**cells, first: f"{prelude}\n{cells[first]}"})
        if outcome.failed:
            return ", ".join(sorted(outcome.failed))
    return ""
