"""What leaves the gate's stream, and when: whole sentences, and of a program nothing."""

import pytest
from support.leaks.count_orders import REFERENCE
from tutor_labext.leak_gate import LeakGate

FENCED = f"Here it is:\n\n```python\n{REFERENCE}```\n"
STEPS = [line.strip() for line in REFERENCE.splitlines()[1:]]


def gate():
    return LeakGate([REFERENCE], "Write `count_orders(lines)`.", learner="")


def told(way):
    return "".join(way.format(n=n, s=s) for n, s in enumerate(STEPS, 1))


def test_a_program_of_statements_in_sentences_leaves_only_whole():
    for way in ("Line {n}: type `{s}`\n", "{n}. Now you write `{s}`. ", "Then comes `{s}`.\n"):
        one = gate()
        sent = "".join(p for sign in f"Good start. {told(way)}" for p in one.feed(sign))
        assert [sent, *one.end()] == ["Good start."]
        assert one.leak is not None


@pytest.mark.parametrize(
    "way",
    [
        "- first `{s}`\n",
        "**Step {n}:** {s}\n\n",
        "→ {s}\n",
        "{s}\nThis line matters.\n",
        "Line {n}:\n```python\n{s}\n```\nGot it?\n",
        "| {n} | `{s}` |\n",
        "**{s}**\n\n",
        "*{s}*\n",
        "~~{s}~~\n",
        "- [ ] {s}\n",
        "The robot said: {s}\nThe child nodded.\n",
        "/* {s} */\n",
    ],
)
def test_no_line_of_a_program_leaves_one_by_one_whatever_is_said_between(way):
    one = gate()
    sent = "".join(p for sign in f"Good start. {told(way)}" for p in one.feed(sign))
    sent += "".join(one.end())
    assert one.leak is not None
    assert not [step for step in STEPS if step in sent]


def test_nothing_leaves_after_a_leak():
    one = gate()
    assert list(one.feed("Good start. ")) == ["Good start."]
    assert list(one.feed(FENCED)) == []
    assert list(one.feed("Harmless. And more.\n")) == []
    assert list(one.end()) == []


def test_what_comes_with_a_leak_is_not_shown_either():
    assert list(gate().feed(FENCED)) == []


def test_a_long_answer_is_read_a_few_times_not_once_for_each_sentence():
    one, sentences = gate(), [f"What is the value after round {n}? " for n in range(1, 61)]
    parts = [part for sentence in sentences for part in one.feed(sentence)]
    assert "".join([*parts, *one.end()]) == "".join(sentences)
    assert len(parts) < 20
