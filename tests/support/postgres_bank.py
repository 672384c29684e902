"""A curriculum of three problems, and decisions simple enough to check by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from adaptive_server.core.learner import Belief, LearnerState, ProblemState, SkillState
from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.recommendation import Choice
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from adaptive_server.ports import LearnerRecord, Settlement
from adaptive_server.problems.bank import Bank, Problem

from grader.bundle import Bundle, BundleCell, CellRole, Submission
from grader.verdict import Status, TestOutcome, Verdict

NAMES, LOOPS = SkillId("names"), SkillId("loops")
SWAP, SUM, LAST = ProblemId("swap"), ProblemId("sum"), ProblemId("last")
SOURCE = Submission({"answer": "def swap(a, b):\n    return b, a\n"}, ("print('ä€🐍')",))


def small_graph() -> SkillGraph:
    """Two skills, one built on the other."""
    names = Skill(NAMES, "Names", "give values names", 1, (), True, "basics", "first")
    loops = Skill(LOOPS, "Loops", "repeat steps", 2, (NAMES,), True, "basics", "second")
    lessons = (Lesson("first", "First", (NAMES,)), Lesson("second", "Second", (LOOPS,)))
    return SkillGraph((Section("basics", "Basics", lessons),), {NAMES: names, LOOPS: loops})


def problem(name: ProblemId, skills: tuple[SkillId, ...], *, version: int = 1) -> Problem:
    """One problem with one test."""
    card = ProblemCard(
        name, version, f"The {name}", Kind.WRITE_FUNCTION, "basics", "first", skills, 1, -0.5, 5
    )
    cells = (
        BundleCell("answer", CellRole.SOLUTION, "def swap(a, b): ..."),
        BundleCell("t1", CellRole.TEST, "assert swap(1, 2) == (2, 1)", "swaps", 1.0),
    )
    bundle = Bundle(name, version, cells, (name,))
    return Problem(card, bundle, {}, "Do it.", (), (), (), f"hash-{name}-{version}")


def small_bank(*, version: int = 1) -> Bank:
    """Three problems; `version` is that of `swap`."""
    problems = (
        problem(SWAP, (NAMES,), version=version),
        problem(SUM, (LOOPS, NAMES)),
        problem(LAST, (LOOPS,)),
    )
    return Bank(small_graph(), {p.card.id: p for p in problems})


def verdict(status: Status = Status.PASSED, *, score: float = 1.0) -> Verdict:
    """A verdict with one outcome."""
    test = TestOutcome("t1", "swaps", score, 1.0, passed=status is Status.PASSED, hidden=False)
    return Verdict(status, score, 1.0, (test,), cpu_ms=0.1 + 0.2)


def step(
    problem_id: ProblemId, *, passed: bool = True, choice: Choice | None = None
) -> Callable[[LearnerRecord, datetime], Settlement]:
    """A decision whose result depends on the order: mean <- 0.7 mean +- 0.1, and counts."""

    def decide(record: LearnerRecord, at: datetime) -> Settlement:
        old = record.state
        mine = old.problems.get(problem_id, ProblemState())
        skill = old.skills.get(NAMES, SkillState())
        mean = 0.7 * old.ability.mean + (0.1 if passed else -0.1)
        answer = old.wins + old.losses + 1
        new = old._replace(
            ability=Belief(mean, old.ability.variance / 1.1),
            wins=old.wins + passed,
            losses=old.losses + (not passed),
            skills={
                **old.skills,
                NAMES: skill._replace(wins=skill.wins + 1, practised_at=at, last_answer=answer),
            },
            problems={
                **old.problems,
                problem_id: mine._replace(attempts=mine.attempts + 1, last_at=at),
            },
        )
        return Settlement(new, {"attempt": mine.attempts + 1, "mean": mean}, choice)

    return decide


def choose(problem_id: ProblemId | None) -> Callable[[LearnerRecord], tuple[LearnerState, Choice]]:
    """A decision that always takes one problem."""

    def decide(record: LearnerRecord) -> tuple[LearnerState, Choice]:
        picked = (problem_id,) if problem_id else ()
        state = record.state._replace(recent=(*record.state.recent, *picked)[-6:])
        return state, Choice(problem_id, "Because.", 0.1 + 0.2, 0.5, terms={"fit": 1 / 3})

    return decide
