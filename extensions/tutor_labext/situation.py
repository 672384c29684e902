"""What a tutor is told of a learner's situation, as plain data: no source, test or solution."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .own_tests import IdleTest
from .slips import Slip


class Style(StrEnum):
    """What the tutor does first.

    usual     explains the error or names the check
    question  explains nothing before the learner has looked or worked it out by hand
    trace     shows the learner's own run up to a step and asks for its value
    contrast  sets what is wanted beside what the code gives
    """

    USUAL = "usual"
    QUESTION = "question"
    TRACE = "trace"
    CONTRAST = "contrast"


class Answer(StrEnum):
    """What a learner writes.

    code    a program or a function
    lines   the given lines in another order
    values  what a given program makes
    tests   tests of their own
    """

    CODE = "code"
    LINES = "lines"
    VALUES = "values"
    TESTS = "tests"


@dataclass(frozen=True, slots=True)
class Rung:
    """One authored hint.

    Attributes:
        when: Exception classes or test ids that it is for; empty: always.
        done: All the code that it names stands in the learner's already.
    """

    level: int
    text: str
    when: tuple[str, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class FailingTest:
    """A test that does not pass yet; for hidden ones `message` is the author's hint only.

    Attributes:
        value: The name of the one value that it looks at, where values are written; or ''.
    """

    id: str
    title: str
    message: str
    hidden: bool
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an error: what speaks for it, what to try, and the id of its rule."""

    because: str
    try_next: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The error of the learner's last run, explained. `line` is 1-based, or None."""

    kind: str
    line: int | None
    happened: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceStep:
    """A line of the learner's code that ran, and what it changed; values are `repr` texts.

    Attributes:
        returned: What the function gave back with this line, or None.
        raised: An exception left the function here.
        entered: The head of a function that was called; `values` are its arguments.
    """

    line: int
    values: tuple[tuple[str, str], ...] = ()
    returned: str | None = None
    raised: bool = False
    entered: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """The learner's own run of one visible test.

    Attributes:
        title: Title of the test.
        message: Why it fails; empty where it passes or the run was stopped.
        failing: It fails.
        cut: Steps in the middle are left out.
        locale: The language to speak of it.
    """

    title: str
    steps: tuple[TraceStep, ...]
    message: str = ""
    failing: bool = True
    cut: bool = False
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A line where one edit would mend the code, and what kind of edit; never the edit."""

    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """A value that the learner expected, against the one of their own run.

    Attributes:
        name: The variable; '' for what the function gives back.
        said: What the learner expects; '' where they do not know.
        real: The value of the run.
    """

    line: int
    name: str
    said: str
    real: str
    right: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One earlier attempt: so many of the checks passed; `error` is an exception class, or ''."""

    passed: int
    checks: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything one hint is chosen from.

    Attributes:
        rung: Permitted level, from 1; higher is more specific.
        title: Title of the problem, for what to read again.
        fault: Error of the last run, or None.
        failing: Tests that do not pass, in the order of the notebook.
        solved: The last hand-in passed every test.
        timed_out: The last run reached a time limit.
        broken_rule: What is said of a rule that the code breaks; or ''.
        feedback: The author's words for a recognised mistake, or ''.
        ladder: Authored hints.
        shown: Texts of hints shown before on this problem.
        trace: The learner's own run of the first visible test that fails, or None.
        suspect: Where one edit would mend the code, or None.
        prediction: What the learner has just answered to a question for a value, or None.
        style: What comes first.
        locale: The language to speak.
        explains: The learner has asked for the explanation of an error.
        answer: What the learner writes.
        empty: No cell of the answer holds code.
        idle_tests: Tests of the learner's own that cannot fail.
        slips: What can be read off the learner's own program.
    """

    rung: int
    title: str
    fault: Fault | None = None
    failing: tuple[FailingTest, ...] = ()
    solved: bool = False
    timed_out: bool = False
    broken_rule: str = ""
    feedback: str = ""
    ladder: tuple[Rung, ...] = ()
    shown: tuple[str, ...] = ()
    trace: Trace | None = None
    suspect: Suspect | None = None
    prediction: Prediction | None = None
    style: Style = Style.USUAL
    locale: str = "en"
    explains: bool = False
    answer: Answer = Answer.CODE
    empty: bool = False
    idle_tests: tuple[IdleTest, ...] = ()
    slips: tuple[Slip, ...] = ()
