"""Golden vectors of the learner model: histories of attempts, with what was known and made of each.

`golden_model.json` holds inputs and outputs in plain numbers, so that another implementation can be
held against it. Run as a program this prints it anew: only where the model is meant to say
something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from adaptive_server.core.believed import believed
from adaptive_server.core.features import FEATURES
from adaptive_server.core.learner import Evidence, LearnerState
from adaptive_server.core.logistic import probability
from adaptive_server.core.model import predict, update
from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.shipped import SHIPPED
from support.small_course import NOON

PATH = Path(__file__).with_suffix(".json")
HISTORIES, ATTEMPTS, PROBLEMS, SKILLS = 6, 9, 6, "abcd"


def _below(rng: Random, n: int) -> int:
    # `random` alone is promised to give the same numbers in every version of Python.
    return int(rng.random() * n)


def _problem(rng: Random) -> dict[str, Any]:
    first = _below(rng, len(SKILLS))
    return {
        "skills": [SKILLS[(first + n) % len(SKILLS)] for n in range(1 + _below(rng, 3))],
        "band": 1 + _below(rng, 5),
        "difficulty": round(-2 + 4 * rng.random(), 2),
        "variance": rng.choice([0.1, 0.5]),
    }


def _attempt(rng: Random, n: int) -> dict[str, Any]:
    solved = rng.random() < 0.6
    return {
        # One after the other, some of them again.
        "problem": f"p{n if n < PROBLEMS else _below(rng, PROBLEMS)}",
        "hours": round(60 * rng.random() ** 4, 2),
        "solved": solved,
        "share": 1.0 if solved else round(rng.random(), 2),
        "hinted": rng.random() < 0.2,
        "weight": rng.choice([1.0, 1.0, 0.5]),
    }


def inputs() -> Iterator[dict[str, Any]]:
    """Yield histories: problems by name, and the attempts in their order."""
    for seed in range(HISTORIES):
        rng = Random(seed)
        yield {
            "problems": {f"p{n}": _problem(rng) for n in range(PROBLEMS)},
            "attempts": [_attempt(rng, n) for n in range(ATTEMPTS)],
        }


def outputs(history: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return for each attempt what was known before, and what the state was afterwards."""
    cards = {name: _card(name, told) for name, told in history["problems"].items()}
    state, at, found = LearnerState(), NOON, []
    for told in history["attempts"]:
        at += timedelta(hours=told["hours"])
        card = cards[told["problem"]]
        first = card.id not in state.problems
        evidence = Evidence(told["solved"], told["share"], first, told["hinted"], told["weight"])
        before, p = believed(state, card, at), predict(state, card)
        state = update(state, card, evidence, at)
        found.append(
            {
                "beliefs": p,
                "logistic": probability(SHIPPED["all"], before.looked) if first else None,
                "strength": list(before.strength),
                "features": list(before.looked),
                **_after(state),
            }
        )
    return found


def _card(name: str, told: Mapping[str, Any]) -> ProblemCard:
    return ProblemCard(
        id=ProblemId(name),
        version=1,
        title="",
        kind=Kind.WRITE_FUNCTION,
        section="",
        lesson="",
        skills=tuple(map(SkillId, told["skills"])),
        band=told["band"],
        difficulty=told["difficulty"],
        minutes=5,
        variance=told["variance"],
    )


def _after(state: LearnerState) -> dict[str, Any]:
    return {
        "ability": list(state.ability),
        "counts": [state.wins, state.losses, state.failed_in_a_row],
        "means": [state.recency, state.surprise_fast, state.surprise_slow],
        "skills": {
            k: [*s.ability, s.wins, s.losses, s.hard_wins, s.recency, s.last_answer]
            for k, s in sorted(state.skills.items())
        },
    }


def _rounded(told: Any) -> Any:
    if isinstance(told, float):
        return round(told, 12)
    if isinstance(told, dict):
        return {k: _rounded(v) for k, v in told.items()}
    return [_rounded(v) for v in told] if isinstance(told, list) else told


def vectors() -> dict[str, Any]:
    """Return the whole file."""
    made = [{**history, "outputs": _rounded(outputs(history))} for history in inputs()]
    return {"features": list(FEATURES), "histories": made}


if __name__ == "__main__":
    print(json.dumps(vectors(), separators=(",", ":")).replace('{"beliefs"', '\n{"beliefs"'))
