"""Small problems that are not in the course, each with two solutions and a faulty one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """A problem as the gate gets it, with what a learner might have written so far."""

    name: str
    public: str
    references: tuple[str, ...]
    faulty: tuple[str, ...]
    hints: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    course: bool = False


def _sample(text: str) -> Sample:
    name, public, *rest = [part.strip("\n") for part in text.strip().split("\n---\n")]
    return Sample(name, public, (rest[0] + "\n", rest[1] + "\n"), (rest[2] + "\n",))


TOYS = tuple(
    map(
        _sample,
        Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n=====\n"),
    )
)
