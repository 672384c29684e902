"""What a verdict says beyond its score: the error explained."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping

from grader.explain import Explanation as Told
from grader.explain import explain, returned_none, returned_raw
from grader.verdict import LearnerFault, Status, Verdict

from ..bodies import Explanation, Suggestion
from ..core.language import ENGLISH


def explain_verdict(
    verdict: Verdict, cells: Mapping[str, str], locale: str = ENGLISH
) -> Explanation | None:
    """Explain the exception of a verdict, or a function that gave back no result; else None.

    Args:
        verdict: The grader's result.
        cells: The source that was handed in, by `grade_id`.
        locale: The language to explain in.
    """
    if verdict.status in (Status.PASSED, Status.GRADER_ERROR):
        return None
    if verdict.fault:
        return explain_fault(verdict.fault, cells, locale)
    if verdict.status is Status.UNGRADABLE:
        return explain_unreadable(cells, locale)
    return explain_none(verdict, cells, locale) or explain_raw(verdict, cells, locale)


def explain_fault(
    fault: LearnerFault, cells: Mapping[str, str], locale: str = ENGLISH
) -> Explanation:
    """Explain an exception that the code in a cell raised."""
    # A call that does not even begin arises in no cell; it is about the only one there is.
    only = next(iter(cells.values())) if len(cells) == 1 else ""
    source = cells.get(fault.grade_id, "") if fault.grade_id else only
    variables = fault.variables or {}
    told = explain(source, fault.name, fault.message, fault.line, variables, locale)
    return placed(told, fault.grade_id)


def explain_unreadable(cells: Mapping[str, str], locale: str = ENGLISH) -> Explanation | None:
    """Explain the first cell that Python cannot read, or return None when all can be."""
    for grade_id, source in cells.items():
        if error := syntax_error(source):
            told = explain(source, type(error).__name__, error.msg or "", error.lineno, {}, locale)
            return placed(told, grade_id)
    return None


def explain_none(
    verdict: Verdict, cells: Mapping[str, str], locale: str = ENGLISH
) -> Explanation | None:
    """Explain a function that gives back None, when a visible test says that one did."""
    visible = [t for t in verdict.tests if not t.passed and not t.hidden]
    if not any("None" in t.message for t in visible):
        return None
    found = ((returned_none(source, locale=locale), grade_id) for grade_id, source in cells.items())
    return next((placed(told, grade_id) for told, grade_id in found if told), None)


def explain_raw(
    verdict: Verdict, cells: Mapping[str, str], locale: str = ENGLISH
) -> Explanation | None:
    """Explain a value that is no result yet, when the first visible test that fails shows one."""
    visible = [t.message for t in verdict.tests if not t.passed and not t.hidden]
    for message in visible[:1]:
        for grade_id, source in cells.items():
            if told := returned_raw(message, source, locale):
                return placed(told, grade_id)
    return None


def syntax_error(source: str) -> SyntaxError | None:
    """Return why Python cannot read a source, or None when it can or the reason has no place."""
    try:
        with warnings.catch_warnings():
            # A doubtful escape in a learner's text is no error of theirs and none of ours.
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def placed(told: Told, grade_id: str | None) -> Explanation:
    """Return what the API answers with: an explanation and its cell."""
    return Explanation(
        kind=told.kind,
        grade_id=grade_id,
        line=told.line,
        happened=told.happened,
        suggestions=[
            Suggestion(rule=s.rule, because=s.because, try_next=s.try_next)
            for s in told.suggestions
        ],
    )
