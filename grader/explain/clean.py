"""Makes hostile text safe to repeat: one line, printable characters only, of limited length.

Learners choose names, values and messages. A terminal sequence, a right-to-left override or a
million characters must not reach the page or the log through an explanation.
"""

from __future__ import annotations

import re
import unicodedata

ANSI = re.compile(r"\x1b(?:\[[0-?]{0,40}[ -/]{0,8}[@-~]?|\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)?|.?)")
SPACE = re.compile(r"\s+")
# Control, format (bidi, zero width), surrogate, private, unassigned, line and paragraph separator.
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
CUT = "…"


def clean(text: str, limit: int) -> str:
    r"""Return `text` on one line, without control characters, at most `limit` characters long.

    >>> clean("red\x1b[31m and\n\u202eblue", 40)
    'red and blue'
    >>> clean("a" * 9, 5)
    'aaaa…'
    """
    # The start is enough: what is cut away later need not be cleaned first.
    plain = ANSI.sub("", text[: limit * 8 + 400])
    # What is dropped may have stood between two blanks, so blanks are joined last.
    safe = "".join(c for c in plain if c.isspace() or unicodedata.category(c) not in UNSAFE)
    kept = SPACE.sub(" ", safe).strip()
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + CUT
