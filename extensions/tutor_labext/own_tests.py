"""Tests that a learner wrote and that cannot fail: nobody runs them, or they claim nothing."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

PREFIX = "test_"
UNNAMED = (
    "**Line {line}:** `{name}` is never run: only functions with a certain beginning of their "
    "name count as tests."
)
UNNAMED_QUESTION = "Which beginning does the task ask for?"
SILENT = "**Line {line}:** `{name}` passes, whatever the given function gives back."
SILENT_QUESTION = "Which word of Python stops a test when something is not true?"
SPANISH = {
    UNNAMED: "**Línea {line}:** `{name}` no se ejecuta nunca: solo cuentan como pruebas las "
    "funciones cuyo nombre empieza de cierta forma.",
    UNNAMED_QUESTION: "¿Qué comienzo pide la tarea?",
    SILENT: "**Línea {line}:** `{name}` pasa, devuelva lo que devuelva la función dada.",
    SILENT_QUESTION: "¿Qué palabra de Python detiene una prueba cuando algo no es verdad?",
}


@dataclass(frozen=True, slots=True)
class IdleTest:
    """A function that tells nothing; `named` says whether it is run as a test at all."""

    line: int
    name: str
    named: bool


def idle_tests(source: str) -> tuple[IdleTest, ...]:
    r"""Return the functions that were meant as tests and cannot fail, in order.

    >>> idle_tests("def test_a():\n    f(1) == 2")
    (IdleTest(line=1, name='test_a', named=True),)
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    functions = [f for f in module.body if isinstance(f, ast.FunctionDef)]
    claiming = {f.name for f in functions if claims(f)}
    return tuple(
        IdleTest(f.lineno, f.name, named)
        for f in functions
        if (named := f.name.startswith(PREFIX)) != (f.name in claiming)
        and not (calls(f) & claiming if named else f.name in calls(module))
    )


def claims(function: ast.FunctionDef) -> bool:
    """Say whether a function can stop by what it claims."""
    return any(isinstance(n, ast.Assert | ast.Raise | ast.With) for n in ast.walk(function))


def calls(tree: ast.AST) -> set[str]:
    """Return the plain names that are called in a tree."""
    made = (n.func for n in ast.walk(tree) if isinstance(n, ast.Call))
    return {f.id for f in made if isinstance(f, ast.Name)}
