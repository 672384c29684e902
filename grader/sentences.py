"""What the grader says to learners. Plain words, what happened and where."""

from __future__ import annotations

from grader.bundle import Limits
from grader.end import End
from grader.phrases import on_line, phrase
from grader.raised import Raised
from grader.text import clean
from grader.verdict import LearnerFault

HIDDEN_TITLE = "A hidden check"
HIDDEN_FAILED = "A check with other values did not pass. Does your code work for every case?"
IN_PART = "This check gave {points} of {most} points. A part of it does not work yet."
EMPTY = "There is no code in the answer yet, so there was nothing to check."
GRADER_ERROR = "The checker had a problem of its own. Your answer was not judged; please try again."
STARVED = (
    "The machine was too busy to check your answer. It does not count; please hand it in again."
)
NO_MODULE = (
    "This check wants the module {name}, which is not there. That is no mistake of yours: the "
    "answer is no module of its own, so a check cannot import it, nor patch a name in it."
)
_NO_PLOTS = (
    "Your code imports matplotlib{line}, which this problem does not offer. Leave it out, or ask "
    "the author to allow data libraries."
)
UNUSABLE = "The check could not work with what your code gave"
NOT_PASSED = "This check did not pass."
TOO_LONG = "The answer is longer than {most} characters."


def ended(end: End, limits: Limits, locale: str = "en") -> str:
    """Say why the learner's process ended."""
    match end:
        case End.TIME:
            unit = "second" if limits.seconds == 1 else "seconds"
            text = (
                f"Your code did not finish within {{seconds}} {unit}. "
                "Is there a loop that never ends, or far too much to do?"
            )
            return phrase(locale, text, seconds=f"{limits.seconds:g}")
        case End.CPU:
            return phrase(locale, "Your code used all the processor time that it may have.")
        case End.FILES:
            text = "Your code wrote more than {most} kB, or too many files."
            return phrase(locale, text, most=limits.files_kb)
        case End.OUTPUT:
            return phrase(locale, "Your code printed more than {most} kB.", most=limits.output_kb)
        case End.DIED:
            text = "Your code ended Python itself or made it crash, so this check could not go on."
            return phrase(locale, text)
    return phrase(locale, "Your code disturbed the checking, so this check could not go on.")


def raised(what: Raised, limits: Limits, locale: str = "en") -> str:
    """Say which exception stopped the learner's code; a limit has words of its own."""
    line = on_line(locale, what.line)
    if what.name == "MemoryError":
        text = "Your code wanted more than {most} MB of memory{line}."
        return phrase(locale, text, most=limits.memory_mb, line=line)
    if what.name == "RecursionError":
        text = (
            "Your code called itself more than {most} times in a row{line}. "
            "Does it always reach a case that needs no further call?"
        )
        return phrase(locale, text, most=limits.recursion, line=line)
    if _wants_plots(what.name, what.text):
        return phrase(locale, _NO_PLOTS, line=line)
    told = f": {what.text}" if what.text else ""
    text = "Your code stopped with {name}{told}{line}."
    return clean(phrase(locale, text, name=what.name, told=told, line=line))


def stopped(fault: LearnerFault, locale: str = "en") -> str:
    """Say which exception stopped the answer before the check; its text may tell too much here."""
    if _wants_plots(fault.name, fault.message):
        return phrase(locale, _NO_PLOTS, line=on_line(locale, fault.line))
    text = "Your code stopped with {name}."
    if fault.line:
        text = "Your code stopped with {name} in line {line}."
    return phrase(locale, text, name=fault.name, line=fault.line)


def _wants_plots(name: str, text: str) -> bool:
    """Say whether this is how matplotlib takes it that it was not made ready beforehand."""
    return name == "OSError" and text.startswith("Matplotlib requires access to a writable")


def missing(name: str, before: str, locale: str = "en") -> str:
    """Say that a name the test needs is not there; `before` says what happened earlier."""
    if before:
        text = "{before} So there is no `{name}` to check."
        return clean(phrase(locale, text, before=before, name=name))
    text = "Your code does not set the name `{name}`. Is it spelled like that?"
    return clean(phrase(locale, text, name=name))


def does_not_parse(message: str, line: int | None, locale: str = "en") -> str:
    """Say that the answer is not Python."""
    where = "On line {line} it says: " if line else "It says: "
    text = f"Python cannot read your code, so it was not checked. {where}{{message}}"
    return clean(phrase(locale, text, line=line, message=message))
