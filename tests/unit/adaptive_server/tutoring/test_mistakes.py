"""The author's words for a mistake are given only to who made that mistake."""

import random
from dataclasses import replace
from datetime import UTC, datetime

from adaptive_server.errors import GraderBusy
from adaptive_server.problems.likeness import is_nearer
from adaptive_server.tutoring.mistakes import alike, recognise
from adaptive_server.tutoring.parts import Offer, Parts
from support.tutored import CELL, REFERENCE, probe, problem, verdict

from grader.verdict import RULES, LearnerFault, Status

KEY_ERROR = LearnerFault("KeyError", "'a'", CELL, 2, {})
ADDS = replace(probe({"few", "many"}, None, "You add them."), source="adds")


class Grader:
    """Gives each source the verdict that is laid down for it; counts."""

    def __init__(self, **verdicts) -> None:
        self.verdicts, self.asked = verdicts, 0

    async def grade(self, bundle, submission, learner):
        self.asked += 1
        if not self.verdicts:
            raise GraderBusy
        return self.verdicts[submission.cells[CELL]]

    async def close(self) -> None:
        """Nothing to end."""


def parts(grader):
    return Parts(
        store=None,
        bank=None,
        grader=grader,
        tutor=None,
        clock=lambda: datetime.now(UTC),
        rng=random.Random(1),
        offer=Offer("", "sandbox"),
    )


def failing(message="", output="", **more):
    whole = verdict(False, False, message=message, **more)
    first, *rest = whole.tests
    return replace(whole, tests=(replace(first, output=output), *rest))


def broken(message):
    whole = failing()
    rules = replace(whole.tests[0], id=RULES, points=0.0, max_points=0.0)
    return replace(whole, tests=(rules, *whole.tests), message=message)


async def told(house, known, seen, code="adds"):
    return await recognise(house, known, (code,), seen)


async def test_the_same_failures_message_and_output_are_the_same_mistake():
    house = parts(Grader(adds=failing("got 5 (line 2).", "5\n")))
    words = await told(house, problem(ADDS), failing("got 5 (line 7).", " 5"))
    assert words == "You add them."


async def test_a_broken_rule_keeps_no_feedback_away_unless_it_is_another_rule():
    house = parts(Grader(adds=broken("Use `sum` (line 2).")))
    known = problem(replace(ADDS, fails=ADDS.fails | {RULES}))
    assert await told(house, known, broken("Use `sum` (line 4).")) == "You add them."
    assert await told(house, known, broken("Use a loop.")) == ""


async def test_failing_everything_in_some_other_way_is_another_mistake():
    house = parts(Grader(adds=failing("got 5.", "5\n")))
    known = problem(ADDS)
    assert await told(house, known, failing("got 7.", "5\n")) == ""
    assert await told(house, known, failing("got 5.", "6\n")) == ""


async def test_code_that_ran_into_a_limit_is_no_known_mistake():
    house = parts(Grader(adds=failing()))
    known = problem(ADDS)
    assert await told(house, known, failing(status=Status.TIMEOUT)) == ""
    assert await told(house, known, replace(failing(), message="Printed too much.")) == ""


async def test_another_exception_is_another_mistake():
    known = problem(replace(probe({"few", "many"}, "KeyError", "Start value."), source="adds"))
    house = parts(Grader(adds=failing(fault=KEY_ERROR)))
    assert await told(house, known, failing()) == ""
    assert await told(house, known, failing(fault=KEY_ERROR)) == "Start value."


async def test_two_probes_that_look_the_same_stay_silent():
    house = parts(Grader(adds=failing(), also=failing()))
    known = problem(ADDS, replace(ADDS, feedback="Other.", source="also"))
    assert await told(house, known, failing()) == ""


async def test_code_that_is_nearer_to_the_right_answer_made_another_mistake():
    right = replace(ADDS, source=REFERENCE.replace(">=", ">"), feedback="Ten pieces count too.")
    house, known = parts(Grader(**{right.source: failing()})), problem(right)
    own_style = (
        "def total_price(p, n):\n    if n > 10:\n        return p * n * 0.9\n    return p * n"
    )
    assert await told(house, known, failing(), own_style) == "Ten pieces count too."
    for other in (own_style.replace("> 10", ">= 100"), own_style.replace("n > 10", "False"), ""):
        assert await told(house, known, failing(), other) == ""


def test_only_the_order_or_the_indentation_of_lines_tells_a_mistake():
    right = "total = 0\nfor n in few:\n    total += n\nprint(total)"
    late, inside = right.replace("\nprint", "\n    print"), "print(total)\n" + right[:-13]
    for wrong, other in ((late, inside), (inside, late)):
        assert is_nearer(wrong.replace("few", "numbers"), wrong, [right])
        assert not is_nearer(right.replace("few", "numbers"), wrong, [right])
        assert not is_nearer(other, wrong, [right, other])


def test_what_a_wrong_answer_only_lacks_code_with_another_mistake_has():
    wrong = "fly = wind >= 10 and wind <= 40"
    right = f"{wrong} and not rain"
    for other in (right.replace("=", "").replace("fly ", "fly = "), f"{wrong} or not rain"):
        assert not is_nearer(other, wrong, [right])
    assert is_nearer(wrong.replace("40", "39"), wrong, [right])
    assert not is_nearer("", wrong, [right])


def test_code_without_a_word_that_only_the_wrong_answer_has_made_another_mistake():
    right = "def ends(x):\n    low, high = min(x), max(x)\n    return low, high\n"
    wrong = right.replace("return low, high", "return low\n    return high")
    assert not is_nearer(right.replace("return low, high", "return low"), wrong, [right])
    assert is_nearer(wrong.replace("x", "heights"), wrong, [right])


async def test_a_probe_is_graded_once_and_only_when_something_resembles_it():
    grader = Grader(adds=failing())
    house, known = parts(grader), problem(ADDS)
    assert await told(house, known, verdict(few=True, many=False)) == ""
    assert grader.asked == 0
    for _ in range(3):
        assert await told(house, known, failing()) == "You add them."
    assert grader.asked == 1


async def test_a_busy_grader_costs_the_words_and_nothing_else():
    assert await told(parts(Grader()), problem(ADDS), failing()) == ""


def test_a_passed_or_an_ungradable_submission_resembles_nothing():
    known = problem(probe({"few", "many"}, None, "Adds."), probe(set(), None, "Never."))
    assert alike(known, verdict(few=True, many=True, status=Status.PASSED)) == []
    assert alike(known, verdict(few=False, many=False, status=Status.UNGRADABLE)) == []
