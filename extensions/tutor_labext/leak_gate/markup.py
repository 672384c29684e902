"""Code in another dress, read as the Python that it shows: HTML, LaTeX, pseudo-code, one long line.

Each function returns the text as a learner reads it, or "" where there is nothing of the kind.
"""

from __future__ import annotations

import html
import re

BREAK = re.compile(r"<(?:br|/p|/li|/tr|/div)\b[^<>]*>", re.I)
TAG = re.compile(
    r"</?(?:pre|code|kbd|samp|tt|p|div|span|[ou]l|li|b|i|em|strong|t[dhr]|table|details|summary)"
    r"\b[^<>]*>",
    re.I,
)
CLOSED = re.compile(r"</([A-Za-z][\w-]*)>(?!\s*[\"'])")
"""A tag that ends, unless in the text of a program."""
COMMAND = re.compile(
    r"\\(?:begin|end)\{\w+\*?\}|\\(?:texttt|mathtt|text|mathrm|verb|lstinline|quad|hspace)\b\*?\{?"
)
TEXED = {
    **dict.fromkeys(("cdot", "times", "ast"), "*"),
    "div": "/",
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    **dict.fromkeys(("ne", "neq"), "!="),
    "lt": "<",
    "gt": ">",
    "bmod": "%",
    **dict.fromkeys(("land", "wedge"), " and "),
    **dict.fromkeys(("lor", "vee"), " or "),
    "neg": " not ",
    "lnot": " not ",
}
"""Signs as LaTeX calls them."""
SIGN = re.compile(rf"\\({'|'.join(sorted(TEXED, key=len, reverse=True))})(?![A-Za-z])")
LATEX_END = re.compile(r"\}?\$?[ \t]*(?:\\\\)?[ \t]*$", re.M)
# A word with capitals in turn, or a whole text in capitals.
WAVY = re.compile(r"[a-z][A-Z][a-z][A-Z]|[A-Z][a-z][A-Z][a-z]")
FEW_WAVY = 3
CAPITAL, LETTER = re.compile(r"[A-Z]"), re.compile(r"[^\W\d_]")
SHOUTED = 0.6
NUMBER = re.compile(r"^(\s*)(?:\d{1,3}[.):]\s+|[-*•]\s+)?")
_OPERAND = r"[\w.\[\]\"']+"
_TARGET = r"[\w.\[\], \"']{1,40}?"
PSEUDO = tuple(
    (re.compile(pattern, re.I), python)
    for pattern, python in (
        (
            r"(?:function|procedure|algorithm|define|sub)\s+(\w+)\s*"
            r"(?:\(|with |takes? )(.*?)\)?:?$",
            r"def \1(\2):",
        ),
        (
            r"for\s?(?:each|all|every)\s+(.{1,40}?)\s+(?:in|of)\s+(.*?)(?:\s+do)?:?$",
            r"for \1 in \2:",
        ),
        (
            r"(?:loop|iterate)\s+(.{1,40}?)\s+(?:through|over|in)\s+(.*?)(?:\s+do)?:?$",
            r"for \1 in \2:",
        ),
        (r"(?:repeat\s+)?while\s+(.*?)(?:\s+do)?:?$", r"while \1:"),
        (r"(?:else ?if|elseif|elsif|or if)\s+(.*?)(?:\s+then)?:?$", r"elif \1:"),
        (r"(?:if|when)\s+(.*?)\s+then:?$", r"if \1:"),
        (r"(?:otherwise|else):?$", r"else:"),
        (r"(?:return|output|give back)\s+(.*)$", r"return \1"),
        (rf"(?:set|let|store)\s+({_TARGET})\s+(?:to|be|:=)\s+(.*)$", r"\1 = \2"),
        (rf"({_TARGET})\s*(?:<-|<--|:=|←)\s*(.*)$", r"\1 = \2"),
        (rf"(?:add|append)\s+({_OPERAND})\s+to\s+({_OPERAND})$", r"\2 = \2 + \1"),
        (rf"increment\s+({_OPERAND})(?:\s+by\s+({_OPERAND}))?$", r"\1 = \1 + \2"),
    )
)
WORDED = tuple(
    (re.compile(rf"\s+{words}\s+", re.I), sign)
    for words, sign in (
        (r"(?:is )?not equal(?:s)?(?: to)?", " != "),
        (r"(?:is )?equals?(?: to)?", " == "),
        (r"is (?:greater|more|larger) than", " > "),
        (r"is (?:less|smaller) than", " < "),
        (r"is at least", " >= "),
        (r"is at most", " <= "),
    )
)
PSEUDO_LINE = re.compile(
    r"[\s\d.):•*-]*(?:function|procedure|algorithm|define|sub|for|loop|iterate|repeat|while|else|els"
    r"|or|if|when|otherwise|return|output|give|set|let|store|add|append|increment)|.*(?:<-|:=|←)",
    re.I,
)
"""How each line of pseudo-code begins, or what stands in it."""
ONE_EQUALS = re.compile(r"(?<![<>=!:+\-*/%])=(?!=)")
ONE_LINE = re.compile(r"^([ \t]*)if (.+?) then (.+?) else (.+)$", re.I | re.M)
FEW_LINES = 2
STRESSED = re.compile(r"\*\*([^*\n]{1,120})\*\*")
DOTS = re.compile(r"[ \t]*(?:…|\.\.\.)[ \t]*")
FEW_STRESSED = 3
SPLIT = re.compile(r"[^\W\d_]\*\*[^\W\d_]")
"""A bold mark inside of a word."""
BACKSLASH = re.compile(r"\\([^\w\\])")
FEW_BACKSLASHES = 3
PICTURE = re.compile(r"[^\w\s\x00-\x7f]")
FEW_PICTURES = 6
EACH = re.compile(r"(?<!\S)\w([-.*/|])(?:[^\n]\1){10,}[^\n]")
"""Letters, signs and spaces with the same sign after each."""
PARTS = re.compile(r";\s+")
FEW_PARTS = 3


