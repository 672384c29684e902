"""An order to write one sign for another in the learner's program: `<=` for `<`, `or` for `and`.

However far the program is from every solution that is known, for it may be near another one.
"""

from __future__ import annotations

import re
from collections import Counter

from .prose import ASKS
from .secret import Secret
from .spelling import read_out
from .task import SENTENCES
from .tokens import tokens

_WORDS = "and|or|if|elif|while|for|return|yield|raise|True|False|print|list|set|max|min|sum|sorted"
_SIGN = rf"[`'\"]?(<=|>=|==|!=|//|\*\*|[-+*/%<>]|\b(?:{_WORDS})\b)[`'\"]?"
VERB = re.compile(r"\b(?:change|replace|swap|turn|switch|exchange|let|make)\b", re.I)
TRADED = re.compile(
    rf"{VERB.pattern}[^.;?]*?\s{_SIGN}[^.;?<>=]*?"
    rf"\s(?:to|into|by|with|for|become)\s(?:an?\s(?!while\b))?{_SIGN}(?![\w(])",
    re.I,
)


def are_told(text: str, secret: Secret) -> bool:
    """Say whether an order puts a sign that a solution has for one that the learner has."""
    orders = (s for s in SENTENCES.split(text) if VERB.search(s) and not ASKS.search(s))
    traded = [found for s in orders if (found := TRADED.search(read_out(s)))]
    own = Counter(tokens(secret.own)) if traded else Counter()
    rows = [Counter(part.reference.tokens) for part in secret.parts] if traded else []
    return any(
        own[found[1]] and any(row[found[2]] > own[found[2]] for row in rows) for found in traded
    )
