"""Which places of the library a test may patch is read from its text; what it did is undone."""

from __future__ import annotations

import ast
import random
from typing import Any

import pytest

from grader.patches import Patches, places


@pytest.mark.parametrize(
    ("test", "found"),
    [
        ("mock.patch('random.randint', f)", {("random", "randint")}),
        ("import time as t\nmock.patch.object(t, 'sleep')", {("time", "sleep")}),
        ("import random\nrandom.choice = lambda x: x[0]", {("random", "choice")}),
        ("from unittest import mock\nmock.patch('builtins.print')", {("builtins", "print")}),
        ("import os.path\nos.path.exists = f", set()),
        ("patch('os.path.exists')", {("os.path", "exists")}),
        ("f('random.randint is used')", set()),
        ("patch('my_module.name')", set()),
        ("patch('sys.exit')\npatch('os.write')\npatch('builtins.__import__')", set()),
        ("import builtins\nbuiltins.len = lambda x: 3", {("builtins", "len")}),
        ("from unittest import mock\nmock.patch('builtins.input')", set()),
    ],
)
def test_places_are_read_from_the_text(test: str, found: set[tuple[str, str]]) -> None:
    assert set(places(ast.parse(test))) == found


def test_a_change_is_told_once_and_undone_on_both_sides() -> None:
    told: list[tuple[str, str, list[Any] | None]] = []
    own, fake = random.randint, lambda a, b: a
    watched = Patches((("random", "randint"),), lambda *change: told.append(change))
    watched.pass_on()
    random.randint = fake  # type: ignore[assignment]
    watched.pass_on()
    watched.pass_on()
    del random.randint
    watched.pass_on()
    watched.undo(tell=True)
    assert random.randint == own
    assert told == [("random", "randint", said) for said in ([fake], None, [])]
