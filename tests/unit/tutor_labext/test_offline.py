"""The offline tutor gives one fitting hint: short, with one question, never the same twice."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.offline_hints import FAULT, HIDDEN, VISIBLE, hint
from tutor_labext.offline import compose
from tutor_labext.situation import FailingTest, Fault, Reading, Rung, Situation, Style
from tutor_labext.socratic import MAX_WORDS
from tutor_labext.wording import literal, one_question, questions, within, words


def test_an_error_of_the_last_run_comes_first_and_names_the_line():
    text = hint(fault=FAULT, failing=(VISIBLE,), feedback="You mixed up two names.")
    assert text == (
        "**Line 2:** Python does not know the name `cuont`. The name `count` is set on line 1. "
        "Where in your code should that name get its value?"
    )


def test_a_higher_rung_says_the_next_step_of_the_error():
    assert "Compare the two names" not in hint(fault=FAULT)
    assert "Compare the two names" in hint(2, fault=FAULT)


def test_what_speaks_for_a_reading_is_said_once():
    first = hint(fault=FAULT)
    second = hint(2, fault=FAULT, shown=(first,))
    assert second.startswith("**Line 2:** Compare the two names letter by letter.")


def test_who_asks_again_about_an_error_hears_its_next_step_at_the_first_rung_too():
    first = hint(fault=FAULT)
    second = hint(fault=FAULT, shown=(first,))
    assert second.startswith("**Line 2:** Compare the two names letter by letter.")
    assert hint(fault=FAULT, shown=(first, second)) not in (first, second)


def test_a_next_step_that_was_said_is_not_said_again_alone():
    first = hint(2, fault=FAULT)
    assert first.count("Compare the two names") == 1
    assert "Compare the two names" not in hint(2, fault=FAULT, shown=(first,))


def test_where_the_next_step_may_not_be_shown_the_explanation_is():
    situation = Situation(2, "Tea", fault=FAULT)
    text = compose(situation, lambda t: "Compare" not in t)
    assert text.startswith("**Line 2:** Python does not know the name `cuont`.")


def test_who_asks_for_an_explanation_gets_the_next_step_and_never_anything_else():
    told: list[str] = []
    for _ in range(6):
        told.append(hint(fault=FAULT, failing=(HIDDEN,), shown=tuple(told), explains=True))
    assert "Compare" not in told[0]
    assert "Compare the two names" in told[1] + told[2]
    assert all(text.startswith("**Line 2:**") for text in told)


@pytest.mark.parametrize("kind", ["TypeError", "AttributeError", "None"])
def test_only_an_error_that_depends_on_values_is_set_against_values_that_get_past(kind):
    def contrast(name):
        return hint(fault=Fault(name, 2, "It stops."), style=Style.CONTRAST)

    assert "get past" not in contrast(kind)
    assert "get past" in contrast("KeyError")


@pytest.mark.parametrize("style", [Style.QUESTION, Style.CONTRAST])
def test_a_check_that_another_manner_has_told_of_is_not_named_again_without_more(style):
    first = hint(failing=(VISIBLE,), style=style)
    assert "The example from the text" in first
    assert "The example from the text" not in hint(failing=(VISIBLE,), style=style, shown=(first,))


def test_a_check_without_a_message_is_named_though_code_was_shown():
    silent = FailingTest("example", "The example from the text", "", hidden=False)
    text = hint(2, failing=(silent,), shown=("```python\nages = 0\n```",))
    assert "The example from the text" in text


def test_no_question_of_an_author_is_lost():
    ladder = (Rung(1, "Look at `a`. Which is it? Why? It is one."),)
    first = compose(Situation(1, "Tea", ladder=ladder))
    assert first == "Look at `a`. Which is it?"
    assert compose(Situation(1, "Tea", ladder=ladder, shown=(first,))) == (
        "Look at `a`. Which is it … Why? It is one."
    )


def test_after_the_ladder_the_other_checks_are_spoken_of():
    other = FailingTest("two", "Two", "Think of two lists.", hidden=True)
    shown: list[str] = []
    for _ in range(3):
        shown.append(hint(failing=(HIDDEN, other), shown=tuple(shown)))
    assert "Think of two lists." in shown[-1]


def test_who_waits_for_the_next_rung_is_not_told_that_this_was_all():
    shown: list[str] = []
    for _ in range(4):
        shown.append(hint(shown=tuple(shown)))
    assert len(set(shown)) == 4
    assert "opens with your next try" in shown[1]
    assert all(questions(text) == 1 for text in shown)


def test_the_question_to_an_error_is_about_its_reading():
    near = Reading("'append' looks a lot like 'appned'.", "Compare the two names.", "attr.near")
    text = hint(fault=Fault("AttributeError", 2, "Python finds no 'appned' here.", (near,)))
    assert text.endswith("Which of the two did you mean?")


def test_a_check_that_only_repeats_the_error_is_not_spoken_of():
    said = "Your code stopped with NameError: name 'cuont' is not defined (line 2)."
    failing = FailingTest("example", "The example", said, hidden=False)
    shown: list[str] = []
    for _ in range(4):
        shown.append(hint(2, fault=FAULT, failing=(failing,), shown=tuple(shown)))
    assert not any("The example" in text for text in shown)


def test_a_broken_rule_of_the_problem_comes_first():
    text = hint(2, broken_rule="Use a `for` loop.", failing=())
    assert text == (
        "Your code breaks a rule of this problem: "
        "`Use a 'for' loop.` Which part of your code is the rule about?"
    )


def test_the_authors_question_to_a_hidden_check_is_the_question():
    asking = FailingTest("one", "Hidden", "What is the answer to an empty list?", hidden=True)
    assert hint(failing=(asking,)) == (
        "A hidden check does not pass yet. What is the answer to an empty list?"
    )


def test_what_a_hidden_check_is_about_is_said_from_the_start():
    assert "`Think of an empty list.`" in hint(failing=(HIDDEN,))


def test_an_example_is_asked_about_as_an_example():
    ladder = (Rung(1, "Like this:\n\n```python\nages = 0\n```"), Rung(1, "Counting starts at 0."))
    first = compose(Situation(1, "Tea", ladder=ladder))
    assert first.endswith("Which step of this example does your task need too?")
    second = compose(Situation(1, "Tea", ladder=ladder, shown=(first,)))
    assert second.endswith("Where in the code does that matter?")


def test_without_an_error_the_first_visible_test_that_fails_is_asked_about():
    text = hint(failing=(HIDDEN, VISIBLE), feedback="You mixed up two names.")
    assert "The example from the text" in text
    assert "got 7" not in text
    assert "expected 12, got 7" in hint(2, failing=(HIDDEN, VISIBLE))


def test_then_come_the_authors_words_for_a_recognised_mistake():
    first = hint(failing=(VISIBLE,), feedback="You add where you should multiply.")
    second = hint(failing=(VISIBLE,), feedback="You add where you should multiply.", shown=(first,))
    assert second.startswith("You add where you should multiply.")


def test_a_failing_test_is_spoken_of_once_whatever_values_its_message_holds():
    again = FailingTest("example", "The example from the text", "expected 12, got 9", hidden=False)
    for rung in (1, 2):
        shown = (hint(rung, failing=(VISIBLE,)),)
        assert hint(3, failing=(again,), shown=shown).startswith("Look at how a sum grows")


def test_who_has_solved_it_gets_no_hint_for_the_next_line():
    shown: list[str] = []
    for _ in range(4):
        shown.append(hint(3, solved=True, shown=tuple(shown)))
    assert all(text.startswith("Every check passes") for text in shown)
    assert len(set(shown)) == len(shown)


def test_then_comes_the_ladder_highest_permitted_rung_first_and_what_fits_before_what_always_fits():
    shown: list[str] = []
    for start in ("A hidden check", "The empty list", "Each item", "Read the first"):
        shown.append(hint(2, failing=(HIDDEN,), shown=tuple(shown)))
        assert shown[-1].startswith(start)


def test_a_rung_for_another_test_is_not_shown():
    assert "empty list needs" not in hint(2, failing=(), shown=(hint(2),))


def test_a_code_example_of_the_author_stays_whole():
    text = hint(3)
    assert "```python\nages = 0\nages += 3\n```" in text
    assert text.endswith("What grows here?")


def test_when_nothing_is_left_it_says_so_and_names_what_to_read():
    shown: list[str] = []
    for _ in range(9):
        shown.append(hint(3, failing=(HIDDEN,), shown=tuple(shown)))
    assert shown[5].startswith("Your code does what the example asks. Other input")
    assert "read the text of “Tea and coffee” once more" in shown[6]
    assert len(set(shown)) == len(shown)


def test_a_hint_that_is_not_safe_is_passed_over():
    situation = Situation(1, "Tea", fault=FAULT, failing=(VISIBLE,))
    text = compose(situation, lambda t: "Line 2" not in t)
    assert text.startswith("The check")


def test_a_solved_problem_is_praised_and_asked_about():
    assert hint(solved=True).startswith("Every check passes")


def test_a_run_that_did_not_end_is_asked_about():
    assert "come to an end" in hint(timed_out=True, failing=(VISIBLE,))


def test_text_of_a_learner_cannot_bend_the_markdown():
    evil = FailingTest("x", "<img src=x> [a](b) `c` **d**", "", hidden=False)
    text = hint(failing=(evil,))
    assert r"\<img src=x> [a]\(b) \`c\` \*\*d\*\*" in text


def test_a_name_is_shown_as_code_without_escapes():
    assert literal("There is a name 'total_price' here.") == "There is a name `total_price` here."
    assert literal("Dog.__init__() of a_b") == r"Dog.\_\_init\_\_() of a_b"
    assert literal("It doesn't take 3 * 4 [1, 2] a_b.") == "It doesn't take 3 * 4 [1, 2] a_b."


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("One. Two.", "One. Two. Why?"),
        ("One? Two.", "One? Two."),
        ("One? Two? Three.", "One? Three."),
        ("What??", "What?"),
        ("Use `a?b` here.", "Use `a?b` here. Why?"),
        ("", "Why?"),
        ("See a.b and 3.5 there.", "See a.b and 3.5 there. Why?"),
    ],
)
def test_a_text_gets_exactly_one_question(text, result):
    assert one_question(text, "Why?") == result


TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=80) | st.sampled_from(
    ["What is it? Why?", "`a` ?", "```\nx = 1\n```", "Say it.", "word " * 300, "?!? ..", "a\n?\nb"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 5),
    st.none() | st.builds(Fault, TEXT, st.none() | st.integers(1, 9), TEXT, st.just(())),
    st.lists(st.builds(FailingTest, TEXT, TEXT, TEXT, st.booleans()), max_size=3),
    TEXT,
    st.lists(st.builds(Rung, st.integers(1, 5), TEXT), max_size=3),
)
def test_every_hint_is_short_and_asks_one_question(rung, fault, failing, feedback, ladder):
    situation = Situation(
        rung, "Tea", fault, tuple(failing), feedback=feedback, ladder=tuple(ladder)
    )
    text = compose(situation)
    assert words(text) <= MAX_WORDS
    assert questions(text) == 1
    assert compose(situation) == text


@settings(max_examples=200, deadline=None)
@given(TEXT, st.integers(1, 40))
def test_cutting_to_a_number_of_words_keeps_to_it(text, limit):
    assert words(within(text, limit)) <= limit + 1


@given(st.text(alphabet="'`*_<>[]()\\\\~ab ", max_size=40))
def test_literal_text_starts_no_markup_of_its_own(text):
    shown = re.sub(r"\\.|`[^`]*`", "0", literal(text))  # as Markdown reads: from left to right
    assert not re.search(r"`|\*\*|__|<[A-Za-z/!?]|\]\(|~~", shown)
