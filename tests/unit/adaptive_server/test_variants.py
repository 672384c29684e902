"""Variants: rows of values fill the cells, each learner and round has one, nothing else is told."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from adaptive_server.adapters.problem_notebooks import family
from adaptive_server.core.problem import ProblemId
from adaptive_server.core.variant import variant_of
from adaptive_server.problems.release import build_release
from adaptive_server.problems.variants import COUNT, rows_text
from hypothesis import given
from hypothesis import strategies as st
from support.sample_problem import Edit, by_id, by_role, edit, parsed, sample_problem
from support.variant_problem import row, variant_problem

NAME = ProblemId("s03.return.night-bus")


@given(st.uuids(), st.integers(0, 60), st.integers(2, 40))
def test_rounds_go_through_all_variants_before_one_comes_again(
    learner: UUID, start: int, count: int
) -> None:
    seen = [variant_of(learner, NAME, start + n, count) for n in range(count)]
    assert sorted(seen) == list(range(count))
    assert seen[0] == variant_of(learner, NAME, start, count)


def test_learners_are_spread_over_the_variants() -> None:
    found = [variant_of(UUID(int=n), NAME, 0, COUNT) for n in range(400)]
    assert min(found.count(n) for n in range(COUNT)) >= 8


def test_every_variant_is_filled_everywhere_and_its_release_holds_no_other() -> None:
    problem = parsed(variant_problem()).problem
    assert problem is not None
    assert len(problem.variants) == COUNT
    for number, variant in enumerate(problem.variants):
        base = row(number)["base"]
        assert f"costs {base} coins" in variant.statement.source
        assert f"{base} + zones" in variant.reference
        assert f"{base} + zones" in variant.alternatives[0].source
        told = json.dumps(build_release(variant))
        assert "{{" not in told
        assert "generate" not in told
        assert "+ zones" not in told
        assert told.count(f"costs {base} coins") == 1


def test_what_is_served_of_a_variant_is_all_of_that_variant() -> None:
    problem = parsed(variant_problem()).problem
    assert problem is not None
    served, *items = family(problem)
    third = served.of(3)
    assert "costs 5 coins" in third.statement
    assert "5 + zones" in third.references[0]
    assert (third.card, third.content_hash) == (served.card, served.content_hash)
    assert third.release["metadata"]["pythonmastery"]["variant"] == 3
    assert served.of(COUNT + 3) == third, "a number of an older version is still one of these"
    assert all(not item.variants and item.of(5) is item for item in items)


def _values(text: str) -> Edit:
    return lambda nb: by_role(nb, "values")[0].update(source=text)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_values("[{'base': 2}]"), "the values cannot be read"),
        (_values("print('no literal')"), "the values cannot be read"),
        (_values(rows_text([{"base": "x" * 500}] * COUNT)), "the values cannot be read"),
        (lambda nb: edit(by_id(nb, "statement"), "{{base}}", "{{bse}}"), "{{bse}} has no value"),
        (lambda nb: nb["cells"].pop(), "1 generator and 0 values cells"),
        (
            _values(rows_text([row(0)] + [row(1) | {"base": "("}] * (COUNT - 1))),
            "in variant 1: no valid Python",
        ),
    ],
)
def test_broken_values_are_one_clear_finding(spoil: Edit, told: str) -> None:
    nb = variant_problem()
    spoil(nb)
    found = parsed(nb).findings
    assert found
    assert told in found[0].message


def test_marks_mean_nothing_where_there_are_no_values() -> None:
    nb = sample_problem()
    edit(by_id(nb, "statement"), "2 coins", "{{base}} coins")
    problem = parsed(nb).problem
    assert problem is not None
    assert not problem.variants
    assert "{{base}}" in problem.statement.source
