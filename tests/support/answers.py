"""Right and wrong answers to the shipped problems, as a learner would hand them in."""

from __future__ import annotations

import time
import uuid
from typing import Any

from adaptive_server.problems.bank import Bank, Problem
from support.product import Answer, Visitor


def problem_of(bank: Bank, problem_id: str) -> Problem:
    return next(p for i, p in bank.problems.items() if i == problem_id)


def spread(bank: Bank) -> list[Problem]:
    """One problem of each kind in each section: enough to see every path through the product."""
    found = {(p.card.section, p.card.kind): p for p in reversed(bank.authored.values())}
    return [p for p in bank.authored.values() if p in found.values()]


def right(problem: Problem) -> dict[str, str]:
    """The reference solution, in the problem's (single) answer cell."""
    (cell,) = problem.solution_ids
    return {cell: problem.references[0]}


def wrong(problem: Problem) -> dict[str, str]:
    """Code that runs and is not right: the first known mistake."""
    (cell,) = problem.solution_ids
    return {cell: problem.probes[0].source}


def slow(problem: Problem) -> dict[str, str]:
    """Code that keeps the judge busy until its time is up."""
    (cell,) = problem.solution_ids
    return {cell: "while True:\n    pass"}


def theirs(visitor: Visitor, problem: Problem, cells: dict[str, str]) -> dict[str, str]:
    """The same answer to the variant that this learner was given."""
    if not problem.variants:
        return cells
    release = visitor.api("GET", f"problems/{problem.card.id}/notebook").json
    own = problem.of(release["metadata"]["pythonmastery"].get("variant", 0))
    same = (answer(own) for answer in (right, wrong) if cells == answer(problem))
    return next(same, cells)


def hand_in(
    visitor: Visitor, problem: Problem, cells: dict[str, str], key: str | None = None
) -> Answer:
    body: dict[str, Any] = {
        "problem_id": problem.card.id,
        "version": problem.card.version,
        "cells": theirs(visitor, problem, cells),
    }
    if key is not None:
        body["key"] = key
    return visitor.api("POST", "submissions", body)


def insist(
    visitor: Visitor, problem: Problem, cells: dict[str, str], key: str, wait_s: float = 60
) -> dict[str, Any]:
    """Hand in with one key until there is an answer, as the panel does."""
    end = time.monotonic() + wait_s
    while time.monotonic() < end:
        answer = hand_in(visitor, problem, cells, key)
        if answer.status == 200:
            found: dict[str, Any] = answer.json
            return found
        assert answer.status in (202, 502, 503, 424), (answer.status, answer.body)
        time.sleep(0.3)
    raise AssertionError("no answer")


def key() -> str:
    return uuid.uuid4().hex
