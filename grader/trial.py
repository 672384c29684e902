"""One test cell tried on one submission."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from time import monotonic  # a test may patch the module's
from typing import Any

from grader import checks, sentences
from grader.alarm import GRACE_SECONDS, Stalled, alarm
from grader.channel import Channel
from grader.checks import Check
from grader.coroutines import evaluate
from grader.end import Dead, End
from grader.foreign_text import refused
from grader.near import refuse_nothing
from grader.own_failure import MARK
from grader.patches import Patches
from grader.phrases import phrase
from grader.session import NotSet, Session
from grader.streams import parted
from grader.surroundings import patched
from grader.swallowed import was_swallowed
from grader.text import clean
from grader.verdict import TestOutcome

_MAX_OUTPUT = 4000
_RUNNING = {checks.RUN, checks.ACCEPTS, checks.CATCHES}
_UNSET = object()


class Trial:
    """One test cell being tried on one submission."""

    def __init__(self, session: Session, check: Check, space: dict[str, Any], own: set[str]):
        self._session, self._check, self._space, self._own = session, check, space, own
        self._channel: Channel | None = None
        self._mark = 0
        self._absent: set[str] = set()
        self._wanted: set[str] = set()

    def outcome(self, required: tuple[str, ...], *, watchdog: bool) -> TestOutcome:
        """Run the test cell; whatever goes wrong is an outcome.

        Args:
            required: Names that always come from the learner.
            watchdog: Limit the time of the test code itself, by SIGALRM.
        """
        cell = self._check.cell
        points, message = 0.0, ""
        self._wanted = {
            name
            for name in self._check.needs
            if checks.comes_from_learner(name, self._own, required)
        }
        self._grant_time()
        began, excused, used = monotonic(), self._session.clock.excused, self._session.used
        allowed = self._session.time_left
        stall = alarm(allowed + GRACE_SECONDS) if watchdog else None
        try:
            with stall or contextlib.nullcontext():
                points = self._points(required)
        except Dead as dead:
            self._note_end(dead.end)
            message = sentences.ended(dead.end, self._session.limits, self._session.locale)
        except Stalled:
            self._session.retire()  # so that what the child has waited is known
            used = self._session.used - used
            self._session.clock.stalled(began, excused, allowed, used=used)
            message = self._out_of_time()
        except KeyboardInterrupt as error:
            if not hasattr(error, MARK):  # somebody stops the program
                raise
            message = self._failure(error)
        except BaseException as error:  # noqa: BLE001 - pytest fails with one, `exit` is one
            message = self._failure(error)
        passed = points >= cell.points
        return self._shown(points, passed, "" if passed else message)

    def stalled(self) -> TestOutcome:
        """Return the outcome of a test of which is known that it does not end."""
        return self._shown(0.0, False, self._out_of_time())

    def _out_of_time(self) -> str:
        self._note_end(End.TIME)
        return sentences.ended(End.TIME, self._session.limits, self._session.locale)

    def _note_end(self, end: End) -> None:
        self._session.ends.add(end)
        if end is End.TIME:
            self._session.endless |= self._wanted

    def _grant_time(self) -> None:
        """See to it that what never ends costs no test of other functions, or of the source."""
        session, asks = self._session, self._wanted or _RUNNING.intersection(self._check.needs)
        if End.TIME in session.ends and not asks & (session.endless | _RUNNING):
            session.clock.grant_call()

    def _points(self, required: tuple[str, ...]) -> float:
        self._prepare(required)
        check, space, session = self._check, self._space, self._session
        if "approx" in check.cell.source:
            refuse_nothing()
        replaced = check.sets.intersection(required) | check.replaces - self._own
        learners = self._wanted - check.sets
        with (
            patched(session.seed, space, session.folder, session.fetch),
            refused(space, learners, check, session.compiled),
        ):
            if replaced or check.patches:
                with self._patching(), self._rebinding(replaced):
                    value = self._evaluated()
            else:
                value = self._evaluated()
        if self._channel and self._channel.failed:  # learner code caught it
            raise self._channel.failed
        if self._channel and self._channel.ended:  # a bare `except:` in the test may have hidden it
            raise Dead(self._channel.ended)
        for error in filter(was_swallowed, self._channel.stops if self._channel else ()):
            raise error
        return clamped(value, check.cell.points) if check.last else float(check.cell.points)

    def _evaluated(self) -> Any:
        """Run the test; what it sets stays, as in a notebook, also when it fails after that."""
        check, space = self._check, self._space
        before = {name: space.get(name, _UNSET) for name in check.sets}
        try:
            evaluate(check.code, space)
            return evaluate(check.last, space) if check.last else None
        finally:
            self._own |= {n for n in check.sets & space.keys() if space[n] is not before[n]}

    @contextlib.contextmanager
    def _rebinding(self, names: frozenset[str]) -> Iterator[None]:
        """Give the learner's code what the test puts into the answer's names; undo it after."""
        if not names or self._channel is None:
            yield
            return
        before = self._session.fetch(names)
        for name in names:
            self._space.pop(name, None)
        self._space.update(before)
        channel = self._channel
        channel.rebinds = {n: [before[n]] if n in before else [] for n in names}
        try:
            yield
        finally:
            ours = {name: self._space.pop(name) for name in names & self._space.keys()}
            self._space.update(before)
            if not channel.ended:
                channel.rebind()
            channel.rebinds = {}
            self._space.update((name, ours[name]) for name in ours.keys() & self._check.sets)

    @contextlib.contextmanager
    def _patching(self) -> Iterator[None]:
        """Let the learner's code meet what the test puts into the library; undo it after."""
        channel = self._channel
        if not self._check.patches or channel is None:
            yield
            return
        channel.patches = Patches(self._check.patches, channel.patch)
        try:
            yield
        finally:
            changes, channel.patches = channel.patches, None
            changes.undo(tell=not channel.ended)

    def _prepare(self, required: tuple[str, ...]) -> None:
        wanted, name = sorted(self._wanted), self._check.cell.grade_id
        if not self._check.cell.hidden or (wanted and self._session.is_behind(name)):
            self._session.forget_hidden()
        self._session.try_loose()
        if wanted:
            self._session.advance(name)
        self._session.saw_hidden = self._check.cell.hidden
        self._channel = self._session.channel()
        self._channel.failed = None
        self._channel.stops.clear()
        self._channel.steps_singly = self._check.talks
        self._channel.names = self._space
        self._channel.share(in_place=self._check.cell.in_place)
        self._mark = len(self._channel.output)
        found = self._session.fetch(wanted) if wanted else {}
        self._absent = set(wanted) - set(found)
        for name in wanted:
            self._space.pop(name, None)
            if name in found:
                self._space[name] = found[name]
            elif name in required:
                raise NotSet(name)

    def _failure(self, error: BaseException) -> str:
        if self._check.cell.hidden:
            return ""
        locale = self._session.locale
        if isinstance(error, NameError) and error.name in self._absent:
            error = NotSet(error.name)
        if isinstance(error, NotSet):
            return sentences.missing(str(error), self._session.why_missing(), locale)
        raised = self._channel and self._session.note_fault(self._channel, error)
        if raised:
            return sentences.raised(raised, self._session.limits, locale)
        if isinstance(error, AssertionError):
            return clean(str(error)) or phrase(locale, sentences.NOT_PASSED)
        if isinstance(error, ModuleNotFoundError):
            return clean(phrase(locale, sentences.NO_MODULE, name=error.name))
        return clean(f"{phrase(locale, sentences.UNUSABLE)}: {type(error).__name__}: {error}")

    def _shown(self, points: float, passed: bool, message: str) -> TestOutcome:
        cell, locale = self._check.cell, self._session.locale
        output = ""
        if cell.hidden:
            message = "" if passed else cell.hint or phrase(locale, sentences.HIDDEN_FAILED)
        elif not (passed or message):
            told = {"points": f"{points:g}", "most": f"{cell.points:g}"}
            message = phrase(locale, sentences.IN_PART, **told)
        if self._channel and not cell.hidden:
            output = clean(parted(self._channel.output[self._mark :])[0], _MAX_OUTPUT)
        return TestOutcome(
            id=cell.grade_id,
            title=phrase(locale, sentences.HIDDEN_TITLE) if cell.hidden else cell.title,
            points=points,
            max_points=cell.points,
            passed=passed,
            hidden=cell.hidden,
            message=message,
            output=output,
        )


def clamped(value: object, points: float) -> float:
    """Return partial credit in [0, points]; anything but a finite number gives 0.

    >>> clamped(7, 3.0), clamped(10**999, 3.0), clamped(-(10**999), 3.0)
    (3.0, 3.0, 0.0)
    >>> clamped(True, 3.0), clamped(float("inf"), 3.0), clamped(float("nan"), 3.0)
    (0.0, 0.0, 0.0)
    """
    if type(value) not in (int, float):
        return 0.0
    assert isinstance(value, int | float)
    countable = value < math.inf  # neither infinite nor NaN
    return float(min(max(value, 0), points)) if countable else 0.0
