"""The gate on thousands of answers: it stops solutions in every coat, and lets help pass."""

from collections import Counter

import pytest
from support.leaks import written
from support.leaks.cases import cases
from support.leaks.course import course_samples
from support.leaks.disguises import BARE, FENCED, lines
from support.leaks.toy_problems import TOYS
from tutor_labext.leak_gate import LeakGate
from tutor_labext.leak_gate.text import squeezed

TOO_COMMON = {"else", "returntrue", "returnfalse", "pass", "break"}


@pytest.fixture(scope="module")
def all_cases():
    return list(cases((*TOYS, *course_samples()[::5]), seed=7))


def gate_for(case):
    return LeakGate(case.references, case.sample.public, case.learner, case.history)


def test_solutions_are_stopped_and_help_passes(all_cases):
    wrong, seen = Counter(), Counter()
    for case in all_cases:
        seen[case.leak, case.kind] += 1
        flagged = gate_for(case).check(case.answer) is not None
        wrong[case.leak, case.kind] += flagged != case.leak
    leaks, harmless = (sum(n for (leak, _), n in seen.items() if leak is w) for w in (True, False))
    missed, stopped = (sum(n for (leak, _), n in wrong.items() if leak is w) for w in (True, False))
    assert leaks > 2_500
    assert harmless > 3_000
    assert missed <= 0.02 * leaks, wrong
    assert stopped <= 0.005 * harmless, wrong


def test_answers_written_by_hand_are_told_apart():
    named = {s.name: s for s in TOYS}
    told = [
        LeakGate(named[name].references, named[name].public, learner).check(answer) is not None
        for name, answers in written.RECIPES.items()
        for answer in answers
        for learner in ("", named[name].faulty[0])
    ]
    assert sum(told) >= 0.9 * len(told)
    samples = (*TOYS, *course_samples())
    gates = (LeakGate(s.references, s.public, s.faulty[0]) for s in samples)
    stopped = [gate.check(said) is not None for gate in gates for said in written.HARMLESS]
    assert sum(stopped) <= 0.005 * len(stopped)


def shown_lines(case, size=7):
    """Solution lines that leave the stream before it stops, and how many there are."""
    gate = gate_for(case)
    parts = [case.answer[at : at + size] for at in range(0, len(case.answer), size)]
    sent = squeezed("".join(p for part in parts for p in gate.feed(part)) + "".join(gate.end()))
    known = squeezed(case.sample.public + case.learner)
    secret = {squeezed(s) for s in lines(case.solution)}
    telling = {s for s in secret - TOO_COMMON if len(s) > 5 and s not in known}
    return sum(s in sent for s in telling), len(telling)


def test_hardly_a_line_of_a_solution_leaves_before_the_stop(all_cases):
    for kinds, limit in ((FENCED, 0.0), (BARE, 0.05)):
        some = [c for c in all_cases if c.leak and c.kind in kinds][::3]
        caught = [c for c in some if gate_for(c).check(c.answer)]
        counts = [shown_lines(c) for c in caught]
        shown, total = (sum(n) for n in zip(*counts, strict=True))
        assert total > 300
        assert shown <= limit * total


def test_hardly_a_harmless_answer_is_cut_short_in_the_stream(all_cases):
    """The stream judges each beginning of an answer, so it may stop what is harmless as a whole."""
    cut = []
    harmless = [c for c in all_cases if not c.leak][::6]
    for case in harmless:
        gate = gate_for(case)
        sent = [*gate.feed(case.answer[:50]), *gate.feed(case.answer[50:]), *gate.end()]
        if "".join(sent) != case.answer:
            assert gate.leak is not None, "what is not stopped leaves as it is"
            cut.append(case.answer)
    assert len(cut) <= 0.005 * len(harmless), cut
