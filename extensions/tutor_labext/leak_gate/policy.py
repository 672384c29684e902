"""What a tutor does not write, whatever the references say: whole code for the learner's task."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from .code import fences
from .fix import is_supposed
from .idioms import is_common
from .secret import SIGN, Secret, is_pythons
from .task import CLASS, DEFINITION
from .text import squeezed
from .tokens import ERRORS, FIXED, GAP, Tokens, code_lines, names, tokens
from .trees import parse

MAX_NEW_LINES = 3
MAX_EXAMPLE_LINES, MAX_OTHER_LINES = 12, 40
"""New lines of an example: one that may be the solution in other words, one that surely is not."""
ALIKE = 0.15
MAX_FOREIGN_LINES = 2
FEWEST_TEXTS = 2
MAX_FOREIGN_EXAMPLE = 4
"""Lines of another language that are an example; of the task itself not one is shown."""
_FOREIGN = (
    "js javascript java c cpp c++ cs ts typescript go rust ruby csharp kotlin php swift r scala"
    " haskell lua perl bash sql julia dart elixir clojure"
)
FOREIGN = frozenset(_FOREIGN.split())
FOREIGN_LINE = re.compile(
    r"^\s*(?:(?:let|const|var|public|private|static|int|double|void|auto|String|bool)\s+\w+.*[;{(]"
    r"|(?:function|func|fn)\s+\w+\s*\(|for\s*\(.*;.*|(?:for|if|while|else if)\s*\(.*\)\s*\{"
    r"|return\b.*;|.*\.(?:push|forEach|println)\(.*;|end\s*$|#include\b|puts\s"
    r"|\w+\s*\([\w\s,=]*\)\s*\{|def\s+\w+[?!]?\s*(?:\([^()]*\))?\s*$)"
)
PSEUDO = re.compile(r"^\s*(?:SET|FOR EACH|FOREACH|RETURN|END ?FOR|END ?IF|FUNCTION|IF .* THEN)\b")
ANYBODYS = frozenset({"main"})
"""Names of functions that any program may have."""
EMPTY_BODY = ("def", "pass", "...", "'")
# A function with a name of its own, in other words than `def`, in JavaScript or another language.
ELSEWHERE = re.compile(
    r"\bfunction\s+(\w+)|\b(\w+)\s*=\s*(?:lambda\b|(?:async\s*)?(?:\([^()\n]*\)|\w+)\s*=>)"
    r"|\bf(?:unc?|n)\s+(\w+)\s*\(|\b(?:public|private|static|int|void)\s+[\w<>\[\]]+\s+(\w+)\s*\("
)
ACTS = frozenset({"print", "input", "open", "exec", "eval", "setattr", "delattr", "next"})
WORKS_OUT = frozenset(name for name in dir(builtins) if name.islower()) - ACTS
"""What Python has built in that only gives a value."""
CARETS = frozenset("^~")
"""What Python draws under the place of an error."""
OTHER_DEF = re.compile(r"\bdef\s+\w+")


def defines_target(code: list[str], secret: Secret) -> bool:
    """Say whether code holds one of the target functions with something new in its body."""
    for piece in code:
        targets = {squeezed(t) for t in secret.task.targets}
        if not about_task(piece, secret):
            targets -= ANYBODYS
        classes = set(CLASS.findall(piece))
        if classes and classes.isdisjoint(secret.task.classes):
            continue  # an example of its own, whatever its methods are called
        written = {squeezed(name) for name, _ in DEFINITION.findall(piece)}
        written |= {squeezed(n) for found in ELSEWHERE.findall(piece) for n in found}
        if targets & written:
            body = [t for t in code_lines(piece) if t[0] not in EMPTY_BODY or "=>" in t]
            if any(
                secret.is_new(t) and not secret.is_known(t) and t[0][:1] != "'" and not is_error(t)
                for t in body
            ):
                return True
    return False


def is_error(line: Tokens) -> bool:
    """Say whether a line is one that Python itself writes of an error."""
    if CARETS.issuperset(line) or line[:2] == ("Cell", "In"):
        return True
    return line[0] in (*ERRORS, "Traceback") or (line[0] == "File" and line[1][:1] == "'")


def gives_result(code: list[str], secret: Secret) -> bool:
    """Say whether new code works out what the task asks for from what the task gives."""
    return any(
        _works_out(line, secret)
        for piece in code
        if not OTHER_DEF.search(piece) or defines_target([piece], secret)
        for line in code_lines(piece)
    )


def _works_out(line: Tokens, secret: Secret) -> bool:
    if secret.is_known(line) or len(line) < 4 or GAP in line:
        return False
    if line[0] == "return":
        right = line[1:]
    elif line[1] == "=" and line[0] in secret.task.results:
        right = line[2:]
    else:
        return False
    used = names(right)
    works = any(SIGN.search(t) or t in FIXED for t in right)
    task = {n for n in used if n in secret.task.given and len(n) > 1}
    return works and bool(task) and used <= secret.names | _bound(right)


def _bound(line: Tokens) -> set[str]:
    """Return names that a comprehension in the line gives itself."""
    return {b for a, b in pairwise(line) if a in ("for", ",")}


@lru_cache(maxsize=64)
def about_task(piece: str, secret: Secret) -> bool:
    """Say whether code speaks of the learner's task: it uses what only the task gives."""
    found = tokens(piece)
    used = {n for n in names(found) - secret.task.imported - ANYBODYS if not is_pythons(n)}
    if not secret.literals.isdisjoint(found):
        return True
    if not used:
        return False
    free = (used & secret.given) - _set_itself(found, piece)
    telling = {n for n in used if len(n) > 1 and not is_common(n)}
    return any(len(n) > 1 for n in free) or len(telling & secret.names) > 0.5 * len(telling)


