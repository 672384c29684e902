"""The gate for items made from a problem: what their parent's own gate has not shown yet.

Tests, probes, alternatives and mutants are the parent's, on the same reference, so they are not
run again. New are the words, the starter and the release: those are checked for every item, and
every item's reference and starter are run.
"""

from __future__ import annotations

from dataclasses import replace

from ..core.problem import Kind
from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.derived import derive
from ..problems.finding import Finding, Findings
from ..problems.skills_file import SkillsFile
from .case import Case
from .constructs import check_constructs
from .counts import check_kind, check_known
from .hints import check_hints
from .leaks import check_leaks, check_release
from .outcome import BrokenTests, Runner
from .rules import check_rules
from .statement import check_names

STILL = (
    check_kind,
    check_known,
    check_hints,
    check_names,
    check_leaks,
    check_release,
    check_rules,
)


def check_derived(problem: AuthoredProblem, skills: SkillsFile, runner: Runner) -> list[Finding]:
    """Return what the items made from a sound problem lack; only errors are told."""
    found: list[Finding] = []
    for item in derive(problem):
        findings = Findings(item.id, [])
        case = Case(item, skills, runner, findings)
        for step in STILL:
            step(case)
        # A bug may well be something that is not taught yet, such as == in place of =.
        if item.kind is not Kind.FIX_BUG:
            check_constructs(case)
        try:
            _check_runs(case, problem)
        except BrokenTests as error:
            findings.error("tests", f"the cells cannot be run: {error}", _REMEDY)
        found += (f for f in findings.found if f.level == "error")
    return found


_REMEDY = "Correct the problem, or leave this kind out of its `derive`"


def _check_runs(case: Case, parent: AuthoredProblem) -> None:
    # That a reference keeps the item's own rules is checked by `check_rules`. The parent's, with
    # the parent's rules and markers, is in most items an answer that has been run already.
    same = case.problem.reference == parent.reference
    asked = {c.grade_id: c.source for c in (parent if same else case.problem).solutions}
    bundle = replace(case.bundle, rules=build_bundle(parent).rules) if same else case.bundle
    for name in sorted(case.runner.run(bundle, asked).failed):
        case.findings.error("reference", "the reference fails this test", _REMEDY, cell=name)
    if case.passes(case.starter()):
        case.findings.error("starter", "the untouched starter passes every test", _REMEDY)
