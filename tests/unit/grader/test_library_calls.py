"""What a library does is passed over, and a trace tells the same with it as without."""

import heapq
import statistics

import pytest

from grader import library_calls
from grader.tracer import Tracer

EVERY = 10**9
SOURCES = {
    "a result": "def f(xs):\n    m = mean(xs)\n    n = m + 1\n    return n\n",
    "an error": "def f(xs):\n    m = mean([])\n    return m\n",
    "an error on the way": (
        "def g(xs):\n    return mean(xs)\ndef f(xs):\n    a = 1\n    return g([])\n"
    ),
    "an error caught": (
        "def f(xs):\n    try:\n        mean([])\n    except ValueError as e:\n        m = 0\n"
        "    m = m + 1\n    return m\n"
    ),
    "a function of the learner's handed over": (
        "def f(xs):\n    def key(x):\n        y = -x\n        return y\n"
        "    best = nsmallest(2, xs, key)\n    return best\n"
    ),
    "one made elsewhere": (
        "def key(x):\n    y = -x\n    return y\n"
        "def f(xs):\n    best = nsmallest(2, xs, key)\n    return best\n"
    ),
    "a library that keeps its own names": (
        "def f(xs):\n    names = kept(xs)\n    m = len(names)\n    m = m + 1\n    return m\n"
    ),
}


def kept(given):
    """As pandas.read_csv does with its options."""
    return locals().copy()


def traced(source, patience):
    space = {"mean": statistics.mean, "nsmallest": heapq.nsmallest, "kept": kept}
    exec(compile(source, "<cell answer>", "exec"), space)
    tracer = Tracer(patience)
    try:
        with tracer.watching():
            space["f"]([1, 2, 4])
    except ValueError:
        pass
    return tracer.told()


@pytest.mark.parametrize("name", SOURCES)
def test_a_trace_tells_the_same(name):
    told = traced(SOURCES[name], EVERY)
    assert told[0]
    assert traced(SOURCES[name], 0) == told


@pytest.mark.parametrize("forgets", [True, False])
def test_the_functions_of_a_library_are_not_entered(forgets, monkeypatch):
    """But where a Python keeps a frame's names after the call, all of them are."""
    assert library_calls.FORGETS_AT_ONCE
    monkeypatch.setattr(library_calls, "FORGETS_AT_ONCE", forgets)
    entered = []
    enter = Tracer._enter

    def counted(self, frame, event, arg):
        entered.append(frame.f_code.co_name)
        return enter(self, frame, event, arg)

    monkeypatch.setattr(Tracer, "_enter", counted)
    traced(SOURCES["a result"], 0)
    few = len(entered)
    entered.clear()
    traced(SOURCES["a result"], EVERY)
    assert (few < len(entered) / 3) == forgets
