"""Finds the code in an answer: fenced blocks, spans in backticks, and bare lines of code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

from .tokens import uncommented

FENCE = re.compile(r"^[ \t>]*(?:```|~~~)")
FENCED = re.compile(r"^[ \t>]*(```|~~~)([^\n]*)\n(.*?)(?:^[ \t>]*\1[^\n]*$|\Z)", re.S | re.M)
SPAN = re.compile(r"`([^`\n]{1,400})`")
IMAGE = re.compile(r"!\[(.*?)\]\((.*?)\)")
# Numbers, bullets, prompts, comment and diff signs in front of a line.
NUMBERED = re.compile(
    r"^\s*(?:(?:\d{1,3} ?[.):|]|#{1,6}|//|--|[-*+>|•→⇒➜▶]|[-=]>|\d{1,3}\s{2,}|>>>|\.\.\.)\s+"
    r"|\(?(?:\d{1,3}|[ivxlc]{1,7}|[a-z])[.)]\s+|[-*+]\s+\[[ x]\]\s+|\[[ x]\]\s+"
    r"|\[\^?\w{1,7}\]:\s+|[*_]{0,2}(?:line|step|zeile|ligne|linea|linha)\s+\d{1,3}\s*[*_]{0,2}[:.)-][*_]{0,2}\s*)",
    re.I,
)
MARKS = frozenset("0123456789#/-=*_+>|•→⇒➜▶.lszLSZ[")
"""What a line that `NUMBERED` matches begins with."""
LABEL = re.compile(r"\s*(?:\(\w{1,7}\)|[a-z]{1,7}[.)]|\[[ x]\])\s", re.I)
"""Letters, roman numbers and boxes in front of a line."""
DIFF = re.compile(r"^[+-](?![+-])")
POINTED = re.compile(r"^-{2,}>[ \t]*\d{1,4}[ \t]?", re.M)
"""The arrow with which IPython points at the line of an error."""
LISTED = re.compile(r"[ \t]*(?:[-=]*>[ \t]*)?(\d{1,3})(?:[.):|]|(?=\s|$))[ \t]?")
"""The number in front of a line of a listing, and an arrow at one of them."""
LISTING = re.compile(r"(?:^[ \t]*(?:[-=]*>[ \t]*)?\d{1,3}(?:[.):|]|(?=\s)).*\n?){2,}", re.M)
"""Numbered lines in a row."""
STATEMENT = re.compile(
    r"^\s*(?:def \w+\s*\(|class \w+\s*[:(]|return\b(?!\s+\w+\s+\w+\s+\w+)|for \w+(?:, ?\w+)* in \S"
    r"|for [\w(), *]+ in \S.*:\s*$"
    r"|(?:match|case) [\w\[({'\"].*:\s*$|async (?:def|for|with)\b"
    r"|while\b.*:\s*$|if\b.*:\s*$|elif\b.*:\s*$|else\s*:|try\s*:|except\b.*:|with\b.*:\s*$"
    r"|finally\s*:|yield\b(?:\s+from)?\s+[\w.\[('\"]+[^ ]*$|raise\b(?:\s+[\w.]+(?:\(.*\))?)?$"
    r"|(?:nonlocal|global) \w+$|del\s+\w+[\w.\[\]'\"]*$"
    r"|import [\w.]+(?: as \w+)?$|from \w+ import\b|print\s*\(|pass$|break$|continue$|@\w+$"
    r"|assert\s+\w+\("
    r"|(?:let|const|var|function|public|static|int|double)\s+\w+.*[{;(]"
    r"|[A-Za-z_][\w.\[\]'\", ]{0,80}\s*(?:[-+*/%|&]|//|\*\*)?=(?!=)\s*\S"
    r"|\w+\s*\([\w\s,=]*\)\s*\{.*"
    r"|[a-z_]\w*(?:\.[a-z_]\w*|\[[^\]\s]{1,40}\])*\(.*\);?\s*$|[}{]\s*$)"
)
QUOTED = re.compile(r"(?:^[ \t]*>(?!>).*\n?)+", re.M)
"""Lines in a row that are quoted."""
SENTENCE = re.compile(r"^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?[A-Z][a-z']*,? [a-z']+ [a-z']+")
GOES_ON = re.compile(
    r"^\s*[\w\[({'\"].*[,(\[{]\s*$|^\s*[])}]+[,:]?\s*$|^\s*[\[({'\"].*[])}'\"]\s*$"
)
"""A line within the brackets that a line before it has opened."""
SHORTEST_RUN = 3
"""Lines of the shortest run that is no chance."""
BRACKETS = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}
ROW = 4
QUOTES = re.compile(r'"""|\'\'\'')


def bare(line: str) -> str:
    """Return a line without the number, bullet, prompt or # in front of it.

    >>> bare("  3) >>> x = 1")
    'x = 1'
    """
    for _ in range(3):
        if line.lstrip()[:1] not in MARKS and not LABEL.match(line):
            break
        shorter = NUMBERED.sub("", line, count=1)
        if shorter == line:
            break
        line = shorter
    return line


def is_code(line: str) -> bool:
    """Say whether a line outside of fences and backticks reads as code."""
    body = bare(line)
    if SENTENCE.match(line) and not re.search(r"[=(]", body):
        return False
    return bool(STATEMENT.match(body)) and not re.search(r"[.?!]\s*$", body)


def shows_statement(line: str) -> bool:
    """Say whether a line has a statement between backticks.

    >>> shows_statement("Line 1: type `x = 1`"), shows_statement("What is `x` now?")
    (True, False)
    """
    return "`" in line and any(is_code(m[1]) for m in SPAN.finditer(line))


