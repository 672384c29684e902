"""Keeps a hint in form: markdown that hostile text cannot bend, one question, few words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .socratic import MAX_WORDS

# What is quoted in a plain sentence is shown as code: signs in it mean nothing to markdown.
QUOTED = re.compile(r"(?<![\w'])'([^'`]{1,60})'(?![\w'])")
MARKUP = re.compile(
    r"[`\\]|\*(?=\S)|(?<=\S)\*|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|(?<=\])\(|~(?=~)"
)
FENCE = re.compile(r"(^[ \t]*(?:```|~~~).*?(?:^[ \t]*(?:```|~~~)[ \t]*$|\Z))", re.S | re.M)
SPAN = re.compile(r"(?<!\\)`[^`]*`")
QUIET = re.compile(rf"{SPAN.pattern}|“[^”]*”")
"""Code, and a title or what somebody said, in which a question is not ours."""
SENTENCE_END = re.compile(r"[.!?]+[\"')\]*_]*(?:\s+|\Z)|\n+")
DUNDER = re.compile(r"(?<!\w)__[a-z]\w*__(?!\w)")
CUT = " …"


def literal(text: str) -> str:
    r"""Return plain text as markdown that shows it sign by sign; quoted parts become code.

    >>> literal("'a_b' is no <img>, see [x](y)")
    '`a_b` is no \\<img>, see [x]\\(y)'
    """
    parts = QUOTED.split(in_one_line(text))
    return "".join(
        f"`{part}`" if index % 2 else MARKUP.sub(r"\\\g<0>", part)
        for index, part in enumerate(parts)
    )


def dunders(text: str) -> str:
    """Return markdown in which Python's own names, such as __init__, are code and not bold.

    >>> dunders("__init__ is `__init__`")
    '`__init__` is `__init__`'
    """
    parts = re.split(rf"({FENCE.pattern}|{SPAN.pattern})", text, flags=re.S | re.M)
    return "".join(DUNDER.sub(r"`\g<0>`", p) if p and p[0] not in "`~" else p for p in parts if p)


def code(text: str) -> str:
    r"""Return text as a span of code.

    >>> code("says:\n'  two blanks'")
    "`says: '  two blanks'`"
    """
    return "`" + in_one_line(text).replace("`", "'") + "`"


def in_one_line(text: str) -> str:
    """Return text without line breaks; blanks stay as many as they are, for a value may be text."""
    return " ".join(line.strip() for line in text.splitlines()).strip()


def words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def questions(text: str) -> int:
    """Count the sentences outside of code blocks that ask."""
    return sum(is_question(s) for part in prose(text) for s in sentences(part))


def is_question(sentence: str) -> bool:
    """Say whether a sentence holds a question mark outside of backticks and of “ ”."""
    return "?" in masked(sentence)


def masked(text: str) -> str:
    """Return a text of the same length in which spans of code and quotes say nothing."""
    return QUIET.sub(lambda span: "x" * len(span[0]), text)


def names_only(text: str, sources: Iterable[str]) -> bool:
    """Say whether all the code that a text names stands in sources already.

    A bare name does not count, since it may be used in the wrong way.

    >>> names_only("`[1:-1]` takes both ends off, see `name`", ["return f(x[1:-1])"])
    True
    """
    whole = "".join("".join(sources).split())
    spans = ["".join(span[0].strip("`").split()) for span in SPAN.finditer(text)]
    telling = [span for span in spans if not span.isidentifier()]
    return bool(telling) and "```" not in text and all(span in whole for span in telling)


def sentences(text: str) -> list[str]:
    """Split prose after each sentence; joined again it is the same text."""
    ends = [end.end() for end in SENTENCE_END.finditer(masked(text))]
    starts = [0, *ends]
    return [text[a:b] for a, b in zip(starts, [*ends, len(text)], strict=True) if a < b]


def prose(text: str) -> list[str]:
    """Return the parts of a text outside of code blocks."""
    return FENCE.split(text)[::2]


def one_question(text: str, closing: str) -> str:
    """Return the text with exactly one question: the first of its own, else `closing`.

    Further questions are left out whole; code blocks stay as they are.
    """
    kept: list[str] = []
    asked = False
    for index, part in enumerate(FENCE.split(text)):
        if index % 2:
            kept.append(part)
            continue
        for sentence in sentences(part):
            if is_question(sentence) and asked:
                continue
            asked = asked or is_question(sentence)
            kept.append(single(sentence) if is_question(sentence) else sentence)
    body = "".join(kept).strip()
    return body if asked else f"{body}{gap(body)}{closing}".strip()


def question_by_question(text: str) -> list[str]:
    """Return a text up to each of its questions, so that none is lost and each is the only one.

    One with a code block stays as it is.

    >>> question_by_question("Look. Which is it? Why? It is one.")
    ['Look. Which is it?', 'Look. Which is it … Why? It is one.']
    """
    if len(FENCE.split(text)) > 1:
        return [text]
    parts = [""]
    for sentence in sentences(text):
        if is_question(sentence) and is_question(parts[-1]):
            parts.append(left_open(parts[-1]))
        parts[-1] += sentence
    return [part.strip() for part in parts]


def left_open(text: str) -> str:
    """Return a text that asks as one that leaves its question open."""
    signs = zip(text, masked(text), strict=True)
    return "".join(" …" if m == "?" else "" if m == "¿" else sign for sign, m in signs)


def single(sentence: str) -> str:
    """Return a question with one question mark."""
    at = masked(sentence).index("?") + 1
    return sentence[:at] + sentence[at:].replace("?", "")


def gap(body: str) -> str:
    """Return what separates a text from the question after it."""
    return "\n\n" if "\n" in body or words(body) > 60 else " "


def within(text: str, limit: int) -> str:
    """Return the text with at most `limit` words; line breaks and code blocks are kept."""
    found = list(re.finditer(r"\S+", text))
    if len(found) <= limit:
        return text
    short = text[: found[limit - 1].end()]
    opened = len(re.findall(r"^[ \t]*(?:```|~~~)", short, re.M)) % 2
    return short + ("\n```" if opened else CUT)


def asked(text: str, question: str) -> str:
    """Return a text of limited length that ends up with exactly one question."""
    room = MAX_WORDS - words(question) - 1
    return one_question(within(text, room), question)


def seen(text: str, shown: tuple[str, ...]) -> bool:
    """Say whether a hint was shown before, whatever its line breaks."""
    flat = " ".join(text.split())
    return any(flat in " ".join(old.split()) for old in shown)


def last_seen(text: str, shown: tuple[str, ...]) -> int:
    """Return how late a text was shown: 0 for never."""
    return max((at for at, old in enumerate(shown, 1) if seen(text, (old,))), default=0)
