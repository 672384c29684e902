"""`mastery model experiment report`: what the arms of an experiment are worth."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from .. import settings
from ..adapters import postgres_experiments
from ..adapters.postgres_database import Database
from ..adapters.postgres_experiments import LoggedRecommendation
from ..adapters.postgres_help import read_episodes
from ..core.arms import USUAL
from ..core.experiment import Experiment, parsed
from ..core.help_difference import between
from ..core.help_effect import HELD_OUT, Episode, group
from ..evaluation.table_error import TableError
from .experiment_report import in_words
from .model import app, need_numbers

experiments = typer.Typer(help="What experiments have found.", no_args_is_help=True)
app.add_typer(experiments, name="experiment")


class Reward(StrEnum):
    """What a recommendation is judged by."""

    MASTERY = "mastery"
    SOLVED = "solved"


@experiments.command("report")
def report_command(
    name: Annotated[str, typer.Argument(help="The experiment; else the newest.")] = "",
    database: Annotated[
        str, typer.Option(envvar="MASTERY_DATABASE_URL", help="Address of the database.")
    ] = "",
    reward: Annotated[
        Reward, typer.Option(help="What a recommendation is judged by.")
    ] = Reward.MASTERY,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON.")] = False,
) -> None:
    """Compare the arms directly, and judge each on the whole log: IPS, SNIPS, doubly robust.

    Example: mastery model experiment report target --json
    """
    need_numbers()
    from ..evaluation.off_policy import report

    if not database:
        raise TableError(
            "no database; set MASTERY_DATABASE_URL or give --database.", code="database-missing"
        )
    found, rows, episodes = asyncio.run(_read(database, name))
    log = logged(rows, reward)
    policies = list(dict.fromkeys(a for x in log for o in x.options.values() for a in o.chances))
    arm_of = {row.learner: row.arm for row in rows}
    arms = ordered(set(arm_of.values()), parsed(settings.read().experiment), found)
    told = {
        "experiment": found,
        "reward": reward.value,
        **report(log, arms, policies),
        **helped(arms, arm_of, episodes),
    }
    if as_json:
        print(json.dumps(told, indent=1))
    else:
        for line in in_words(told):
            print(line)


def ordered(arms: AbstractSet[str], running: Experiment | None, name: str) -> list[str]:
    """Return arms as the running experiment lists them; of another one the usual arm first."""
    if running is not None and running.name == name and arms <= set(running.arms):
        return [arm for arm in running.arms if arm in arms]
    return sorted(arms, key=lambda arm: (arm != USUAL, arm))


def helped(
    arms: Sequence[str], arm_of: Mapping[str, str], episodes: Sequence[Episode]
) -> dict[str, Any]:
    """Return what came of the tutor's help to the learners of each arm and to the held out.

    Each arm is set against the held out, and against the first arm.
    """
    inside = [e for e in episodes if e.learner in arm_of]
    drawn = [e for e in inside if not e.held_out]
    found = [
        group(arm, [e for e in drawn if arm_of[e.learner] == arm], weighted=False) for arm in arms
    ]
    held = group(HELD_OUT, [e for e in inside if e.held_out], weighted=False)
    apart = [between(g, held) for g in found] + [between(g, found[0]) for g in found[1:]]
    return {
        "help": {g.name: asdict(g) for g in (*found, held)},
        "help_differences": [asdict(d) for d in apart],
    }


def logged(rows: Sequence[LoggedRecommendation], reward: Reward) -> list[Any]:
    """Return the log as the estimates take it."""
    from ..evaluation.off_policy import Logged, Option

    return [
        Logged(
            learner=row.learner,
            arm=row.arm,
            picked=row.picked,
            propensity=row.propensity,
            reward=row.mastery if reward is Reward.MASTERY else float(row.solved),
            options={
                problem: Option(o["predicted"], o["need"], o["chances"])
                for problem, o in row.considered.items()
            },
        )
        for row in rows
    ]


async def _read(
    url: str, name: str
) -> tuple[str, Sequence[LoggedRecommendation], Sequence[Episode]]:
    database = Database(url, pool_size=2)
    try:
        known = await database.transact(postgres_experiments.names)
        if not known:
            raise TableError("no experiment has been run; set MASTERY_EXPERIMENT to run one.")
        found = name or known[0]
        if found not in known:
            raise TableError(f"no experiment {name!r}; there are {', '.join(known)}.")
        rows = await database.transact(lambda c: postgres_experiments.read_log(c, found))
        if not rows:
            raise TableError(f"{found}: no recommendation of it is over yet.")
        first, last = await database.transact(lambda c: postgres_experiments.ran(c, found))
        return found, rows, await database.transact(lambda c: read_episodes(c, "", first, last))
    finally:
        await database.close()
