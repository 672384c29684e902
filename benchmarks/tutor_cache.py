"""How many buttons' answers are kept ones: a class on the course's known wrong solutions.

    .venv/bin/python benchmarks/tutor_cache.py [--learners 30] [--every 4] [--seed 1]

Each learner has one of a problem's known mistakes, the first of them twice as often as the second
and so on; names of their own in half of the cases, a comment of their own in a tenth; a style by
lot, where a button has one; and a level that is Beta(2, 2) distributed, about which the mastery of
each skill lies. The verdicts are the grader's. A stand-in for the model takes a moment and names
one of their variables. Once the learners press a button one after the other, once all at the same
time: then only those are spared a question to the model who waited for another learner's.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import re
import sys
from collections import Counter
from collections.abc import AsyncGenerator
from pathlib import Path
from random import Random

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.adapters.cached_tutor import CachedTutor
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.core.styles import Style
from adaptive_server.problems.bank import Problem
from adaptive_server.tutor_port import HintRequest, TutorPiece
from adaptive_server.tutoring.mistakes import answer

from grader.judge import Judge
from grader.verdict import Verdict

ROOT = Path(__file__).resolve().parents[1]
OWN_NAMES, COMMENTED, THINKS_S = 0.5, 0.1, 0.01
WISHES = ("hint", "explain_error")


class Model:
    """Words an answer that names a variable of the learner's."""

    async def start(self) -> None:
        """Nothing is slow to load."""

    async def close(self) -> None:
        """Nothing is held."""

    async def stream(self, request: HintRequest) -> AsyncGenerator[TutorPiece, None]:
        """Take a moment, then ask about a variable."""
        await asyncio.sleep(THINKS_S)
        names = variables("\n".join(request.cells.values()))
        about = f"`{names[0]}`" if names else "the last line"
        yield TutorPiece(f"What do you expect of {about} here?", "gemini")


def variables(code: str) -> list[str]:
    """Return the names that code gives values to."""
    stored = (n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Name))
    return sorted({n.id for n in stored if isinstance(n.ctx, ast.Store)})


def in_own_words(code: str, learner: int, rng: Random) -> str:
    """Return code as another learner may have written it."""
    if rng.random() < OWN_NAMES:
        for name in variables(code):
            # A letter before a quotation mark is no name.
            code = re.sub(rf"\b{name}\b(?![\"'])", f"{name}_{learner}", code)
    return f"{code}\n# note {learner}" if rng.random() < COMMENTED else code


def requests(
    problem: Problem, verdicts: list[Verdict], wish: str, learners: int, rng: Random
) -> list[HintRequest]:
    """Return what a class asks on a problem; explanations are asked for where there is an error."""
    mistakes = [
        (probe, verdict)
        for probe, verdict in zip(problem.probes, verdicts, strict=True)
        if wish == "hint" or verdict.fault
    ]
    if not mistakes:
        return []
    weights = [1 / (place + 1) for place in range(len(mistakes))]
    asked = []
    for learner, (probe, verdict) in enumerate(rng.choices(mistakes, weights, k=learners)):
        cells = answer(problem, probe).cells
        cells = {name: in_own_words(code, learner, rng) for name, code in cells.items()}
        style = rng.choice(list(Style)) if wish == "hint" else Style.USUAL
        level = 4 * rng.betavariate(2, 2)
        mastery = tuple(
            (str(s), rng.betavariate(1 + level, 5 - level)) for s in problem.card.skills
        )
        asked.append(
            HintRequest(
                problem,
                1,
                cells,
                verdict,
                feedback=probe.feedback,
                mastery=mastery,
                style=style,
                wish=wish,
            )
        )
    return asked


async def source(tutor: CachedTutor, request: HintRequest) -> str:
    """Ask, and return who worded the answer."""
    return [piece.source async for piece in tutor.stream(request)][-1]


async def measure(learners: int, every: int, seed: int) -> None:
    """Print the shares."""
    problems = [p for p in load_bank(ROOT / "curriculum").authored.values() if p.probes][::every]
    with Judge(watchdog=True) as judge:
        graded = [[judge.grade(p.bundle, answer(p, probe)) for probe in p.probes] for p in problems]
    print(f"{len(problems)} problems, {learners} learners on each")
    for wish in WISHES:
        counts = {"one after the other": Counter[str](), "all at once": Counter[str]()}
        rng = Random(seed)
        for problem, verdicts in zip(problems, graded, strict=True):
            asked = requests(problem, verdicts, wish, learners, rng)
            tutor = CachedTutor(Model(), "m")
            counts["one after the other"].update([await source(tutor, r) for r in asked])
            tutor = CachedTutor(Model(), "m")
            counts["all at once"].update(await asyncio.gather(*(source(tutor, r) for r in asked)))
        for how, count in counts.items():
            share = count["cache"] / count.total()
            print(f"{wish:15}{how:22}{count.total():6} answers {share:7.1%} kept ones")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    asyncio.run(measure(options.learners, options.every, options.seed))


if __name__ == "__main__":
    main()
