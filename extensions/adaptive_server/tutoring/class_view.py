"""What an instructor sees of the class: beliefs with their evidence, and signals of behaviour."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import sqrt

from ..class_bodies import (
    Behaviour,
    Beliefs,
    LearnerBehaviour,
    LearnerBeliefs,
    SignalSeen,
    SkillBelief,
)
from ..class_port import ClassMember, SkillWork
from ..core.behaviour import Signal
from ..core.learner import LearnerState
from ..core.mastery import mastery
from ..core.model import UNPRACTISED
from ..core.problem import SkillId
from ..core.serving import Layer
from .parts import Parts

LATEST = 50


async def beliefs(parts: Parts) -> Beliefs:
    """Say what is believed of every learner on every skill, how surely and on what evidence."""
    members, work = await parts.store.class_states(), await parts.store.class_work()
    # A large class takes a second: other requests go on meanwhile.
    return await asyncio.to_thread(_worded, parts, members, work, parts.clock())


async def behaviour(parts: Parts) -> Behaviour:
    """Say which rules of behaviour the attempts of the class met."""
    seen = await parts.store.class_signals(LATEST)
    return Behaviour(
        learners=[
            LearnerBehaviour(
                learner=name,
                attempts=attempts,
                signals={s.value: Counter(met)[s.value] for s in Signal},
            )
            for name, attempts, met in seen.counts
        ],
        latest=[
            SignalSeen(
                learner=s.name,
                problem_id=s.problem_id,
                signals=list(s.signals),
                weight=s.weight,
                at=s.at,
            )
            for s in seen.latest
        ],
    )


def _worded(
    parts: Parts,
    members: Sequence[ClassMember],
    work: Mapping[str, Mapping[SkillId, SkillWork]],
    now: datetime,
) -> Beliefs:
    return Beliefs(
        serves=Layer.BELIEFS if parts.tuning.layer is None else Layer.LOGISTIC,
        learners=[
            LearnerBeliefs(
                learner=m.name, skills=_skill_beliefs(parts, m.state, work.get(m.name, {}), now)
            )
            for m in members
        ],
    )


def _skill_beliefs(
    parts: Parts, state: LearnerState, work: Mapping[SkillId, SkillWork], now: datetime
) -> list[SkillBelief]:
    """Word what is believed of one learner on every skill, in teaching order."""
    graph, rows = parts.bank.graph, []
    for k in graph.order():
        known, done = state.skills.get(k, UNPRACTISED), work.get(k, SkillWork())
        found = mastery(state, graph.skills[k], now)
        rows.append(
            SkillBelief(
                skill=k,
                name=graph.skills[k].name,
                mastery=found.probability,
                mastered=found.mastered,
                mean=state.ability.mean + known.ability.mean,
                sd=sqrt(state.ability.variance + known.ability.variance),
                certainty=found.certainty,
                evidence=known.wins + known.losses,
                wins=known.wins,
                attempts=done.attempts,
                hints=done.hints,
                last_evidence=known.practised_at,
            )
        )
    return rows
