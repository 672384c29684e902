"""A solution as pseudo-code: lines that begin with a word for a step, or give a name its value.

No grammar holds for pseudo-code, so lines are known by how they begin, and together: some of them
test or repeat, one says what comes out.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

from .code import FENCE, FENCED, bare
from .retold import is_own
from .secret import Secret
from .text import squeezed
from .tokens import names, tokens

STEERS = re.compile(
    r"^\s*(?:for|foreach|while|repeat|until|loop|if|else|elif|elsif|elseif|otherwise|unless|when)\b"
    r"(?!.*[.!?]\s*$)",
    re.I,
)
YIELDS = re.compile(
    r"(?:^\s*|\b(?:then|else|otherwise)\s+|[:,]\s*)(?:return|output|give back|answer|yield)\b"
    r"(?!.*[.!?]\s*$)|\s->\s",
    re.I,
)
SETS = re.compile(
    r"^\s*(?:set|let|add|push|append|put|increment|increase|decrement|swap|reverse|sort|end\w*|next"
    r"|call|function|procedure|class|do|begin)\b(?!.*[.!?]\s*$)"
    r"|^\s*[\w.\[\], ()]{1,40}\s*(?::=|<-|[-+*/]?=(?!=))\s*\S",
    re.I,
)
FEWEST = 2
"""Lines of the shortest program."""


def is_shown(text: str, secret: Secret) -> bool:
    """Say whether a text has pseudo-code for the learner's task that is not their own program."""
    for run in runs(FENCED.sub(_unless_python, text)):
        new = [line for line in run if squeezed(line) not in secret.task.squeezed]
        steered, yields = any(map(STEERS.match, new)), any(map(YIELDS.search, new))
        if len(new) < (FEWEST if yields else FEWEST + 1) or not (steered or yields):
            continue
        program = "\n".join(run)
        about = not names(tokens(program)).isdisjoint(secret.given)
        if about and not is_python(program) and not is_own(program, secret):
            return True
    return False


def _unless_python(fence: re.Match[str]) -> str:
    """Return a fence as it is, or nothing where all of it is Python."""
    return "\n" if is_python(fence[3]) else fence[0]


def is_python(program: str) -> bool:
    """Say whether lines are Python, wherever they begin."""
    try:
        ast.parse(textwrap.dedent(program))
    except (SyntaxError, ValueError):
        return False
    return True


def runs(text: str) -> Iterator[list[str]]:
    """Yield the lines of pseudo-code that follow each other."""
    run: list[str] = []
    for line in [*text.splitlines(), ""]:
        step = bare(line)
        if STEERS.match(step) or YIELDS.search(step) or SETS.match(step):
            run.append(step)
        elif line.strip() or FENCE.match(line):
            if len(run) >= FEWEST:
                yield run
            run = []
    if len(run) >= FEWEST:
        yield run
