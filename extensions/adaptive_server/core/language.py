"""The languages that the product speaks, and which of them somebody gets."""

from __future__ import annotations

import re

ENGLISH = "en"
LANGUAGES = (ENGLISH, "es")
"""English is what everything is written in; for the others there are translations."""

_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8})(?:[-_][A-Za-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*([0-9.]{1,5}))?\s*"
)
MOST_HEADER = 400


def negotiated(header: str) -> str:
    """Return the language of an `Accept-Language` header that is spoken here, English else.

    Regions make no difference. Of equal weights the first is taken (RFC 9110, section 12.5.4).

    >>> negotiated("es-MX,es;q=0.9,en;q=0.8"), negotiated("fr, en;q=0.5, es;q=0.7"), negotiated("")
    ('es', 'es', 'en')
    """
    best, most = ENGLISH, 0.0
    for part in header[:MOST_HEADER].split(","):
        found = _RANGE.fullmatch(part)
        if not found or found[1].lower() not in LANGUAGES:
            continue
        try:
            weight = float(found[2] or 1)
        except ValueError:
            continue
        if weight > most:
            best, most = found[1].lower(), weight
    return best
