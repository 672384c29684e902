"""What the author of a problem calls its key is not told, unless it is public or known."""

import pytest
from tutor_labext.leak_gate import LeakGate, LeakKind

RINGS = """def rings(first, last):
    line = ""
    for ring in range(first, last + 1):
        line = line + str(ring) + " "
    return line
"""


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("last + 1", "The loop has to go as far as last+1, I think."),
        ('str(ring) + " "', "What about `str(ring) + ' '`?"),
        ("first)", "As in `range(first)`."),
    ],
)
def test_what_the_author_calls_the_key_is_stopped_unless_it_is_known(key, said):
    given = {"references": [RINGS], "public": "Write `rings(first, last)`.", "learner": ""}
    assert LeakGate(**given).check(said) is None
    leak = LeakGate(**given, keys=[key]).check(said)
    assert leak is not None
    assert leak.kind is LeakKind.KEY
    for place in ("public", "learner"):
        known = given | {place: f"print({key})"}
        assert LeakGate(**known, keys=[key]).check(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "Some functions return False.",
        "As in `if door: return False`.",
        "The last + 10 rings are grey.",
        "It is the contrast + 1.",
        "What does `len(word)` give?",
    ],
)
def test_a_key_by_chance_in_other_words_is_none(said):
    keys = ["return False", "last + 1", "len("]
    assert LeakGate([RINGS], "Write `rings(first, last)`.", "", keys=keys).check(said) is None
