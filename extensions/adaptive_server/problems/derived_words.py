"""What a derived item says to the learner above the task that it comes from."""

from __future__ import annotations

from ..core.phrases import say
from ..core.problem import Kind

TITLES = {
    Kind.PARSONS: "lines in order",
    Kind.FIX_BUG: "find the mistake",
    Kind.COMPLETE_CODE: "fill the gap",
    Kind.PREDICT_OUTPUT: "predict the result",
}
_ASKED = {
    Kind.PARSONS: (
        "The cell below the task holds all lines of a program that works, mixed up and without "
        "their indentation. **Put them in order and indent them.** Do not change the lines."
    ),
    Kind.FIX_BUG: (
        "The cell below the task holds the code that somebody wrote for it. It has a mistake. "
        "**Find the mistake and mend it.** Keep what is good."
    ),
    Kind.COMPLETE_CODE: (
        "The cell below the task holds a program that works, but one piece of one line is "
        "missing. **Put code in place of `____`.** Leave the rest as it is."
    ),
}
ONE_TOO_MANY = "One line too many is among them: delete it."
BY_KEYBOARD = (
    "In the cell, Alt+Up and Alt+Down move the line of the cursor, Ctrl+] moves it in, and Ctrl+[ "
    "moves it out."
)
EXAMPLE_IS_RIGHT = "The task's example comes out right. Other values show the mistake."
_TASK = {
    Kind.PARSONS: (
        "This is the task of the program. Where it says to write, complete or mend something, "
        "all lines for it are there:"
    ),
    Kind.FIX_BUG: (
        "This is the task of the program. Where it says to write, complete or mend something, "
        "code for it is there, with the mistake:"
    ),
    Kind.COMPLETE_CODE: (
        "This is the task of the program. Where it says to write, complete or mend something, "
        "all but the gap is done:"
    ),
}


def statement(locale: str, kind: Kind, more: str, task: str) -> str:
    """Return the statement below its heading: what to do, then the task the code is for.

    Args:
        locale: Language of the item.
        kind: Any kind but a prediction, which has no task.
        more: Sentences on this very item, in its language, or "".
        task: The parent's statement without its heading.
    """
    asked = f"{say(locale, _ASKED[kind])} {more}".strip()
    keys = [say(locale, BY_KEYBOARD)] if kind is Kind.PARSONS else []
    return "\n\n".join([asked, *keys, say(locale, _TASK[kind]), "---", task])
