"""Rules for lines that are built in another way than Python wants, and words it does not have."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .rules_syntax import HEADER, code, reason, unmatched
from .scope import called
from .texts import say

CONTROL = "function|func|fn|fun|switch|do|until|unless|foreach|catch|throw|new|begin"
DECLARED = "let|var|const|int|float|double|string|String|char|bool|boolean|void|public|private"
FOREIGN_LINE = re.compile(
    rf"^\s*(?:\}}\s*)?(?:({CONTROL})(?=\s+\w|\s*[:{{(])|({DECLARED})(?=\s+\w))"
)
WORD_FOR_SIGN = re.compile(
    r"\b(then)\s*:?\s*$|[\w)\]'\"]\s+(equals?|plus|minus|times|greater|bigger|less|mod)\s+[\w(\['\"]"
)
# Words that stand in front of =, a comma or a closing bracket only where they are meant as names.
NAMES = frozenset(keyword.kwlist) - frozenset(
    ("True", "False", "None", "and", "or", "not", "in", "is", "if", "elif", "else", "for", "yield")
)
AS_NAME = re.compile(r"\b(\w+)\s*(?:=(?!=)|[),])")
PARTED = re.compile(
    r"^\s*(?:(?:def|class)\s+(\w+(?:[ -]\w+)+)\s*[(:]|([A-Za-z_]\w*(?:[ -][A-Za-z_]\w*)+)\s*=(?!=))"
)
HALF_TEST = re.compile(r"\b(and|or)\s+(?:not\s+)?(?:[<>]=?|[=!]=)")
FOR_LINE = re.compile(r"^\s*for\s*(?:\(.*;|\w+(?:\s*,\s*\w+)*\s+(?!in\b)\S)")
NOTE = re.compile(r"^\s*(?://|/\*)|\s//\s*\w+\s+[A-Za-z]")
PARTED_SIGN = re.compile(r"(?<![-<>=!+*/])(?:- >|[-=!<>+*/%] =)(?!=)")
# A text in double quotes that ends at a letter, with one more such quote behind it.
INNER_QUOTES = re.compile(r"""^(?:[^"'#]|"[^"]*"(?!\w)|'[^']*'(?!\w))*"[^"]*"\w[^"]*\"""")


def foreign_word(case: Case) -> Iterator[Suggestion]:
    """A word that another language, or none, has at the start, at the end or for a sign."""
    if found := FOREIGN_LINE.match(code(case)) or WORD_FOR_SIGN.search(code(case)):
        yield say("syntax.foreign_word", 10, word=found[found.lastindex or 0])


def word_as_name(case: Case) -> Iterator[Suggestion]:
    """A word of the language where only a name can stand."""
    word = next((w for w in AS_NAME.findall(code(case)) if w in NAMES), None)
    if word:
        yield say("syntax.keyword_name", 9, word=word)


def parted_name(case: Case) -> Iterator[Suggestion]:
    """A name with a blank or a minus in it."""
    found = PARTED.match(code(case))
    name = (found[1] or found[2]) if found else ""
    if name and not any(map(keyword.iskeyword, re.split("[ -]", name))):
        yield say("syntax.parted_name", 8, name=name)


def half_test(case: Case) -> Iterator[Suggestion]:
    """`x > 1 and < 5`."""
    if found := HALF_TEST.search(code(case)):
        yield say("syntax.half_test", 9, word=found[1])


def equals_elsewhere(case: Case) -> Iterator[Suggestion]:
    """One `=` behind return, or in curly brackets: those of a dict, or of a block."""
    line = code(case)
    if re.match(r"^\s*return\b[^=(]*[^=!<>(]=(?!=)", line):
        yield say("syntax.return_equals", 9)
    outside, _ = unmatched(case.lines[: (case.line or 1) - 1])
    opened = case.lines[outside[1] - 1] if outside and outside[0] == "{" else ""
    if HEADER.match(opened):
        yield say("syntax.braces", 10)
        return
    pair = re.search(r"\{[^{}()]*[\w'\])]\s*=(?!=)", line)
    if pair or (opened and re.match(r"^\s*[\w'\"]+\s*=(?!=)", line)):
        yield say("syntax.pair_equals", 10)


def other_order(case: Case) -> Iterator[Suggestion]:
    """A line whose parts have another form than in Python."""
    line = code(case)
    if re.match(r"^\s*import\s+[\w., ]+\s+from\s+\w", line):
        yield say("syntax.import_order", 9)
    if FOR_LINE.match(line):
        yield say("syntax.for_in", 9)
    if re.match(r"^\s*for\s*\([^;]*\bin\b.*\)\s*:?$", line):
        yield say("syntax.for_brackets", 9)
    if re.match(r"^\s*(?:async\s+)?def\s+\w+\s*:", line):
        yield say("syntax.def_brackets", 9)
    if re.match(r"^\s*else\s+(?!if\b|:)\S.*:\s*$", line):
        yield say("syntax.else_test", 9)
    if found := re.match(r"^\s*(if|elif|while)\s*(?:\(\s*\))?\s*:", line):
        yield say("syntax.no_test", 10, word=found[1])
    if re.match(r"^\s*def\s+\w+\s*\((?:[^=]*,)?\s*(?:''|\d)", line):
        yield say("syntax.parameter", 9)
    if re.search(r"\bis\s+(?:not\s+)?in\b", line):
        yield say("syntax.is_in", 9)
    if re.match(r"^\s*(?:async\s+)?with\s+.*\)\s+(?!as\b)\w+\s*:\s*$", line):
        yield say("syntax.with_as", 9)
    if HEADER.match(line) and line.endswith("{"):
        yield say("syntax.braces", 9)
    if NOTE.search(line):
        yield say("syntax.slash_note", 9)


def not_this_line(case: Case) -> Iterator[Suggestion]:
    """The line is right; the text that it hands over is what cannot be read."""
    if any(called(n) in ("eval", "exec", "compile") for n in case.here):
        yield say("syntax.in_text", 9)


def parted_sign(case: Case) -> Iterator[Suggestion]:
    """A sign of two characters with a blank in it."""
    if found := PARTED_SIGN.search(code(case)):
        yield say("syntax.parted_sign", 9, sign=found[0].replace(" ", ""))


def other_form(case: Case) -> Iterator[Suggestion]:
    """A part of a line in a form that is right elsewhere."""
    line = code(case)
    if (found := re.match(r"^\s*(match|case)\b", line)) and "expected ':'" in reason(case):
        yield say("syntax.colon", 8, line=case.line, word=found[1])
    if "expected 'else' after 'if'" in reason(case) and re.search(r"\bif\b.*\bfor\b", line):
        yield say("syntax.if_at_end", 11)
    if re.search(r"\blambda\b[^:]*:\s*return\b", line):
        yield say("syntax.lambda_return", 10)


def inner_quotes(case: Case) -> Iterator[Suggestion]:
    """Double quotes inside a text in double quotes."""
    if INNER_QUOTES.match(case.text) and "never closed" not in reason(case):
        yield say("syntax.inner_quotes", 9)


RULES = (
    foreign_word,
    word_as_name,
    parted_name,
    half_test,
    equals_elsewhere,
    other_order,
    parted_sign,
    other_form,
    inner_quotes,
    not_this_line,
)
