"""Whether a text can be read by whom it is for, in the languages that a measure is known for."""

from __future__ import annotations

from typing import NamedTuple

from .reading import prose, reading_grade
from .reading_es import EASY_SCORE, SCORE, perspicuity

EASY_BANDS, EASY_GRADE, GRADE = 2, 8.0, 10.0


class Reading(NamedTuple):
    """How hard a text is.

    Attributes:
        told: The measure and its value, such as "the reading grade is 9.2".
        bar: What it is held to.
        excess: How far it is past the bar; at most 0 where the text is easy enough.
    """

    told: str
    bar: float
    excess: float


def measure(markdown: str, locale: str, band: int) -> Reading:
    """Measure a text; one in a language without a measure is never too hard.

    >>> measure("The cat sat on the mat.", "en", 1).excess < 0
    True
    """
    text, easy = prose(markdown), band <= EASY_BANDS
    match locale.partition("-")[0]:
        case "en":
            grade, bar = reading_grade(text), EASY_GRADE if easy else GRADE
            return Reading(f"the reading grade is {grade:.1f}", bar, grade - bar)
        case "es":
            score, bar = perspicuity(text), EASY_SCORE if easy else SCORE
            return Reading(f"the perspicuity is {score:.0f}", bar, bar - score)
    return Reading("", 0.0, 0.0)
