"""A made-up log of verdicts on a made-up course, with what a serial replay of it comes to.

Verdicts of a block of learners are interleaved, as in a class; blocks follow each other, so that
any number of verdicts fits into memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from random import Random
from uuid import UUID

import psycopg
from adaptive_server.core.believed import Believed, believed
from adaptive_server.core.calibration import FirstAttempt
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.mastery import with_references
from adaptive_server.core.model import top_bands, update
from adaptive_server.core.problem import ProblemCard, ProblemId, SkillId
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from adaptive_server.ports import LearnerRecord, Settlement
from adaptive_server.problems.bank import Bank
from adaptive_server.tutoring.behaviour import failure_mark
from support.postgres_bank import problem
from support.small_course import NOON

from grader.verdict import Status, TestOutcome, Verdict

BLOCK = 250


def _verdict(solved: bool) -> Verdict:
    status = Status.PASSED if solved else Status.FAILED
    test = TestOutcome("t1", "swaps", float(solved), 1.0, solved, hidden=False)
    return Verdict(status, float(solved), 1.0, (test,))


VERDICTS = {solved: _verdict(solved) for solved in (False, True)}
_JSON = {solved: json.dumps(v.to_json()) for solved, v in VERDICTS.items()}
_MARKS = {solved: failure_mark(v) for solved, v in VERDICTS.items()}
_NOTHING = json.dumps({"cells": {}, "loose": []})


def big_bank(skills: int, problems: int) -> Bank:
    """A course with chains of prerequisites and problems on one to three skills."""
    rng, names = Random(5), [SkillId(f"skill-{n}") for n in range(skills)]
    known = {
        k: Skill(
            k,
            k,
            "",
            1 + 5 * n // skills,
            tuple(names[n // 2 : n // 2 + 1] if n else ()),
            True,
            "s",
            "l",
        )
        for n, k in enumerate(names)
    }
    made = {}
    for n in range(problems):
        mine = [names[n % skills], *(rng.choice(names) for _ in range(n % 3))]
        plain = problem(ProblemId(f"problem-{n}"), tuple(dict.fromkeys(mine)))
        band = known[mine[0]].band
        card = replace(plain.card, band=band, difficulty=round(rng.uniform(-1.5, 1.5), 2))
        made[card.id] = replace(plain, card=card)
    graph = SkillGraph((Section("s", "", (Lesson("l", "", tuple(names)),)),), known)
    return Bank(with_references(graph, [p.card for p in made.values()]), made)


@dataclass(frozen=True, slots=True)
class Event:
    """One verdict of the log."""

    learner: UUID
    card: ProblemCard
    solved: bool
    hinted: bool
    first: bool
    told: Believed
    at: datetime


@dataclass(slots=True)
class AnswerLog:
    """Makes the log and replays it serially on the way.

    Attributes:
        digests: Of the state of each learner who is through.
        first: By problem, the first attempts without a hint, in their order.
    """

    bank: Bank
    events: int
    each: int
    digests: dict[UUID, str] = field(default_factory=dict)
    first: dict[ProblemId, list[FirstAttempt]] = field(default_factory=dict)

    def blocks(self, seed: int = 0) -> Iterator[list[Event]]:
        """Yield the verdicts, a block of learners at a time."""
        rng, cards, at = Random(seed), self.bank.cards, NOON
        tops = top_bands(cards)
        left = self.events
        while left:
            here = min(left, BLOCK * self.each)
            learners = [UUID(int=rng.getrandbits(128)) for _ in range(max(1, here // self.each))]
            states = dict.fromkeys(learners, LearnerState())
            events = []
            for _ in range(here):
                at += timedelta(seconds=rng.randrange(1, 900))
                learner, card = rng.choice(learners), rng.choice(cards)
                event = _event(rng, learner, card, states, tops, at)
                events.append(event)
                if event.first and not event.hinted:
                    told = FirstAttempt(event.told.strength, event.told.difficulty, event.solved)
                    self.first.setdefault(event.card.id, []).append(told)
            self.digests.update({learner: digest(state) for learner, state in states.items()})
            left -= here
            yield events


def _event(
    rng: Random,
    learner: UUID,
    card: ProblemCard,
    states: dict[UUID, LearnerState],
    tops: Mapping[SkillId, int],
    at: datetime,
) -> Event:
    state = states[learner]
    solved, hinted = rng.random() < 0.6, rng.random() < 0.1
    before = state.problems.get(card.id, ProblemState())._replace(hints=int(hinted))
    evidence = evidence_of(True, solved, float(solved), 1.0, before, mark=_MARKS[solved])
    assert evidence is not None
    told = believed(state, card, at)
    states[learner] = update(state, card, evidence, at, tops)
    return Event(learner, card, solved, hinted, evidence.first, told, at)


def decides(
    card: ProblemCard, solved: bool, tops: Mapping[SkillId, int]
) -> Callable[[LearnerRecord, datetime], Settlement]:
    """What the service decides on a verdict, without the next problem."""

    def decide(record: LearnerRecord, at: datetime) -> Settlement:
        before = record.state.problems.get(card.id, ProblemState())
        evidence = evidence_of(True, solved, float(solved), 1.0, before, mark=_MARKS[solved])
        assert evidence is not None
        told = believed(record.state, card, at)
        state = update(record.state, card, evidence, at, tops)
        return Settlement(state, {"solved": solved}, None, believed=told)

    return decide


def digest(state: LearnerState) -> str:
    """A digest of all that is stored of a learner, every number to its last bit."""
    skills = [
        (
            k,
            s.ability,
            s.wins,
            s.losses,
            s.hard_wins,
            s.recency,
            _time(s.practised_at),
            s.fsrs,
            s.last_answer,
        )
        for k, s in sorted(state.skills.items())
    ]
    problems = [
        (
            p,
            s.attempts,
            s.failures,
            s.hinted_first,
            _time(s.solved_at),
            _time(s.last_at),
            s.failure_mark,
            s.same_failures,
        )
        for p, s in sorted(state.problems.items())
    ]
    general = (
        state.ability,
        state.wins,
        state.losses,
        state.recency,
        state.failed_in_a_row,
        state.surprise_fast,
        state.surprise_slow,
    )
    return blake2b(repr((general, skills, problems)).encode(), digest_size=16).hexdigest()


def _time(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def store_events(url: str, events: list[Event], course: str = "main") -> None:
    """Put verdicts, with their learners and submissions, into a database with the same course."""
    rng = Random(repr((events[0].learner, len(events))))
    ids = [UUID(int=rng.getrandbits(128)) for _ in events]
    learners = dict.fromkeys(e.learner for e in events)
    with psycopg.connect(url.replace("+psycopg", "")) as c, c.cursor() as cursor:
        with cursor.copy("COPY learners (id, name) FROM STDIN") as copy:
            for learner in learners:
                copy.write_row((learner, f"learner-{learner}"))
        columns = "id, learner_id, problem_id, version, source, tries, received_at"
        with cursor.copy(f"COPY submissions ({columns}) FROM STDIN") as copy:
            for key, e in zip(ids, events, strict=True):
                copy.write_row((key, e.learner, e.card.id, e.card.version, _NOTHING, 1, e.at))
        columns = (
            "submission_id, learner_id, problem_id, version, status, score, max_score, counted, "
            "solved, first_attempt, hinted, strength_mean, strength_variance, difficulty_mean, "
            "difficulty_variance, features, verdict, answer, decided_at"
        )
        with cursor.copy(f"COPY verdicts ({columns}) FROM STDIN") as copy:
            for key, e in zip(ids, events, strict=True):
                copy.write_row(
                    (
                        key,
                        e.learner,
                        e.card.id,
                        e.card.version,
                        VERDICTS[e.solved].status.value,
                        float(e.solved),
                        1.0,
                        True,
                        e.solved,
                        e.first,
                        e.hinted,
                        *e.told.strength,
                        *e.told.difficulty,
                        list(e.told.looked) or None,
                        _JSON[e.solved],
                        "{}",
                        e.at,
                    )
                )
