"""Speed and size of the learner model and of the choice, beside a plain Elo in the same run.

    python benchmarks/model.py [--json]

No numpy needed. Times are medians in microseconds; ratios are to one update of Elo.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import struct
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.core.belief import sigmoid
from adaptive_server.core.believed import looked
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.mastery import with_references
from adaptive_server.core.model import top_bands, update
from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.selection import choose, recommended
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from adaptive_server.evaluation.answer_table import Row
from adaptive_server.evaluation.stream import Stream

BEGIN = datetime(2025, 1, 6, 9, tzinfo=UTC)


def course(
    skills: int, problems: int, rng: random.Random
) -> tuple[SkillGraph, tuple[ProblemCard, ...]]:
    names = [SkillId(f"skill-{n}") for n in range(skills)]
    known = {
        k: Skill(
            id=k,
            name=k,
            objective="",
            band=1 + 5 * n // skills,
            prerequisites=tuple(sorted(set(rng.choices(names[max(0, n - 12) : n], k=2))))
            if n > 8
            else (),
            core=True,
            section="course",
            lesson="lesson",
        )
        for n, k in enumerate(names)
    }
    kinds = list(Kind)
    cards = tuple(
        ProblemCard(
            id=ProblemId(f"problem-{n}"),
            version=1,
            title="",
            kind=rng.choice(kinds),
            section="course",
            lesson="lesson",
            skills=tuple(
                dict.fromkeys(
                    [names[n % skills], *rng.sample(names[: n % skills + 1], k=min(2, n % skills))]
                )
            ),
            band=known[names[n % skills]].band,
            difficulty=rng.uniform(-1.5, 1.5),
            minutes=5,
        )
        for n in range(problems)
    )
    graph = SkillGraph((Section("course", "", (Lesson("lesson", "", tuple(names)),)),), known)
    return with_references(graph, cards), cards


def walked(
    graph: SkillGraph, cards: tuple[ProblemCard, ...], steps: int, rng: random.Random
) -> LearnerState:
    """A learner after so many attempts at problems that the choice gave them."""
    state, tops = LearnerState(), top_bands(cards)
    by_id = {card.id: card for card in cards}
    for n in range(steps):
        at = BEGIN + timedelta(hours=3 * n)
        choice = choose(state, graph, cards, at, rng)
        if choice.problem_id is None:
            continue
        state = attempt(
            recommended(state, choice.problem_id),
            by_id[choice.problem_id],
            rng.random() < 0.6,
            at,
            tops,
        )
    return state


def attempt(
    state: LearnerState, card: ProblemCard, solved: bool, at: datetime, tops: dict[SkillId, int]
) -> LearnerState:
    evidence = evidence_of(
        True, solved, float(solved), 1.0, state.problems.get(card.id, ProblemState())
    )
    assert evidence is not None
    return update(state, card, evidence, at, tops)


def median_us(work: Callable[[int], object], times: int) -> float:
    took = []
    for n in range(times):
        begun = time.perf_counter()
        work(n)
        took.append(time.perf_counter() - begun)
    return 1e6 * statistics.median(took)


def elo_us(times: int) -> float:
    able: dict[int, float] = {}
    hard: dict[int, float] = {}

    def one(n: int) -> None:
        u, i = n % 50, n % 97
        by = (n % 3 > 0) - sigmoid(able.get(u, 0.0) - hard.get(i, 0.0))
        able[u] = able.get(u, 0.0) + 0.4 * by
        hard[i] = hard.get(i, 0.0) - 0.4 * by

    return median_us(one, times)


def shared_us(times: int) -> float:
    stream, rng = Stream(), random.Random(1)
    rows = [
        Row(n % 50, rng.randrange(300), (rng.randrange(50),), rng.random() < 0.7)
        for n in range(times)
    ]

    def one(n: int) -> None:
        _, z, variance = stream.look(rows[n])
        stream.fold(rows[n], z, variance)

    return median_us(one, times)


def state_bytes(state: LearnerState, most: int) -> tuple[int, int]:
    """Packed and JSON bytes of a learner and at most so many skills; ids are kept once a course."""
    skills = list(state.skills.values())[:most]
    packed = struct.calcsize("<4d3i") + len(skills) * struct.calcsize("<3d4iq16s")
    rows = [
        [
            round(s.ability.mean, 4),
            round(s.ability.variance, 4),
            s.wins,
            s.losses,
            s.hard_wins,
            round(s.recency, 3),
            int(s.practised_at.timestamp()) if s.practised_at else 0,
            s.last_answer,
            list(json.loads(s.fsrs).values())[:2] if s.fsrs else None,
        ]
        for s in skills
    ]
    return packed, len(json.dumps(rows, separators=(",", ":")))


def measure() -> dict[str, float]:
    rng = random.Random(7)
    small, few = course(50, 200, rng)
    graph, cards = course(100, 1000, rng)
    learner, tops = walked(small, few, 150, rng), top_bands(few)
    later = BEGIN + timedelta(days=60)
    big = walked(graph, cards, 150, rng)
    packed, text = state_bytes(walked(small, few, 600, rng), 50)
    elo = elo_us(20_000)
    shared = shared_us(5_000)
    moved = median_us(lambda n: attempt(learner, few[n % 200], n % 3 > 0, later, tops), 2_000)
    looks = median_us(lambda n: looked(learner, few[n % 200], later), 2_000)
    chosen = median_us(lambda _: choose(big, graph, cards, later, rng), 200)
    new = median_us(lambda _: choose(LearnerState(), graph, cards, later, rng), 50)
    return {
        "elo_update_us": elo,
        "model_update_us": shared,
        "model_update_over_elo": shared / elo,
        "state_update_us": moved,
        "features_us": looks,
        "model_and_features_us": shared + looks,
        "model_and_features_over_elo": (shared + looks) / elo,
        "choice_us": chosen,
        "choice_new_learner_us": new,
        "choice_over_elo": chosen / elo,
        "state_bytes_50_skills_packed": packed,
        "state_bytes_50_skills_json": text,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    found = {name: round(value, 2) for name, value in measure().items()}
    if as_json:
        print(json.dumps(found, indent=1))
        return
    for name, value in found.items():
        print(f"{name:32s} {value:>12}")


if __name__ == "__main__":
    main()
