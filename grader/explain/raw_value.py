"""Explains a value that is no result yet: a function, a stepper, a promise, a text with gaps."""

from __future__ import annotations

import ast
import re

from .case import Case, read
from .explanation import Explanation
from .kinds import LAZY
from .scope import bindings, functions, own_nodes
from .texts import NO_RESULT, happened_in, said_in, say

RAW = re.compile(
    r"<(?:(?:bound method|function|built-in (?:method|function)) (?P<uncalled>[\w.<>]+)"
    rf"|(?P<lazy>{LAZY}) object|coroutine object (?P<awaited>[\w.]+)|(?P<future>Future) at)"
)
KINDS = {"uncalled": "function", "awaited": "coroutine", "gaps": "text"}
GAP = re.compile(r"\{(\w+)\}")


def returned_raw(message: str, source: str, locale: str = "en") -> Explanation | None:
    """Explain a value that is shown and that is no result yet, or return None.

    Args:
        message: What a visible test says, the value as its repr, or what the program has printed.
        source: The learner's cell.
        locale: The language to explain in.
    """
    case = read(source, "None", "", None, {})
    if found := RAW.search(message):
        kind, value = next((k, v) for k, v in found.groupdict().items() if v)
        name = value.rpartition(".")[2]
        line = named_at(case, name) if kind == "uncalled" else result_at(case, value)
    else:
        kind, value = "gaps", ""
        name, line = gap_in(case, message)
    if line is None:
        return None
    said = say(f"result.{kind}", 8, name=name, kind=value)
    return Explanation(
        kind=KINDS.get(kind, value),
        line=line,
        happened=happened_in(NO_RESULT, locale),
        suggestions=(said_in(said, locale),),
    )


def named_at(case: Case, name: str) -> int | None:
    """Return the line on which a function is named and not called, or None."""
    called = {id(n.func) for n in case.nodes if isinstance(n, ast.Call)}
    for node in case.nodes:
        told = getattr(node, "attr", getattr(node, "id", ""))
        read_here = isinstance(getattr(node, "ctx", None), ast.Load)
        if told == name and read_here and id(node) not in called:
            return getattr(node, "lineno", None)
    return None


def gap_in(case: Case, message: str) -> tuple[str, int | None]:
    """Return a name that a text of the learner's shows between { } instead of its value."""
    shown, known = set(GAP.findall(message)), {name for name, _ in bindings(case)}
    filled = {id(part) for n in case.nodes if isinstance(n, ast.JoinedStr) for part in n.values}
    for node in case.nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in filled
        ):
            for name in GAP.findall(node.value):
                if name in shown and name in known:
                    return name, node.lineno
    return "", None


def result_at(case: Case, kind: str) -> int | None:
    """Return the line of the last result that the last function gives back, else its head.

    Where there is no function it is the line on which a value of this kind is made, or None.
    """
    if not functions(case):
        return made_at(case, kind)
    last = functions(case)[-1]
    lines = [n.lineno for n in own_nodes(last) if isinstance(n, ast.Return)]
    return max(lines, default=last.lineno)


def made_at(case: Case, kind: str) -> int | None:
    """Return the first line on which a program makes what gives its items one by one, or None."""
    for node in case.nodes:
        match node:
            case ast.GeneratorExp() if kind == "generator":
                return node.lineno
            case ast.Call(func=ast.Name(id=name)) if name == kind:
                return node.lineno
    return None
