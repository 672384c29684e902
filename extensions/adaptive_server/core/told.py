"""A text for the learner that remembers what it says, so that it can be told in another language.

A reason is stored when it is made, and may be read when its learner has changed the language.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from .phrases import say
from .problem import SkillId
from .skills import SkillGraph
from .wording import chance_words, day_words, quoted, wait_words


class Said(NamedTuple):
    """A sentence apart from its language.

    Attributes:
        text: The English sentence with its `{fields}`.
        fields: What stands for each: the id of a `skill`, of the `next` one, of a `lesson`, a `day`
            in ISO form, a `chance` in [0, 1], a `wait` in days; anything else stands for itself.
    """

    text: str
    fields: Mapping[str, str | int | float] = {}


class Told(str):
    """A text in some language, with the sentences that it was made of."""

    said: tuple[Said, ...]

    def __new__(cls, text: str, said: Iterable[Said]) -> Told:
        """Keep a text that was made of these sentences."""
        new = super().__new__(cls, text)
        new.said = tuple(said)
        return new

    def __getnewargs__(self) -> tuple[str, tuple[Said, ...]]:  # type: ignore[override]
        """Return what a copy is made of."""
        return str(self), self.said


def told(graph: SkillGraph, *said: Said) -> Told:
    """Tell sentences in the language of a course, with its names.

    >>> graph = SkillGraph((), {}, locale="es")
    >>> told(graph, Said("{chance} first tries succeed.", {"chance": 0.62}))
    'Cerca de 6 de cada 10 primeros intentos salen bien.'
    """
    return Told(" ".join(_sentence(graph, s) for s in said), said)


def retold(text: str, graph: SkillGraph) -> str:
    """Tell a text again, in the language of a course; one of which nothing is known stays."""
    return told(graph, *text.said) if isinstance(text, Told) else text


def noted(text: str) -> list[list[Any]]:
    """Return what a text says as it is stored; `recalled` is its inverse."""
    return [[s.text, dict(s.fields)] for s in text.said] if isinstance(text, Told) else []


def recalled(text: str, noted: Sequence[Sequence[Any]]) -> str:
    """Return a stored text with what it says.

    >>> recalled("Hi.", [["Hi.", {}]]).said
    (Said(text='Hi.', fields={}),)
    """
    return Told(text, (Said(said, fields) for said, fields in noted)) if noted else text


def _sentence(graph: SkillGraph, said: Said) -> str:
    fields = {name: _field(graph, name, value) for name, value in said.fields.items()}
    return say(graph.locale, said.text, **fields)


def _field(graph: SkillGraph, name: str, value: Any) -> object:
    if name in ("skill", "next"):
        skill = graph.skills.get(SkillId(value))
        return quoted(skill.name if skill else value)
    if name == "lesson":
        with contextlib.suppress(KeyError):  # it may be gone by now
            return quoted(graph.lesson(value).title)
        return quoted(value)
    if name == "day":
        return day_words(date.fromisoformat(value), graph.locale)
    if name == "chance":
        words = chance_words(value, graph.locale)
        return f"{words[0].upper()}{words[1:]}"
    return wait_words(value, graph.locale) if name == "wait" else value
