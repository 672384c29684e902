"""A part of a solution's expression, such as `values[numeral[i + 1]]`, shown anywhere in a text.

One line of a longer solution is often decided by a part of it. The part is known by its signs,
calls and numbers, and by the names that the task gives; whatever else it names may be called
otherwise. An example of the same shape about other things has none of the task's names, and tells
nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from .secret import Secret, is_pythons, once
from .task import undocumented
from .tokens import FIXED, Tokens, is_name
from .trees import parse
from .written import signs_of

WORKS = (
    ast.operator,
    ast.unaryop,
    ast.cmpop,
    ast.boolop,
    ast.Call,
    ast.Subscript,
    ast.Slice,
    ast.comprehension,
    ast.Lambda,
    ast.IfExp,
)
FEWEST, MOST = 3, 16
"""What the smallest part that tells works out, and the largest that is looked for."""
ATTRIBUTE = 0.5
"""What looking up an attribute counts beside that."""
BOUND = re.compile(
    r"\bfor\s+(\(?\w+(?:\s*,\s*\(?\w+\)?)*\)?)\s+in\b|\blambda\s+(\w+(?:\s*,\s*\w+)*)"
)
"""Names that a loop or a lambda gives: anybody may call them otherwise."""
WORD = re.compile(r"\w+")
FORMAT = re.compile(r"\{[^{}\s]+:[^{}\s]{2,}\}")
"""A field of a text with its width or digits."""
DOUBLED = re.compile(r"(?<=[(\[])\0[(\[]|[)\]]\0(?=[)\]])")
"""A bracket within a bracket: `sum([...])` is `sum(...)`."""
NAMELESS = "_"


def are_shown(text: str, secret: Secret) -> bool:
    """Say whether a text shows a part of an expression that neither task nor learner have."""
    parts = parts_of(secret)
    if not parts:
        return False
    said = skeleton(text, secret.task.given)
    return any(part in said for part in parts)


@once
def parts_of(secret: Secret) -> frozenset[str]:
    """Return the telling parts of the solutions' expressions that nobody knows yet."""
    given = secret.task.given
    known = [skeleton(text, given) for text in (secret.task.public, secret.own)]
    found = (p for part in secret.parts for p in _parts(part.reference.source, given))
    return frozenset(p for p in found if not any(p in k for k in known))


@lru_cache(maxsize=1024)
def _parts(source: str, given: frozenset[str]) -> tuple[str, ...]:
    code = undocumented(source)
    tree = parse(code)
    bound = bound_in(code)
    free = given - bound
    shown = [] if tree is None else [ast.unparse(node) for node in _telling(tree, free)]
    inner = [s[1:-1] for s in shown if s[0] in "([{" and " for " in s]
    fields = FORMAT.findall(code)
    return tuple(skeleton(part, given, bound) for part in (*shown, *inner, *fields))


def _telling(tree: ast.AST, given: Collection[str]) -> Iterator[ast.expr]:
    """Yield the expressions that work out enough, and with a given name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and not isinstance(node, ast.JoinedStr):
            inside = list(ast.walk(node))
            works = sum(map(_weight, inside))
            named = any(_is_given(n, given) for n in inside)
            if named and FEWEST <= works <= MOST:
                yield node


def _weight(node: ast.AST) -> float:
    if isinstance(node, ast.Attribute):
        return ATTRIBUTE
    return float(isinstance(node, WORKS))


def _is_given(node: ast.AST, given: Collection[str]) -> bool:
    """Say whether a node is a name that the task gives, or an attribute of the object's own."""
    match node:
        case ast.Attribute(value=ast.Name(id="self")):
            return True
        case ast.Name(id=name):
            return name in given and not is_pythons(name)
    return False


def bound_in(code: str) -> frozenset[str]:
    """Return the names that loops and lambdas of a text bind."""
    return frozenset(w for m in BOUND.finditer(code) for w in WORD.findall(m[1] or m[2]))


@lru_cache(maxsize=512)
def skeleton(text: str, given: frozenset[str], bound: frozenset[str] = frozenset()) -> str:
    """Return the words and signs of a text, framed; names that the task does not give are blank.

    >>> skeleton("items[at - k]", frozenset({"items", "k"})).split(chr(0))[1:-1]
    ['items', '[', '_', '-', 'k', ']']
    """
    free = given - (bound or bound_in(text))
    row = "\0".join(_blanked(signs_of(text), free))
    return DOUBLED.sub("", f"\0{row}\0")


def _blanked(found: Tokens, kept: Collection[str]) -> Iterator[str]:
    before = ""
    for at, token in enumerate(found):
        called = found[at + 1 : at + 2] == ("(",)
        chosen = is_name(token) and before != "." and not called and token not in kept
        yield NAMELESS if chosen and token not in FIXED else token
        before = token
