"""`mastery model experiment report`: what the arms of an experiment are worth."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from ..adapters import postgres_experiments
from ..adapters.postgres_database import Database
from ..adapters.postgres_experiments import LoggedRecommendation
from ..evaluation.table_error import TableError
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
        raise TableError("no database; set MASTERY_DATABASE_URL or give --database.")
    found, rows = asyncio.run(_read(database, name))
    log = logged(rows, reward)
    arms = list(dict.fromkeys(a for x in log for o in x.options.values() for a in o.chances))
    told = {"experiment": found, "reward": reward.value, **report(log, arms)}
    if as_json:
        print(json.dumps(told, indent=1))
    else:
        _show(told)


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


async def _read(url: str, name: str) -> tuple[str, Sequence[LoggedRecommendation]]:
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
        return found, rows
    finally:
        await database.close()


def _show(told: dict[str, Any]) -> None:
    print(
        f"{told['experiment']}: {told['recommendations']} recommendations to "
        f"{told['learners']} learners, judged by {told['reward']}"
    )
    for arm, each in told["arms"].items():
        print(f"{arm}: {_interval(each)}, {each['learners']} learners")
    for arm, each in told["differences"].items():
        print(f"{arm} beside the first arm: {_interval(each)}; detectable {each['detectable']}")
    for arm, each in told["policies"].items():
        ways = "; ".join(f"{way} {_interval(each[way])}" for way in ("ips", "snips", "dr"))
        print(f"{arm} on the whole log: {ways}; mean weight {each['mean_weight']}")


def _interval(each: dict[str, Any]) -> str:
    low, high = each["interval"]
    return f"{each['value']} ({low} to {high})"
