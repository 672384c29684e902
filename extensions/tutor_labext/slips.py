"""Slips that can be read off a learner's own code: what a line leaves undone, a text not as given.

None of them needs to be the mistake that a check has found, so each is told as what the line does,
with a question, and nobody is told what to write.
"""

from __future__ import annotations

import ast
import builtins
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass

FEWEST_LETTERS = 3
_LETTERS = {"capitalize", "casefold", "lower", "swapcase", "title", "upper"}
_ENDS = {"lstrip", "removeprefix", "removesuffix", "rstrip", "strip"}
NEW_TEXT = frozenset(_LETTERS | _ENDS | {"center", "ljust", "replace", "rjust", "zfill"})
"""Methods of a text that give back another text and change nothing."""
IN_PLACE = frozenset(
    ("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort", "update")
)
# By kind of slip: what the line does, and the question.
SLIPS: dict[str, tuple[str, str]] = {
    "compared": (
        "**Line {line}:** Two values are compared, and nothing is done with the answer.",
        "What should be different once that line has run?",
    ),
    "uncalled": (
        "**Line {line}:** `{name}` is only named here, and a name alone does nothing.",
        "What has to stand behind a name so that it runs?",
    ),
    "kept_nowhere": (
        "**Line {line}:** A new value is worked out, and no name keeps it.",
        "What does the next line know of that value?",
    ),
    "open_end": (
        "**Line {line}:** There is a way through `{name}` on which no `return` is reached.",
        "For which input does your code go that way, and what comes out then?",
    ),
    "lost_return": (
        "**Line {line}:** A `yield` stands in `{name}`, so this `return` gives nothing to a loop.",
        "What comes out of a function with a `yield` when you go through it?",
    ),
    "case": (
        "**Line {line}:** `{name}` stands in the task in other capital or small letters.",
        "Which letters are that?",
    ),
    "blanks": (
        "**Line {line}:** `{name}` stands in the task with other blanks.",
        "Where is one missing, or one too many?",
    ),
}
SPANISH = {
    "**Line {line}:** Two values are compared, and nothing is done with the answer.": (
        "**Línea {line}:** Se comparan dos valores y no se hace nada con la respuesta."
    ),
    "What should be different once that line has run?": (
        "¿Qué debería ser distinto cuando esa línea ya se ha ejecutado?"
    ),
    "**Line {line}:** `{name}` is only named here, and a name alone does nothing.": (
        "**Línea {line}:** Aquí `{name}` solo se nombra, y un nombre solo no hace nada."
    ),
    "What has to stand behind a name so that it runs?": (
        "¿Qué tiene que ir detrás de un nombre para que se ejecute?"
    ),
    "**Line {line}:** A new value is worked out, and no name keeps it.": (
        "**Línea {line}:** Se calcula un valor nuevo y ningún nombre lo guarda."
    ),
    "What does the next line know of that value?": "¿Qué sabe de ese valor la línea siguiente?",
    "**Line {line}:** There is a way through `{name}` on which no `return` is reached.": (
        "**Línea {line}:** Hay un camino por `{name}` en el que no se llega a ningún `return`."
    ),
    "For which input does your code go that way, and what comes out then?": (
        "¿Con qué entrada va tu código por ese camino, y qué sale entonces?"
    ),
    "**Line {line}:** A `yield` stands in `{name}`, so this `return` gives nothing to a loop.": (
        "**Línea {line}:** En `{name}` hay un `yield`, así que este `return` no da nada a un bucle."
    ),
    "What comes out of a function with a `yield` when you go through it?": (
        "¿Qué sale de una función con `yield` cuando la recorres?"
    ),
    "**Line {line}:** `{name}` stands in the task in other capital or small letters.": (
        "**Línea {line}:** `{name}` está en la tarea con otras mayúsculas o minúsculas."
    ),
    "**Line {line}:** `{name}` stands in the task with other blanks.": (
        "**Línea {line}:** `{name}` está en la tarea con otros espacios."
    ),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What a line does; `kind` is a key of `SLIPS`, `name` the learner's own word or text."""

    line: int
    kind: str
    name: str = ""


def slips_in(source: str, given: Collection[str]) -> tuple[Slip, ...]:
    r"""Return the slips of a cell, by line; none of one that cannot be read.

    Args:
        source: The learner's cell.
        given: Texts as the task writes them.

    >>> slips_in("fare = 3\nif fare < 4:\n    fare == 4", ())
    (Slip(line=3, kind='compared', name=''),)
    """
    module = _read(source)
    found = [*_idle(module), *_open_ends(module), *_texts(module, given)]
    return tuple(sorted(found, key=lambda slip: slip.line))


def texts_in(source: str) -> set[str]:
    """Return the texts that a program holds."""
    constants = (n.value for n in ast.walk(_read(source)) if isinstance(n, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _read(source: str) -> ast.Module:
    """Return the tree of a program, an empty one where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _idle(module: ast.Module) -> Iterator[Slip]:
    """Yield lines that work something out and leave it; what a cell shows at its end is meant."""
    shown = module.body[-1:]
    for node in ast.walk(module):
        if not isinstance(node, ast.Expr) or node in shown:
            continue
        value = node.value
        called = value.func if isinstance(value, ast.Call) else None
        if isinstance(value, ast.Compare):
            yield Slip(node.lineno, "compared")
        elif isinstance(value, ast.BinOp) or _makes_new(called):
            yield Slip(node.lineno, "kept_nowhere")
        elif isinstance(value, ast.Name) and callable(getattr(builtins, value.id, None)):
            yield Slip(node.lineno, "uncalled", value.id)
        elif isinstance(value, ast.Attribute) and value.attr in NEW_TEXT | IN_PLACE:
            yield Slip(node.lineno, "uncalled", value.attr)


def _makes_new(called: ast.expr | None) -> bool:
    """Say whether a call gives back a new value and changes nothing."""
    if isinstance(called, ast.Name):
        return called.id in ("sorted", "round")
    return isinstance(called, ast.Attribute) and called.attr in NEW_TEXT


def _open_ends(module: ast.Module) -> Iterator[Slip]:
    """Yield functions that give back a value on some ways only, or none because of a `yield`."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            own = list(_own(node))
            given = [n.value for n in own if isinstance(n, ast.Return)]
            makes = any(isinstance(n, ast.Yield | ast.YieldFrom) for n in own)
            if makes:
                yield from _lost_returns(node, own)
            valued = bool(given) and not any(_is_none(value) for value in given)
            if valued and not makes and not _ends(node.body):
                yield Slip(node.lineno, "open_end", node.name)


def _lost_returns(
    function: ast.FunctionDef | ast.AsyncFunctionDef, own: list[ast.AST]
) -> Iterator[Slip]:
    """Yield the values that a function with a `yield` gives back before it has reached one."""
    first = min(n.lineno for n in own if isinstance(n, ast.Yield | ast.YieldFrom))
    for node in own:
        if isinstance(node, ast.Return) and not _is_none(node.value) and node.lineno < first:
            yield Slip(node.lineno, "lost_return", function.name)


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions inside of it."""
    for child in ast.iter_child_nodes(function):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _own(child)


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _ends(body: list[ast.stmt]) -> bool:
    """Say whether no way leads past a block; where that is hard to say, it is taken for so."""
    match body[-1] if body else None:
        case ast.Return() | ast.Raise() | ast.Try() | ast.TryStar() | ast.Match() | ast.While():
            return True
        case ast.If(body=then, orelse=otherwise):
            return _ends(then) and _ends(otherwise)
        case ast.With(body=inner) | ast.AsyncWith(body=inner):
            return _ends(inner)
    return False


def _texts(module: ast.Module, given: Collection[str]) -> Iterator[Slip]:
    """Yield texts of the learner's that the task writes in other letters or with other blanks."""
    notes = {id(n.value) for n in ast.walk(module) if isinstance(n, ast.Expr)}
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value.strip()
        few = sum(map(str.isalpha, text)) < FEWEST_LETTERS
        if few or id(node) in notes or "\n" in text or any(text in one for one in given):
            continue
        folded, joined = text.casefold(), "".join(text.split())
        if any(folded in one.casefold() for one in given):
            yield Slip(node.lineno, "case", text)
        elif any(joined in "".join(one.split()) for one in given):
            yield Slip(node.lineno, "blanks", text)
