"""What an instructor sees of the tutor's effect: `mastery tutor report` of one course."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import get_args

from ..class_bodies import ClassHelp, HelpFigure, HelpGiven, HelpRow, TokensToday
from ..core.help_difference import Difference, against_held_out
from ..core.help_effect import DRAWN, HELD_OUT, LEAST_N, STYLE, Episode, Figure, Group, groups
from ..tutor_port import TutorSource
from .parts import Parts


async def class_help(parts: Parts) -> ClassHelp:
    """Say what came of the tutor's help, by style and against the held out, and who gave it."""
    helps = await parts.store.class_helps()
    # A large class takes a while: other requests go on meanwhile.
    rows = await asyncio.to_thread(rows_of, helps.episodes)
    given = [HelpGiven(source=s, helps=helps.given.get(s, 0)) for s in get_args(TutorSource)]
    return ClassHelp(least_n=LEAST_N, rows=rows, given=given, tokens=await _tokens(parts))


async def _tokens(parts: Parts) -> TokensToday | None:
    if parts.offer.tutor == "offline":
        return None
    used = await parts.store.tokens_used(parts.clock().date())
    return TokensToday(used=used, most=parts.offer.class_tokens)


def rows_of(episodes: Sequence[Episode]) -> list[HelpRow]:
    """Return what came of some help: each style, all that are drawn, the held out."""
    found = groups(episodes)
    held = next(g for g in found if g.name == HELD_OUT)
    return [*(row(g, d) for g, d in against_held_out(found)), row(held)]


def row(group: Group, difference: Difference | None = None) -> HelpRow:
    """Return the outcomes of a group."""
    return HelpRow.model_validate(
        {
            "group": NAMES.get(group.name) or group.name.removeprefix(STYLE),
            "unaided": figure(group.unaided),
            "difference": difference and figure(difference.unaided),
            "fixed_s": figure(group.fixed_s),
        }
    )


def figure(found: Figure) -> HelpFigure:
    """Return a figure as it is sent."""
    return HelpFigure(**asdict(found))


NAMES = {DRAWN: "drawn", HELD_OUT: "held_out"}
