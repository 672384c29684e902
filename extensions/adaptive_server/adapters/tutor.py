"""The offline tutor as a port: hint request in, pieces of text that passed the leak gate out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from itertools import takewhile

from tutor_labext import socratic
from tutor_labext.gemini.options import Prompt, Turn
from tutor_labext.gemini.prompt import Context, make_prompt
from tutor_labext.leak_gate import LeakGate
from tutor_labext.mood import answer_to_tone
from tutor_labext.offline import compose, dialogue, nothing_left, predicted
from tutor_labext.refusal_texts import SENTENCES as REFUSALS
from tutor_labext.situation import (
    Answer,
    FailingTest,
    Fault,
    Reading,
    Rung,
    Situation,
    Style,
    Suspect,
    Trace,
    TraceStep,
)
from tutor_labext.wording import within, words

from grader.bundle import CellRole
from grader.end import End
from grader.sentences import ended
from grader.study import Study
from grader.verdict import Status, Verdict

from ..bodies import Explanation
from ..core.language import ENGLISH
from ..problems.bank import Problem
from ..tutor_port import Exchange, HintRequest, TutorPiece
from ..tutoring.feedback import explain_fault, explain_unreadable, explain_verdict
from .answer_cells import answer_of, fits, has_code, idle_in, is_done, slips_of
from .asked_values import value_behind
from .refused import refusal_of, without_refused


class OfflineTutor:
    """Words hints from the verdict, the explainer and the author's ladder; needs no network."""

    async def start(self) -> None:
        """Nothing is slow to load."""

    async def close(self) -> None:
        """Nothing is held."""

    async def stream(self, request: HintRequest) -> AsyncGenerator[TutorPiece, None]:
        """Yield one hint of at most 160 words, sentence by sentence."""
        if request.looking:
            # The gate's preparation is as long as a short look; it is made beside the waiting.
            study, gate = await asyncio.gather(
                request.looking.wait(), asyncio.to_thread(gate_of, request, explained(request))
            )
            request = replace(request, study=study, looking=None)
        else:
            gate = gate_of(request, explained(request))
        first, text = await asyncio.to_thread(self._text, request, gate)
        if first:
            yield TutorPiece(first)
        for piece in gate.whole(text):
            yield TutorPiece(piece)
            await asyncio.sleep(0)
        if gate.leak:
            yield TutorPiece(nothing_left(situation_of(request)), gate=gate.leak.kind.value)

    def _text(self, request: HintRequest, gate: LeakGate) -> tuple[str, str]:
        """Return our own sentences, which tell nothing of the task, and the hint."""

        def safe(text: str) -> bool:
            return gate.check(text) is None

        situation = situation_of(request)
        limit = request.limited and not heard(socratic.LIMITED, offline_since(request.before))
        first = [socratic.LIMITED] if limit else []
        text = dialogue(situation, last_words(request), request.question, request.wish, safe)
        if not (text and safe(text)):
            text = compose(situation, safe)
            if request.question and not request.limited:
                first += opening(request)
            elif not request.question:
                first += not_followed(request)
            if request.wish == "explain_error" and not (situation.fault or situation.timed_out):
                first.append(socratic.NO_ERROR)
        told = "".join(socratic.said(spoken(request), sentence) for sentence in first)
        return told, within(text, socratic.MAX_WORDS - words(told))


def opening(request: HintRequest) -> list[str]:
    """Return what meets the tone of a question, else what is answered from; each is said once.

    What the tutor does not give is said each time that it is asked for.
    """
    tone = answer_to_tone(request.question)
    kind = refusal_of(request, public_text(request.problem, 0))
    if kind:
        kindly = [tone] if tone not in ("", *REFUSALS[kind], socratic.WANTS_ANSWER) else []
        ways = [way for way in REFUSALS[kind] if not heard(way, request.before[-1:])]
        return [*(s for s in kindly if not heard(s, request.before)), ways[0]]
    sentence = tone or socratic.NO_QUESTIONS
    return [] if heard(sentence, request.before) else [sentence]


def not_followed(request: HintRequest) -> list[str]:
    """Return why no model was asked for a button's help: a text in the code gives orders."""
    kind = refusal_of(request, public_text(request.problem, 0))
    newest = (*request.shown[-1:], *(e.said for e in request.before[-1:]))
    if kind is None or any(within_any(way, newest) for way in REFUSALS[kind]):
        return []
    return [REFUSALS[kind][0]]


def spoken(request: HintRequest) -> str:
    """Return the language of our own sentences: that of the problem's texts.

    So an answer is never in two languages; a model goes by the panel's language.
    """
    return request.problem.bundle.locale


def offline_since(before: Sequence[Exchange]) -> list[Exchange]:
    """Return the newest answers, as far as no model has answered in between."""
    return list(takewhile(lambda one: one.model == "offline", reversed(before)))


def heard(sentence: str, before: Sequence[Exchange]) -> bool:
    """Say whether one of these answers has said a sentence of ours, in whatever language."""
    return within_any(sentence, [e.said for e in before])


def within_any(sentence: str, texts: Sequence[str]) -> bool:
    """Say whether one of these texts holds a sentence of ours, in whatever language."""
    told = [socratic.said(locale, sentence).strip() for locale in (ENGLISH, *socratic.LANGUAGES)]
    return any(words in text for text in texts for words in told)


def last_words(request: HintRequest) -> list[str]:
    """Return what may have asked for a value: our last turn, then the newest hint."""
    turns = [e.said for e in request.before[-1:]]
    return [*turns, *request.shown[-1:]]


