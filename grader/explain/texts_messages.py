"""Sentences for errors of which Python's own words say enough: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "syntax.unfinished": (
        "The line stops after '{word}', and something has to follow it.",
        "Ask what should stand behind it, or take it out.",
    ),
    "syntax.order_call": (
        "A value without a name comes after one with a name and =.",
        "Put the values with a name last in the call.",
    ),
    "syntax.order_def": (
        "A parameter without a default comes after one that has a default.",
        "Put the parameters with a default last in the def line.",
    ),
    "syntax.zeros": (
        "A whole number cannot start with 0 in Python.",
        "Leave out the zeros in front, or put quotes around it if it is a text.",
    ),
    "type.no_self": (
        "Python hands the object itself to '{method}', and its def line has no place for it.",
        "Look at the first parameter that methods have.",
    ),
    "type.uncalled": (
        "One of the values is a function, not what the function gives back.",
        "Check if the round brackets of a call are missing behind a name.",
    ),
    "type.whole": (
        "A number is needed here, and the value is a text.",
        "If it reads as a number, turn it into one; else check what is asked for.",
    ),
    "key.separator": (
        "The whole heading {near} is one key, so its columns were not parted.",
        "Look at the sign between the columns, and tell the reader which one it is.",
    ),
    "type.fraction": (
        "A whole number is needed here, and the value has a point in it.",
        "Find where it was divided, and decide how to make it whole.",
    ),
    "type.join": (
        "join puts texts together, and one of the items is no text.",
        "Turn each item into a text first.",
    ),
    "type.join_one": (
        "join puts many texts together, and here it gets one value that is not many.",
        "Check what you hand to join.",
    ),
    "type.whole_of": (
        "A whole number is needed here, and the value is {kind}.",
        "Decide if you want the number of its items, or the items themselves.",
    ),
    "type.one_sign": (
        "This call takes a text of just one sign.",
        "Print the value, and go through its signs one by one.",
    ),
    "type.pairs": (
        "A dict is made from pairs of key and value, and these items are no pairs.",
        "Print one item, and think what should be its key.",
    ),
    "value.domain": (
        "This has no result for such a number, like the root of a number below zero.",
        "Print the number right before this line.",
    ),
    "value.unpack_loop": (
        "Each round of the loop hands over one item, and it does not fit the names after 'for'.",
        "Print one item of what you loop over; a dict by itself gives its keys only.",
    ),
    "index.format": (
        "The text has more places in {{ }} than there are values.",
        "Count the places and the values.",
    ),
    "attr.foreign": (
        "'{name}' is how other languages call it.",
        "Look up what Python has for it; it may be a function or a sign.",
    ),
    "attr.built_in": (
        "'{name}' is a function of its own, and it does not stand behind a dot.",
        "Look up where a function gets the value that it works on.",
    ),
    "attr.of_class": (
        "The class {owner} itself has no '{name}'; its objects may have one.",
        "Check if the line should ask an object that was made from the class.",
    ),
    "name.compared": (
        "Line {line} compares '{name}' with a value, and stores nothing in it.",
        "Look at the sign that gives a name its value.",
    ),
    "loop.changes": (
        "The loop goes through something that the same loop makes longer or shorter.",
        "Go through a copy, or collect the changes and make them after the loop.",
    ),
    "loop.used_up": (
        "There is nothing left to take the next item from.",
        "Use a loop, or say what should count at the end.",
    ),
}
HAPPENED: tuple[tuple[str, str, str], ...] = (
    ("RuntimeError", r"during iteration", "Something was changed while a loop went through it."),
    ("StopIteration", "", "The next item was asked for, and there is none."),
)
