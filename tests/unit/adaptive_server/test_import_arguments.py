"""Which imported tests look again at what they passed."""

from __future__ import annotations

import pytest
from adaptive_server.importers.arguments import looks_again


@pytest.mark.parametrize(
    "source",
    [
        "xs = [2, 1]\nf(xs)\nassert xs == [2, 1]",
        "xs = [2, 1]\nassert f(xs) == [1, 2] and xs == [2, 1]",
        "a, b = [1], {2}\nf(a, more=b)\nassert [a, b] == [[1], {2}]",
        "def check(f):\n    xs = [1]\n    f(xs)\n    assert [1] == xs",
        "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        xs = [1]\n"
        "        f(xs)\n        self.assertEqual(xs, [1])",
    ],
)
def test_a_comparison_after_the_call_looks_again(source: str) -> None:
    assert looks_again(source)


@pytest.mark.parametrize(
    "source",
    [
        "xs = [2, 1]\nassert f(xs) == [1, 2]",
        "xs = [2, 1]\nassert xs == [2, 1]\nf(xs)",
        "for n in range(9):\n    assert f(n) == n * n",
        "not python (",
    ],
)
def test_what_is_only_passed_is_not_looked_at_again(source: str) -> None:
    assert not looks_again(source)
