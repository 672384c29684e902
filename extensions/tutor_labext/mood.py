"""What a learner's words say of how they are: a kind sentence goes before the next step.

No question is read here, only its tone, in English and Spanish: who is tired, upset or lost, or
wants the answer itself. Each sentence is said once in a conversation.
"""

from __future__ import annotations

import re

from . import socratic

# In the order of what weighs more where words say two things.
TONES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sentence, re.compile(pattern, re.IGNORECASE))
    for sentence, pattern in (
        (
            socratic.TIRED,
            r"\b(tired|exhausted|sleepy|giv(e|ing) up|(can|let) (we|me|us) (just )?(stop|quit)"
            r"|need a break|cansad[oa]|agotad[oa]|me rindo|no puedo m[aá]s)\b",
        ),
        (
            socratic.UPSET,
            r"\b(useless|stupid|hate|annoy\w*|frustrat\w*|ugh+|argh+|already (said|told)"
            r"|stop asking|makes no sense|in[uú]til|odio|hart[oa]|ya (me )?lo (dijiste|has dicho)"
            r"|frustra\w*|no sirve)\b",
        ),
        (
            socratic.WANTS_ANSWER,
            r"\b((tell|give|show|write) (me|it)\b.{0,20}\b(answer|code|solution)"
            r"|just tell me|(what is|what's) the (answer|solution)|(solve|do|write) it for me"
            r"|(dime|dame|d[aá]melo)\b.{0,20}\b(respuesta|soluci[oó]n|c[oó]digo)"
            r"|hazlo por m[ií])\b",
        ),
        (
            socratic.LOST,
            r"\b((don'?t|do not|didn'?t) (get|understand)|confus\w+|i'?m lost|no idea"
            r"|no (lo )?entiendo|perdid[oa]|ni idea)\b|^\W*\?\W*$",
        ),
    )
)


def answer_to_tone(question: str) -> str:
    """Return the sentence of `socratic` that meets the tone of a question, or ''.

    >>> answer_to_tone("I'm so tired") == socratic.TIRED, answer_to_tone("Is n the length?")
    (True, '')
    """
    return next((sentence for sentence, tone in TONES if tone.search(question)), "")
