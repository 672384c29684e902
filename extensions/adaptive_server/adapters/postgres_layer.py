"""The logistic layer in PostgreSQL: learnt from the features that lie with the verdicts.

A calibration goes through the newest first attempts in the order of their verdicts and works out
anew what both predictions lost and where the weights went. So no answer is counted twice or missed,
a corrected verdict needs no correction here, and no learner's transaction writes what all share.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.features import FEATURES
from ..core.logistic import Weights
from ..core.serving import NEWEST, Contest, Layer, served
from ..core.shipped import SHIPPED, WEIGHTS_VERSION
from . import schema

MOST = 100_000
"""First attempts that the weights follow, the newest ones: up to ten seconds of work."""

FETCH = 2000

_table = schema.prediction_layers


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of going through the answers.

    Attributes:
        report: Which layer serves, since when and why.
        chances: Where the layer serves, what it gave the newest answers before their outcomes, with
            them: problem, chance in [0, 1], success. Else None.
    """

    report: Mapping[str, Any]
    chances: Sequence[tuple[str, float, bool]] | None


async def follow(c: AsyncConnection) -> Followed:
    """Learn the weights anew, decide which layer serves, and store both.

    To be called in the transaction, and under the lock, of a calibration.
    """
    contest = Contest(SHIPPED["all"])
    rows = await c.stream(_newest(), execution_options={"yield_per": FETCH})
    chances: deque[tuple[str, float, bool]] = deque(maxlen=NEWEST)
    async for problem, features, solved in rows:
        chances.append((problem, contest.add(features, solved), solved))
    losses = contest.losses()
    before = (await c.execute(_LAST)).first()
    was = Layer.LOGISTIC if _weights_of(before) else Layer.BELIEFS
    layer, reason = served(was, losses)
    new = {
        "layer": layer.value,
        "since": before.since if before and layer == before.layer else sa.func.clock_timestamp(),
        "reason": reason,
        "answers": losses.answers,
        "beliefs_loss": losses.beliefs,
        "logistic_loss": losses.logistic,
        "error": losses.error,
        "weights": list(contest.weights),
        "weights_version": WEIGHTS_VERSION,
    }
    stored = sa.insert(_table).values(**new).returning(_table.c.since)
    since = (await c.execute(stored)).scalar_one()
    told = ("layer", "reason", "answers", "beliefs_loss", "logistic_loss", "error")
    report = {**{name: new[name] for name in told}, "since": since.isoformat()}
    return Followed(report, chances if layer is Layer.LOGISTIC else None)


async def read_layer(c: AsyncConnection) -> Weights | None:
    """Return the weights of the logistic layer where that serves, else None.

    Weights of features that this program does not have serve nobody.
    """
    return _weights_of((await c.execute(_LAST)).first())


def _weights_of(row: sa.Row[Any] | None) -> Weights | None:
    if row is None or row.layer != Layer.LOGISTIC or row.weights_version != WEIGHTS_VERSION:
        return None
    return tuple(row.weights) if len(row.weights) == len(FEATURES) else None


_LAST = sa.select(_table).order_by(_table.c.id.desc()).limit(1)


def _newest() -> sa.Select[Any]:
    v = schema.verdicts.c
    newest = (
        sa.select(v.seq, v.problem_id, v.features, v.solved)
        .where(v.counted, v.first_attempt, sa.not_(v.hinted))
        .where(sa.func.cardinality(v.features) == len(FEATURES))
        .order_by(v.seq.desc())
        .limit(MOST)
        .subquery()
    )
    told = (newest.c.problem_id, newest.c.features, newest.c.solved)
    return sa.select(*told).order_by(newest.c.seq)
