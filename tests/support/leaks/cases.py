"""All cases for the leak gate: leaks in every coat, and harmless answers, with a kind each."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tutor_labext.leak_gate.text import squeezed

from . import disguises, harmless
from .rewrite import bound_names
from .toy_problems import Sample


@dataclass(frozen=True)
class Case:
    sample: Sample
    kind: str
    learner: str
    answer: str
    leak: bool
    history: tuple[str, ...] = ()
    solution: str = ""
    unlisted: bool = False

    @property
    def references(self) -> tuple[str, ...]:
        listed = self.sample.references
        return listed[:1] if self.unlisted else listed


def cases(samples: Sequence[Sample], seed: int = 1) -> Iterator[Case]:
    rng = random.Random(seed)
    for sample in samples:
        yield from leaks(sample, rng)
        yield from fine(sample, rng)


def learners(sample: Sample) -> list[str]:
    return ["", *sample.faulty[:3]]


def leaks(sample: Sample, rng: random.Random) -> Iterator[Case]:
    for kind, coat in disguises.OPEN.items():
        for learner in ("", rng.choice(sample.faulty)):
            code = rng.choice(sample.references)
            answer = coat(code, rng)
            if kind == "acrostic" and _spells_nothing(code, learner):
                continue
            if answer and not _says_nothing(code, learner, sample):
                yield Case(sample, kind, learner, disguises.framed(answer, rng), True, (), code)
    for faulty in sample.faulty[:3]:
        code = sample.references[0]
        for kind, answer in (
            ("fixed", disguises.fence(code)),
            ("diff", disguises.diff_form(faulty, code)),
            ("one_line_fix", disguises.one_line_fix(sample, faulty, rng)),
        ):
            if answer and not _says_nothing(code, faulty, sample):
                yield Case(sample, kind, faulty, disguises.framed(answer, rng), True, (), code)
    yield from _in_parts(sample, rng)


def _says_nothing(code: str, learner: str, sample: Sample) -> bool:
    known = learner + sample.public
    return all(s.strip() in known for s in disguises.lines(code))


def _spells_nothing(code: str, learner: str) -> bool:
    """First letters tell no signs, so a faulty answer of the same letters tells as much."""
    known = squeezed(learner)
    return any(squeezed(s) in known for s in disguises.lines(code) if len(s) > 12)


def _in_parts(sample: Sample, rng: random.Random) -> Iterator[Case]:
    for code in sample.references:
        if not (parts := disguises.halves(code)):
            continue
        for kind, wrap in (("fence", disguises.fence), ("span", lambda c: disguises.spans(c, rng))):
            first, second = (disguises.framed(wrap(p), rng) for p in parts)
            if any(_says_nothing(p, "", sample) for p in parts):
                continue
            if wrap is disguises.fence:
                yield Case(sample, "half_" + kind, "", first, True, (), code)
            yield Case(sample, "split_" + kind, "", second, True, (first,), code)
    if len(sample.references) > 1:
        code = sample.references[1]
        answer = disguises.framed(disguises.fence(code), rng)
        yield Case(sample, "unlisted", "", answer, True, (), code, unlisted=True)


def fine(sample: Sample, rng: random.Random) -> Iterator[Case]:
    names = bound_names(ast.parse(sample.references[0]))
    known = [n for n in names if n in sample.public]
    for learner in learners(sample) * 4:
        own = learner or "# nothing yet"
        mine = [n for n in names if n in learner] or known
        for kind, answer in (
            ("example", harmless.example(rng)),
            ("concept", harmless.concept(rng)),
            ("concept_example", harmless.concept(rng) + "\n\n" + harmless.example(rng)),
            ("error", harmless.about(rng.choice(harmless.ERRORS), own, mine, rng)),
            ("question", harmless.about(rng.choice(harmless.SOCRATIC), own, mine, rng)),
            ("quoting", harmless.quoting(own, rng)),
            ("listing", harmless.listing(own)),
        ):
            before = tuple(harmless.concept(rng) for _ in range(rng.choice([0, 0, 1, 3])))
            yield Case(sample, kind, learner, answer, False, before)
    for n, hint in enumerate(sample.hints):
        permitted = replace(sample, public=f"{sample.public}\n\n{hint}")
        for learner in ("", rng.choice(sample.faulty)):
            yield Case(permitted, "hint", learner, hint, False, sample.hints[: min(n, 2)])
    for words in sample.feedback:
        for learner in ("", rng.choice(sample.faulty)):
            yield Case(sample, "feedback", learner, words, False)
    yield Case(sample, "statement", "", sample.public.split("\n\n")[0], False)
