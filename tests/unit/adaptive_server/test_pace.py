"""The pace of one learner: a short burst, so many a minute, each with windows of their own."""

from adaptive_server.adapters.pace import Pace

ALLOWED, REFUSED = True, False


def test_a_learner_has_a_burst_and_so_many_questions_a_minute():
    at = [0.0]
    pace = Pace(per_minute=5, burst=3, now=lambda: at[0])

    def asks(seconds):
        at[0] = seconds
        return pace.allows("ada")

    assert [asks(t) for t in (0, 1, 2, 3)] == [ALLOWED] * 3 + [REFUSED]
    assert pace.allows("bob"), "everybody has a pace of their own"
    assert [asks(t) for t in (10, 11, 12)] == [ALLOWED] * 2 + [REFUSED], "a refused one is none"
    assert [asks(t) for t in (59, 60, 61)] == [REFUSED, ALLOWED, ALLOWED]
