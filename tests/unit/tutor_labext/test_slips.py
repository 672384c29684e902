"""Slips in a learner's own code are told as what the line does, never as what to write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.offline_hints import FAULT, HIDDEN, VISIBLE, hint
from tutor_labext.slips import SLIPS, Slip, slips_in

HEAD = "def fare(km):\n"


@pytest.mark.parametrize(
    ("body", "slip"),
    [
        (
            "    if km < 2:\n        km == 2\n    return km",
            Slip(3, "compared"),
        ),
        ("    km.strip()\n    return km", Slip(2, "kept_nowhere")),
        ("    sorted(km)\n    return km", Slip(2, "kept_nowhere")),
        ("    km + 1\n    return km", Slip(2, "kept_nowhere")),
        ("    print\n    return km", Slip(2, "uncalled", "print")),
        ("    km.sort\n    return km", Slip(2, "uncalled", "sort")),
        ("    if km > 2:\n        return km", Slip(1, "open_end", "fare")),
        (
            "    for one in km:\n        if one:\n            return one",
            Slip(1, "open_end", "fare"),
        ),
        ("    return 'Early bird'", Slip(2, "case", "Early bird")),
        ("    return f'earlybird {km}'", Slip(2, "blanks", "earlybird")),
    ],
)
def test_a_slip_is_found_at_its_line(body, slip):
    assert slips_in(HEAD + body, ("early bird",)) == (slip,)


@pytest.mark.parametrize(
    "source",
    [
        HEAD + '    """Compare."""\n    return km == 2',
        HEAD + "    if km > 2:\n        return km\n    else:\n        raise ValueError",
        HEAD + "    while True:\n        if km:\n            return km",
        HEAD + "    for one in km:\n        if one:\n            return one\n    return None",
        HEAD + "    if km:\n        yield km\n        return 3",
        HEAD + "    def inner():\n        return 2\n    inner()",
        HEAD + "    print(km)\n    km.sort()",
        HEAD + "    return 'early bird'",
        "total = 3\ntotal == 3",
        "words = ['x']\nwords",
        "def fare(:",
    ],
)
def test_what_is_meant_so_is_no_slip(source):
    assert slips_in(source, ("early bird", "fare(3)")) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_whatever_is_handed_in_slips_are_looked_for_without_an_error(source):
    assert all(slip.kind in SLIPS for slip in slips_in(source, ("tea",)))


def test_slips_come_from_the_second_rung_on_and_before_the_ladder_of_the_same_hint():
    slip = Slip(3, "compared")
    first = hint(1, failing=(HIDDEN,), slips=(slip,))
    assert first.startswith("A hidden check")
    second = hint(2, failing=(HIDDEN,), slips=(slip,), shown=(first,))
    assert second == (
        "**Line 3:** Two values are compared, and nothing is done with the answer. "
        "What should be different once that line has run?"
    )
    assert "Line 3" not in hint(2, failing=(VISIBLE,), fault=FAULT, slips=(slip,))


def test_a_text_of_the_learner_cannot_leave_its_span_of_code():
    text = hint(2, failing=(HIDDEN,), slips=(Slip(1, "case", "a`<b>tea"),), locale="es")
    assert "`a'<b>tea` está en la tarea con otras mayúsculas" in text


def test_a_return_beside_a_yield_gives_a_loop_nothing():
    source = (
        "class Trip:\n    def __iter__(self):\n        if self.stops:\n"
        "            return iter(self.stops)\n        for stop in self.stops:\n"
        "            yield stop\n"
    )
    assert slips_in(source, ()) == (Slip(4, "lost_return", "__iter__"),)
    assert slips_in(source.replace("return iter(self.stops)", "return"), ()) == ()
