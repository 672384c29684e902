"""Runs the loop of `child` in the zygote until the interpreter has learnt it.

Python fills caches and rewrites its own code while it runs something for the first times. A child
that finds this done writes to less of the memory that it shares, and is done sooner.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from grader import child, wire

_ROUNDS = 24
_ENOUGH = 1 << 16
_ANSWER = """
class Small:
    def __init__(self, n):
        self.n = n

    def twice(self):
        return [self.n, self.n]

def given(values, *, last=None):
    print(len(values))
    return {"all": sorted(values), "last": (last, 1.5)}

def fails(text):
    raise ValueError(text)

small = Small(3)
"""
_TRACED = """
def added(numbers, text=""):
    total, parts = 0, []
    for number in numbers:
        if number > 1:
            total = total + number
            parts.append(str(number))
    return total, text.join(parts), {"parts": parts}

def stops(x):
    return x[9]

added([1, 2, 3], "-")
stops([1])
"""
# What a short submission asks for; 0, 1 and 2 are the numbers of the objects that it names.
_REQUESTS: tuple[list[Any], ...] = (
    ["flaws", [[_ANSWER, "<cell warm-up>"], ["x = (", "<cell warm-up>"]]],
    ["exec", _ANSWER, "<cell warm-up>", False],
    ["names", ["given"]],
    ["call", 0, [[0, 3, 1, 2]], {"last": "end"}],
    ["names", ["fails", "small", "absent"]],
    ["call", 1, ["no"], {}],
    ["attribute", 2, "n"],
    ["exec", "1 / 0", "<cell warm-up>", False],
    ["watch"],
    ["exec", _TRACED, "<cell warm-up>", False],
    ["steps"],
    ["answer"],
)


def warm_up(asks: int, answers: int, printed: int) -> None:
    """Hold the same conversation again and again; leaves nothing of it behind.

    Args:
        asks: Descriptor of the other end of `child.REQUESTS`.
        answers: Descriptor of the other end of `child.REPLIES`.
        printed: Descriptor of the other end of standard output.
    """
    modules = {name: sys.modules[name] for name in ("__main__", "builtins")}
    streams = sys.stdin, sys.stdout, sys.stderr
    frames = b"".join(wire.pack([n, *request]) for n, request in enumerate(_REQUESTS))
    for _ in range(_ROUNDS):
        os.write(asks, frames)
        child.open_desk().serve()
        os.read(answers, _ENOUGH)
        os.read(printed, _ENOUGH)
    sys.modules.update(modules)
    sys.stdin, sys.stdout, sys.stderr = streams