def explained(request: HintRequest) -> str:
    """Return what the learner reads beside every verdict anyway: its messages, the error told."""
    told, verdict = fault_of(request), request.verdict
    texts = [t.message for t in verdict.tests if t.hidden and not t.passed] if verdict else []
    if told:
        readings = (text for r in told.readings for text in (r.because, r.try_next))
        texts += [told.happened, *readings]
    return "\n".join(texts)


def gate_of(request: HintRequest, read: str = "") -> LeakGate:
    """Return a leak gate for one answer; hints the author permits at this rung are public.

    Args:
        request: What is asked.
        read: What else the learner reads anyway.
    """
    return LeakGate(
        references=request.problem.references,
        public="\n\n".join(filter(None, (public_text(request.problem, request.rung), read))),
        learner="\n".join(request.cells.values()),
        shown=(*request.shown, *(e.said for e in request.before)),
        keys=request.problem.keys,
    )


def public_text(problem: Problem, rung: int) -> str:
    """Return what the learner may read anyway: statement, release cells, hints up to the rung."""
    cells = (c for c in problem.bundle.cells if not (c.role is CellRole.TEST and c.hidden))
    hints = (h.text for h in problem.hints if h.level <= rung)
    return "\n\n".join((problem.statement, *(c.source for c in cells), *hints))


def situation_of(request: HintRequest) -> Situation:
    """Return what the tutor is told: outcomes and explanations, no test source, no solution."""
    verdict, problem, found = request.verdict, request.problem, request.study
    trace = trace_of(found, spoken(request))
    broken = broken_rule(verdict)
    return Situation(
        rung=request.rung,
        title=problem.card.title,
        fault=fault_of(request),
        failing=() if broken else failing_of(verdict, problem),
        solved=verdict is not None and verdict.status is Status.PASSED,
        timed_out=out_of_time(verdict, problem),
        broken_rule=broken,
        feedback=request.feedback,
        ladder=tuple(
            Rung(h.level, h.text, h.when, is_done(h, problem, request.cells))
            for h in problem.hints
            if fits(h, problem, request.cells, verdict)
        ),
        shown=(*request.shown, *(e.said for e in request.before)),
        trace=trace,
        suspect=Suspect(found.spot.line, found.spot.kind.value) if found.spot else None,
        prediction=predicted(trace, last_words(request), request.question),
        style=Style(request.style.value),
        locale=spoken(request),
        explains=request.wish == "explain_error",
        answer=answer_of(problem),
        empty=bool(request.cells) and not any(map(has_code, request.cells.values())),
        idle_tests=idle_in(problem, request.cells),
        slips=slips_of(problem, request.cells),
    )


def trace_of(found: Study, locale: str = ENGLISH) -> Trace | None:
    """Return the learner's own run in the tutor's words for it."""
    steps = tuple(TraceStep(s.line, s.values, s.returned, s.raised, s.entered) for s in found.steps)
    if not steps:
        return None
    return Trace(found.title, steps, found.message, found.failing, found.cut, locale)


def failing_of(verdict: Verdict | None, problem: Problem) -> tuple[FailingTest, ...]:
    """Return the tests that do not pass, in the order of the notebook."""
    tests = [t for t in verdict.tests if not t.passed] if verdict else []
    values = answer_of(problem) is Answer.VALUES
    behind = [value_behind(problem, t.id) if values and t.hidden else "" for t in tests]
    told = zip(tests, behind, strict=True)
    return tuple(FailingTest(t.id, t.title, t.message, t.hidden, value) for t, value in told)


def out_of_time(verdict: Verdict | None, problem: Problem) -> bool:
    """Say whether the run did not end, or a test: the first visible one that fails, else any."""
    if verdict is None or verdict.status is Status.TIMEOUT:
        return verdict is not None
    visible = [t.message for t in verdict.tests if not (t.passed or t.hidden)]
    told = ended(End.TIME, problem.bundle.limits, problem.bundle.locale)
    return (visible[:1] or [verdict.message]) == [told]


def broken_rule(verdict: Verdict | None) -> str:
    """Return what a verdict says of a rule of the problem that the answer breaks, or ''."""
    return verdict.message if verdict and verdict.breaks_rules else ""


def fault_of(request: HintRequest) -> Fault | None:
    """Return the error to speak of: code that cannot be read now, then their own run of it or ours.

    The checks' run comes last, because it may be of older code.
    """
    cells, locale = request.cells, spoken(request)
    told = explain_unreadable(cells, locale)
    if told is None and (raised := request.ran or request.study.fault):
        told = explain_fault(raised, cells, locale)
    if told is None and request.verdict:
        told = explain_verdict(request.verdict, cells, locale)
    return fault(told) if told else None


def fault(told: Explanation) -> Fault:
    """Return an explanation in the tutor's own words for it."""
    readings = tuple(Reading(s.because, s.try_next, s.rule) for s in told.suggestions)
    return Fault(told.kind, told.line, told.happened, readings)


def prompt_of(request: HintRequest) -> Prompt:
    """Return what Gemini is told: no reference, no hidden test."""
    context = Context(
        public=public_text(request.problem, 0),
        code="\n\n".join(request.cells.values()),
        question=request.question,
        wish=request.wish,
        mastery=request.mastery,
        locale=request.locale,
        attempts=request.attempts,
    )
    before = [
        turn
        for e in without_refused(request).before
        for turn in (Turn("user", e.asked or "(button)"), Turn("model", e.said))
    ]
    return make_prompt(situation_of(request), context, before)
