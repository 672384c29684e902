"""Whatever a learner sends, the explainer answers: bounded, cleaned, in time, without an error."""

import json
import time
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from support.broken_programs import PROGRAMS, fail

from grader.explain import explain, returned_none
from grader.explain.case import read
from grader.explain.clean import clean
from grader.explain.explainer import FAMILIES, judged
from grader.explain.explanation import MAX_KIND, MAX_SUGGESTIONS, MAX_TEXT

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)
REAL = [(source, *fail(source)) for source, _ in PROGRAMS.values()]
SOURCES = st.one_of(ANY_TEXT, st.sampled_from([r[0] for r in REAL]))
MESSAGES = st.one_of(ANY_TEXT, st.sampled_from([r[2] for r in REAL]))
KINDS = st.one_of(st.sampled_from(sorted(FAMILIES)), ANY_TEXT)
LINES = st.one_of(st.none(), st.integers(-5, 30), st.just(10**18))
VARIABLES = st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=5)


@settings(max_examples=300, deadline=None)
@given(SOURCES, KINDS, MESSAGES, LINES, VARIABLES)
def test_no_rule_fails_whatever_comes_in(source, kind, message, line, variables):
    # Without the shield of `explain`, so that a rule that fails shows.
    result = judged(read(source, kind, message, line, variables))
    assert len(result.suggestions) <= MAX_SUGGESTIONS
    assert len(result.kind) <= MAX_KIND
    texts = [result.happened]
    for suggestion in result.suggestions:
        texts += [suggestion.because, suggestion.try_next]
    for text in texts:
        assert 0 < len(text) <= MAX_TEXT
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text)
    json.dumps(texts).encode()


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, st.integers(2, 50))
def test_cleaning_keeps_to_its_limit_and_changes_nothing_the_second_time(text, limit):
    once = clean(text, limit)
    assert len(once) <= limit
    assert clean(once, limit) == once


@settings(max_examples=100, deadline=None)
@given(SOURCES, ANY_TEXT)
def test_asking_about_none_never_fails(source, function):
    returned_none(source, function)


def test_terminal_and_direction_signs_do_not_come_through():
    hostile = "name '\x1b[31mx\u202eevil\x1b]0;title\x07\x00' is not defined"
    result = explain("x = 1", "NameError", hostile, 1, {})
    assert result.happened == "Python does not know the name 'xevil'."


def test_a_flood_is_cut():
    flood = "name '" + "a" * 1_000_000 + "' is not defined"
    result = explain("a" * 1_000_000, "NameError", flood, 1, {"b" * 10_000: "c" * 1_000_000})
    assert len(json.dumps([result.happened, *(s.because for s in result.suggestions)])) < 2_000


def test_nesting_and_length_do_not_hold_it_up():
    sources = ["(" * 15_000, "-" * 19_000 + "1", "x = " + "+".join(["1"] * 9_000), "x.y\n" * 4_900]
    for source in sources:
        for kind in ("SyntaxError", "NameError", "IndexError", "UnboundLocalError"):
            start = time.process_time()
            explain(source, kind, "name 'zz' is not defined", 1, {})
            # Far from what it takes; work that grows with the square would pass it.
            assert time.process_time() - start < 10.0


def test_a_thing_of_the_wrong_type_is_answered_too():
    assert explain(None, None, None, "x", None).kind == "None"  # type: ignore[arg-type]


def test_format_signs_in_names_stay_as_they_are():
    result = explain("", "NameError", "name '{0.__class__}{x}' is not defined", 1, {})
    assert "{0.__class__}{x}" in result.happened
