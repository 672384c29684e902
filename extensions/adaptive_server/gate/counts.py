"""Checks that everything a problem needs is there, and what it says of itself is known."""

from __future__ import annotations

import ast

from grader.bundle import Rules

from ..core.problem import ANSWERED, Kind, SkillId
from ..problems.python_source import names_set, parse_python
from .case import Case
from .repeats import repeats
from .retold import nameless

LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
MIN_PROBES = 3
STARTED = (
    Kind.FIX_BUG,
    Kind.PARSONS,
    Kind.COMPLETE_CODE,
    Kind.REFACTOR,
    *ANSWERED,
)
MIN_WRONG = 3


def check_counts(case: Case) -> None:
    """Check licence and the numbers of probes, alternatives and tests."""
    problem, findings = case.problem, case.findings
    if problem.licence not in LICENCES:
        findings.error(
            "licence", f"the licence is {problem.licence!r}", f"Use one of {', '.join(LICENCES)}"
        )
    if len(problem.probes) < MIN_PROBES:
        findings.error(
            "probe-count",
            f"{len(problem.probes)} probes, {MIN_PROBES} are needed",
            "Add wrong solutions that learners are likely to write",
        )
    # An answer that is a value has no other style.
    if not problem.alternatives and problem.kind not in ANSWERED:
        findings.error(
            "alternative-count",
            "there is no alternative solution",
            "Add a right solution in another style, so that the tests are not too narrow",
        )
    same = _tree(problem.reference)
    for number, other in enumerate(problem.alternatives, 1):
        if _tree(other.source) == same:
            findings.warning(
                "alternative-same",
                f"alternative {other.name!r} is the reference again",
                "Solve it in another way, so that the tests are tried with another style",
                cell=f"alternative {number}",
            )
    for number, first in repeats((n, p.feedback) for n, p in enumerate(problem.probes, 1)):
        findings.warning(
            "probe-same",
            f"the feedback is that of probe {first} again",
            "Say what this mistake is",
            cell=f"probe {number}",
        )
    for test, named in repeats((t.grade_id, t.title.casefold()) for t in problem.tests):
        findings.warning(
            "test-title",
            f"the title is that of {named} again, so learners cannot tell them apart",
            "Say in words what this test looks at",
            cell=test,
        )
    if all(t.visible and not t.mixed for t in problem.tests):
        findings.error("hidden-count", "no test is hidden", "Add a test with visible false")
    if not any(t.visible for t in problem.tests) and problem.kind not in ANSWERED:
        findings.warning(
            "visible-count", "the learner sees no test", "Make the statement's example visible"
        )


def _tree(source: str) -> str:
    """Return what code does apart from layout, comments, docstrings and its own names."""
    tree = parse_python(source)
    return nameless(tree) if isinstance(tree, ast.Module) else source


def check_kind(case: Case) -> None:
    """Check that the learner gets the text that the kind of problem is about."""
    problem = case.problem
    if problem.kind in STARTED and not any(c.own_starter for c in problem.solutions):
        case.findings.error(
            "kind",
            f"a {problem.kind} problem has no starter",
            "Add a cell with the role starter and `for`: the grade_id of the solution cell",
        )
    elif problem.kind is Kind.PARSONS:
        for cell, line in problem.solution_lines():
            case.findings.error(
                "kind",
                f"the line `{line}` of the reference is not among those to be ordered",
                "Put every line of the reference into the starter, in another order",
                cell=cell.grade_id,
            )
    elif problem.kind is Kind.PREDICT_OUTPUT and not case.bundle.rules.literals_only:
        case.findings.error(
            "kind",
            "a prediction may be code that works the answer out",
            "Set literals_only to true in `rules`, and say in the statement that values are asked",
        )
    elif problem.kind is Kind.REFACTOR and not _has_shape(case.bundle.rules):
        case.findings.error(
            "kind",
            "a refactor problem has no rule for the shape of the code",
            "Add max_statements, max_depth or a construct that is forbidden or required to `rules`",
        )
    elif problem.kind is Kind.WRITE_TESTS:
        _check_write_tests(case)


def _has_shape(rules: Rules) -> bool:
    return bool(
        rules.max_statements
        or rules.max_depth
        or rules.forbid_constructs
        or rules.require_constructs
        or rules.forbid_calls
        or rules.require_calls
    )


def _check_write_tests(case: Case) -> None:
    sources = [test.source for test in case.problem.tests]
    if not any("accepts(" in source for source in sources):
        case.findings.error(
            "kind",
            "no test calls accepts()",
            "Add a visible test with `accepts()`: the learner's tests pass the right function",
        )
    wrong = sum(source.count("catches(") for source in sources)
    if wrong < MIN_WRONG:
        case.findings.error(
            "kind",
            f"{wrong} wrong functions, {MIN_WRONG} are needed",
            "Add hidden tests with `catches(source)`, one wrong function each",
        )


def check_entry_point(case: Case) -> None:
    """Check that the name which tests call is set by the reference or by given code."""
    problem = case.problem
    sources = [problem.reference, *(c.source for c in problem.given)]
    if problem.entry_point and problem.entry_point not in names_set(sources):
        case.findings.error(
            "entry-point",
            f"neither the reference nor given code sets {problem.entry_point}",
            "Correct entry_point in the metadata, or the name in the reference",
        )


def check_known(case: Case) -> None:
    """Check every id against the skill graph."""
    problem, findings, graph = case.problem, case.findings, case.skills.graph
    for skill in problem.primary + problem.secondary:
        if skill not in graph.skills:
            findings.error(
                "skill", f"there is no skill {skill!r}", "Use an id of skills.yaml, or add it"
            )
    twice = set(problem.primary) & set(problem.secondary)
    if twice or len(set(problem.card.skills)) != len(problem.card.skills):
        findings.error("skill", "a skill is tagged twice", "Tag each skill once")
    lessons = {lesson.id: s.id for s in graph.sections for lesson in s.lessons}
    if lessons.get(problem.lesson) != problem.section:
        findings.error(
            "lesson",
            f"there is no lesson {problem.lesson!r} in section {problem.section!r}",
            "Use ids of skills.yaml",
        )
    if not any(graph.skills[k].lesson == problem.lesson for k in _known(case)):
        findings.warning(
            "lesson",
            f"no primary skill is taught in lesson {problem.lesson}",
            "Set the lesson that teaches what this problem practises",
        )
    for number, probe in enumerate(problem.probes, 1):
        name = probe.misconception
        if name not in case.skills.misconception_ids and not name.startswith("slip."):
            findings.error(
                "misconception",
                f"there is no misconception {name!r}",
                "Use an id of skills.yaml, or slip.<name> for a slip",
                cell=f"probe {number}",
            )


def _known(case: Case) -> list[SkillId]:
    return [k for k in case.problem.primary if k in case.skills.graph.skills]
