"""Answers that a good tutor gives: examples of other things, questions, explanations, concepts."""

from __future__ import annotations

import json
import random
from pathlib import Path

_TEXTS = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
EXAMPLES: list[str] = _TEXTS["examples"]
SPANS: list[str] = _TEXTS["spans"]
CONCEPTS: list[str] = _TEXTS["concepts"]
ERRORS: list[str] = _TEXTS["errors"]
SOCRATIC: list[str] = _TEXTS["questions"]


def example(rng: random.Random) -> str:
    code = rng.choice(EXAMPLES)
    opening = rng.choice(
        ["Here is an example of something else:", "Compare with this:", "In another program:"]
    )
    closing = rng.choice(["What does it show?", "What is the idea behind it?", "Try it."])
    return f"{opening}\n\n```python\n{code}\n```\n\n{closing}"


def concept(rng: random.Random) -> str:
    said = rng.sample(CONCEPTS, rng.choice([1, 1, 2, 2, 3]))
    return " ".join([*said, *(rng.sample(SPANS, 1) if rng.random() < 0.4 else [])])


def about(template: str, learner: str, names: list[str], rng: random.Random) -> str:
    written = [s for s in learner.splitlines() if s.strip()] or ["pass"]
    n = rng.randrange(len(written))
    name = rng.choice(names or ["result"])
    return template.format(n=n + 1, line=written[n].strip().replace("`", ""), name=name)


def listing(learner: str) -> str:
    rows = "\n".join(f"{n:2} {s}" for n, s in enumerate(learner.splitlines(), 1))
    return f"Line by line:\n\n```python\n{rows}\n```\n\nWhich line runs most often?"


def quoting(learner: str, rng: random.Random) -> str:
    if rng.random() < 0.5:
        return (
            f"This is your code:\n\n```python\n{learner.rstrip()}\n```\n\nWhich line is not needed?"
        )
    rows = [s.strip() for s in learner.splitlines() if s.strip()]
    return (
        " ".join(f"`{s}` is your line {n}." for n, s in enumerate(rows, 1)) + " What comes first?"
    )
