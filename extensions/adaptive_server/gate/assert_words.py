"""Checks that what an assert says agrees with what it compares."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..problems.python_source import is_literal, parse_python
from .assert_numbers import lone_number, other_text
from .numbers_told import counts_in, known_of, numbers_in_code, numbers_in_words

GAP = "\0"
"""Stands in a wording where a value is filled in."""
_VERB = (
    "costs?|pays?|is|are|gives?|makes?|leaves?|takes?|has|have|holds?|equals?|together|"
    "(?:stays?|begins?|ends?) at"
)
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_CLAIM = re.compile(
    r"\bshould (?:still )?(?:be|give|return) (?P<literal>[^\s\0].*)"
    rf"|\b(?:{_VERB}) (?P<end>{_NUMBER})(?:\s+(?!an?\b)[^\W\d]+){{,3}}\s*(?:\.\s|,? but\b|\.?\s*$)"
    rf"|(?<![\w.])(?P<gap>{_NUMBER})(?:\s+[^\W\d]+)?, not \0"
)
_OF_A_PART = re.compile(r"\b(?:each|every|per|most|least|cada|por)\b", re.IGNORECASE)
"""What is said then is a price or a limit, of which the value is made."""
_ENDS = re.compile(r",? but\b|, not\b|[.!?,](?:\s|$)|\s|$")


def says_other(node: ast.Assert, before: list[ast.stmt], around: set[float]) -> str | None:
    """Return what is wrong with a wording that tells another call or value than is compared.

    Args:
        node: The assert.
        before: The statements of its test that stand above it.
        around: Numbers that a wording may well speak of: those of the statement and the code.
    """
    text, told = wording(node.msg), None
    match node.test:
        case ast.Compare(left=got, ops=[ast.Eq()], comparators=[wanted]) if is_literal(wanted):
            told = _of_equal(text, got, wanted, before, around)
        case ast.Compare(left=wanted, ops=[ast.Eq()], comparators=[got]) if is_literal(wanted):
            told = _of_equal(text, got, wanted, before, around)
    made = _made(node.test, before)
    words = text.replace(GAP, " ")
    return told or other_text(words, node.test, made) or lone_number(words, node.test, made, around)


def _of_equal(
    text: str, got: ast.expr, wanted: ast.expr, before: list[ast.stmt], around: set[float]
) -> str | None:
    made = _made(got, before)
    return (
        _other_call(text, made)
        or _other_claim(text, ast.literal_eval(wanted))
        or _stray_number(text, wanted, [got, *made], around)
    )


def wording(message: ast.expr | None) -> str:
    r"""Return what an assert says, with a gap for each value that is filled in.

    >>> wording(ast.parse("f'It costs 4, not {got}.'", mode="eval").body)
    'It costs 4, not \x00.'
    """
    match message:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(map(wording, parts))
        case ast.FormattedValue(value, -1 | 114, None) if is_literal(value):
            return str(ast.literal_eval(value))
        case ast.BinOp(left, ast.Add(), right):
            return wording(left) + wording(right)
        case None:
            return ""
    return GAP


def _made(got: ast.expr, before: list[ast.stmt]) -> list[ast.AST]:
    """Return what the names of an expression were last set to, and what those needed."""
    needed = {n.id for n in ast.walk(got) if isinstance(n, ast.Name)}
    made: list[ast.AST] = []
    for node in reversed(before):
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        if not isinstance(node, ast.Assert) and names & needed:
            made.append(node)
            needed |= names
    return made


def _other_call(text: str, made: list[ast.AST]) -> str | None:
    """Tell of calls in a wording of which none is the one whose value is compared."""
    calls = [c for n in made[:1] for c in ast.walk(n) if isinstance(c, ast.Call)]
    for call in calls:
        if not isinstance(call.func, ast.Name) or not all(map(is_literal, call.args)):
            continue
        told = list(_calls_in(text, call.func.id))
        if told and ast.dump(call) not in map(ast.dump, told):
            return f"the wording says `{ast.unparse(told[0])}`, the test asks `{ast.unparse(call)}`"
    return None


def _calls_in(text: str, name: str) -> Iterator[ast.Call]:
    for start in re.finditer(rf"\b{name}\(", text):
        ends = (m.end() for m in re.finditer(r"\)", text[start.start() :]))
        for end in ends:
            tree = parse_python(text[start.start() : start.start() + end])
            if isinstance(tree, ast.Module):
                node = tree.body[0] if tree.body else None
                call = node.value if isinstance(node, ast.Expr) else None
                if isinstance(call, ast.Call) and all(map(is_literal, call.args)):
                    yield call
                break


def _other_claim(text: str, wanted: object) -> str | None:
    """Tell of a wording that plainly claims another value, as `should be 5, but`."""
    for claim in _CLAIM.finditer(text):
        if claim["literal"] is not None:
            said = _literal_at(claim["literal"])
        else:
            said = float((claim["end"] or claim["gap"]).replace(",", ""))
            if _OF_A_PART.search(text) or said in known_of(text):
                continue
        alike = all(isinstance(x, int | float) for x in (said, wanted))
        if (alike or type(said) is type(wanted)) and said != wanted:
            shown = f"{said:g}" if isinstance(said, float) else repr(said)
            return f"the wording says {shown}, which is not what is compared"
    return None


def _literal_at(text: str) -> object:
    """Return the longest literal that a text begins with, or a text itself where there is none."""
    for end in reversed([m.start() for m in _ENDS.finditer(text)]):
        tree = parse_python(text[:end].strip())
        if isinstance(tree, ast.Module) and len(tree.body) == 1:
            node = tree.body[0]
            if isinstance(node, ast.Expr) and is_literal(node.value):
                return ast.literal_eval(node.value)
    return NotImplemented


def _stray_number(
    text: str, wanted: ast.expr, used: list[ast.AST], around: set[float]
) -> str | None:
    """Tell of a number of nowhere in the place of the wanted one."""
    if not isinstance(ast.literal_eval(wanted), int | float):
        return None
    value, said = numbers_in_code(ast.unparse(wanted)), numbers_in_words(text.replace(GAP, " "))
    own = around.union(*(numbers_in_code(ast.unparse(each)) for each in used))
    own = own.union(*map(counts_in, used))
    other = said - own - known_of(text)
    if len(other) == 1 and value and not value & said:
        return f"the wording says {other.pop():g}, which is not what is compared"
    return None
