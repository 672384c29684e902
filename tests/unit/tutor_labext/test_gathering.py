"""Chunks of a model put together until a sentence is whole: nothing is lost, nothing waits long."""

from hypothesis import given
from hypothesis import strategies as st
from tutor_labext.gemini.gathering import LONGEST_S, Chunk, Gathering
from tutor_labext.leak_gate.stream import SENTENCE_END

PIECES = st.lists(st.text("ab.!?\n )\"'", max_size=6))


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def handed_on(pieces: list[str]) -> list[str]:
    """Return the texts that are handed on while no time goes by."""
    came = Gathering(Clock())
    chunks = [*(came.add(Chunk(text, 0, 0)) for text in pieces), came.rest()]
    return [chunk.text for chunk in chunks if chunk]


@given(PIECES)
def test_nothing_is_lost_or_told_twice(pieces):
    assert "".join(handed_on(pieces)) == "".join(pieces)


@given(PIECES)
def test_a_sentence_that_is_whole_is_never_held_back(pieces):
    came, shown, told = Gathering(Clock()), "", ""
    for text in pieces:
        told += text
        if chunk := came.add(Chunk(text, 0, 0)):
            shown += chunk.text
        ends = [match.end() for match in SENTENCE_END.finditer(told)]
        assert len(shown) >= max(ends, default=0)


def test_the_first_chunk_goes_on_at_once_and_words_wait_for_the_end_of_their_sentence():
    pieces = ["What ", "does ", "it ", "do? ", "Look ", "at it."]
    assert handed_on(pieces) == ["What ", "does it do? ", "Look at it."]


def test_the_blank_after_a_sentence_may_come_later():
    assert handed_on(["What?", " Look", " here"]) == ["What?", " Look", " here"]


def test_who_waits_hears_of_a_long_sentence_too():
    clock = Clock()
    came = Gathering(clock)
    assert came.add(Chunk("one ", 0, 0))
    assert came.add(Chunk("two ", 0, 0)) is None
    clock.at = LONGEST_S
    assert came.add(Chunk("three ", 0, 0)) == Chunk("two three ", 0, 0)


def test_what_google_counted_last_is_kept():
    came = Gathering(Clock())
    came.add(Chunk("one ", 5, 1))
    came.add(Chunk("two ", 5, 2))
    came.add(Chunk("three ", 0, 0))
    assert came.rest() == Chunk("two three ", 5, 2)
