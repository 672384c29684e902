"""A small problem with probes, ladder and two tests, and verdicts on it, for tests of the tutor."""

from __future__ import annotations

from adaptive_server.core.learner import LearnerState
from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from adaptive_server.ports import LearnerId, LearnerRecord
from adaptive_server.problems.bank import Bank, Hint, Probe, Problem

from grader.bundle import Bundle, BundleCell, CellRole
from grader.verdict import LearnerFault, Status, TestOutcome, Verdict

REFERENCE = """def total_price(price, count):
    discount = 0.9 if count >= 10 else 1
    return round(price * count * discount, 2)
"""
CELL = "total_price"
HINTS = (
    Hint(1, "orient", "Read once more what happens from ten pieces on."),
    Hint(2, "plan", "First the price of all pieces, then what is taken off.", ("many",)),
    Hint(3, "skeleton", "Fill the gaps:\n\n```python\nif ...:\n    factor = ...\n```"),
)
CARD = ProblemCard(
    id=ProblemId("s02.if.total-price"),
    version=1,
    title="Total price",
    kind=Kind.WRITE_FUNCTION,
    section="s02",
    lesson="if",
    skills=(SkillId("flow.if"),),
    band=2,
    difficulty=0.0,
    minutes=6,
)

BRANCHES = Skill(CARD.skills[0], "Branches", "Choose a way", 2, (), True, "s02", "if")
GRAPH = SkillGraph(
    (Section("s02", "Decisions", (Lesson("if", "If", (BRANCHES.id,)),)),), {BRANCHES.id: BRANCHES}
)
RECORD = LearnerRecord(LearnerId("ada"), LearnerState(), frozenset(), None)
"""A learner who has done nothing yet."""


def cell(grade_id: str, role: CellRole, source: str, *, hidden: bool = False) -> BundleCell:
    return BundleCell(grade_id, role, source, title=grade_id, points=1.0, hidden=hidden)


BUNDLE = Bundle(
    problem_id=CARD.id,
    version=1,
    cells=(
        cell(CELL, CellRole.SOLUTION, "def total_price(price, count):\n    ...\n"),
        cell("few", CellRole.TEST, "assert total_price(3, 2) == 6"),
        cell("many", CellRole.TEST, "assert total_price(3, 10) == 27", hidden=True),
    ),
    required=("total_price",),
)


def probe(fails: set[str], raises: str | None, feedback: str) -> Probe:
    return Probe("slip.sample", frozenset(fails), raises, feedback, "")


def problem(*probes: Probe, hints: tuple[Hint, ...] = HINTS) -> Problem:
    return Problem(
        card=CARD,
        bundle=BUNDLE,
        release={},
        statement="Write `total_price(price, count)`. From 10 pieces on, 10 % are taken off.",
        hints=hints,
        probes=probes,
        references=(REFERENCE,),
        content_hash="",
    )


def bank() -> Bank:
    return Bank(GRAPH, {CARD.id: problem()})


def outcome(grade_id: str, passed: bool, message: str = "", *, hidden: bool = False) -> TestOutcome:
    return TestOutcome(grade_id, grade_id, float(passed), 1.0, passed, hidden, message)


def verdict(
    few: bool,
    many: bool,
    fault: LearnerFault | None = None,
    *,
    status: Status = Status.FAILED,
    message: str = "",
) -> Verdict:
    tests = (outcome("few", few, message), outcome("many", many, hidden=True))
    return Verdict(status, float(few + many), 2.0, tests, fault=fault)
