"""The names of Python's types in plain words."""

from __future__ import annotations

from .article import Noun

PLAIN = {
    "int": "a whole number",
    "float": "a number with a point",
    "str": "text",
    "NoneType": "None",
    "bool": "True or False",
    "list": "a list",
    "dict": "a dict",
    "tuple": "a tuple",
    "set": "a set",
    "builtin_function_or_method": "a function",
    "Callback": "a function",
    "": "",
}

LAZY = "generator|map|filter|zip|enumerate|reversed"
"""Types that give their items one by one."""


def plain(kind: str) -> str:
    """Return a type's name in words.

    >>> plain("str"), plain("module"), plain("int64")
    ('text', 'a module', 'an int64')
    """
    return PLAIN[kind] if kind in PLAIN else f"{Noun(kind):a}"
