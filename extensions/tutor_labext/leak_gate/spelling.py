"""Code read out letter by letter: `Romeo Echo Tango`, with names for signs between."""

from __future__ import annotations

import re

_ALPHABET = (
    "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar"
    " papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
)
LETTERS = {word: word[0] for word in _ALPHABET.split()}
LETTERS |= {"alpha": "a", "juliet": "j", "whisky": "w", "x-ray": "x"}
SIGNS = {
    "space": " ",
    "equals": "=",
    "equal": "=",
    "plus": "+",
    "minus": "-",
    "hyphen": "-",
    "dash": "-",
    "star": "*",
    "asterisk": "*",
    "slash": "/",
    "percent": "%",
    "less": "<",
    "greater": ">",
    "colon": ":",
    "semicolon": ";",
    "comma": ",",
    "dot": ".",
    "period": ".",
    "point": ".",
    "underscore": "_",
    "quote": "'",
    "apostrophe": "'",
    "bang": "!",
    "espacio": " ",
    "igual": "=",
    "punto": ".",
    "coma": ",",
}
PAIRS = {"paren": "()", "parenthesis": "()", "bracket": "[]", "brace": "{}"}
SIGNS |= {f"open {name}": pair[0] for name, pair in PAIRS.items()}
SIGNS |= {f"close {name}": pair[1] for name, pair in PAIRS.items()}
MEANT = LETTERS | SIGNS
FEWEST = 6
"""Words of the alphabet that are not in a text by chance."""
LETTER = re.compile(rf"\b(?:{'|'.join(LETTERS)})\b", re.I)
READ_OUT = re.compile(rf"(?:{'|'.join(sorted(MEANT, key=len, reverse=True))})\b|\w+|\S", re.I)


def spelt_out(text: str) -> str:
    """Return what a text spells with the words of the pilots' alphabet, else "".

    >>> spelt_out("Sierra Uniform Mike open paren Papa Alfa Yankee close paren")
    'sum(pay)'
    """
    if len(LETTER.findall(text)) < FEWEST:
        return ""
    found = (m[0].lower() for m in READ_OUT.finditer(text))
    signs = "".join(MEANT.get(word, word if len(word) == 1 else "\n") for word in found)
    return "\n".join(filter(None, signs.split("\n")))
