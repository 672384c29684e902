"""What the grader says to a learner whose answer does not keep a rule of the problem."""

from __future__ import annotations

from grader.phrases import on_line, phrase
from grader.text import clean

TITLE = "The rules of this problem"
COUNTS_LESS = "Not kept yet, as said above. Until then, what passes counts in part."
COUNTS_NOTHING = "Not kept yet, as said above. Until then, nothing counts."
TOO_TANGLED = "The code is too tangled to be checked. Write it in several steps."
_CONSTRUCTS = {
    "for": "a `for` loop",
    "while": "a `while` loop",
    "loop": "a loop",
    "comprehension": "a comprehension",
    "if": "an `if`",
    "conditional expression": "a conditional expression (`a if b else c`)",
    "def": "a function",
    "class": "a class",
    "lambda": "a `lambda`",
    "match": "a `match`",
    "try": "a `try`",
    "with": "a `with` block",
    "assert": "an `assert`",
    "f-string": "an f-string",
    "yield": "a `yield`",
    "global": "a `global` or `nonlocal`",
    "slice": "a slice",
    "recursion": "a function that calls itself",
    "decorator": "a decorator",
}


def sentence(rule: str, name: str, line: int | None, locale: str = "en") -> str:
    """Say which rule is not kept, where, and that the rest can stay."""
    what = phrase(locale, _CONSTRUCTS[name]) if name in _CONSTRUCTS else name
    where = on_line(locale, line)
    texts = {
        "forbid_imports": "This problem is meant to be solved without importing `{name}`{where}.",
        "forbid_calls": "This problem is meant to be solved without `{name}`{where}.",
        "disguise": "Please call what you use by its own name{where}, so that it can be seen.",
        "forbid_constructs": "This problem is meant to be solved without {what}{where}.",
        "require_constructs": "This problem is about using {what}. There is none yet.",
        "require_imports": (
            "This problem is about using `{name}`. Your code does not import and use it yet."
        ),
        "require_calls": "This problem is about using `{name}`. Your code does not call it yet.",
        "literals_only": (
            "Work the answer out yourself and write the value down{where}, "
            "without code that finds it."
        ),
        "literals_only_name": (
            "Write the value itself down{where}. Python takes `{name}` for a name: "
            "a text needs quotes around it."
        ),
        "only_lines": "Use the given lines as they are. This one is not among those left: `{name}`"
        "{where}.",
        "max_statements": "Your code has {name} statements. Can it be said in fewer?",
        "max_statements_of_lines": (
            "A line too many is still there. Which one does the task not need? Delete it."
        ),
        "max_depth": "Here blocks stand inside blocks too deeply{where}. Can a level be saved?",
    }
    key = "literals_only_name" if rule == "literals_only" and name else rule
    if rule == "max_statements" and not name:
        key = "max_statements_of_lines"
    return clean(phrase(locale, texts[key], name=name, what=what, where=where), 300)
