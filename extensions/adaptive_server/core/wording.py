"""Chances, days and names in the words of a sentence."""

from __future__ import annotations

from datetime import date
from math import floor

from .language import ENGLISH
from .phrases import MONTHS, say


def chance_words(p: float, locale: str = ENGLISH) -> str:
    """Return a probability in words fit for how little is known, never a percentage.

    >>> chance_words(0.62), chance_words(0.999), chance_words(0.0)
    ('about 6 in 10', 'about 9 in 10', 'about 1 in 10')
    """
    return say(locale, "about {n} in 10", n=max(1, min(9, floor(10 * p + 0.5))))


def quoted(name: str) -> str:
    """Return a skill's name as it stands within a sentence.

    Names are titles such as "Statements run top to bottom": without quotes the sentence breaks.

    >>> quoted("Numbers and arithmetic, what comes first")
    '“Numbers and arithmetic, what comes first”'
    """
    return f"“{name}”"


def day_words(day: date, locale: str = ENGLISH) -> str:
    """Return a day of the year in words.

    >>> day_words(date(2026, 3, 5)), day_words(date(2026, 3, 5), "es")
    ('5 March', '5 de marzo')
    """
    month = MONTHS[locale][day.month - 1] if locale in MONTHS else f"{day:%B}"
    return say(locale, "{day} {month}", day=day.day, month=month)


def wait_words(days: int, locale: str = ENGLISH) -> str:
    """Return how long to wait.

    >>> wait_words(1), wait_words(3)
    ('tomorrow', 'in about 3 days')
    """
    return say(locale, "tomorrow") if days == 1 else say(locale, "in about {n} days", n=days)
