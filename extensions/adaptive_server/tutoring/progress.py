"""What the learner has done and what is believed of them, for the overview and the panel."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from ..bodies import HintText, Me, ProblemDetail, SkillMap, Skills, SkillView
from ..core.achievements import CATALOGUE
from ..core.learner import LearnerState, ProblemState
from ..core.mastery import mastery
from ..core.problem import SkillId, authored
from ..core.rights import Rights
from ..core.skills import Lesson, Section
from ..core.told import retold
from ..ports import LearnerId, LearnerRecord, Person
from ..problems.skill_map import Standing, skill_map
from ..progress_bodies import (
    Correction,
    LessonProgress,
    Progress,
    RecentAttempt,
    ReviewedProblem,
    SectionProgress,
    SkillProgress,
)
from .lessons import lesson_ref
from .parts import Parts
from .reviewed import view
from .submit import problem_for
from .tutor_policy import policy_of
from .views import achievement, problem_ref

RECENT = 10


def me(parts: Parts, person: Person) -> Me:
    """Say who is asking and what this installation offers."""
    return Me(
        name=person.name,
        role=Rights(person.instructor, person.assistant).word,
        course=parts.offer.course,
        tutor=parts.offer.tutor,
        grading=parts.offer.grading,
        grading_note=parts.offer.grading_note,
    )


async def problem_detail(parts: Parts, person: Person, problem_id: str) -> ProblemDetail:
    """Describe a problem with this learner's history on it.

    Raises:
        NotFound: No such problem.
    """
    problem = await problem_for(parts, person, problem_id)
    record = await parts.store.record(await parts.store.learner(person))
    done = record.state.problems.get(problem.card.id, ProblemState())
    own = await parts.store.own_reviews(record.id, problem.card.id, 1) if problem.manual else ()
    # A hint that was asked for again keeps its newest words.
    hints = {h.rung: h.text for h in await parts.store.hints(record.id, problem.card.id)}
    is_open = record.open is not None and record.open.choice.problem_id == problem.card.id
    return ProblemDetail(
        problem=problem_ref(parts.bank, problem),
        reason=retold(record.open.choice.reason, parts.bank.graph)
        if record.open and is_open
        else "",
        attempts=done.attempts,
        solved=done.solved_at is not None,
        hints_shown=min(done.hints, len(problem.hints)),
        hints_of=len(problem.hints),
        hints=[HintText(rung=rung, text=hints[rung]) for rung in sorted(hints)],
        solution_cells=problem.solution_ids,
        lesson=lesson_ref(parts, record.state, problem.card.lesson),
        review=view(own[0].review) if own else None,
        tutor=(await policy_of(parts, problem)).value,
    )


async def skills(parts: Parts, person: Person) -> Skills:
    """List all skills in teaching order."""
    record = await parts.store.record(await parts.store.learner(person))
    used = Counter(s for card in authored(parts.bank.cards) for s in card.skills)
    graph, now = parts.bank.graph, parts.clock()
    views = []
    for skill_id in graph.order():
        skill = graph.skills[skill_id]
        belief = mastery(record.state, skill, now)
        views.append(
            SkillView(
                id=skill_id,
                name=skill.name,
                objective=skill.objective,
                section=skill.section,
                lesson=skill.lesson,
                band=skill.band,
                prerequisites=list(skill.prerequisites),
                problems=used[skill_id],
                mastery=belief.probability,
                certainty=belief.certainty,
                mastered=belief.mastered,
                due=belief.due,
                practised=practised(record.state, skill_id),
            )
        )
    return Skills(skills=views)


async def drawn(parts: Parts, person: Person) -> SkillMap:
    """Draw what builds on what, with how far the learner is."""
    state = (await parts.store.record(await parts.store.learner(person))).state
    graph, now = parts.bank.graph, parts.clock()
    beliefs = {i: mastery(state, s, now) for i, s in graph.skills.items() if practised(state, i)}
    standings = {i: Standing(b.probability, b.mastered) for i, b in beliefs.items()}
    return SkillMap(svg=skill_map(graph, standings))


async def progress(parts: Parts, person: Person) -> Progress:
    """Gather the overview of whoever asks."""
    return await progress_of(parts, await parts.store.learner(person))


async def progress_of(parts: Parts, learner: LearnerId) -> Progress:
    """Gather the overview of a learner."""
    record = await parts.store.record(learner)
    recent = await parts.store.recent(learner, RECENT)
    corrected = await parts.store.corrections(learner)
    reviews = await parts.store.own_reviews(learner)
    state, now = record.state, parts.clock()
    solved = {i for i, p in state.problems.items() if p.solved_at is not None}
    return Progress(
        solved=len(solved & set(parts.bank.authored)),
        problems=len(parts.bank.authored),
        attempts=sum(p.attempts for p in state.problems.values()),
        sections=[section_progress(parts, s, record, now) for s in parts.bank.graph.sections],
        recent=[
            RecentAttempt(
                problem_id=a.problem_id,
                title=title_of(parts, a.problem_id),
                status=a.status,
                score=a.score,
                max_score=a.max_score,
                at=a.at.isoformat(),
            )
            for a in recent
        ],
        achievements=[
            achievement(i, parts.locale) for i in sorted(record.achievements) if i in CATALOGUE
        ],
        corrections=[
            Correction(
                problem_id=c.problem_id,
                title=title_of(parts, c.problem_id),
                status=c.status,
                before=c.before,
                score=c.score,
                max_score=c.max_score,
                at=c.at.isoformat(),
            )
            for c in corrected
        ],
        reviews=[
            ReviewedProblem(
                problem_id=r.problem_id,
                title=title_of(parts, r.problem_id),
                at=r.at.isoformat(),
                review=view(r.review),
            )
            for r in reviews
        ],
    )


def section_progress(
    parts: Parts, section: Section, record: LearnerRecord, now: datetime
) -> SectionProgress:
    """Sum up one section."""
    state = record.state
    cards = [c for c in authored(parts.bank.cards) if c.section == section.id]
    done = [state.problems.get(c.id, ProblemState()) for c in cards]
    return SectionProgress(
        id=section.id,
        title=section.title,
        solved=sum(d.solved_at is not None for d in done),
        problems=len(cards),
        lessons=[lesson_progress(parts, lesson, record, now) for lesson in section.lessons],
    )


def lesson_progress(
    parts: Parts, lesson: Lesson, record: LearnerRecord, now: datetime
) -> LessonProgress:
    """Sum up one lesson."""
    rows, state = [], record.state
    for skill in lesson.skills:
        known = parts.bank.graph.skills[skill]
        belief = mastery(state, known, now)
        rows.append(
            SkillProgress(
                id=skill,
                name=known.name,
                mastery=belief.probability,
                certainty=belief.certainty,
                mastered=belief.mastered,
                due=belief.due,
                practised=practised(state, skill),
            )
        )
    asked = [g.due for g in record.goals if g.lesson == lesson.id]
    due = asked[0] if asked and not all(row.mastered for row in rows) else None
    return LessonProgress(id=lesson.id, title=lesson.title, skills=rows, due=due)


def practised(state: LearnerState, skill: SkillId) -> bool:
    """Whether the learner has worked on the skill at all."""
    return skill in state.skills and state.skills[skill].practised_at is not None


def title_of(parts: Parts, problem_id: str) -> str:
    """Title of a problem, or its id once it has left the bank."""
    found = [p.card.title for i, p in parts.bank.problems.items() if i == problem_id]
    return found[0] if found else problem_id
