"""The authors' workshop: a new draft, the gate on it, what learners would get, publishing."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from cachetools import TTLCache

from ..analysis_port import AnalysisStore
from ..author_bodies import (
    CheckReport,
    DraftAsk,
    FindingView,
    Items,
    ItemView,
    NewDraft,
    NotebookAsk,
    Preview,
    PreviewAsk,
    PublishedView,
)
from ..author_port import Checked, CourseStore, GatePort, Placed, Published, Step
from ..core.problem import Kind, ProblemId, SkillId
from ..errors import CheckRunning, GraderBusy, GraderUnavailable, NotFound
from ..ports import Person
from ..problems.bank import Bank
from ..problems.finding import Level
from ..problems.template import Start, new_problem, slug

if TYPE_CHECKING:
    from .parts import Parts

Event = tuple[str, Mapping[str, Any]]

MOST_AT_ONCE = 2
GREEN_S = 600.0


@dataclass(slots=True)
class Workshop:
    """What authoring needs beside the other parts.

    Attributes:
        analysis: Answers to problems.
        beliefs: A misconception of each skill that has one, for the template.
        refresh: Has learners get what was published.
        running: Names of those whose notebook is being checked in this process.
        green: Reports without an error by the notebook's hash, so that publishing what was just
            checked does not check it again.
    """

    gate: GatePort
    course: CourseStore
    analysis: AnalysisStore
    beliefs: Mapping[SkillId, str]
    refresh: Callable[[], Awaitable[None]]
    running: set[str] = field(default_factory=set)
    green: TTLCache[str, Checked] = field(default_factory=lambda: TTLCache(100, GREEN_S))


def workshop_of(parts: Parts) -> Workshop:
    """Return the workshop.

    Raises:
        GraderUnavailable: This installation has none.
    """
    if parts.workshop is None:
        raise GraderUnavailable
    return parts.workshop


@contextmanager
def one_run(workshop: Workshop, person: Person) -> Iterator[None]:
    """Let a person have one notebook read at a time, and this process a few.

    Raises:
        CheckRunning: One of this person's is being read already.
        GraderBusy: Others' are.
    """
    if person.name in workshop.running:
        raise CheckRunning
    if len(workshop.running) >= MOST_AT_ONCE:
        raise GraderBusy
    workshop.running.add(person.name)
    try:
        yield
    finally:
        workshop.running.discard(person.name)


def draft(parts: Parts, ask: DraftAsk) -> NewDraft:
    """Return a new problem with gaps.

    Raises:
        NotFound: No such skill.
    """
    skill = parts.bank.graph.skills.get(SkillId(ask.skill))
    if skill is None:
        raise NotFound("There is no skill of that name in this course.")
    title = " ".join(ask.title.split())
    name = _free(parts.bank, f"{skill.section}.{skill.id.rpartition('.')[2]}", slug(title))
    authors = f"Instructors of {parts.offer.course}"
    belief = workshop_of(parts).beliefs.get(skill.id, "")
    start = Start(title, ask.entry_point, skill, belief, authors, kind=Kind(ask.kind))
    return NewDraft(slug=name.rpartition(".")[2], notebook=new_problem(start, name))


def _free(bank: Bank, place: str, name: str) -> ProblemId:
    """Return an id that no problem of the course has."""
    place = place.replace("_", "-").lower()
    found, number = ProblemId(f"{place}.{name}"), 1
    while found in bank.problems:
        number += 1
        found = ProblemId(f"{place}.{name}-{number}")
    return found


async def check(parts: Parts, person: Person, ask: NotebookAsk) -> AsyncGenerator[Event, None]:
    """Run the gate: `step` events, then `done` with a `CheckReport`.

    Raises:
        CheckRunning: A notebook of this person is being checked already.
        GraderBusy: Others' notebooks are being checked.
        GraderUnavailable: This machine offers no safe place to run it.
    """
    workshop = workshop_of(parts)
    with one_run(workshop, person):
        async with aclosing(workshop.gate.check(ask.notebook, parts.bank)) as said:
            async for each in said:
                if isinstance(each, Step):
                    yield _step(each)
                else:
                    _remember(workshop, ask, each)
                    yield "done", (await _report(workshop, each)).model_dump()


async def preview(parts: Parts, person: Person, ask: PreviewAsk) -> Preview:
    """Return what learners would get of a notebook.

    Raises:
        CheckRunning, GraderBusy, GraderUnavailable: As for `check`.
    """
    workshop = workshop_of(parts)
    with one_run(workshop, person):
        checked = await workshop.gate.release(ask.notebook, ask.variant)
    release = dict(checked.release) if checked.release and not checked.errors else None
    found = [_view(p) for p in checked.found]
    return Preview(findings=found, release=release, variants=checked.variants)


async def publish(parts: Parts, person: Person, ask: NotebookAsk) -> AsyncGenerator[Event, None]:
    """Publish what passes the gate: `step` events, then `done` with a `CheckReport`.

    Where there are errors nothing is published, and the report says so.

    Raises:
        BadRequest: It cannot be read as a problem of this course.
        CheckRunning, GraderBusy, GraderUnavailable: As for `check`.
    """
    workshop = workshop_of(parts)
    with one_run(workshop, person):
        checked = workshop.green.get(_hash(ask))
        if checked is None:
            async with aclosing(workshop.gate.check(ask.notebook, parts.bank)) as said:
                async for each in said:
                    if isinstance(each, Step):
                        yield _step(each)
                    else:
                        checked = each
                        _remember(workshop, ask, checked)
        if checked is None or checked.errors:
            yield "done", (await _report(workshop, checked or Checked("", ()))).model_dump()
            return
        published = await workshop.course.publish(ask.notebook, await parts.store.learner(person))
        await workshop.refresh()
        yield "done", (await _report(workshop, checked, published)).model_dump()


async def items(parts: Parts) -> Items:
    """Say what answers say of the course's problems, as of the last calibration."""
    found = await workshop_of(parts).course.items()
    return Items(items=[ItemView(**asdict(item)) for item in found])


def _hash(ask: NotebookAsk) -> str:
    return hashlib.sha256(ask.notebook.encode("utf-8", "replace")).hexdigest()


def _remember(workshop: Workshop, ask: NotebookAsk, checked: Checked) -> None:
    if not checked.errors:
        workshop.green[_hash(ask)] = checked


def _step(step: Step) -> Event:
    return "step", {"name": step.name, "done": step.done, "of": step.of}


async def _report(
    workshop: Workshop, checked: Checked, published: Published | None = None
) -> CheckReport:
    version = 0
    if checked.problem_id and not published:
        known = await workshop.course.versions(ProblemId(checked.problem_id))
        version = max(known, default=0) + 1
    return CheckReport(
        problem_id=checked.problem_id,
        errors=checked.errors,
        warnings=len(checked.found) - checked.errors,
        findings=[_view(p) for p in checked.found],
        version=published.version if published else version,
        published=_published(published) if published else None,
    )


def _published(done: Published) -> PublishedView:
    return PublishedView(problem_id=done.problem_id, version=done.version, new=done.new)


def _view(placed: Placed) -> FindingView:
    finding = placed.finding
    return FindingView(
        cell=finding.cell,
        cell_id=placed.cell_id,
        line=finding.line,
        check=finding.check,
        level="error" if finding.level is Level.ERROR else "warning",
        message=finding.message,
        remedy=finding.remedy,
        waives=finding.waives,
    )
