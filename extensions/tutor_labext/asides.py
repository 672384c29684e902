"""Hints beside those of a check or an author: what a line does, which other input there is."""

from __future__ import annotations

from collections.abc import Iterator

from . import socratic
from .hidden_checks import OTHER_INPUT, OTHER_INPUT_QUESTION, kinds_to_try, only_hidden
from .prediction import told_steps
from .situation import Situation, Suspect
from .slips import SLIPS
from .socratic import said
from .understanding_words import PASSES
from .wording import asked, literal, words


def of_slips(situation: Situation) -> Iterator[str]:
    """Yield what can be read off the learner's own program, unless an error says more."""
    if situation.fault or situation.timed_out:
        return
    for slip in situation.slips:
        text, question = SLIPS[slip.kind]
        told = said(situation.locale, text, line=slip.line, name=slip.name.replace("`", "'"))
        yield asked(told, said(situation.locale, question))


def of_other_input(situation: Situation) -> Iterator[str]:
    """Yield which kinds of input to try, where the example comes out right."""
    if only_hidden(situation):
        at, kinds = situation.locale, said(situation.locale, kinds_to_try(situation))
        yield asked(said(at, OTHER_INPUT, kinds=kinds), said(at, OTHER_INPUT_QUESTION))


def of_passing_run(situation: Situation) -> Iterator[str]:
    """Yield how the code gets through the example, where only hidden checks fail."""
    trace, at = situation.trace, situation.locale
    if trace is None or trace.failing or not only_hidden(situation):
        return
    told, question = (said(at, text, title=literal(trace.title)) for text in PASSES)
    text = "\n".join([told, "", *told_steps(trace), "", question])
    if words(text) <= socratic.MAX_WORDS:
        yield text


def of_suspect(suspect: Suspect, at: str = "en") -> Iterator[str]:
    """Yield the line where an edit would help and what to look at there, as a question."""
    if suspect.kind in socratic.SUSPECTS:
        look, question = socratic.SUSPECTS[suspect.kind]
        opening = said(at, socratic.SUSPECT_INTRO, line=suspect.line)
        yield asked(f"{opening} {said(at, look)}", said(at, question))
