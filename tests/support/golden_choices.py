"""Seeded walks through a made-up course: every choice with its propensity, chance and reason.

Run as a program it prints the golden file anew: only where a choice is meant to come out otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import blake2b
from random import Random

from adaptive_server.core.arms import CHANGES, tuned
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.goals import Goal
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.mastery import with_references
from adaptive_server.core.model import top_bands, update
from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.selection import choose, offers, recommended
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from adaptive_server.core.tuning import TUNING, Tuning
from support.small_course import NOON

SKILLS, PROBLEMS, WALKS, STEPS = 24, 96, 18, 70
WHYS = ("done", "done", "done", "done", "too_easy", "too_hard", "not_now")


def _below(rng: Random, n: int) -> int:
    # `random` alone is promised to give the same numbers in every version of Python.
    return int(rng.random() * n)


def course() -> tuple[SkillGraph, tuple[ProblemCard, ...]]:
    """A course with chains of prerequisites, problems on one to three skills, and derived items."""
    rng = Random(1)
    names = [SkillId(f"skill-{n}") for n in range(SKILLS)]
    skills = {}
    for n, k in enumerate(names):
        before = {names[max(0, n - 1 - _below(rng, 6))] for _ in range(2)} if n > 3 else set()
        lesson = f"lesson-{n // 4}"
        own = tuple(sorted(before))
        skills[k] = Skill(k, f"Skill {n}", "", 1 + 5 * n // SKILLS, own, True, "course", lesson)
    lessons = tuple(
        Lesson(f"lesson-{n}", f"Lesson {n}", tuple(names[4 * n : 4 * n + 4]))
        for n in range(SKILLS // 4)
    )
    cards = tuple(_card(rng, n, names) for n in range(PROBLEMS))
    return with_references(SkillGraph((Section("course", "", lessons),), skills), cards), cards


def _card(rng: Random, n: int, names: list[SkillId]) -> ProblemCard:
    k = n % SKILLS
    more = [names[_below(rng, k + 1)] for _ in range(_below(rng, 3))]
    # The last third is made from the first one.
    parent = ProblemId(f"p{n - 64}") if n >= 64 and n % 4 == 0 else None
    return ProblemCard(
        id=ProblemId(f"p{n}"),
        version=1,
        title="",
        kind=list(Kind)[_below(rng, 4)],
        section="course",
        lesson="",
        skills=tuple(dict.fromkeys([names[k], *more])) if n != 50 else (SkillId("elsewhere"),),
        band=1 + 5 * k // SKILLS,
        difficulty=round(-1.5 + 3 * rng.random(), 3),
        minutes=5,
        variance=0.1 if n % 5 == 0 else 0.5,
        parent=parent,
    )


def walk(number: int, graph: SkillGraph, cards: tuple[ProblemCard, ...]) -> Iterator[str]:
    """Yield what was chosen at each step of a learner, who may be weak or able, slow or away."""
    rng, by_id, tops = Random(100 + number), {c.id: c for c in cards}, top_bands(cards)
    tuning = tuned(TUNING, list(CHANGES)[number % len(CHANGES)])
    able, state, at = 0.15 + 0.05 * number, LearnerState(), NOON
    goals = (Goal("lesson-3", date(2025, 3, 20)),) if number % 3 == 2 else ()
    for _ in range(STEPS):
        at += timedelta(hours=2 if rng.random() < 0.8 else 200 * rng.random())
        why = WHYS[_below(rng, len(WHYS))]
        choice = choose(state, graph, cards, at, rng, why, tuning, goals)
        yield (
            f"{choice.problem_id} {choice.propensity:.9f} {choice.predicted or 0:.9f} "
            f"{choice.reason} {json.dumps(choice.terms)} {_offers(state, graph, cards, at, tuning)}"
        )
        if choice.problem_id is not None:
            state = recommended(state, choice.problem_id)
            solved = rng.random() < able
            state = _after(state, by_id[choice.problem_id], solved, at, tops)


def _offers(
    state: LearnerState,
    graph: SkillGraph,
    cards: tuple[ProblemCard, ...],
    at: datetime,
    tuning: Tuning,
) -> str:
    found = offers(state, graph, cards, at, tuning=tuning)
    return " ".join(f"{s.card.id}:{s.score:.7f}:{p:.9f}" for s, p in found)


def _after(
    state: LearnerState, card: ProblemCard, solved: bool, at: datetime, tops: dict[SkillId, int]
) -> LearnerState:
    before = state.problems.get(card.id, ProblemState())
    evidence = evidence_of(True, solved, float(solved), 1.0, before)
    assert evidence is not None
    return update(state, card, evidence, at, tops)


def golden() -> list[dict[str, str]]:
    """The problems of each walk, and a digest of all that was said and offered along it."""
    graph, cards = course()
    told = []
    for number in range(WALKS):
        lines = list(walk(number, graph, cards))
        digest = blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
        told.append({"picks": " ".join(x.split(" ", 1)[0] for x in lines), "digest": digest})
    return told


if __name__ == "__main__":
    print(json.dumps(golden(), indent=1))
