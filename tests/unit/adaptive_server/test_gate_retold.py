"""A solution told in other words is seen in early rungs, and what merely looks like it is not."""

from __future__ import annotations

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.counts import check_counts
from adaptive_server.gate.hints import check_hints
from adaptive_server.problems.finding import Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    REFERENCE,
    Notebook,
    by_id,
    by_role,
    edit,
    parsed,
    sample_problem,
    set_source,
)
from support.sample_skills import skills_file

WHOLE = """```python
def cost(years, far):
    coins = 2 + far
    if years < 12:
        coins = coins / 2
    return coins
```
"""


def _leaks(hint: str, *, of_test: str = "", title: str = "") -> list[str]:
    nb = sample_problem()
    edit(by_role(nb, "hint")[1], "First", f"{hint}\nFirst")
    by_id(nb, "zones")["metadata"]["pythonmastery"]["hint"] = of_test
    edit(by_id(nb, "zones"), "# More and fewer zones", f"# More and fewer zones{title}")
    return _told(nb)


def _told(nb: Notebook) -> list[str]:
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    check_hints(case)
    return [f"{f.cell}: {f.message}" for f in case.findings.found if f.check == "hint-leak"]


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        (WHOLE, "all of `fare`, with other names"),
        (WHOLE.replace("coins = 2", '"""Say it."""\n    coins = 2'), "all of `fare`"),
        ("Start with `price = zones + 2`.", "`price = 2 + zones`"),
        ("```python\nprice = zones + 2\n```", "`price = 2 + zones`"),
    ],
)
def test_a_solution_in_other_words_is_seen(hint: str, told: str) -> None:
    (leak,) = _leaks(hint)
    assert leak.startswith(f"hint 2: the hint gives away {told}")


@pytest.mark.parametrize(
    "hint",
    [
        WHOLE.replace("12", "18"),
        WHOLE.replace("coins / 2", "coins - 2"),
        "Think of `zones`, of `2`, and of `price`.",
        "Start with `cost = weight + 2`.",
        "`price = zones - 2`",
    ],
)
def test_a_parallel_example_is_none(hint: str) -> None:
    assert _leaks(hint) == []


def test_title_and_hint_of_a_hidden_test_keep_what_it_compares() -> None:
    told = ["zones: the hint gives away `fare(40, 7) == 9`"]
    assert _leaks("", title=": fare(40,7)==9") == told
    assert _leaks("", of_test="Is fare(40, 7) == 9?") == told
    assert _leaks("", of_test="Try fare(40, 7).") == []


def test_a_function_that_learners_are_given_is_no_secret() -> None:
    nb = sample_problem()
    set_source(nb, "answer", f"def two():\n    return 2\n\n\n{REFERENCE}")
    edit(by_role(nb, "hint")[1], "First", "```python\ndef two():\n    return 2\n```\nFirst")
    assert _told(nb) == []


LOOPED = """def fare(age, zones):
    ### BEGIN SOLUTION
    price = 2
    for zone in range(zones):
        if age < 12:
            price = price - 1 / 2
        price = price + 1
    return price
    ### END SOLUTION"""


def _looped(hint: str) -> list[str]:
    nb = sample_problem()
    set_source(nb, "answer", LOOPED)
    edit(by_role(nb, "hint")[1], "First", f"```python\n{hint}\n```\nFirst")
    return _told(nb)


def test_a_loop_of_several_lines_with_other_names_is_the_solution() -> None:
    loop = "for n in range(far):\n    if years < {}:\n        c = c - 1 / 2\n    c = c + 1"
    assert _looped(loop.format(12))
    assert not _looped(loop.format(18)), "another example"
    assert not _looped("for n in range(far):\n    c = c + 1"), "what every text shows"


def test_an_alternative_with_other_names_only_is_the_reference_again() -> None:
    nb = sample_problem()
    lines = [line for line in REFERENCE.splitlines() if "###" not in line]
    renamed = "\n".join(lines).replace("price", "coins")
    by_role(nb, "alternative")[0]["source"] = f"#| alternative: coins\n{renamed}"
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    check_counts(case)
    assert [f.check for f in case.findings.found] == ["alternative-same"]
