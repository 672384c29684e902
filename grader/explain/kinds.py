"""The names of Python's types in plain words."""

from __future__ import annotations

PLAIN = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "NoneType": "None",
    "bool": "True or False",
    "list": "a list",
    "dict": "a dict",
    "tuple": "a tuple",
    "set": "a set",
}


def plain(kind: str) -> str:
    """Return a type's name in words."""
    return PLAIN.get(kind, kind)
