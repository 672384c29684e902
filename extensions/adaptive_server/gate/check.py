"""The gate: every check on one problem, and those on several together."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Mapping

from ..problems.finding import Finding, Findings, Level
from ..problems.format import Parsed
from ..problems.skills_file import SkillsFile
from .answers import (
    check_alternatives,
    check_reference,
    check_starter,
    check_starter_works,
    check_trivial,
)
from .asked import check_asked
from .asserts import check_asserts
from .asserts_met import check_asserts_met
from .bounds_told import check_bounds
from .case import Case
from .chance import check_chance
from .commented import check_commented
from .constructs import check_constructs
from .counts import check_counts, check_entry_point, check_kind, check_known
from .duplicates import ProblemText, check_twice
from .example_told import check_example_told
from .given_away import check_given_away
from .hints import check_hints
from .keys import check_keys
from .leaks import check_leaks, check_release
from .lint import check_lint
from .markup import check_markup
from .mutation import check_mutation
from .names_told import check_names_told
from .outcome import AGAIN, BrokenTests, NoVerdictError, Runner
from .patches import check_patches
from .probes import check_probes
from .rating import check_rating
from .rules import check_rules
from .statement import check_examples, check_statement
from .statement_truth import check_truth
from .told_ahead import check_told_ahead
from .units_told import check_units
from .variants import check_variants

STILL = (
    check_counts,
    check_kind,
    check_known,
    check_rating,
    check_entry_point,
    check_constructs,
    check_hints,
    check_keys,
    check_statement,
    check_truth,
    check_bounds,
    check_units,
    check_example_told,
    check_names_told,
    check_asked,
    check_markup,
    check_leaks,
    check_commented,
    check_told_ahead,
    check_release,
    check_rules,
    check_patches,
    check_lint,
)
RUNNING = (
    check_asserts,
    check_asserts_met,
    check_alternatives,
    check_starter,
    check_starter_works,
    check_trivial,
    check_given_away,
    check_chance,
    check_probes,
    check_examples,
    check_mutation,
    check_variants,
)


_UNREAD = frozenset({"role", "schema", "syntax"})
FOLLOWS: Mapping[str, frozenset[str]] = {
    "probe-count": _UNREAD | {"probe-options"},
    "alternative-count": _UNREAD | {"alternative-options"},
    "hint-ladder": _UNREAD | {"hint-empty"},
    "hint-when": frozenset({"grade-id"}),
    "tests": frozenset({"grade-id"}),
}
"""Checks by the faults that they would only repeat: a cell that is not read is not counted."""
STEPS = len(STILL) + len(RUNNING) + 1


def check_problem(
    parsed: Parsed,
    skills: SkillsFile,
    runner: Runner,
    begins: Callable[[str], None] = lambda step: None,
) -> list[Finding]:
    """Return what one problem lacks.

    Checks that run code come only after a sound reference, and while a gap of the template is left
    there is nothing to check.

    Args:
        parsed: The problem.
        skills: The skill graph that it is written for.
        runner: Runs answers.
        begins: Called with the name of each of at most `STEPS` steps before it.
    """
    findings = Findings(parsed.name, list(parsed.findings))
    told = {f.check for f in parsed.findings if f.level is Level.ERROR}
    # Without the author's words or values the rest would only speak of what is not there.
    if parsed.problem is None or told & {"gap", "variants"}:
        return findings.found
    case = Case(parsed.problem, skills, runner, findings)

    def run(steps: Iterable[Callable[[Case], object]]) -> object:
        result: object = None
        for step in steps:
            begins(step.__name__.removeprefix("check_").replace("_", " "))
            result = step(case)
        return result

    try:
        run(STILL)
        if run([check_reference]):
            run(RUNNING)
    except BrokenTests as error:
        findings.error("tests", f"the cells cannot be run: {error}", "Correct given and test cells")
    except RecursionError:
        findings.error("tests", "an expression is nested too deeply", "Write it in several steps")
    except NoVerdictError as error:
        findings.error("run", f"the answers could not be run to the end: {error}", AGAIN)
    return [f for f in findings.found if f.check not in FOLLOWS or not told & FOLLOWS[f.check]]


def check_bank(
    checked: Mapping[pathlib.Path, ProblemText | None],
    others: Mapping[pathlib.Path, ProblemText | None],
) -> list[Finding]:
    """Return what only shows when problems are seen beside each other.

    Args:
        checked: The problems being checked, by file; None for what makes no problem.
        others: Those of the same course that serve for comparison only.
    """
    # Of two that are alike the later one is told: what is checked comes last.
    named = [(str(f), text) for f, text in [*others.items(), *checked.items()] if text]
    ids = {text.id for text in checked.values() if text}
    return [f for f in check_twice(named) if f.problem in ids]