def fences(text: str) -> list[tuple[str, str]]:
    """Return language and code of each fenced block."""
    if "```" not in text and "~~~" not in text:
        return []
    return [(m[2].strip("` \t\r").lower(), m[3]) for m in FENCED.finditer(text)]


def pieces(text: str) -> list[str]:
    r"""Return all code of a text: each fence, then each run of bare lines, then the spans.

    >>> pieces("Look at `x + 1`.\ny = 2\n```\nz = 3\n```")
    ['z = 3\n', 'y = 2', 'x + 1']
    """
    fenced = [stripped(code) for _, code in fences(text)]
    rest = FENCED.sub("\n", text) if fenced else text
    lines = rest.splitlines()
    run = list(_bare_code(lines))
    spans = [
        m[1] for line in lines if "`" in line and not is_code(line) for m in SPAN.finditer(line)
    ]
    # A program may stand in spans, one line in each.
    rows = ["\n".join(spans)] if len(spans) >= ROW else []
    # What is shown in an image's place, and its title, are text like any other.
    rows += [part.replace(";", "\n") for m in IMAGE.finditer(rest) for part in m.groups() if part]
    return [*fenced, *(["\n".join(run)] if run else []), *spans, *rows]


def _bare_code(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines that read as code, and what goes on in their brackets."""
    opened = 0
    for line in lines:
        body = bare(line)
        if is_code(line) or (opened > 0 and GOES_ON.match(body)):
            yield body
            opened = max(0, opened + sum(map(BRACKETS.get, body, repeat(0))))
        elif body.strip():
            opened = 0


def without(text: str, known: Callable[[str], bool]) -> str:
    r"""Return a text without the fences, listings, quotes, runs and spans of only known code.

    What known code has for comments that are not known stays.

    >>> without("`x = 1` is yours, `y = 2` is not.", "x = 1".__eq__)
    '  is yours, `y = 2` is not.'
    """

    def kept(match: re.Match[str], code: str) -> str:
        if known(code):
            return " "
        bare_, comments = uncommented_code(code) if "#" in code else (code, "")
        return f"\n{comments}\n" if comments and known(bare_) else match[0]

    if "```" in text or "~~~" in text:
        text = FENCED.sub(lambda m: kept(m, stripped(m[3])), text)
    for block in (LISTING, QUOTED):
        text = block.sub(lambda m: kept(m, stripped(m[0])), text)
    text = _without_runs(text, known)
    return SPAN.sub(lambda m: kept(m, m[1]), text) if "`" in text else text


def _without_runs(text: str, known: Callable[[str], bool]) -> str:
    """Return a text without the runs of bare lines that are known, blank lines and all."""
    kept: list[str] = []
    run: list[str] = []
    for line in [*text.splitlines(keepends=True), ""]:
        if line and (not line.strip() or (run and line[0] in " \t") or is_code(line)):
            run.append(line)
            continue
        if sum(1 for inner in run if inner.strip()) < SHORTEST_RUN or not known("".join(run)):
            kept += run
        kept.append(line)
        run = []
    return "".join(kept)


def uncommented_code(code: str) -> tuple[str, str]:
    r"""Return code without its comments, and the comments, one a line.

    >>> uncommented_code("x = 1  # one\ny = 2\n")
    ('x = 1\ny = 2', 'one')
    """
    lines = code.splitlines()
    bare_ = [uncommented(line) for line in lines]
    said = (line[len(b) :].lstrip("# ") for line, b in zip(lines, bare_, strict=True))
    return "\n".join(b.rstrip() for b in bare_ if b.strip()), "\n".join(filter(None, said))


def stripped(code: str) -> str:
    """Return code without what stands before its lines: quote, prompt, number or diff signs."""
    lines = POINTED.sub("", code).splitlines(keepends=True)
    marked = sum(1 for line in lines if DIFF.match(line))
    if marked and (marked >= len(lines) / 3 or any(line.startswith("@@") for line in lines)):
        lines = [DIFF.sub("", line) for line in lines if not line.startswith(("-", "@@", "+++"))]
    if (listed := unlisted(lines)) is not None:
        return "".join(listed)
    if sum(
        1 for line in lines if NUMBERED.match(line) and not line.lstrip().startswith("#")
    ) * 2 > len(lines):
        lines = [bare(line) for line in lines]
    return "".join(lines)


def unlisted(lines: list[str]) -> list[str] | None:
    r"""Return the lines of a listing without their numbers, set in as they were; else None.

    >>> unlisted([" 9 if x:\n", "10     y = 1\n"])
    ['if x:\n', '    y = 1\n']
    """
    found = [m for line in lines if line.strip() and (m := LISTED.match(line))]
    first = int(found[0][1]) if found else 0
    if len(found) < 2 or [int(m[1]) for m in found] != list(range(first, first + len(found))):
        return None
    if len(found) < sum(1 for line in lines if line.strip()):
        return None
    return [m.string[m.end() :] for m in found]


def readable(code: list[str]) -> list[str]:
    """Return pieces of code with what a learner reads in them as well: comments and docstrings."""
    out: list[str] = []
    for piece in code:
        out.append(piece)
        lines = piece.splitlines()
        if said := [
            s.lstrip("#/ ") for line in lines if (s := line.strip())[:1] == "#" or s[:2] == "//"
        ]:
            out.append("\n".join(said))
        if ">>>" in piece:
            out.append(
                "\n".join(bare(s) for line in lines if (s := line.strip())[:3] in (">>>", "..."))
            )
        if QUOTES.search(piece):
            out += [bare(part) for part in QUOTES.split(piece)[1::2] if part.strip()]
    return out
