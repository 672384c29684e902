"""One submission being graded: its child, the cells run so far, and a fresh child after a death."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from time import monotonic  # a test may patch the module's
from typing import Any

from grader import checks, sentences
from grader.bundle import CellRole, Limits, Submission
from grader.channel import Channel
from grader.clock import Clock, exact_cpu_seconds, peak_mb, spent_seconds
from grader.end import Dead, End
from grader.mirror_class import note_named
from grader.raised import LearnerError, Raised
from grader.scratch import Scratch
from grader.spawner import Process
from grader.steps import steps
from grader.streams import parted
from grader.surroundings import Sources
from grader.text import clean
from grader.verdict import LearnerFault

_MAX_CHILDREN = 20
Spawn = Callable[[Limits, str], Process]


class NotSet(AttributeError):
    """A name that the test needs was not set; the text is the name."""


class Run:
    """What `run()` returns to a test: printed output, and names by attribute."""

    __slots__ = ("_channel", "_space", "output")

    def __init__(self, channel: Channel, space: int, output: str) -> None:
        self._channel, self._space, self.output = channel, space, output

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._channel.decode(self._channel.ask("name", self._space, name))
        except KeyError:
            raise NotSet(name) from None


class Session:
    """Keeps a child for one submission and brings a new one to the same state when it dies."""

    def __init__(
        self,
        spawn: Spawn,
        compiled: checks.CompiledBundle,
        submission: Submission,
        *,
        clock: Clock | None = None,
    ) -> None:
        """Start with no child; the first request forks one.

        Args:
            spawn: Forks a child.
            compiled: The problem.
            submission: What was handed in.
            clock: The time of the submission that this is a part of; None for its own.
        """
        self.compiled, self.limits = compiled, compiled.bundle.limits
        self.locale = compiled.bundle.locale
        self.fault: LearnerFault | None = None
        self.load_output = ""
        self.ends: set[End] = set()
        self.endless: set[str] = set()
        self.saw_hidden = False
        self.lost: dict[str, End] = {}
        self.given: dict[type, str] = {}
        self._answers = [c.grade_id for c in compiled.cells(CellRole.SOLUTION)]
        self.sources = Sources({name: submission.cells.get(name, "") for name in self._answers})
        self.peak_mb = self.child_cpu_ms = 0.0
        self._spawn, self.clock = spawn, clock or Clock(self.limits)
        self._scratch = Scratch(self.limits.files_kb << 10) if self.limits.files_kb else None
        self._steps = steps(compiled, submission)
        self._index = {step[0]: number for number, step in enumerate(self._steps)}
        self._given = [s for s in self._steps if s[2] is CellRole.GIVEN and s[3]]
        self._shown: set[str] = set()
        self._classes = set(compiled.bundle.classes)
        self._loose_tried = not submission.loose
        self._position = self._children = 0
        self._channel: Channel | None = None

    @property
    def time_left(self) -> float:
        """Seconds until the submission's deadline."""
        return self.clock.left

    @property
    def used(self) -> float:
        """Seconds of processor time that the judge and all children had so far."""
        return self.clock.used(exact_cpu_seconds(self._channel.process.pid) if self._channel else 0)

    @property
    def folder(self) -> str:
        """The folder for files of the answer; empty for none."""
        return self._scratch.path if self._scratch else ""

    def close(self) -> None:
        """End the child and remove its files."""
        self.retire()
        self.sources.close()
        if self._scratch:
            self._scratch.close()

    def restart(self, submission: Submission) -> None:
        """Begin anew with other answers, in the same child if it lives; for our own trials only.

        What one answer has left in the child's modules the next one finds.
        """
        if self._channel and self._channel.ended is None:
            self._channel.ask("forget")
        self.clock.restart()
        self.sources.close()
        self.sources = Sources({name: submission.cells.get(name, "") for name in self._answers})
        self._steps = steps(self.compiled, submission)
        self._position, self._children, self.fault, self.load_output = 0, 0, None, ""
        for noted in (self.ends, self.endless, self.lost):
            noted.clear()

    def forget_hidden(self) -> None:
        """Give up a child that has seen hidden values: what it shows could hold them."""
        if self.saw_hidden:
            self.retire()
            self.saw_hidden = False

    def channel(self) -> Channel:
        """Return a living child's channel.

        Raises:
            Dead: Time is over, or too many children died.
        """
        if self._channel and self._channel.ended is None:
            return self._channel
        if self._scratch and self._channel and self._channel.ended is End.FILES:
            self._scratch.clear()
        self.retire()
        if self.clock.starved or (self.time_left <= 0 and self.clock.is_cut):
            raise Dead(self.clock.why_late())
        if self.time_left <= 0 or self._children >= _MAX_CHILDREN:
            raise Dead(End.TIME if self.time_left <= 0 else End.DIED)
        self._children += 1
        self._position = 0
        began = monotonic()
        process = self._spawn(self.limits, self.folder)
        self.clock.put_off(monotonic() - began)  # starting a child is our time
        self._channel = Channel(process, self.limits, self.clock, self._scratch)
        self._channel.given = self.given
        self._channel.classes = frozenset(self._classes)
        return self._channel

    def retire(self) -> None:
        """End the child, if any, after noting what it used."""
        if self._channel:
            pid = self._channel.process.pid
            used = spent_seconds(pid)[0]
            self.child_cpu_ms += used * 1e3
            self.clock.children_used += used
            self.peak_mb = max(self.peak_mb, peak_mb(pid))
            self.clock.put_off(self._channel.waiting.more())
            self._channel.close()
            self._channel = None

    # -- the learner's cells

    def flaws(self, cells: Mapping[str, str]) -> Any:
        """Ask the child for each answer cell why it cannot be graded, None where it can be.

        Args:
            cells: The text of each, by grade_id.
        """
        return self.channel().ask("flaws", [[t, f"<cell {name}>"] for name, t in cells.items()])

    def is_behind(self, before: str) -> bool:
        """Say whether there are cells to run before the test of that name."""
        return any(
            role is not CellRole.TEST
            for name, _, role, _ in self._steps[self._position : self._index[before]]
        )

    def advance(self, before: str) -> None:
        """Run cells in notebook order up to the test `before`; those that ran are not run again.

        A cell that killed its child is left out from then on. Exceptions stop only their cell.
        """
        while True:
            try:
                self._advance(self.channel(), before)
                return
            except Dead as dead:
                if self._channel is None:  # none could be started: asking for one again says why
                    return
                name = self._steps[self._position][0]
                self.lost[name] = dead.end
                if name in self._answers:
                    self.ends.add(dead.end)

    def try_loose(self) -> None:
        """Run the loose cells once ahead of any test, so that those which end a child are known."""
        if not self._loose_tried:
            self._loose_tried = True
            self.advance(next(name for name, _, _, belongs in self._steps if belongs))

    def _advance(self, channel: Channel, before: str) -> None:
        while self._position < self._index[before]:
            name, source, role, _ = self._steps[self._position]
            if name not in self.lost and role is not CellRole.TEST:
                mark = len(channel.output)
                try:
                    channel.ask("exec", source, f"<cell {name}>", role is CellRole.GIVEN)
                except Exception as error:  # noqa: BLE001 - the learner's cell, any exception
                    if name in self._answers:
                        self.note_fault(channel, error)
                if name not in self._shown:
                    self._shown.add(name)
                    self.load_output += parted(channel.output[mark:])[0]
            self._position += 1

    def seed(self, name: str, value: Any) -> None:
        """Seed a generator of the learner's process as the test has seeded the judge's."""
        channel = self.channel()
        channel.ask("seed", name, channel.encode(value))

    def note_fault(self, channel: Channel, error: BaseException) -> Raised | None:
        """Keep the first exception of learner code; return what is known of this one."""
        if channel.raised is None or channel.raised[0] is not error:
            return None
        raised = channel.raised[1]
        if self.fault is None:
            variables = {clean(k, 80): clean(v, 200) for k, v in raised.variables.items()}
            self.fault = LearnerFault(
                name=clean(raised.name, 80),
                message=clean(raised.text),
                grade_id=raised.cell if raised.cell in self._answers else None,
                line=raised.line if raised.cell in self._answers else None,
                variables=variables or None,
            )
        return raised

    def why_missing(self) -> str:
        """Say what happened earlier that may explain a name that is not there."""
        if self.lost:
            return sentences.ended(next(iter(self.lost.values())), self.limits, self.locale)
        if self.fault:
            return sentences.stopped(self.fault, self.locale)
        return ""

    def fetch(self, names: Iterable[str]) -> dict[str, Any]:
        """Return those of `names` that are set in the learner's main namespace.

        Raises:
            Dead: The child died.
        """
        channel, wanted = self.channel(), list(names)
        if channel.known and channel.known[0] == wanted:
            return dict(channel.known[1])
        found = channel.decode(channel.ask("names", wanted))
        try:
            values = {name: value for name, value in found if name in wanted}
        except (TypeError, ValueError):
            channel.fail(End.PROTOCOL)
        for name in self._classes & values.keys():
            note_named(values[name])
        channel.known = wanted, dict(values)
        return values

    def run(
        self,
        given: Mapping[str, Any] | None = None,
        input: Iterable[object] = (),
    ) -> Run:
        """Run the answer cells afresh; what tests call as `run(given={...}, input=[...])`.

        Args:
            given: Values that replace those of the given cells.
            input: What `input()` answers, in order; afterwards it raises EOFError.
        """
        channel = self.channel()
        mark = len(channel.output)
        before = [[source, f"<cell {name}>"] for name, source, _, _ in self._given]
        learners = [
            (belongs, [source, f"<cell {name}>"])
            for name, source, role, belongs in self._steps
            if role is CellRole.SOLUTION and (belongs or name not in self.lost)
        ]
        loose = [cell for belongs, cell in learners if not belongs]
        cells = [cell for belongs, cell in learners if belongs]
        answers = [str(line) for line in input]
        space = channel.ask("run", before, loose, channel.encode(dict(given or {})), cells, answers)
        if type(space) is not int:
            raise LearnerError("run")
        return Run(channel, space, parted(channel.output[mark:])[0])
