"""Makes text from learner code fit to show: no escapes, no controls, no more than so long."""

from __future__ import annotations

import re

MAX_MESSAGE = 2000
MAX_OUTPUT = 8000
MAX_VALUE = 200

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]?")
_NEWLINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# C0 and C1 controls, bidi controls, surrogates, interlinear and tag characters, byte order mark.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def clean(text: str, limit: int = MAX_MESSAGE) -> str:
    r"""Return `text` without terminal escapes, control and bidi characters, at most `limit` long.

    Newlines and tabs stay. Markup stays too: whoever shows the text escapes HTML.

    >>> clean("a\x1b[31mb\x00c\u202ed")
    'abcd'
    """
    if not text:
        return ""
    short = text[: 4 * limit]
    short = _UNSEEN.sub("", _NEWLINES.sub("\n", _ESCAPES.sub("", short)))
    if len(short) > limit or len(text) > 4 * limit:
        return short[: max(0, limit - 2)] + " …"
    return short


def show(value: object, limit: int = MAX_VALUE) -> str:
    """Return a short `repr` of a value, cleaned.

    Args:
        value: Exact builtin types, or a handle of ours.
        limit: Longest result, in characters.
    """
    try:
        return clean(repr(value), limit)
    except Exception:  # noqa: BLE001 - an integer of too many digits, a learner's `__repr__`
        return f"a very large {type(value).__name__}"
