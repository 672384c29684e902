"""A copy of a problem is seen, whatever was renamed in it; different problems are left alone."""

from __future__ import annotations

import builtins
import keyword
import pathlib
import random
import re
from dataclasses import replace

import pytest
from adaptive_server.gate.check import check_bank
from adaptive_server.gate.duplicates import ProblemText, check_near, check_twice, text_of
from adaptive_server.problems.files import problem_files
from adaptive_server.problems.format import parse_file

CURRICULUM = pathlib.Path(__file__).parents[3] / "curriculum"
GRAMMAR_WORDS = """
with from this that they them their these those have each every when then than into there
which what your will would should must some much many more less first second last next only
same other another before after under over down both just also were been does gives gets
"""
GRAMMAR = frozenset(GRAMMAR_WORDS.split())
"""Words of four letters and more that who changes the subject of a story leaves as they are."""

PYTHON = frozenset([*keyword.kwlist, *dir(builtins)])


@pytest.fixture(scope="module")
def course() -> list[ProblemText]:
    problems = [parse_file(file).problem for file in problem_files([CURRICULUM])[::6]]
    return [
        ProblemText(p.id, p.statement.source, p.reference, "\n".join(t.source for t in p.tests))
        for p in problems
        if p
    ]


def _renamed(text: str, seed: str, kept: frozenset[str] = GRAMMAR) -> str:
    """Replace every longer word by another one, always by the same."""
    draw = random.Random(seed)
    made: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if word in kept or word.lower() in kept:
            return word
        syllables = (draw.choice("bdfgkmnprst") + draw.choice("aeiou") for _ in range(3))
        return made.setdefault(word, "".join(syllables))

    return re.sub(r"[A-Za-z]{4,}", other, text)


def _told(one: ProblemText, other: ProblemText) -> list[str]:
    return [f.message for f in check_near(one, [other])]


def test_a_story_with_another_subject_is_the_same_story(course: list[ProblemText]) -> None:
    copies = [replace(t, id="s01.a.copy", statement=_renamed(t.statement, t.id)) for t in course]
    copies = [replace(c, reference="def f(): ...", tests="") for c in copies]
    missed = [t.id for t, copy in zip(course, copies, strict=True) if not _told(copy, t)]
    assert missed == []


def test_another_story_about_the_same_code_is_the_same_problem(course: list[ProblemText]) -> None:
    """Names and texts are renamed; only the shortest problems say too little in code."""
    missed = []
    for text in course:
        code = (_renamed(x, text.id, kept=PYTHON) for x in (text.reference, text.tests))
        copy = ProblemText("s01.a.copy", "Something else.", *code)
        missed += [] if _told(copy, text) else [text.id]
    assert missed == []


def test_problems_of_a_course_are_unlike(course: list[ProblemText]) -> None:
    assert check_twice([(text.id, text) for text in course]) == []


def test_problems_in_a_language_without_known_words_are_not_alike_for_that() -> None:
    one = ProblemText("s01.a.one", "El panadero vende cada mañana pan, bollos y tartas. " * 3, "x")
    other = ProblemText(
        "s01.a.two", "Una barca cruza siempre nuestro lago azul sin viento. " * 3, "y"
    )
    assert _told(one, other) == []


def test_a_new_version_is_no_copy(course: list[ProblemText]) -> None:
    assert check_near(course[0], [replace(course[0], reference="pass")]) == []


def test_a_copy_checked_alone_is_seen_beside_the_rest_of_its_course(
    course: list[ProblemText],
) -> None:
    copied = {pathlib.Path("copy.ipynb"): replace(course[0], id="s01.own.copy")}
    others = {pathlib.Path(f"{n}.ipynb"): text for n, text in enumerate(course[:3])}
    (found,) = check_bank(copied, others)
    assert (found.problem, found.check) == ("s01.own.copy", "duplicate")
    assert course[0].id in found.message


def test_a_title_and_a_hint_of_another_problem_are_told_with_their_places() -> None:
    first = ProblemText(
        "s01.a.one", "Bread.", "x = 1", title="Fresh bread", hints=("Look.", "Ask.")
    )
    other = ProblemText("s01.a.two", "Boats.", "y()", title="Fresh  Bread", hints=("Row.", "Look."))
    told = [(f.check, f.cell, first.id in f.message) for f in check_near(other, [first])]
    assert told == [("title-twice", "", True), ("hint-borrowed", "hint 2", True)]


def test_no_two_problems_of_the_course_share_a_title_or_a_hint() -> None:
    parsed = [parse_file(file).problem for file in problem_files([CURRICULUM])]
    found = check_twice([(p.id, text_of(p)) for p in parsed if p])
    assert found == []
