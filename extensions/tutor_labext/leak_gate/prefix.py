"""A program in brackets, what is done in front, as in Lisp; read as the Python that it shows."""

from __future__ import annotations

import re
from typing import TypeAlias

Form: TypeAlias = "str | list[Form]"

BRACKETED = re.compile(r"\(\s*[a-z!?*/+<>=-][\w!?*/+<>=-]*\s[^()]*\(", re.I)
"""The beginning of a form in a form."""
FEW = 2
MOST = 20_000
DEEPEST = 60
TOKEN = re.compile(r'[()\[\]]|"(?:[^"\\\n]|\\.)*"|[^\s()\[\]"]+')
SIGNS = {"=": "==", "eq": "==", "equal?": "==", "mod": "%", "remainder": "%", "quotient": "//"}
_SAME = "+ - * / // % ** < > <= >= == != in and or & | ^"
SIGNS |= {sign: sign for sign in _SAME.split()}
DEFINES = frozenset({"define", "defun", "defn", "def", "functiondef"})
SETS = frozenset({"set!", "setq", "setf", "set", "let", "var", "assign", "define", "def"})
LOOPS = frozenset({"for-each", "for", "doseq", "foreach", "dolist", "loop"})
TESTS = frozenset({"if", "when", "while"})
WORDS = frozenset({"return", "raise", "yield", "not"})
BUILDS = frozenset({"list", "vector", "tuple"})
NAMED = re.compile(r"(?<=\w)-(?=[a-z])")


def unprefixed(text: str) -> str:
    r"""Return the forms of a text as Python; "" where there are few.

    >>> unprefixed("(define (f x) (if (> x 1) (return (* x 2))))")
    'def f(x):\n    if x > 1:\n        return x * 2'
    """
    if len(BRACKETED.findall(text[:MOST])) < FEW:
        return ""
    forms: list[Form] = []
    stack: list[list[Form]] = []
    for sign in TOKEN.findall(text[:MOST]):
        if sign in "([":
            stack.append([])
        elif sign in ")]":
            form = stack.pop() if stack else []
            (stack[-1] if stack else forms).append(form)
        elif stack:
            stack[-1].append(sign)
        if len(stack) > DEEPEST:
            return ""
    return "\n".join(line for form in forms for line in _lines(form, ""))


def _lines(form: Form, indent: str) -> list[str]:
    if isinstance(form, str) or not form:
        return [indent + _value(form)]
    head, *rest = form
    deeper = indent + "    "

    def body(parts: list[Form]) -> list[str]:
        return [line for part in parts for line in _lines(part, deeper)]

    if isinstance(head, list):
        return [line for part in form for line in _lines(part, indent)]
    if head in DEFINES and len(rest) > 1 and isinstance(signature := rest[0], list) and signature:
        name, *given = map(_value, signature)
        return [f"{indent}def {name}({', '.join(given)}):", *body(rest[1:])]
    if head in SETS and len(rest) == 2:
        return [f"{indent}{_value(rest[0])} = {_value(rest[1])}"]
    if head in LOOPS and rest and isinstance(rest[0], list) and len(rest[0]) > 1:
        target, values = _value(rest[0][0]), _value(rest[0][-1])
        return [f"{indent}for {target} in {values}:", *body(rest[1:])]
    if head in TESTS and len(rest) > 1:
        parts = [f"{indent}{'while' if head == 'while' else 'if'} {_value(rest[0])}:"]
        if head == "if" and len(rest) == 3:
            return [*parts, *body(rest[1:2]), f"{indent}else:", *body(rest[2:])]
        return [*parts, *body(rest[1:])]
    return [indent + _value(form)]


def _value(form: Form) -> str:
    """Return a form as an expression."""
    if isinstance(form, str):
        return form if form[:1] == '"' or form in SIGNS else NAMED.sub("_", form)
    if not form:
        return "[]"
    head, *rest = form
    values = [_value(part) for part in rest]
    if isinstance(head, list):
        return ", ".join([_value(head), *values])
    if head in SIGNS and len(values) > 1:
        return f" {SIGNS[head]} ".join(values)
    if head in WORDS:
        return f"{head} {' '.join(values)}"
    if head in BUILDS:
        return f"[{', '.join(values)}]"
    if head in (".", "attribute") and len(values) == 2:
        return ".".join(values)
    if head in ("ref", "nth", "aref", "get-item", "subscript") and len(values) == 2:
        return f"{values[0]}[{values[1]}]"
    return f"{_value(head)}({', '.join(values)})"