def unmarked(text: str) -> str:
    """Return a text without its HTML tags and entities.

    >>> unmarked("<code>x&nbsp;&lt; 1<br>y</code>").split()
    ['x', '<', '1', 'y']
    """
    if "<" not in text and "&" not in text:
        return ""
    found = TAG.sub("", BREAK.sub("\n", text))
    # Whatever a pair of tags is called, nobody sees it, or reads around it.
    if closed := set(CLOSED.findall(found)):
        found = re.sub(rf"</?(?:{'|'.join(map(re.escape, closed))})\b[^<>]*>", "", found)
    found = html.unescape(found)
    return found if found != text else ""


def untexed(text: str) -> str:
    r"""Return a text without the LaTeX that sets code.

    >>> untexed("$\\texttt{x~=~1}$")
    'x = 1'
    """
    if "\\" not in text or not (COMMAND.search(text) or SIGN.search(text)):
        return ""
    signed = SIGN.sub(lambda m: TEXED[m[1]], text)
    bare = LATEX_END.sub("", COMMAND.sub("", signed)).replace("~", " ")
    return re.sub(r"^\$", "", bare, flags=re.M)


def uncapped(text: str) -> str:
    """Return a text in small letters where capitals are put in to disguise it.

    >>> uncapped("rEtUrN ToTaL + eXtRa"), uncapped("Use readLine here.")
    ('return total + extra', '')
    """
    capitals = len(CAPITAL.findall(text))
    shouted = capitals and capitals > SHOUTED * len(LETTER.findall(text))
    wavy = len(WAVY.findall(text)) >= FEW_WAVY
    return text.lower() if shouted or wavy else ""


def unstressed(text: str) -> str:
    r"""Return a text without bold marks and dots where many words, or parts of one, are set apart.

    >>> unstressed("**if** …x < 1:\n**y** … = 1\n**z** … = 2").splitlines()[0]
    'if x < 1:'
    """
    found, count = STRESSED.subn(r"\1", text)
    return DOTS.sub(" ", found) if count >= FEW_STRESSED or SPLIT.search(text) else ""


def unworded(text: str) -> str:
    r"""Return the lines of pseudo-code as Python; "" where fewer than two are any.

    >>> unworded("FUNCTION f(x)\n  IF x = 1 THEN\n    RETURN 0")
    'def f(x):\n  if x == 1:\n    return 0'
    """
    written = ONE_LINE.sub(r"\1if \2 then\n\1    \3\n\1else\n\1    \4", text).splitlines()
    lines = [_line(line) for line in written]
    changed = sum(done for _, done in lines)
    # Lines of Python that stay as they are, such as `return x`, are no pseudo-code.
    if changed < FEW_LINES or all(new == old for old, (new, _) in zip(written, lines, strict=True)):
        return ""
    return "\n".join(line for line, done in lines if done)


def _line(line: str) -> tuple[str, bool]:
    if not PSEUDO_LINE.match(line):
        return line, False
    start = NUMBER.match(line)
    indent = start[1] if start else ""
    body = line[start.end() :].rstrip() if start else line
    for regex, python in PSEUDO:
        if (found := regex.match(body)) is not None:
            return indent + _signs(found.expand(python)), True
    return line, False


def _signs(line: str) -> str:
    for regex, sign in WORDED:
        line = regex.sub(sign, line)
    if line.lstrip().startswith(("if", "elif", "while")):
        line = ONE_EQUALS.sub("==", line)
    return line


def broken_up(text: str) -> str:
    """Return a text with a new line for each of many parts between semicolons, else "".

    >>> broken_up("Try a = 1; b = 2; c = a; d = b").splitlines()[1]
    'b = 2'
    """
    return PARTS.sub("\n", text) if len(PARTS.findall(text)) >= FEW_PARTS else ""


def unescaped(text: str) -> str:
    r"""Return a text without the backslashes before its signs and spaces, else "".

    >>> unescaped(r"^total\ =\ a\%b,\ c$")
    '^total = a%b, c$'
    """
    found, count = BACKSLASH.subn(r"\1", text)
    return found if count >= FEW_BACKSLASHES else ""


def unpictured(text: str) -> str:
    """Return a text without the pictures between its words where there are many, else "".

    >>> unpictured("a 🐍 = 🐍 b 🐍 + 🐍 c 🐍 * 🐍 d").split()
    ['a', '=', 'b', '+', 'c', '*', 'd']
    """
    if text.isascii():
        return ""
    found, count = PICTURE.subn("", text)
    return found if count >= FEW_PICTURES else ""


def unspelt(text: str) -> str:
    """Return a text without a sign that stands after each other one, spaces too, else "".

    >>> unspelt("t-o-t-a-l- -=- -a- -+- -b")
    'total = a + b'
    """
    found, count = EACH.subn(lambda m: m[0][::2], text)
    return found if count else ""


READINGS = (
    unmarked,
    untexed,
    uncapped,
    unstressed,
    unescaped,
    unpictured,
    unspelt,
    unworded,
    broken_up,
)