def _set_itself(found: Tokens, piece: str) -> set[str]:
    """Return the names that code gives a value itself: assigned, looped over, parameters."""
    own = {a for a, b in pairwise(found) if b == "="}
    for start, word in enumerate(found):
        if word == "for":
            own.update(takewhile(lambda t: t not in ("in", "="), found[start + 1 :]))
    return own | {n for _, inside in DEFINITION.findall(piece) for n in names(tokens(inside))}


def _speaks_of_task(piece: str, secret: Secret) -> bool:
    """Say whether code has a target's name, however joined, or texts as names, as SQL has."""
    found = names(tokens(piece))
    targets = {squeezed(target) for target in secret.task.targets} - ANYBODYS
    texts = {f"'{name}'" for name in found} & secret.literals
    return len(texts) >= FEWEST_TEXTS or not targets.isdisjoint(map(squeezed, found))


def too_much(code: Sequence[str], secret: Secret, alike: float) -> bool:
    """Say whether there are more new lines of code than a hint needs.

    Args:
        code: What an answer shows.
        secret: What must not be told.
        alike: Largest share of a reference that the code shows, in [0, 1].
    """
    about = unrelated = 0
    readable = True
    for piece in code:
        new = sum(1 for t in code_lines(piece) if _is_work(t, secret))
        if about_task(piece, secret):
            about += new
        else:
            unrelated += new
            readable = readable and (new <= MAX_NEW_LINES or _is_example(piece))
    most = MAX_OTHER_LINES if readable and alike < ALIKE else MAX_EXAMPLE_LINES
    return about > MAX_NEW_LINES or unrelated > most


def _is_example(piece: str) -> bool:
    """Say whether code is Python that does something, and no list of names and values."""
    lines = code_lines(piece)
    return 2 * sum(map(is_supposed, lines)) < len(lines) and parse(piece) is not None


def _is_work(line: Tokens, secret: Secret) -> bool:
    """Say whether a line is new code, and not a value that one of the learner's names may have."""
    if not secret.is_new(line) or secret.is_known(line) or _has_no_effect(line):
        return False
    return not (line[1] == "=" and line[0] in secret.own_names and is_supposed(line))


def _has_no_effect(line: Tokens) -> bool:
    """Say whether a line only works something out, as in a manual: `range(start, stop)`."""
    return line[0] in WORKS_OUT and "=" not in line


def is_foreign(text: str, code: list[str], secret: Secret) -> bool:
    """Say whether code in another language than Python is shown, or a program in pseudo-code."""
    for language, body in fences(text):
        if language not in FOREIGN or secret.is_own(body):
            continue
        about = about_task(body, secret) or _speaks_of_task(body, secret)
        if about or body.count("\n") > MAX_FOREIGN_EXAMPLE:
            return True
    lines = {line for piece in code for line in piece.splitlines()}
    lines.update(s for s in text.splitlines() if s.lstrip()[:3] in ("def", "end"))
    marked = [line for line in lines if FOREIGN_LINE.match(line) or PSEUDO.match(line)]
    return len(marked) > MAX_FOREIGN_LINES or (
        len(marked) == MAX_FOREIGN_LINES and about_task("\n".join(marked), secret)
    )
