"""Compiling test cells: which names come from the learner, and what a bare assert says."""

from __future__ import annotations

import pytest
from support.grading import bundle, check, given, solution

from grader import checks
from grader.checks import BrokenBundle, Mismatch, compile_bundle


def needs(source: str) -> tuple[str, ...]:
    return compile_bundle(bundle(check("t", source))).checks["t"].needs


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("assert f(2) == x", ("f", "x")),
        ("got = f(2)\nassert got == 1", ("f",)),
        ("for n in numbers:\n    assert f(n)", ("f", "numbers")),
        ("def helper(a):\n    b = f(a)\n    return b\nassert helper(1)", ("f",)),
        ("assert [f(n) for n in range(3)] == [0]", ("f", "range")),
        ("import math\nassert area(1) == math.pi", ("area",)),
        ("try:\n    f()\nexcept ValueError as e:\n    assert str(e)", ("ValueError", "f", "str")),
        ("assert (lambda x: f(x))(1)", ("f",)),
        ("class A:\n    y = f(1)\nassert A.y", ("f",)),
        ("del f", ("f",)),
        ("def away():\n    global f\n    del f\naway()", ("f",)),
        ("def own():\n    f = 1\n    del f\nown()", ()),
    ],
)
def test_names_a_cell_needs_are_those_it_reads_and_does_not_set(
    source: str, names: tuple[str, ...]
) -> None:
    assert needs(source) == names


def test_names_of_the_reference_come_from_the_learner_even_when_they_are_builtins() -> None:
    assert checks.comes_from_learner("max", set(), ("max",))
    assert checks.comes_from_learner("price", {"price"}, ("price",))
    assert not checks.comes_from_learner("max", set(), ())
    assert not checks.comes_from_learner("price", {"price"}, ())
    assert not checks.comes_from_learner("run", set(), ())
    assert checks.comes_from_learner("total", set(), ())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("assert f(2) == 5", "f(2): expected 5, got 4"),
        ("assert 5 == f(2)", "expected 5, got 4"),
        ("assert f(2) > 5", "This does not hold: f(2) > 5 (the left side is 4)"),
        ("assert f(2) in (1, 2)", "This does not hold: f(2) in (1, 2)"),
        ("assert not f(2)", "This does not hold: not f(2)"),
        ("assert f(2) == 5, 'own words'", "own words"),
        ("assert f('a') == 'b'", "f('a'): expected 'b', got 'aa'"),
    ],
)
def test_a_failed_assert_says_what_was_expected(source: str, said: str) -> None:
    compiled = compile_bundle(bundle(check("t", source))).checks["t"]
    with pytest.raises(AssertionError) as failure:
        exec(compiled.code, {"f": lambda x: x * 2, checks.COMPARE: checks.compare})
    assert str(failure.value) == said


def test_a_comparison_evaluates_each_side_once() -> None:
    calls: list[int] = []
    compiled = compile_bundle(bundle(check("t", "assert f(1) == f(2)"))).checks["t"]
    with pytest.raises(Mismatch):
        exec(compiled.code, {"f": lambda x: calls.append(x) or x, checks.COMPARE: checks.compare})
    assert calls == [1, 2]


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ((solution(),), "no test cell"),
        ((check("t", "assert ("),), "cell t"),
        ((given("x ="), check("t", "1")), "cell given"),
        ((check("t", "1"), check("t", "2")), "same grade_id"),
        ((check("t", "1", 0.0),), "points"),
        ((check("t", "x = 1", partial=True),), "last expression"),
    ],
)
def test_a_broken_bundle_is_named_to_its_author(cells: tuple, complaint: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(BrokenBundle, match=complaint):
        compile_bundle(bundle(*cells))


def test_cells_are_compiled_as_python_has_them_not_as_our_own_files() -> None:
    cell = "def f(n: int): ...\nkind = f.__annotations__['n']"
    compiled = compile_bundle(bundle(given(cell, "g"), check("t", cell)))
    for code in (compiled.given["g"][0], compiled.checks["t"].code):
        space: dict[str, object] = {}
        exec(code, space)
        assert space["kind"] is int, "what our own files import from the future is theirs alone"
