"""What a learner hears who complains about the only problem that is open to them."""

import pytest
from adaptive_server.core.learner import LearnerState
from adaptive_server.core.model import predict
from adaptive_server.core.selection import choose, offers, recommended
from support.small_course import NOON, card, small_graph

GRAPH = small_graph()
FIRST = card("print-0", "print", b=-1.0)
CARDS = (FIRST, card("names-0", "names"), card("loops-0", "loops", b=1.0))
SHOWN = recommended(LearnerState(), FIRST.id)


class Best:
    """A draw that always gives the best problem."""

    def random(self):
        return 0.0


@pytest.mark.parametrize("why", ["too_hard", "not_now"])
def test_where_all_else_builds_on_the_problem_it_stays_and_is_told_why(why):
    choice = choose(SHOWN, GRAPH, CARDS, NOON, Best(), why)
    assert choice.problem_id is None
    assert "build on this one" in choice.reason


def test_who_finds_the_only_open_problem_too_easy_is_led_on():
    choice = choose(SHOWN, GRAPH, CARDS, NOON, Best(), "too_easy")
    assert choice.problem_id == "names-0"
    assert choice.predicted < predict(SHOWN, FIRST)
    assert "more of a challenge" in choice.reason
    assert [s.card.id for s, _ in offers(SHOWN, GRAPH, CARDS, NOON, "too_easy")] == ["names-0"]


def test_what_was_found_too_easy_is_not_taken_for_failed():
    after = recommended(SHOWN, CARDS[1].id)
    assert choose(after, GRAPH, CARDS, NOON, Best()).problem_id == FIRST.id
