"""How long the loop takes for one learner, through hub, proxy and their own server.

    python3 dev.py test -h >/dev/null   # once, to set up
    .venv/bin/python benchmarks/loop.py [--rounds 100] [--json]

Starts the whole product on a fresh data folder, signs one learner in and measures, over one
keep-alive connection: `next`, `submit` (a right and a wrong answer in turn), `hint` (first byte
and whole), `progress`, and beside them two references in the same run: Jupyter's own `api/me`
handler in the learner's server (`bare`), and the service's `me` through the forward door.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(ROOT / "tests")

from adaptive_server.adapters.problem_notebooks import load_bank
from support.answers import right, wrong
from support.product import Product, Visitor


class Line:
    """One keep-alive connection with the cookies of a signed-in visitor."""

    def __init__(self, product: Product, visitor: Visitor) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", product.port, timeout=60)
        self.base = f"/user/{visitor.name}/"
        fitting = [c for c in visitor.jar if self.base.startswith(c.path)]
        self.headers = {
            "Cookie": "; ".join(f"{c.name}={c.value}" for c in fitting),
            "X-XSRFToken": visitor.xsrf(self.base),
            "Content-Type": "application/json",
        }

    def call(self, method: str, path: str, body: Any = None) -> tuple[float, float]:
        """Return the seconds to the first byte and to the last."""
        raw = None if body is None else json.dumps(body)
        began = time.perf_counter()
        self.connection.request(method, self.base + path, raw, self.headers)
        answer = self.connection.getresponse()
        answer.read(1)
        first = time.perf_counter() - began
        answer.read()
        assert answer.status == 200, (method, path, answer.status)
        return first, time.perf_counter() - began


def quantiles(seconds: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(seconds, n=100)
    return {"p50_ms": round(1000 * cuts[49], 1), "p95_ms": round(1000 * cuts[94], 1)}


def measure(rounds: int) -> dict[str, dict[str, float]]:
    bank = load_bank(ROOT / "curriculum")
    problem = list(bank.authored.values())[-1]
    with tempfile.TemporaryDirectory() as folder, Product(Path(folder) / "data") as product:
        visitor = product.sign_in("learner")
        visitor.start_server()
        line = Line(product, visitor)

        def hand_in(number: int) -> tuple[float, float]:
            cells = (right if number % 2 else wrong)(problem)
            body = {"problem_id": problem.card.id, "version": problem.card.version, "cells": cells}
            return line.call("POST", "mastery/api/v1/submissions", body)

        ask = {"problem_id": problem.card.id}
        steps: dict[str, Callable[[int], tuple[float, float]]] = {
            "bare (Jupyter api/me)": lambda _: line.call("GET", "api/me"),
            "me": lambda _: line.call("GET", "mastery/api/v1/me"),
            "next": lambda _: line.call("GET", "mastery/api/v1/next"),
            "submit": hand_in,
            "hint": lambda _: line.call("POST", "mastery/api/v1/hints", ask),
            "progress": lambda _: line.call("GET", "mastery/api/v1/progress"),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
        for number in range(-10, rounds):
            for name, step in steps.items():
                both = step(number)
                if number >= 0:
                    taken[name].append(both)
        found = {name: quantiles([whole for _, whole in rows]) for name, rows in taken.items()}
        found["hint, first byte"] = quantiles([first for first, _ in taken["hint"]])
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.rounds)
    if options.json:
        print(json.dumps(found))
        return
    bare = found["bare (Jupyter api/me)"]["p50_ms"]
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'p50 / bare':>12}")
    for name, row in found.items():
        print(f"{name:24}{row['p50_ms']:>9}{row['p95_ms']:>9}{row['p50_ms'] / bare:>12.1f}")


if __name__ == "__main__":
    main()
