"""What the grader says to learners. Plain words, what happened and where."""

from __future__ import annotations

from grader.bundle import Limits
from grader.channel import End
from grader.raised import Raised
from grader.text import clean

HIDDEN_TITLE = "A hidden check"
HIDDEN_FAILED = "A check with other values did not pass. Does your code work for every case?"
EMPTY = "There is no code in the answer yet, so there was nothing to check."
GRADER_ERROR = "The checker had a problem of its own. Your answer was not judged; please try again."
STARVED = (
    "The machine was too busy to check your answer. It does not count; please hand it in again."
)
UNUSABLE = "The check could not work with what your code gave"


def ended(end: End, limits: Limits) -> str:
    """Say why the learner's process ended."""
    match end:
        case End.TIME:
            unit = "second" if limits.seconds == 1 else "seconds"
            return (
                f"Your code did not finish within {limits.seconds:g} {unit}. "
                "Is there a loop that never ends, or far too much to do?"
            )
        case End.CPU:
            return "Your code used all the processor time that it may have."
        case End.FILES:
            return f"Your code wrote more than {limits.files_kb} kB, or too many files."
        case End.OUTPUT:
            return f"Your code printed more than {limits.output_kb} kB."
        case End.DIED:
            return "Your code ended Python itself or made it crash, so this check could not go on."
    return "Your code disturbed the checking, so this check could not go on."


def raised(what: Raised, limits: Limits) -> str:
    """Say which exception stopped the learner's code; a limit has words of its own."""
    line = f" (line {what.line})" if what.line else ""
    if what.name == "MemoryError":
        return f"Your code wanted more than {limits.memory_mb} MB of memory{line}."
    if what.name == "RecursionError":
        return (
            f"Your code called itself more than {limits.recursion} times in a row{line}. "
            "Does it always reach a case that needs no further call?"
        )
    text = f": {what.text}" if what.text else ""
    return clean(f"Your code stopped with {what.name}{text}{line}.")


def missing(name: str, before: str) -> str:
    """Say that a name the test needs is not there; `before` says what happened earlier."""
    if before:
        return clean(f"{before} So there is no `{name}` to check.")
    return clean(f"Your code does not set the name `{name}`. Is it spelled like that?")


def does_not_parse(message: str, line: int | None) -> str:
    """Say that the answer is not Python."""
    where = f"On line {line} it says: " if line else "It says: "
    return clean(f"Python cannot read your code, so it was not checked. {where}{message}")
