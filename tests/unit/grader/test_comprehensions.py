"""To a reader a comprehension is one line, whatever frame a Python runs it in."""

import pytest

from grader.tracer import Tracer

SHOWN = {
    "alone": "ys = [x * 2 for x in xs]",
    "over lines": "ys = [\n        x * 2\n        for x in xs\n    ]",
    "of a dict": "ys = {k: v for k, v in zip(xs, xs)}",
    "one in another": "ys = [[x + y for x in xs] for y in xs]",
    "kept by a function": "ys = [lambda: x for x in xs]",
}


def names_changed(body):
    space = {}
    source = f"def f(xs):\n    {body}\n    return ys\n"
    exec(compile(source, "<cell answer>", "exec"), space)
    tracer = Tracer()
    with tracer.watching():
        space["f"]([1, 2, 4])
    steps, _, _ = tracer.told()
    return [n for _, _, values, *_ in steps[1:] for n, _ in values]


@pytest.mark.parametrize("name", SHOWN)
def test_the_variable_of_a_comprehension_is_no_step(name):
    assert names_changed(SHOWN[name]) == ["ys"]


def test_a_name_that_a_loop_uses_too_is_shown():
    body = "ys = [x for x in xs]\n    for x in ys[:1]:\n        x += 1"
    assert names_changed(body)[-3:] == ["ys", "x", "x"]
