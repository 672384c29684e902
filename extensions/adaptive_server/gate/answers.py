"""Checks right answers (they pass) and answers that show no skill (they do not)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.bundle import Rules
from grader.end import End
from grader.sentences import ended
from grader.spawner import ORDINARY

from ..core.problem import ANSWERED, Kind
from .assert_lines import assert_line
from .case import Case
from .outcome import Outcome
from .rules import broken_rule
from .set_orders import is_free_of_sets
from .trivial import constant_answers, echo_answer, is_refuted, needs_more_than_echo

TIME_SHARE = 0.25
HASH_SEEDS = (1, 2)
"""Orders of sets that right answers are tried in beside the one that learners get."""

_ENDLESS = "time is over, so a loop of the test or of the reference does not end"


def check_reference(case: Case) -> bool:
    """Check that the reference passes, in time and in any order of tests.

    False if it fails, or is so slow that nobody would wait for what runs it some fifty times.
    """
    outcome = case.run_reference()
    if not outcome.passed:
        _tell_failures(case, outcome)
        return False
    limit_ms = case.bundle.limits.seconds * 1000
    if outcome.cpu_ms > TIME_SHARE * limit_ms:
        case.findings.error(
            "time",
            f"the reference needs {outcome.cpu_ms:.0f} ms of the limit of {limit_ms:.0f} ms",
            f"Raise limits.seconds or make the tests smaller: {TIME_SHARE:.0%} is the bar",
        )
    if outcome.cpu_ms > limit_ms:
        return False
    _check_orders(case)
    return True


def _check_orders(case: Case) -> None:
    """Run the reference with its tests turned round, and where sets have other orders."""
    tests = tuple(c for c in case.bundle.cells if c.role == "test")
    others = tuple(c for c in case.bundle.cells if c.role != "test")
    turned = replace(case.bundle, cells=others + tests[::-1])
    reference, (first, *more) = case.reference(), HASH_SEEDS
    if not _meets_sets(case, reference):
        first, more = ORDINARY, []
    # Both at once, since most pass; where one does not, each is tried alone.
    if not case.run_ordered(reference, first, turned).passed:
        for name in sorted(case.runner.run(turned, reference).failed):
            case.findings.error(
                "test-order",
                "the reference fails this test when the tests run in another order",
                "Let each test make what it needs",
                cell=name,
            )
        more.insert(0, first)
    _tell_set_orders(case, "the reference", reference, more)


def _meets_sets(case: Case, answer: Mapping[str, str]) -> bool:
    """Return whether an answer, its tests or given cells may depend on the order of sets."""
    around = (c.source for c in case.bundle.cells if c.role != "solution")
    return not is_free_of_sets((*answer.values(), *around))


def _tell_set_orders(case: Case, what: str, cells: Mapping[str, str], seeds: Sequence[int]) -> None:
    """Tell of the first seed in which a right answer fails, with each test that it fails."""
    for seed in seeds:
        outcome = case.run_ordered(cells, seed)
        for name in sorted(outcome.failed):
            case.findings.error(
                "hash-seed",
                f"{what} fails this test where sets have another order (PYTHONHASHSEED={seed}): "
                f"{outcome.messages.get(name, '')}",
                "Sort what comes out of a set, in the answer or in the test",
                cell=name,
            )
        if not outcome.passed:
            return


def _tell_failures(case: Case, outcome: Outcome) -> None:
    if not outcome.gradable:
        case.findings.error(
            "reference", "the reference cannot be graded", "Write code into the solution cell"
        )
        return
    if any(broken_rule(case, source) for source in case.reference().values()):
        return  # the rule is told already
    raised = f" (it raises {outcome.raised})" if outcome.raised else ""
    sources = {t.grade_id: t.raw for t in case.problem.tests}
    endless = ended(End.TIME, case.bundle.limits, case.bundle.locale)
    by_message: dict[str, list[str]] = {}
    for name in sorted(outcome.failed):
        by_message.setdefault(outcome.messages.get(name, ""), []).append(name)
    for message, names in by_message.items():
        tests = "this test" if len(names) == 1 else f"the tests {', '.join(names)}"
        # The sentence for learners speaks of their loop; here it may as well be one of the test.
        told = _ENDLESS if message == endless else message
        cell, line = names[0], assert_line(sources.get(names[0], ""), message)
        if outcome.raised_at and not line and f" {outcome.raised}" in message:
            cell, line = outcome.raised_at
            tests = ", ".join(names)
        case.findings.error(
            "reference",
            f"the reference fails {tests}{raised}: {told}",
            "Correct the reference or the test",
            cell=cell,
            line=line,
        )


def check_alternatives(case: Case) -> None:
    """Check that every alternative passes every test."""
    for number, other in enumerate(case.problem.alternatives, 1):
        outcome = case.run_whole(other.source)
        if not outcome.passed:
            case.findings.error(
                "alternative",
                f"alternative {other.name!r} fails {_list(outcome)}",
                "Correct it, or the test that accepts one style only",
                cell=f"alternative {number}",
                line=outcome.raised_at and outcome.raised_at[1] + other.line - 1,
            )
            continue
        told, answer = f"alternative {number} ({other.name})", case.problem.answers(other.source)
        _tell_set_orders(case, told, answer, HASH_SEEDS if _meets_sets(case, answer) else ())


def check_starter(case: Case) -> None:
    """Check that the untouched release earns nothing it should not."""
    own = any(c.own_starter for c in case.problem.solutions)
    # Of the author's own one it is enough to know that some test fails.
    outcome = case.runner.run(case.bundle, case.starter(), until_failure=own)
    if own and outcome.failed:
        return
    for name in sorted({t.grade_id for t in case.problem.tests} - outcome.failed):
        case.findings.error(
            "starter",
            "the untouched starter passes this test",
            "Let the test look at what the learner has to write",
            cell=name,
        )


def check_starter_works(case: Case) -> None:
    """Check that code to be refactored does what it should: the learner has to keep that."""
    if case.problem.kind is not Kind.REFACTOR:
        return
    free = replace(case.bundle, rules=Rules())
    for name in sorted(case.runner.run(free, case.starter()).failed):
        case.findings.error(
            "starter",
            "the code to be refactored fails this test",
            "Correct the starter: only its shape should be at fault",
            cell=name,
        )


def check_trivial(case: Case) -> None:
    """Check that constants and a copy of the visible examples fail."""
    for value, source in constant_answers(case.problem):
        if not is_refuted(case.problem, value) and case.passes(case.problem.answers(source)):
            case.findings.error(
                "constant",
                f"the constant {value} passes every test",
                "Add a hidden test with another result",
            )
    source = echo_answer(case.problem) or ""
    if not source or not needs_more_than_echo(case.problem):
        return
    if case.passes(case.problem.answers(source)):
        written = case.problem.kind in ANSWERED
        case.findings.error(
            "echo",
            "a copy of the visible expected values passes every test",
            "Make the test that holds the answer hidden"
            if written
            else "Add a hidden test with other input",
        )


def _list(outcome: Outcome) -> str:
    failed = sorted(outcome.failed)
    text = ", ".join(failed) + (f" (raises {outcome.raised})" if outcome.raised else "")
    message = outcome.messages.get(failed[0], "")
    return f"{text}: {message}" if message else text
