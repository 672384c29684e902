"""Nothing that a learner's server holds or hears is a secret: searched through the hub.

Canaries are the real ones: the database's address, every hidden test and solution line of the
shipped bank, and of each problem asked for the hints above the rung and what is told of other
mistakes. That no release holds any of these is shown in `test_gate_course`. With local processes
the learner owns the machine and could read the disk; what is proved here is that none of it is
handed to them.
"""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest
from adaptive_server.problems.bank import Bank, Problem
from support.answers import hand_in, key, right, spread, wrong
from support.product import Product, Visitor, command_line

from grader.bundle import CellRole

pytestmark = pytest.mark.integration

SHORTEST = 25


def lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if len(line.strip()) >= SHORTEST}


def public(bank: Bank) -> str:
    """What the learner may read: releases."""
    return "\n".join(json.dumps(p.release, ensure_ascii=False) for p in bank.authored.values())


def secrets(bank: Bank) -> set[str]:
    """Lines of hidden tests and of solutions that no release shows."""
    found: set[str] = set()
    for problem in bank.authored.values():
        for cell in problem.bundle.cells:
            if cell.role is CellRole.TEST and cell.hidden:
                found |= lines(cell.source)
        for reference in problem.references:
            found |= lines(reference)
    shown = public(bank)
    return {s for s in found if json.dumps(s, ensure_ascii=False)[1:-1] not in shown}


def not_yet(problem: Problem) -> set[str]:
    """Hints above the second rung, and what is told of mistakes that the learner did not make."""
    above = [h.text for h in problem.hints[2:]] + [p.feedback for p in problem.probes[1:]]
    made = problem.probes[0]  # what is handed in: its own lines may come back
    return {s for text in above for s in lines(text)} - lines(f"{made.feedback}\n{made.source}")


def leaked(text: str, canaries: set[str]) -> list[str]:
    plain = text.replace("\\n", "\n").replace('\\"', '"')
    return [c for c in canaries if c in text or c in plain]


def test_there_are_canaries_to_look_for(bank: Bank) -> None:
    assert len(secrets(bank)) > 100


def test_the_learners_processes_know_no_secret(
    product: Product, learner: Visitor, bank: Bank
) -> None:
    pids = product.pids(r"learner_server|ipykernel")
    assert pids
    for pid in pids:
        environment = Path(f"/proc/{pid}/environ").read_bytes().decode()
        known = environment + command_line(pid)
        for word in ("postgresql", "DATABASE", "CONFIGPROXY", "GEMINI", "GOOGLE_API"):
            assert word not in known, word
        assert not any(p in known for p in product.passwords().values())
        assert leaked(known, secrets(bank)) == []


def test_no_answer_and_no_streamed_byte_holds_a_hidden_test_or_a_solution(
    learner: Visitor, bank: Bank
) -> None:
    canaries = secrets(bank)
    for problem in spread(bank):
        where = f"problems/{problem.card.id}"
        heard = [
            learner.api("GET", where),
            learner.api("GET", f"{where}/notebook"),
            learner.api("POST", "hints", {"problem_id": problem.card.id, "cells": wrong(problem)}),
            hand_in(learner, problem, wrong(problem), key()),
            learner.api("POST", "hints", {"problem_id": problem.card.id, "cells": wrong(problem)}),
        ]
        for answer in heard:
            assert answer.status == 200
            assert leaked(answer.body.decode(), canaries | not_yet(problem)) == [], problem.card.id
    for path in ("me", "skills", "skills/map", "next", "progress", "openapi.json"):
        assert leaked(learner.api("GET", path).body.decode(), canaries) == []


def test_the_learners_own_folder_holds_releases_only(
    product: Product, learner: Visitor, bank: Bank
) -> None:
    for problem in list(bank.authored.values())[:6]:
        learner.server("POST", "mastery/place", {"problem_id": problem.card.id})
    folder = product.data / "learners" / "learner"
    texts = dict[Path, str]()
    files = [f for f in folder.rglob("*") if f.is_file()]
    assert files
    for file in files:
        with contextlib.suppress(FileNotFoundError):  # the server writes and removes some
            texts[file] = file.read_bytes().decode("utf-8", "replace")
    for file, text in texts.items():
        assert leaked(text, secrets(bank)) == [], file
        assert "postgresql+psycopg" not in text


def test_the_logs_hold_no_token_and_no_source(
    product: Product, learner: Visitor, bank: Bank
) -> None:
    problem = next(iter(bank.authored.values()))
    hand_in(learner, problem, {next(iter(right(problem))): "canary_in_source = 1"})
    log = (product.data / "hub" / "hub.log").read_text()
    assert "canary_in_source" not in log
    assert not re.search(r"[?&](token|code|state)=(?!\[secret\]|\.\.\.)", log)
    assert not any(p in log for p in product.passwords().values())
