"""For authors: what publishing changes, what answers say of a problem, and whom it would reach."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..analysis_bodies import (
    CellChangeView,
    Comparison,
    DiscriminationView,
    FactView,
    ItemAnalysis,
    LevelView,
    MistakeView,
    ReachView,
    ShareView,
    TimesView,
    Trial,
    VariantAnalysis,
    VersionAnalysis,
)
from ..analysis_port import VersionAnswers
from ..author_bodies import NewDraft, NotebookAsk
from ..core.help_effect import Z
from ..core.item_analysis import FEW, Discrimination, Share, Times, analysis
from ..core.problem import ProblemId
from ..core.trial import tried
from ..core.variant_analysis import VariantFigures, by_variant
from ..errors import BadRequest, NotFound
from ..ports import Person
from ..problems.bank import Problem
from ..problems.comparison import compare
from ..problems.source_file import UnreadableError, parse_json
from .clusters import Cluster, clusters, probe_text
from .mistakes import recognise
from .workshop import one_run, workshop_of

if TYPE_CHECKING:
    from .parts import Parts

NEWEST = 1000
"""Failed attempts that are looked through for mistakes."""

LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


async def compared(parts: Parts, person: Person, ask: NotebookAsk) -> Comparison:
    """Say what publishing a notebook would change, and for whom.

    Raises:
        BadRequest: It cannot be read.
        CheckRunning, GraderBusy: See `one_run`.
    """
    workshop = workshop_of(parts)
    with one_run(workshop, person):
        new = await asyncio.to_thread(_read, ask.notebook)
        problem_id = _id_of(new)
        there = parts.bank.problems.get(problem_id)
        version = there.card.version if there and there.card.parent is None else None
        old = await workshop.course.notebook(problem_id, version) if version else None
        found = await asyncio.to_thread(compare, _read(old) if old else {}, new)
    graded = await workshop.analysis.graded(problem_id) if version else {}
    return Comparison(
        problem_id=problem_id,
        version=version,
        cells=[CellChangeView.model_validate(asdict(c)) for c in found.cells],
        facts=[FactView(**asdict(f)) for f in found.facts],
        points_before=found.points[0],
        points_after=found.points[1],
        courses=[ReachView(**asdict(r)) for r in await workshop.analysis.reach(problem_id)],
        answers=graded.get(version or 0, 0),
    )


async def item(parts: Parts, name: str) -> ItemAnalysis:
    """Say what answers say of a problem, and which mistakes no probe explains.

    Raises:
        NotFound: There is no such problem.
    """
    problem = parts.bank.problems.get(ProblemId(name))
    if problem is None:
        raise NotFound
    store, card = workshop_of(parts).analysis, problem.card
    return ItemAnalysis(
        problem_id=card.id,
        title=card.title,
        derived=card.parent is not None,
        few=FEW,
        versions=[_version(v) for v in await store.answers(card.id)],
        mistakes=[] if card.parent else await _mistakes(parts, problem),
    )


async def published(parts: Parts, name: str) -> NewDraft:
    """Return the notebook of a problem as learners have it now, to go on from.

    Raises:
        NotFound: There is no such problem, or it is made from another one.
    """
    problem = parts.bank.problems.get(ProblemId(name))
    if problem is None or problem.card.parent:
        raise NotFound
    card = problem.card
    notebook = await workshop_of(parts).course.notebook(card.id, card.version)
    if notebook is None:
        raise NotFound("The notebook of this version is not kept.")
    return NewDraft(slug=card.id.rpartition(".")[2], notebook=dict(_read(notebook)))


async def _mistakes(parts: Parts, problem: Problem) -> list[MistakeView]:
    store, card = workshop_of(parts).analysis, problem.card
    wrong = await store.unexplained(card.id, card.version, NEWEST)
    found = await asyncio.to_thread(clusters, problem, wrong)
    # A probe may have been written since, or the verdict is a corrected one.
    told = [
        (c, await recognise(parts, problem.of(c.variant), (c.source,), c.verdict)) for c in found
    ]
    new = [cluster for cluster, words in told if not words]
    return [_mistake(problem, cluster, n) for n, cluster in enumerate(new, 1)]


def _mistake(problem: Problem, cluster: Cluster, number: int) -> MistakeView:
    fault = cluster.verdict.fault
    # The verdict does not tell the titles of hidden tests.
    titles = {c.grade_id: c.title for c in problem.bundle.cells}
    return MistakeView(
        learners=cluster.learners,
        answers=cluster.answers,
        fails=[titles.get(name, name) for name in cluster.fails],
        raises=fault.name if fault else None,
        probe=probe_text(cluster, number),
    )


async def trial(parts: Parts, person: Person, ask: NotebookAsk) -> Trial:
    """Say at which mastery of its skills a notebook's problem would be chosen, and why.

    Raises:
        BadRequest: It cannot be read as a problem of this course.
        CheckRunning, GraderBusy: See `one_run`.
    """
    workshop = workshop_of(parts)
    with one_run(workshop, person):
        problem_id, bank = await workshop.course.with_draft(ask.notebook, parts.bank)
    card, at = bank.problems[problem_id].card, parts.clock()

    def levels() -> list[LevelView]:
        some = (tried(card, m, bank.graph, bank.cards, at, parts.tuning) for m in LEVELS)
        return [LevelView.model_validate(asdict(each) | {"ahead": [*each.ahead]}) for each in some]

    return Trial(
        problem_id=problem_id,
        skills=[bank.graph.skills[k].name for k in card.skills],
        levels=await asyncio.to_thread(levels),
    )


def _version(one: VersionAnswers) -> VersionAnalysis:
    figures = analysis(one.answered)
    return VersionAnalysis(
        version=one.version,
        learners=figures.learners,
        first_try=_share(figures.first_try),
        hints=_share(figures.hints),
        gave_up=_share(figures.gave_up),
        minutes=_times(figures.minutes),
        discrimination=_discrimination(one.discrimination),
        variants=[variant_view(v) for v in by_variant(one.answered)],
    )


def variant_view(one: VariantFigures) -> VariantAnalysis:
    """Return what is said of one variant."""
    return VariantAnalysis(
        variant=one.variant,
        learners=one.figures.learners,
        first_try=_share(one.figures.first_try),
        hints=_share(one.figures.hints),
        minutes=_times(one.figures.minutes),
        differs=one.differs,
    )


def _times(told: Times | None) -> TimesView | None:
    return TimesView(**asdict(told)) if told else None


def _share(told: Share | None) -> ShareView | None:
    return ShareView(**asdict(told)) if told else None


def _discrimination(told: Discrimination | None) -> DiscriminationView | None:
    if told is None:
        return None
    half = Z * told.sd
    return DiscriminationView(
        mean=told.mean, low=max(0.0, told.mean - half), high=told.mean + half, n=told.answers
    )


def _read(notebook: str) -> Mapping[str, Any]:
    try:
        return parse_json(notebook.encode("utf-8", "replace"))
    except UnreadableError as error:
        raise BadRequest(f"This notebook cannot be compared: {error.message}.") from None


def _id_of(notebook: Mapping[str, Any]) -> ProblemId:
    metadata = notebook.get("metadata")
    ours = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    found = ours.get("id") if isinstance(ours, dict) else None
    if not isinstance(found, str):
        raise BadRequest("This notebook does not say which problem it is.")
    return ProblemId(found)
