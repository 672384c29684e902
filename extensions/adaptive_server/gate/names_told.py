"""Checks that the statement asks for the function that tests call, and for no other."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from difflib import get_close_matches

from ..core.problem import ANSWERED
from ..problems.authored import TextCell
from ..problems.python_source import parse_python
from .case import Case
from .shown_code import code_in
from .statement import line_of

_SAID = re.compile(
    r"\b(?:function|method|class|función|método|clase) "
    r"(?:(?:called|named|llamad[ao]) )?`(\w+)(?:\(|`)"
    r"|\b(?:function|class|función|clase) (?:called|named|llamad[ao]) (\w+)"
)
_BLOCK = re.compile(r"```.*?```", re.DOTALL)
_WRITTEN = re.compile(r"`([A-Za-z]+(?:_[A-Za-z0-9]+)+)[`(]")
"""A name of two words: one that somebody made, and no word of Python or of an example."""
_SLIP = 0.8
"""Likeness from which on a name is taken for the function's, misspelt."""


def check_names_told(case: Case) -> None:
    """Tell of functions that the statement calls or asks for, and that nobody sets."""
    problem, text = case.problem, case.problem.statement.source
    if problem.kind in ANSWERED:  # the program to be read may stand in the statement
        return
    said = dict.fromkeys(_called_in(text)) | dict.fromkeys(a or b for a, b in _SAID.findall(text))
    known = _known(case)
    for name in (each for each in said if each not in known):
        told = f"the statement speaks of `{name}`, which nothing here sets"
        tell = case.findings.warning
        if problem.entry_point and problem.entry_point not in said:
            told = f"the statement asks for `{name}`, the tests call `{problem.entry_point}`"
            tell = case.findings.error
        line = line_of(rf"\b{name}\b", text)
        tell("statement-name", told, "Write one name in both", cell="statement", line=line)
    _check_hints(case, known)


def _check_hints(case: Case, known: set[str]) -> None:
    """Tell of rungs that call the function by a misspelt name, or speak of one that is nowhere."""
    around = _words_of(case)
    for hint in case.problem.hints:
        for name in dict.fromkeys(_WRITTEN.findall(_BLOCK.sub("", hint.text))):
            if name not in around:
                case.findings.warning(
                    "hint-name",
                    f"the hint speaks of `{name}`, which is nowhere in this problem",
                    "Correct the name, or the hint if it is of another problem",
                    cell=f"hint {hint.level}",
                )
        for name in dict.fromkeys(_called_in(hint.text)):
            if name not in known and get_close_matches(name, [case.problem.entry_point], 1, _SLIP):
                case.findings.warning(
                    "hint-name",
                    f"the hint calls `{name}`, the tests call `{case.problem.entry_point}`",
                    "Write one name in both",
                    cell=f"hint {hint.level}",
                )


def _words_of(case: Case) -> set[str]:
    """Return the words of all that the problem shows, runs and explains, and Python's own."""
    problem = case.problem
    texts = [problem.statement.source, problem.reference, *(a.source for a in problem.alternatives)]
    texts += [c.source for c in problem.cells if isinstance(c, TextCell)]
    texts += [c.starter for c in problem.solutions] + [t.raw for t in problem.tests]
    texts += [p.source for p in problem.probes]
    texts += ["".join(_BLOCK.findall(h.text)) for h in problem.hints]
    return set(re.findall(r"\w+", "\n".join(texts))) | set(dir(builtins))


def _called_in(text: str) -> Iterator[str]:
    """Yield the names of what the code of a text calls, and of functions left to be written."""
    made: set[str] = set()
    called: list[str] = []
    for tree in code_in(text):
        for node in ast.walk(tree):
            match node:
                case ast.FunctionDef(name=name, body=body):
                    (called.append if _is_stub(body) else made.add)(name)
                case ast.ClassDef(name=name):
                    made.add(name)
                case ast.Call(func=ast.Name(id=name)):
                    called.append(name)
                case ast.alias(name=whole, asname=name):
                    made.add(name or whole)
    yield from (name for name in called if name not in made)


def _is_stub(body: list[ast.stmt]) -> bool:
    return all(
        isinstance(x, ast.Pass) or (isinstance(x, ast.Expr) and isinstance(x.value, ast.Constant))
        for x in body
    )


def _known(case: Case) -> set[str]:
    """Return what is set as a function or class, imported or called in the problem's code."""
    problem = case.problem
    known = {problem.entry_point, *dir(builtins)}
    code = [c.source for c in problem.cells if isinstance(c, TextCell) and not c.markdown]
    code += [c.reference for c in problem.solutions] + [c.starter for c in problem.solutions]
    code += [t.shown for t in problem.tests if t.visible] + [p.source for p in problem.probes]
    for source in code:
        tree = parse_python(source)
        for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    known.add(name)
                case ast.AsyncFunctionDef(name=name) | ast.Attribute(attr=name):
                    known.add(name)
                case ast.Call(func=ast.Name(id=name)):
                    known.add(name)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda() | ast.Call()):
                    known.add(name)
                case ast.alias(name=whole, asname=short):
                    known |= {short or whole, whole.rpartition(".")[2]}
    return known
