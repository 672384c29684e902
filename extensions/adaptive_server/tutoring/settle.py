"""What one verdict changes: evidence, new state, recommendation and the answer. Pure."""

from __future__ import annotations

from datetime import datetime

from grader.verdict import Verdict

from ..bodies import MasteryChange, Recommendation, SubmissionAnswer, TestView
from ..core.achievements import earned
from ..core.believed import believed
from ..core.evidence import evidence_of
from ..core.language import ENGLISH
from ..core.learner import LearnerState, ProblemState
from ..core.mastery import mastery
from ..core.model import top_bands, update
from ..core.notices import notice
from ..core.phrases import say
from ..core.placement import answered, is_question
from ..core.recommendation import Choice
from ..core.review import EarlierReview, begin
from ..core.standing import set_aside
from ..ports import LearnerRecord, Settlement, StoredSubmission
from ..problems.bank import Problem
from .behaviour import Seen, seen_in
from .feedback import explain_verdict
from .parts import Parts
from .recommend import decide, still_good
from .reviewed import answers_of, counted, status_word, view
from .views import achievement, recommendation, skill_ref


def settlement(
    parts: Parts,
    stored: StoredSubmission,
    problem: Problem | None,
    verdict: Verdict,
    record: LearnerRecord,
    at: datetime,
    feedback: str,
    earlier: EarlierReview | None = None,
) -> Settlement:
    """Fold a verdict into the learner's record and word the answer.

    Args:
        parts: The parts of this process.
        stored: The submission.
        problem: Its problem, or None once that has left the bank.
        verdict: The grader's result.
        record: The learner, under the row lock.
        at: The database's time.
        feedback: The author's words for a recognised mistake, or ''.
        earlier: What a person said of an earlier answer, where the problem is one for persons.
    """
    state, seen = record.state, Seen()
    tested, review, cells = verdict, None, stored.source.cells
    if problem is not None:
        cells = problem.code_of(cells)
    if problem is not None and verdict.status.counts:
        review = begin(problem.manual, answers_of(problem, stored.source), earlier)
    verdict = counted(tested, review)
    if problem is not None and verdict.status.counts:
        seen = seen_in(stored, problem, tested, record)
        state = learnt(parts, record.state, problem, verdict, at, seen)
    asked = problem is not None and is_question(record.state, problem.card)
    moves_on = asked and verdict.status.counts
    state, choice = what_next(parts, stored, state, verdict, record, moves_on=moves_on)
    new = earned(record.state, state, parts.bank.graph, parts.bank.cards, record.achievements, at)
    following = upcoming(parts, choice, record)
    answer = SubmissionAnswer(
        id=stored.id,
        problem_id=stored.problem_id,
        status=status_word(verdict, review),
        score=verdict.score,
        max_score=verdict.max_score,
        attempt=state.problems.get(stored.problem_id, ProblemState()).attempts,
        version=stored.version,
        message=verdict.message,
        tests=outcome_views(verdict, problem.bundle.locale if problem else parts.locale),
        output=verdict.output,
        feedback=feedback,
        notice=notice(seen.signals, solved=verdict.status.value == "passed", locale=parts.locale),
        explanation=explain_verdict(tested, cells, parts.locale),
        mastery=changes(parts, problem, record.state, state, at) if verdict.status.counts else [],
        solved=verdict.status.value == "passed",
        moves_on=moves_on,
        steps_back=set_aside(state, stored.problem_id)
        and following is not None
        and following.problem is not None
        and following.problem.id != stored.problem_id,
        next=following,
        achievements=[achievement(i, parts.locale) for i in new],
        review=view(review) if review else None,
    )
    before = None
    if problem and verdict.status.counts:
        before = believed(record.state, problem.card, at, tuning=parts.tuning)
    return Settlement(
        state,
        answer.model_dump(mode="json"),
        choice,
        new,
        before,
        signals=seen.signals,
        weight=seen.weight,
        content_hash=problem.content_hash if problem else "",
        review=(review, verdict) if review else None,
    )


def outcome_views(verdict: Verdict, locale: str = ENGLISH) -> list[TestView]:
    """Return the outcomes as the learner gets them.

    Where an error stops the code before anything passes, it says nothing of hidden checks: what
    their authors say to a wrong result would mislead. `locale` is that of the problem's texts, so
    that the list is in one language.
    """
    stopped = verdict.fault is not None and not any(t.passed for t in verdict.tests)
    first = say(locale, "Your code stops with an error. Mend that first, then this can be checked.")
    return [
        TestView(
            id=t.id,
            title=t.title,
            passed=t.passed,
            points=t.points,
            max_points=t.max_points,
            hidden=t.hidden,
            message=first if stopped and t.hidden else t.message,
            output=t.output,
        )
        for t in verdict.tests
    ]


def learnt(
    parts: Parts,
    state: LearnerState,
    problem: Problem,
    verdict: Verdict,
    at: datetime,
    seen: Seen,
) -> LearnerState:
    """Fold the verdict into the state, where it is evidence."""
    evidence = evidence_of(
        counts=verdict.status.counts,
        passed=verdict.status.value == "passed",
        score=verdict.score,
        max_score=verdict.max_score,
        before=state.problems.get(problem.card.id, ProblemState()),
        weight=seen.weight,
        mark=seen.mark,
    )
    if evidence is None:
        return state
    bank, tuning = parts.bank, parts.tuning
    after = update(state, problem.card, evidence, at, top_bands(bank.cards), tuning)
    if is_question(state, problem.card):
        return answered(state, after, bank.graph, problem.card, evidence, tuning)
    return after


def what_next(
    parts: Parts,
    stored: StoredSubmission,
    state: LearnerState,
    verdict: Verdict,
    record: LearnerRecord,
    *,
    moves_on: bool = False,
) -> tuple[LearnerState, Choice | None]:
    """Choose anew once the recommended problem is solved; an open one still to be done stands.

    It stands no longer once it has been failed so often that it is set aside, if there is another.
    With `moves_on`, the next question comes whatever the verdict.
    """
    if moves_on:
        return decide(parts, state, "done", record.id, record.goals)
    recommended = record.open.choice.problem_id if record.open else None
    if verdict.status.value != "passed":
        often = verdict.status.counts and set_aside(state, stored.problem_id)
        if recommended != stored.problem_id or not often:
            return state, None
        after, choice = decide(parts, state, "done", record.id, record.goals)
        same = choice.problem_id in (None, recommended)
        return (state, None) if same else (after, choice)
    if recommended != stored.problem_id and still_good(parts, record):
        return state, None
    return decide(parts, state, "done", record.id, record.goals)


def upcoming(parts: Parts, choice: Choice | None, record: LearnerRecord) -> Recommendation | None:
    """Word the recommendation that is open after this verdict."""
    current = choice or (record.open.choice if record.open else None)
    return recommendation(parts.bank, current) if current else None


def changes(
    parts: Parts,
    problem: Problem | None,
    before: LearnerState,
    after: LearnerState,
    at: datetime,
) -> list[MasteryChange]:
    """Say how the estimate of each skill of the problem moved."""
    moved = []
    for skill in problem.card.skills if problem else ():
        known = parts.bank.graph.skills[skill]
        old, new = mastery(before, known, at), mastery(after, known, at)
        moved.append(
            MasteryChange(
                skill=skill_ref(parts.bank, skill),
                before=old.probability,
                after=new.probability,
                mastered=new.mastered,
            )
        )
    return moved
