"""What is asked to check an understanding of one's own run: its values, then what lies behind them.

The values are set against the run; of the other questions the learner is the judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import takewhile

from . import understanding_words
from .hidden_checks import kinds_to_try
from .prediction import questions_of
from .situation import Situation, Trace, TraceStep
from .socratic import MAX_WORDS, said
from .telling import first_inner_call
from .wording import asked, code, last_seen, literal, words


def check_of(situation: Situation, safe: Callable[[str], bool] = lambda _: True) -> str:
    """Return the next question on the own run: one that is new, else what was asked longest ago.

    When nothing new is left, that is said once before it begins again; '' without a run. One that
    may not be shown, as `safe` says, is passed over.
    """
    trace, shown = situation.trace, situation.shown
    if trace is None:
        return ""
    values = [text for text in questions_of(trace, shown) if words(text) <= MAX_WORDS]
    texts = [*values, *_behind(trace, situation), _all_asked(trace)]
    in_turn = sorted(texts, key=lambda text: last_seen(text, shown))
    return next(filter(safe, in_turn), "")


def _behind(trace: Trace, situation: Situation) -> Iterator[str]:
    """Yield what can be asked of the lines, the calls and the input of a run."""
    at, title = trace.locale, literal(trace.title)

    def question(pair: tuple[str, str], **fields: object) -> str:
        told, ending = (said(at, text, title=title, **fields) for text in pair)
        return asked(told, ending)

    stopped = [*takewhile(lambda step: step.raised, reversed(trace.steps))]
    if stopped:
        yield question(understanding_words.STOPS, line=stopped[-1].line)
    inner = first_inner_call(trace)
    if inner and _values(trace.steps[inner[0]]) != _values(trace.steps[inner[1]]):
        first, second = (_values(trace.steps[index]) for index in inner[:2])
        yield question(understanding_words.CALLS, first=first, second=second)
    ran = Counter(step.line for step in trace.steps if step.values and not step.entered)
    for line in [line for line, count in ran.items() if count > 1 and not inner][:1]:
        yield question(understanding_words.TURNS, line=line)
    yield question(understanding_words.OTHER, kinds=said(at, kinds_to_try(situation)))
    for step in [step for step in trace.steps if step.values and not step.entered][-1:]:
        yield question(understanding_words.WITHOUT, line=step.line)


def _values(step: TraceStep) -> str:
    return ", ".join(f"`{name}` = {code(value)}" for name, value in step.values[:3])


def _all_asked(trace: Trace) -> str:
    told, question = (said(trace.locale, text) for text in understanding_words.ALL_ASKED)
    return asked(told, question)
