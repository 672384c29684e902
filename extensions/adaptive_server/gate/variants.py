"""Checks the variants of a problem: the values are those of its generator, and each is sound.

What the first variant has shown of wording and tests is not shown again. For each other one the
reference, the alternatives, the starter and the probes run, and its release is scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from grader.bundle import Bundle, BundleCell, CellRole
from grader.spawner import ORDINARY

from ..core.problem import ProblemId
from ..problems.authored import AuthoredProblem
from ..problems.finding import Findings
from ..problems.variants import COUNT
from .answers import HASH_SEEDS, check_starter
from .case import Case
from .leaks import check_leaks
from .outcome import BrokenTests, Runner
from .statement import check_examples, line_of

FEWEST = 5
"""Variants that have to differ from each other; neighbours would meet the same too often."""

ORDERS = (ORDINARY, *HASH_SEEDS)
"""Hash seeds of the references, in turn."""

_CELL = "generator"
_LEAST_TEXT = 2
"""A value of one character may well stand somewhere for another reason."""


def generated(source: str, runner: Runner) -> Iterator[str | None]:
    """Run `generate(seed)` behind the walls for each seed; yield its value as text, or None."""
    for seed in range(COUNT):
        test = f"# seed\ngot = generate({seed})\nassert False, repr(dict(got))"
        outcome = runner.run(_bundle(test), {_CELL: source})
        text = outcome.messages.get("t", "")
        yield text if text.startswith("{") else None


def _bundle(test: str) -> Bundle:
    cells = (
        BundleCell(_CELL, CellRole.SOLUTION, ""),
        BundleCell("t", CellRole.TEST, test, "seed", 1.0),
    )
    return Bundle(ProblemId("generator"), 1, cells, ("generate",))


def check_variants(case: Case) -> None:
    """Check values and every variant but the first, which is the problem that was checked."""
    problem = case.problem
    if not problem.variants:
        return
    _check_generator(case)
    if len({repr(row) for row in problem.values}) < FEWEST:
        case.findings.error(
            "variants",
            f"fewer than {FEWEST} of the {COUNT} rows differ",
            "Let generate draw from more values",
            cell="values",
        )
    _check_fixed(case)
    for number, variant in enumerate(problem.variants[1:]):
        own = Findings(problem.id, [])
        try:
            _check_one(Case(variant, case.skills, case.runner, own), ORDERS[number % len(ORDERS)])
        except BrokenTests as error:
            own.error("tests", f"the cells cannot be run: {error}", "Correct the values")
        for found in own.found:
            if found.level == "error":
                told = f"in variant {variant.variant}: {found.message}"
                case.findings.found.append(replace(found, message=told))
                return


def _check_fixed(case: Case) -> None:
    """Tell of a value of the first variant that is written down, and so stands in every one."""
    first, *others = zip(case.problem.values, case.problem.variants, strict=True)
    for name, value in first[0].items():
        text = str(value)
        other = next((v for row, v in others if text not in map(str, row.values())), None)
        if len(text) < _LEAST_TEXT or other is None:
            continue
        for cell, shown in _read(other):
            if line := line_of(rf"(?<![\w.]){re.escape(text)}(?![\w.]?\w)", shown):
                case.findings.warning(
                    "variants",
                    f"{text} is {name} in the first variant, and stands here in every one",
                    f"Write {{{{{name}}}}} in its place, if that is meant",
                    cell=cell,
                    line=line,
                )


def _read(problem: AuthoredProblem) -> Iterator[tuple[str, str]]:
    """Yield (cell, text) of what learners read; a parallel example has values of its own."""
    yield "statement", problem.statement.source
    hints = (h for h in problem.hints if h.move != "parallel-example")
    yield from ((f"hint {h.level}", h.text) for h in hints)
    yield from ((f"probe {n}", p.feedback) for n, p in enumerate(problem.probes, 1))
    yield from ((t.grade_id, t.hint) for t in problem.tests)


def _check_generator(case: Case) -> None:
    """Compare all rows in one run of the generator; where they differ the first one is told."""
    rows = [dict(row) for row in case.problem.values]
    test = f"# seeds\nassert [generate(seed) for seed in range({COUNT})] == {rows!r}, 'differs'"
    outcome = case.runner.run(_bundle(test), {_CELL: case.problem.generator})
    if outcome.passed:
        return
    told = "".join(outcome.messages.values())
    if told != "differs":
        case.findings.error(
            "variants",
            f"generate gives no values. {told or 'Python cannot read it.'}",
            "Correct it, and run `mastery curriculum variants` on the file",
            cell="generator",
        )
        return
    case.findings.error(
        "variants",
        "the values are not what generate(0), generate(1) … give",
        "Run `mastery curriculum variants` on the file; draw from random.Random(seed) only",
        cell="values",
    )


def _check_one(case: Case, hash_seed: int) -> None:
    problem = case.problem
    outcome = case.run_reference(hash_seed)
    for name in sorted(outcome.failed):
        case.findings.error(
            "reference",
            f"the reference fails this test: {outcome.messages.get(name, '')}",
            "Correct generate, the reference or the test",
            cell=name,
        )
    if case.findings.found:
        return
    check_leaks(case)
    check_starter(case)
    check_examples(case)
    answers = [(a.source, frozenset[str](), a.name) for a in problem.alternatives]
    answers += [(p.source, p.fails, p.misconception) for p in problem.probes]
    for source, fails, name in answers:
        failed = case.fails_as_said(source, fails).failed
        if failed != fails:
            case.findings.error(
                "variants",
                f"{name} fails {', '.join(sorted(failed)) or 'nothing'}, "
                f"not {', '.join(sorted(fails)) or 'nothing'}",
                "Correct generate, so that every variant asks the same",
            )
