"""Code read out: letter by letter, `Romeo Echo Tango`, or word by word with its signs by name."""

from __future__ import annotations

import re

from .text import words_of

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
_SIDES = {"open": 0, "opening": 0, "left": 0, "close": 1, "closing": 1, "right": 1}
_BRACKETS = {
    "paren": "()",
    "parenthesis": "()",
    "round": "()",
    "round bracket": "()",
    "bracket": "()",
    "square": "[]",
    "square bracket": "[]",
    "brace": "{}",
    "curly": "{}",
    "curly brace": "{}",
    "curly bracket": "{}",
}
SPOKEN = {word: sign for word, sign in SIGNS.items() if word not in ("space", "less", "greater")}
SPOKEN |= {f"{side} {name}": p[at] for side, at in _SIDES.items() for name, p in _BRACKETS.items()}
SPOKEN |= {
    **dict.fromkeys(("double equals", "equals equals", "equal equal"), "=="),
    **dict.fromkeys(("not equals", "not equal", "bang equals"), "!="),
    **{
        f"{less} {equal}": sign
        for less, sign in {"less": "<=", "smaller": "<=", "greater": ">=", "more": ">="}.items()
        for equal in ("than equals", "than or equal to", "than or equal", "or equal to", "or equal")
    },
    **dict.fromkeys(("less than", "smaller than"), "<"),
    **dict.fromkeys(("greater than", "more than"), ">"),
    "plus equals": "+=",
    "minus equals": "-=",
    "double slash": "//",
    "double star": "**",
    "times": "*",
    "modulo": "%",
    "percent sign": "%",
    "vertical bar": "|",
    "bar": "|",
    "pipe": "|",
    "at sign": "@",
    "exclamation mark": "!",
    "double quote": "'",
    "single quote": "'",
    "end quote": "'",
    "new line": "\n",
    **dict.fromkeys(("egale", "egal", "gleich", "uguale"), "="),
    **dict.fromkeys(("moins", "menos", "meno"), "-"),
    **dict.fromkeys(("virgule", "komma", "virgola", "virgula"), ","),
    **dict.fromkeys(("deux points", "doppelpunkt", "dos puntos", "due punti", "dois pontos"), ":"),
    **dict.fromkeys(("punkt", "ponto"), "."),
}
_OPENED = {
    "parenthese ouvrante": "crochet ouvrant",
    "klammer auf": "eckige klammer auf",
    "parentesis abierto": "corchete abierto",
    "abre parentesis": "abre corchete",
    "parentesi aperta": "parentesi quadra aperta",
    "abre parenteses": "abre colchete",
}
_CLOSED = {
    "parenthese fermante": "crochet fermant",
    "klammer zu": "eckige klammer zu",
    "parentesis cerrado": "corchete cerrado",
    "cierra parentesis": "cierra corchete",
    "parentesi chiusa": "parentesi quadra chiusa",
    "fecha parenteses": "fecha colchete",
}
"""Round and square brackets in French, German, Spanish, Italian and Portuguese."""
SPOKEN |= {**dict.fromkeys(_OPENED, "("), **dict.fromkeys(_OPENED.values(), "[")}
SPOKEN |= {**dict.fromkeys(_CLOSED, ")"), **dict.fromkeys(_CLOSED.values(), "]")}
"""Names of signs. What some call a bracket is square to others: comparing passes that over."""
BEGUN = frozenset(name.split()[0] for name in SPOKEN)
LETTERED = frozenset(word.split("-")[0] for word in LETTERS)
"""The first words of all these names, quickly looked for."""
FEW_SPOKEN = 3
"""Names of signs from which a text reads code out."""
FEWEST = 6
"""Words of the alphabet that are not in a text by chance."""
LETTER = re.compile(rf"\b(?:{'|'.join(LETTERS)})\b", re.I)
NAMED = re.compile(
    rf"\b(?:{'|'.join(w.replace(' ', '[ -]') for w in sorted(SPOKEN, key=len, reverse=True))})\b",
    re.I,
)
COUNTED = {
    word: str(n)
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
NUMBER = re.compile(rf"\b(?:{'|'.join(COUNTED)})\b", re.I)
READ_OUT = re.compile(rf"(?:{'|'.join(sorted(MEANT, key=len, reverse=True))})\b|\w+|\S", re.I)


def spelt_out(text: str) -> str:
    """Return what a text spells with the words of the pilots' alphabet, else "".

    >>> spelt_out("Sierra Uniform Mike open paren Papa Alfa Yankee close paren")
    'sum(pay)'
    """
    if sum(map(LETTERED.__contains__, words_of(text))) < FEWEST:
        return ""
    if len(LETTER.findall(text)) < FEWEST:
        return ""
    found = (m[0].lower() for m in READ_OUT.finditer(text))
    signs = "".join(MEANT.get(word, word if len(word) == 1 else "\n") for word in found)
    return "\n".join(filter(None, signs.split("\n")))


def signed(text: str) -> str:
    """Return a text with signs for their names where there are many, else "".

    >>> signed("total equals open bracket a plus b close bracket times two")
    'total = ( a + b ) * two'
    """
    if sum(map(BEGUN.__contains__, words_of(text))) < FEW_SPOKEN:
        return ""
    found, count = _with_signs(text)
    return found.replace(" _ ", "_") if count >= FEW_SPOKEN else ""


def read_out(sentence: str) -> str:
    """Return a sentence with signs and digits for their names.

    >>> read_out("Write last plus one, not less-than.")
    'Write last + 1, not <.'
    """
    return NUMBER.sub(lambda m: COUNTED[m[0].lower()], _with_signs(sentence)[0])


def _with_signs(text: str) -> tuple[str, int]:
    return NAMED.subn(lambda m: SPOKEN[m[0].lower().replace("-", " ")], text)
