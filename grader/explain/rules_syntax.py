"""Rules for code that Python cannot read.

They look at the line and at both readings of it: the learner's Python's and this one's.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .near import nearest
from .rules_indent import filled, width
from .texts import say

HEADER = re.compile(r"^\s*(if|elif|else|for|while|def|class|try|except|finally|with)\b(.*)$")
WHOLE = re.compile(r"^\s*(?:else|try|finally)\s*$|^\s*\w+\b.*[\w)\]'\"]\s*$")
SINGLE_EQUALS = re.compile(r"^\s*(?:if|elif|while)\b[^=!<>]*(?<![=!<>:+*/%-])=(?!=)")
EQUALS_INSIDE = re.compile(r"[\[({].*\bfor\b.*\bif\b[^=()\[\]]*(?<![=!<>:+*/%-])=(?!=)")
FOREIGN = re.compile(r"&&|\|\||\+\+|=>|=<|=!|<>|===|!(?!=)")
STRAY = re.compile(r"([$?€£¥§°])")
CURLY = re.compile("[“”„‘’‚«»‹›，；：（）＝－−‐‑–—×÷∗]")
NAME_PLACE = re.compile(r"^\s*(?:def\s+|class\s+|for\s+|import\s+)?(\w+)\s*(?:=(?!=)|\(|\bin\b|$)")
JOINING = re.compile(r"\b(?:and|or|not|in|is|if|elif|else|for|while|return|def|import)\b")
AS_NAME = re.compile(r"^\s*\w+\s*=(?!=)")
BLOCK_WORDS = ("if", "elif", "else", "for", "while", "def", "class", "try", "except", "with")
START_WORDS = (*BLOCK_WORDS, "return", "import", "from", "break", "continue", "finally", "pass")
CLOSING = {")": "(", "]": "[", "}": "{"}


def reason(case: Case) -> str:
    """Return what the two Pythons say, in lower case."""
    return f"{case.message} {case.broken.message if case.broken else ''}".lower()


def code(case: Case) -> str:
    """Return the line of the error without a note at its end."""
    text = re.sub(r"""(["'])(?:(?!\1).)*\1""", "''", case.text)
    return text.split("#", 1)[0].rstrip()


def colon(case: Case) -> Iterator[Suggestion]:
    """A line that starts a block lacks its colon."""
    header = HEADER.match(code(case))
    if header is None or code(case).endswith((":", ",", "(", "[", "{", "\\")):
        return
    as_name = re.match(r"\s*(?:=(?!=)|$|\()", header[2]) and "expected ':'" not in reason(case)
    if as_name and header[1] not in ("else", "try", "finally"):
        return
    missing = ":" not in header[2]
    if missing or "expected ':'" in reason(case):
        yield say("syntax.colon", 8 if missing else 5, line=case.line, word=header[1])


def else_if(case: Case) -> Iterator[Suggestion]:
    """`else if` for `elif`, and the like."""
    if re.match(r"^\s*(?:else\s+if|elseif|elsif)\b", case.text):
        yield say("syntax.else_if", 10)


def equals(case: Case) -> Iterator[Suggestion]:
    """One `=` where a question is asked."""
    line = code(case)
    if FOREIGN.search(line):
        return
    asks = bool(SINGLE_EQUALS.match(line)) and (
        "(" not in line.split("=", 1)[0] or "meant '=='" in reason(case)
    )
    if asks or EQUALS_INSIDE.search(line):
        yield say("syntax.equals", 9)


def print_brackets(case: Case) -> Iterator[Suggestion]:
    """`print` as in Python 2."""
    if "call to 'print'" in reason(case) or re.match(r"^\s*print\s+[^\s(=.,)]", case.text):
        yield say("syntax.print", 10)


def brackets(case: Case) -> Iterator[Suggestion]:
    """A bracket without its partner."""
    left, over = unmatched(case.lines)
    if left:
        sign, line = left
        certain = "never closed" in reason(case) or "eof" in reason(case)
        yield say("syntax.unclosed", 9 if certain else 7, bracket=sign, line=line)
    if over or re.search(r"unmatched|does not match opening", reason(case)):
        found = re.search(r"'([)\]}])'", reason(case))
        if sign := over or (found[1] if found else ""):
            yield say("syntax.extra_close", 8, bracket=sign)


def unmatched(lines: tuple[str, ...]) -> tuple[tuple[str, int] | None, str]:
    """Return the last bracket left open (sign, line) and the first closing one left over."""
    waiting: list[tuple[str, int]] = []
    reader = io.StringIO("\n".join(lines) + "\n").readline
    try:
        for token in tokenize.generate_tokens(reader):
            if token.type != tokenize.OP:
                continue
            if token.string in CLOSING.values():
                waiting.append((token.string, token.start[0]))
            elif token.string in CLOSING:
                if not waiting or waiting[-1][0] != CLOSING[token.string]:
                    return None, token.string
                waiting.pop()
    except (tokenize.TokenError, SyntaxError):
        pass
    return (waiting[-1] if waiting else None), ""


def quotes(case: Case) -> Iterator[Suggestion]:
    """A text without its end quote, or with an apostrophe inside."""
    broken = re.search(r"unterminated|eol while", reason(case))
    if re.search(r"'[^'\"]*\w'\w+[^'\"]*'", case.text) and '"' not in case.text:
        yield say("syntax.apostrophe", 9)
    elif broken:
        yield say("syntax.quote", 9)


def keyword_name(case: Case) -> Iterator[Suggestion]:
    """A word of the language as a name."""
    line = code(case)
    words = [m[1] for m in (NAME_PLACE.match(line), re.search(r"\bas\s+(\w+)", line)) if m]
    words += re.findall(r"[(,]\s*(\w+)\s*(?:=(?!=)|(?=[,)]))", line) if "def " in line else []
    for word in words:
        starts = HEADER.match(line) and line.split()[0] == word
        taken = keyword.iskeyword(word) and not (starts and not AS_NAME.match(line))
        alone = line.split() == [word]
        if (
            taken
            and not alone
            and word not in ("return", "pass", "break", "continue", "not", "lambda", "await")
        ):
            yield say("syntax.keyword_name", 8, word=word)
            return


def misspelt(case: Case) -> Iterator[Suggestion]:
    """The first word is nearly a word of the language."""
    first = re.match(r"^\s*([A-Za-z]\w*)\s+[\w'\"(\[]|^\s*([A-Za-z]\w*)\s*:", case.text)
    word = (first[1] or first[2]) if first else ""
    if word and not keyword.iskeyword(word) and (near := nearest(word, START_WORDS)):
        yield say("syntax.misspelt", 8, word=word, near=near)


def foreign(case: Case) -> Iterator[Suggestion]:
    """Signs of other languages, and signs that only look right."""
    if found := CURLY.search(code(case)):
        yield say("syntax.curly_quote", 9, sign=found[0])
    elif found := STRAY.search(code(case)) or re.search(r"character '(.)' \(U", case.message):
        yield say("syntax.stray_sign", 9, sign=found[1])
    if found := FOREIGN.search(code(case)):
        yield say("syntax.sign", 9, sign=found[0])
    if case.text.lstrip().startswith(">>>"):
        yield say("syntax.prompt", 10)


def left_side(case: Case) -> Iterator[Suggestion]:
    """Something that is no name stands left of `=`."""
    if re.search(r"cannot assign to|can't assign to", reason(case)):
        fixed = re.search(r"literal|true|false|none", reason(case))
        yield say("syntax.literal_left" if fixed else "syntax.sides", 7)


def by_message(case: Case) -> Iterator[Suggestion]:
    """What Python's own words say well enough."""
    for pattern, rule, relevance in BY_MESSAGE:
        if found := re.search(pattern, reason(case)):
            yield say(rule, relevance, word=found[1] if found.groups() else "")


BY_MESSAGE = (
    (r"invalid decimal literal|invalid \w+ literal", "syntax.decimal", 8),
    (r"leading zeros", "syntax.zeros", 9),
    (r"after line continuation", "syntax.continuation", 9),
    (r"expected 'except' or 'finally'", "syntax.try_alone", 8),
    (r"'(return|yield)' outside", "syntax.outside_function", 9),
    (r"'(break|continue)' (?:outside|not properly)", "syntax.outside_loop", 9),
    (r"f-string: expecting '\}'", "syntax.fstring_open", 7),
    (r"f-string: (?:empty|valid) expression", "syntax.fstring_empty", 7),
    (r"f-string(?!: (?:expecting '\}'|empty expr|valid expr))", "syntax.fstring", 7),
    (r"forgot a comma", "syntax.comma", 6),
)


def else_alone(case: Case) -> Iterator[Suggestion]:
    """`else` or `elif` away from its `if`."""
    if found := re.match(r"^\s*(else|elif)\b(?:\s*:|(?<=elif).*:)\s*$", code(case)):
        if line := else_above(case):
            yield say("syntax.elif_after_else", 9, word=found[1], line=line)
        yield say("syntax.else_alone", 7, word=found[1])


def else_above(case: Case) -> int | None:
    """Return the line of an `else` that has ended the decision which this line would go on with."""
    own = width(case.text)
    for number, text in reversed([(n, t) for n, t in filled(case) if n < (case.line or 1)]):
        if width(text) <= own:
            ends = width(text) == own and re.match(r"\s*else\s*:", text)
            return number if ends else None
    return None


def plain_words(case: Case) -> Iterator[Suggestion]:
    """A sentence without quotes, or two values side by side."""
    if re.match(r"^\s*[A-Za-z]+(?: [A-Za-z]+){2,}[.!?]?\s*$", case.text):
        yield say("syntax.bare_words", 5)
    elif "invalid syntax" in reason(case) and re.search(
        r"[\w)\]'\"]\s+[\w'\"]", JOINING.sub("+", code(case))
    ):
        yield say("syntax.comma", 3)


def above(case: Case) -> Iterator[Suggestion]:
    """When nothing else is known."""
    if case.message and not re.search(r"invalid|expected|unexpected", case.message):
        yield say("syntax.says", 1, message=case.message.rstrip(". "))
    else:
        yield say("syntax.above" if (case.line or 0) > 1 else "syntax.here", 1)


RULES = (
    colon,
    else_if,
    equals,
    print_brackets,
    brackets,
    quotes,
    keyword_name,
    misspelt,
    foreign,
    left_side,
    by_message,
    else_alone,
    plain_words,
    above,
)
