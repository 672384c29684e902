"""Explains the commonest wrong value: a function that gives back None."""

from __future__ import annotations

import ast

from .case import read
from .explanation import Explanation
from .scope import IN_PLACE, Function, functions, gives_value, leaves, method, own_nodes, prints
from .texts import NO_VALUE, happened_in, said_in, say


def returned_none(source: str, function: str = "", locale: str = "en") -> Explanation | None:
    """Explain why a function of `source` gives back None, or return None when nothing shows it.

    Args:
        source: The learner's cell.
        function: The function that was called; '' takes the last one that the source defines.
        locale: The language to explain in.
    """
    found = [f for f in functions(read(source, "None", "", None, {})) if function in ("", f.name)]
    if not found:
        return None
    chosen = found[-1]
    rule, where, what = reading(chosen)
    if not rule:
        return None
    said = say(rule, 8, function=chosen.name, method=what)
    return Explanation(
        kind="None",
        line=where,
        happened=happened_in(NO_VALUE, locale),
        suggestions=(said_in(said, locale),),
    )


def stored_in_place(function: Function) -> dict[str, ast.Call]:
    """Return the names whose last value is what a method in place gives: `x = x.sort()`."""
    given: dict[str, ast.expr] = {}
    stored = [n for n in own_nodes(function) if isinstance(n, ast.Assign)]
    for node in sorted(stored, key=lambda n: n.lineno):
        given |= {t.id: node.value for t in node.targets if isinstance(t, ast.Name)}
    return {
        name: value
        for name, value in given.items()
        if isinstance(value, ast.Call) and method(value) in IN_PLACE
    }


def reading(function: Function) -> tuple[str, int, str]:
    """Return (rule, line, method) for what the function does instead of giving a value."""
    returns = [n for n in own_nodes(function) if isinstance(n, ast.Return) and n.value]
    held = stored_in_place(function)
    for node in returns:
        if method(node.value) in IN_PLACE:
            return "none.in_place", node.lineno, method(node.value)
        if isinstance(node.value, ast.Name) and (call := held.get(node.value.id)):
            return "none.stored", call.lineno, method(call)
    if not gives_value(function):
        return ("none.print" if prints(function) else "none.no_return"), function.lineno, ""
    if returns and not leaves(function.body):
        return "none.some_path", function.lineno, ""
    return "", 0, ""
