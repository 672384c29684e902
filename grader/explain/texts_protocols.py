"""What the explainer says of Python's own protocols; see `texts`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "value.cut": (
        "The part that is cut out of the text is {text}, and that is not a number.",
        "Count the places, and see where the part should begin and where it should end.",
    ),
    "type.decorator_none": (
        "Since it is decorated, '{function}' is what {decorator} gives back, and "
        "{decorator} gives back nothing.",
        "Look at the end of {decorator}: what should stand in the place of '{function}'?",
    ),
    "type.decorator_takes": (
        "Since it is decorated by {decorator}, a call of '{function}' reaches {inner} "
        "first, and {inner} does not take these values.",
        "Compare the def line of {inner} with the values that '{function}' needs.",
    ),
    "type.day_and_time": (
        "One of the two values is a day alone, the other a day with its time.",
        "Decide which of the two you need, and look up how to turn one into the other.",
    ),
    "type.init_result": (
        "The __init__ of a class fills a new object and must not give anything back.",
        "Look for a return with a value in __init__ and ask if it has to be there.",
    ),
    "type.method_result": (
        "Python asks {method} for {wanted}, and here it gives back something else.",
        "Check what {method} gives back on each way through it.",
    ),
    "type.no_iterator": (
        "The function next wants something that steps on, and {kind} does not do that by itself.",
        "Find out what makes a stepper of a group of values.",
    ),
    "type.iter_result": (
        "A loop asks __iter__ for something that steps on, and it gets {kind}.",
        "Think about what __iter__ should give back so that a loop can go from one to the next.",
    ),
    "type.unary": (
        "The sign {sign} stands before {kind} and can only be used on a number.",
        "Print the value behind the sign and see which part of it is the number.",
    ),
    "value.date": (
        "There is no such day in the calendar, such as a day 30 in February.",
        "Print year, month and day before this line and see which of them cannot be.",
    ),
    "value.mutable_default": (
        "All objects would share the one value of '{name}', so a data class does not take it.",
        "Look up how a data class makes a fresh value for each object.",
    ),
    "attr.function": (
        "The name before the dot now stands for a function.",
        "Check if the brackets of a call are missing, and if a def or import uses the name again.",
    ),
}
