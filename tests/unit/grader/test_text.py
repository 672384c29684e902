"""Text from learners is shown without anything that moves, hides or turns around."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.text import clean, show


@given(st.text(st.characters()), st.integers(1, 50))
def test_clean_text_is_short_and_holds_no_controls(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= max(limit, 2)
    for char in cleaned:
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI")
    cleaned.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("ab\u202ecd\u2066", "abcd"),
        ("nul\x00 bell\x07", "nul bell"),
        ("ünï 日本 👩\u200d🚀", "ünï 日本 👩\u200d🚀"),
        ("x = 3\n\ty", "x = 3\n\ty"),
    ],
)
def test_escapes_go_and_words_stay(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_huge_number_is_shown_in_words() -> None:
    assert show(10**10_000) == "a very large int"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 8, "a" * 8),
        ("a" * 9, "a" * 6 + " …"),
        ("\0" * 24 + "a" * 8, "a" * 8),
        ("\0" * 25 + "a" * 8, "a" * 6 + " …"),
    ],
)
def test_a_text_of_just_the_limit_is_whole(text: str, shown: str) -> None:
    assert clean(text, 8) == shown
