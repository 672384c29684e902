"""A dialogue without a model: the learner says which value comes, their own run says who is right.

The question carries what it asks for, so nothing has to be remembered between two turns.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from . import socratic
from .situation import Prediction, Trace, TraceStep
from .socratic import said
from .telling import first_way_back, idle_steps, is_in_message, only_begins
from .wording import code, literal, one_question, seen

IN_QUOTES = re.compile(r"'[^']*'|\"[^\"]*\"")
KIND_ALONE = re.compile(r"<\w+>")
MOST_SHOWN = 6
MOST_VALUE = 120
MOST_ASKED = 60
"""Characters of a value that somebody may be asked to write down."""
UNSURE = re.compile(
    r"\b(no idea|not sure|dunno|don.?t know|do not know|keine ahnung|weiß nicht|no s[eé]|ni idea)\b"
    r"|^[\s?¿!¡.,;:…-]*$",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"`([^`]+)`|(\[.*\]|\(.*\)|\{.*\})|(\"[^\"]*\"|'[^']*')|(-?\d+(?:\.\d+)?(?:e-?\d+)?)"
    r"|\b(True|False|None)\b",
    re.DOTALL,
)


def _pattern(locale: str, question: str, times: str) -> re.Pattern[str]:
    """Return what finds a question of ours with what it asks for."""
    marks = {"name": r"(?P<name>\w{1,80})", "line": r"(?P<line>\d{1,6})"}
    marks["times"] = f"(?:{said(locale, times, count='COUNT')})?"
    whole = re.escape(said(locale, question, name="NAME", line="LINE", times="TIMES"))
    for mark, group in marks.items():
        whole = whole.replace(mark.upper(), group)
    return re.compile(whole.replace("COUNT", r"(?P<count>\d{1,6})"))


PATTERNS = tuple(
    _pattern(locale, question, times)
    for locale in ("en", *socratic.LANGUAGES)
    for question, times in (
        (socratic.PREDICT, socratic.TIMES),
        (socratic.PREDICT_RETURN, socratic.CALLS),
    )
)
"""Our questions for a value in every language: a learner may change it between two turns."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that is asked for.

    Attributes:
        name: The variable; '' for what is given back.
        count: Which time that the line changes it, from 1.
    """

    line: int
    name: str
    count: int = 1


def predictable(trace: Trace) -> list[tuple[int, Asked]]:
    """Return each step whose value can be asked for, with what to ask; in the order of the run.

    In a run with a gap only the steps before it: later ones cannot be counted. A value that is
    shown by its kind alone, or holds one, as `[<Card>]`, nobody can say, and `None` comes back
    from every method that only changes something. Of the names of one step the last is asked for:
    a counter stands before what it counts.
    """
    found: list[tuple[int, Asked]] = []
    counts: Counter[tuple[int, str]] = Counter()
    for index, step in enumerate(trace.steps[:12] if trace.cut else trace.steps):
        if step.entered:
            continue
        values = step.values if step.returned is None else (("", step.returned),)
        counts.update((step.line, name) for name, _ in values)
        name = next((n for n, value in reversed(values) if sayable(value)), None)
        if step.returned == "None":
            continue
        if name is not None:
            found.append((index, Asked(step.line, name, counts[step.line, name])))
    return found


def sayable(value: str) -> bool:
    """Say whether a learner could write down the text of a value, neither long nor cut.

    >>> sayable("'<b>'"), sayable("[<Card>]")
    (True, False)
    """
    return (
        len(value) <= MOST_ASKED
        and "..." not in value
        and not KIND_ALONE.search(IN_QUOTES.sub("", value))
    )


def question_at(trace: Trace, line: int | None = None, shown: tuple[str, ...] = ()) -> str:
    """Return the run up to a step and the question for its value, or '' where nothing is to ask.

    Args:
        trace: The learner's own run.
        line: Ask at this line when it ran; else where a call by itself comes back, or at the last
            step that changes a value.
        shown: Texts shown before; what one of them tells is not asked for.
    """
    steps = [s for s in _untold(trace, shown) if not is_in_message(trace, s[0])]
    here = [s for s in steps if s[1].line == line]
    back = [s for index in first_way_back(trace) for s in steps if s[0] == index]
    changing = [s for s in steps if s[1].name and not only_begins(trace.steps[s[0]])]
    chosen = here[:1] or back[:1] or changing[-1:] or steps[-1:]
    return _question(trace, *chosen[0]) if chosen else ""


def questions_of(trace: Trace, shown: tuple[str, ...] = ()) -> list[str]:
    """Return the question for each value of a run that tells something, the first step first.

    What one of the texts shown before tells is not asked for.
    """
    return [_question(trace, *step) for step in _untold(trace, shown)]


def _untold(trace: Trace, shown: tuple[str, ...]) -> list[tuple[int, Asked]]:
    idle, at = idle_steps(trace), trace.locale
    return [
        step
        for step in predictable(trace)
        if step[0] not in idle
        and not any(seen(f"- {told}", shown) for told in _told(trace.steps[step[0]], at))
    ]


def asked_in(text: str) -> Asked | None:
    """Return the value that a text of ours asks for, or None."""
    found = [m for pattern in PATTERNS for m in pattern.finditer(text)]
    if not found:
        return None
    last = max(found, key=lambda m: m.start()).groupdict()
    return Asked(int(last["line"]), last.get("name") or "", int(last["count"] or 1))


def checked(trace: Trace, asked: Asked, words: str) -> Prediction | None:
    """Compare what a learner says with their run; None where either has no such value."""
    real = next((_real(trace.steps[i], a) for i, a in predictable(trace) if a == asked), None)
    if real is None:
        return None
    if UNSURE.search(words):
        return Prediction(asked.line, asked.name, "", real, right=False)
    said = [*values_in(words)]
    if not said:
        return None
    right = next((v for v in said if same(v, real)), None)
    return Prediction(asked.line, asked.name, right or said[0], real, right is not None)


def reply(trace: Trace, asked: Asked, found: Prediction) -> str:
    """Return what to say to a prediction, ending in one question."""
    at = trace.locale
    text = socratic.WHAT_NAME if found.name else socratic.WHAT_RETURN
    told = said(at, text, name=f"`{found.name}`", line=found.line, value=code(found.real))
    if found.right:
        return _go_on(trace, asked, said(at, socratic.PREDICTED, what=told))
    if not found.said:
        return one_question(said(at, socratic.TOLD, what=told), said(at, socratic.TOLD_QUESTION))
    text = said(at, socratic.NOT_PREDICTED, what=told, said=code(found.said))
    return one_question(text, said(at, socratic.NOT_PREDICTED_QUESTION, line=found.line))


def _go_on(trace: Trace, asked: Asked, opening: str) -> str:
    locale, steps = trace.locale, predictable(trace)
    at = next(i for i, (_, a) in enumerate(steps) if a == asked)
    if at + 1 < len(steps):
        return f"{opening} {_worded(steps[at + 1][1], locale)}"
    if not trace.failing:
        over = said(locale, socratic.RUN_OVER)
        return one_question(f"{opening} {over}", said(locale, socratic.RUN_OVER_QUESTION))
    message = ""
    if trace.message:
        message = " " + said(locale, socratic.MESSAGE_INTRO, message=code(trace.message))
    ending = f"{opening} {said(locale, socratic.RUN_WRONG)}{message}"
    return one_question(ending, said(locale, socratic.RUN_WRONG_QUESTION))


def _question(trace: Trace, index: int, asked: Asked) -> str:
    at = trace.locale
    before = trace.steps[max(0, index - MOST_SHOWN) : index]
    lines = [f"- {line}" for step in before for line in _told(step, at)]
    title = literal(trace.title)
    if not lines:  # the very first value: there is no run to show yet
        return f"{said(at, socratic.TRACE_BEGINS, title=title)} {_worded(asked, at)}"
    if index > MOST_SHOWN:
        lines.insert(0, f"- {said(at, socratic.TRACE_CUT)}")
    intro = said(at, socratic.TRACE_INTRO, title=title)
    return "\n".join([intro, "", *lines, "", _worded(asked, at)])


def told_steps(trace: Trace) -> list[str]:
    """Return the first steps of a run whose values are short, as lines of a list."""
    short = (s for s in trace.steps if all(len(value) <= MOST_ASKED for _, value in s.values))
    steps = [s for s in short if len(s.returned or "") <= MOST_ASKED][:MOST_SHOWN]
    return [f"- {line}" for step in steps for line in _told(step, trace.locale)]


def _worded(asked: Asked, at: str) -> str:
    text, times = socratic.PREDICT, socratic.TIMES
    if not asked.name:
        text, times = socratic.PREDICT_RETURN, socratic.CALLS
    counted = said(at, times, count=asked.count) if asked.count > 1 else ""
    return said(at, text, name=asked.name, line=asked.line, times=counted)


def _told(step: TraceStep, at: str) -> Iterator[str]:
    pairs = [(n, code(v)) for n, v in step.values[:3]]
    if pairs and step.entered:
        values = ", ".join(f"`{n}` = {v}" for n, v in pairs)
        yield said(at, socratic.STARTS, line=step.line, values=values)
    elif pairs:
        values = ", ".join(said(at, socratic.BECOMES, name=n, value=v) for n, v in pairs)
        yield said(at, socratic.AT_LINE, line=step.line, values=values)
    if step.returned is not None:
        yield said(at, socratic.GIVES, line=step.line, value=code(step.returned))
    elif step.raised:
        yield said(at, socratic.RAISES, line=step.line)


def _real(step: TraceStep, asked: Asked) -> str:
    if not asked.name:
        return step.returned or "None"
    return dict(step.values)[asked.name]


def values_in(words: str) -> Iterator[str]:
    """Yield what of a learner's words may be a value, the likelier first.

    >>> list(values_in("I think it is 3"))
    ['3', 'I think it is 3']
    """
    text = " ".join(words.split())[:MOST_VALUE]
    whole = text.strip("`").rstrip(".!")
    if _value(whole) is not _NONE:
        yield whole
        return
    found = [next(filter(None, groups)) for groups in PARTS.findall(text)]
    yield from reversed(found)
    if len(whole.split()) <= 6 and (found or len(whole.split()) == 1):
        yield whole


_NONE = object()


def _value(text: str) -> object:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return _NONE


def same(said: str, real: str) -> bool:
    """Say whether a learner's text means a value; a text needs no quotes.

    >>> same("3.0", "3"), same("tea", "'tea'"), same("[1,2]", "[1, 2]"), same("True", "1")
    (True, True, True, False)
    """
    one, other = _value(said), _value(real)
    if isinstance(other, str) and said == other:
        return True
    if one is _NONE or other is _NONE:
        return "".join(said.split()) == "".join(real.split())
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        try:
            return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
        except OverflowError:
            return one == other
    return type(one) is type(other) and one == other
