"""Events of a model put together until a sentence is whole: nothing is lost, nothing waits long."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor_labext.gemini.gathering import LONGEST_S, Gathering, event_of, text_of
from tutor_labext.leak_gate.stream import SENTENCE_END

PIECES = st.lists(st.text("ab.!?\n )\"'é", max_size=6))


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def line_of(text: str, **more: Any) -> bytes:
    event = {"candidates": [{"content": {"parts": [{"text": text}], "role": "model"}}], **more}
    return b"data: " + json.dumps(event).encode() + b"\n"


def texts_of(lines: list[bytes]) -> list[str]:
    return [text for line in lines if (text := text_of(event_of(line))) is not None]


def handed_on(pieces: list[str]) -> list[str]:
    """The texts that go on while no time goes by."""
    came = Gathering(Clock())
    lines = [told for text in pieces for one in (line_of(text), b"\n") for told in came.add(one)]
    return texts_of([*lines, *came.rest()])


@given(PIECES)
def test_nothing_is_lost_or_told_twice(pieces):
    assert "".join(handed_on(pieces)) == "".join(pieces)


@given(PIECES)
def test_a_sentence_that_is_whole_is_never_held_back(pieces):
    came, shown, told = Gathering(Clock()), "", ""
    for text in pieces:
        told += text
        shown += "".join(texts_of([*came.add(line_of(text))]))
        ends = [match.end() for match in SENTENCE_END.finditer(told)]
        assert len(shown) >= max(ends, default=0)


def test_the_first_event_goes_on_at_once_and_words_wait_for_the_end_of_their_sentence():
    pieces = ["What ", "does ", "it ", "do? ", "Look ", "at it."]
    assert handed_on(pieces) == ["What ", "does it do? ", "Look at it."]


def test_the_blank_after_a_sentence_may_come_later():
    assert handed_on(["What?", " Look", " here"]) == ["What?", " Look", " here"]


def test_who_waits_hears_of_a_long_sentence_too():
    clock = Clock()
    came = Gathering(clock)
    assert texts_of([*came.add(line_of("one "))]) == ["one "]
    assert [*came.add(line_of("two "))] == []
    clock.at = LONGEST_S
    assert texts_of([*came.add(line_of("three "))]) == ["two three "]


def test_what_google_counted_last_is_kept():
    came = Gathering(Clock())
    [*came.add(line_of("one "))]
    [*came.add(line_of("two ", usageMetadata={"candidatesTokenCount": 2}))]
    [*came.add(line_of("three "))]
    assert event_of(*came.rest())["usageMetadata"] == {"candidatesTokenCount": 2}


@pytest.mark.parametrize(
    "line",
    [
        b'data: {"candidates": [{"finishReason": "STOP"}]}\n',
        line_of("no", promptFeedback={"blockReason": "SAFETY"}),
        b'data: {"candidates": [{"content": {"parts": [{"text": "hm", "thought": true}]}}]}\n',
        b'data: {"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}\n',
        b"data: {broken\n",
        b"data: [1]\n",
        b'{"error": {"code": 503}}\n',
    ],
)
def test_what_is_more_than_words_goes_on_as_it_is_behind_what_was_held(line):
    came = Gathering(Clock())
    [*came.add(line_of("one "))]
    [*came.add(line_of("two"))]
    held, same = came.add(line)
    assert texts_of([held]) == ["two"]
    assert same == line
    assert [*came.add(b"\n")] == [b"\n"], "the line that ends it goes on too"
