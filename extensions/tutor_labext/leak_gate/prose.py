"""A recipe in words: the steps of a reference, told in their order, in any of several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .atoms import COMMON, COMMON_WEIGHT, in_any_order, in_order, weight
from .code import FENCED, SPAN, is_code
from .fix import SHORTEST, is_values
from .idioms import STEM, is_common
from .imperative import asks_openly, gives_orders, is_order
from .lexicon import prose_atoms
from .secret import Secret
from .task import SENTENCES, framed
from .text import squeezed
from .tokens import ERRORS, names, tokens
from .trees import parse
from .written import says_key

# Share of the steps, number of steps, and how surely the text speaks of this task.
LIMITS = (
    (0.65, 6, 0.0),
    (0.7, 5, 0.4),
    (0.6, 6, 0.8),
    (0.58, 3, 1.0),
    (0.5, 4, 1.0),
    (0.42, 4, 2.0),
)
PURE = ((0.6, 4, 0.35), (0.5, 5, 0.4), (0.8, 5, 0.22))
"""Share of the steps, number of steps, and density from which a text is nothing but the steps.

A recipe that speaks of none of the task's things is one all the same; talk of a concept names
other steps between.
"""
ORDERED = ((0.42, 4, 0.2), (0.65, 3, 0.25))
"""The same for a text of orders, which explains nothing."""
DENSE = 0.25
"""Share of the steps named that must be the reference's, where a text names few of its things."""
MOST_SENTENCES, SPARSE = 0.5, 0.18
"""Steps a sentence under which the share must be so high whatever a text names.

A long text of whatever kind names most steps at some place.
"""
MIN_WEIGHT = 2.0
LEAST_COVER = 0.42
"""Share of the steps below which nothing is a recipe."""
UNORDERED = 0.75
MIN_TELLING = 1
WORD = re.compile(r"[^\W\d_]{3,}")
WORDS = re.compile(r"\w+")
RUN_LABEL = re.compile(r"^\W*(?:line|l[ií]nea|zeile|ligne|linha|riga)\s+(?=\d)", re.I)
"""What stands before the number of a line in a row of values."""
QUOTE = 6
"""Words in a row that are not by chance those of a public text."""
CODE_SIGN = re.compile(r"[=<>+%/]|\w[(\[]")
STRESS = " \t\r\n*_~`|>"
"""What may stand around a line of code."""
STATED = 20
"""Letters of a line that is not by chance the statement's."""
QUOTED_NAME = " itself "
"""A word for what is quoted: without one, `x` gives back 1 would order to give back 1."""
ASKS = re.compile(r"\?[\"')*_]*\s*$")
QUOTED_ERROR = re.compile(
    r"^[ \t>]*(?:Traceback \(most recent call last\):|File \".{1,80}|"
    rf"`?(?:{'|'.join(ERRORS)})\b: [^.!?;\n]{{1,100}}$)",
    re.M,
)
"""What Python itself says of an error, line by line."""
MOST_ERRORS = 6
TEXTS = frozenset({"text", "txt", "plain", "plaintext", "pseudo", "pseudocode"})
"""What a fence is called that holds no code of a language."""
NAME_PARTS = re.compile(r"_|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells in words.

    Attributes:
        cover: Largest share of a reference's steps told in order, in [0, 1].
        steps: Number of sentences that name a step.
        matched: Number of those steps.
        named: How far the text speaks of this task's things, 1 from where it surely does.
        density: Share in [0, 1] of the steps named that are the reference's.
        mass: Weight of those steps.
        ordered: Most sentences say what to do.
        explains: No sentence says what to do, and none speaks of this task's things.
    """

    cover: float = 0.0
    steps: int = 0
    matched: int = 0
    named: float = 0.0
    density: float = 0.0
    mass: float = 0.0
    ordered: bool = False
    explains: bool = False


def sentences(text: str, secret: Secret, longest: int = 0, *, asked: bool = False) -> list[str]:
    """Return the sentences that tell something: nothing public, no code block.

    Nor any question, unless `asked`.

    What stands in backticks and is the learner's own, or public, says nothing where it has more
    than `longest` tokens.
    """

    def read(span: re.Match[str]) -> str:
        found = tokens(span[1])
        known = len(found) > longest and secret.is_known(found)
        return QUOTED_NAME if known else f" {span[1]} "

    said = (s for s, asks in _sentences(text, secret) if asked or not asks)
    return [SPAN.sub(read, s) if "`" in s else s for s in said]


@lru_cache(maxsize=8)
def _sentences(text: str, secret: Secret) -> tuple[tuple[str, bool], ...]:
    """Return the sentences that tell something, each with whether it asks."""
    prose = FENCED.sub(_unless_code, text) if "```" in text or "~~~" in text else text
    prose = unquoted(prose, secret.task.public)
    if ": " in prose or "File" in prose or "Traceback" in prose:
        prose = QUOTED_ERROR.sub("", prose, count=MOST_ERRORS)
    return tuple(
        (s, bool(ASKS.search(s)))
        for s in SENTENCES.split(prose)
        if s.strip() and not secret.is_told(s)
    )


def _unless_code(fence: re.Match[str]) -> str:
    """Return what a fence holds where it is a text, or nothing where it is code."""
    language = fence[2].strip("` \t\r").lower()
    return f"\n{fence[3]}\n" if language in TEXTS and parse(fence[3]) is None else "\n"


def unquoted(text: str, public: str) -> str:
    """Return a text without the words that it takes over from a public one, many in a row.

    >>> unquoted("It says: give how many rooms are free. Why?", "Give how many rooms are free.")
    'It says:      . Why?'
    """
    known, places = runs_of_words(public), list(WORDS.finditer(text))
    words = [m[0].lower() for m in places]
    quoted = {
        at + n
        for at in range(len(words) - QUOTE + 1)
        if tuple(words[at : at + QUOTE]) in known
        for n in range(QUOTE)
    }
    if not quoted:
        return text
    kept, end = [], 0
    for at in sorted(quoted):
        kept.append(text[end : places[at].start()])
        end = places[at].end()
    return "".join([*kept, text[end:]])


def unstated(text: str, secret: Secret) -> str:
    """Return a text without the whole lines that tell nothing new.

    They are prose that is taken over from the statement, sign by sign where it has signs as in
    code, and rows of values that the learner's own names have in their run.
    """
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if not (_is_stated(line, secret) or _is_run(line, secret))
    )


def _is_stated(line: str, secret: Secret) -> bool:
    if len(said := squeezed(line)) < STATED or said not in secret.task.squeezed:
        return False
    signed = bool(CODE_SIGN.search(line)) and not secret.is_known(tokens(line.strip(STRESS)))
    return not (signed or is_code(line.strip(STRESS)))


def _is_run(line: str, secret: Secret) -> bool:
    """Say whether a line is a row of names and values, none of which a solution gives."""
    if "=" not in line or says_key(line, secret):
        return False
    row = tokens(RUN_LABEL.sub("", line.replace("`", "")))
    if "=" not in row or not is_values(row) or not names(row) <= secret.own_names:
        return False
    # A text is a value like any other, unless a line of a solution stands in it.
    if secret.said_in("\n".join(t[1:-1] for t in row if t[0] == "'")):
        return False
    said = framed(row)
    secrets = (line for part in secret.parts for line in part.lines if len(line) >= SHORTEST)
    return not any(framed(wanted) in said for wanted in secrets)


@lru_cache(maxsize=512)
def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """Return every run of words of a text that is long enough to be a quote."""
    words = WORDS.findall(text.lower())
    return frozenset(tuple(words[at : at + QUOTE]) for at in range(len(words) - QUOTE + 1))


def told(text: str, secret: Secret, *, asked: bool = False) -> Told:
    """Return how much of a reference's way is told in words, in questions too where `asked`."""
    said = [
        NAME_PARTS.sub(" ", s)
        for s in sentences(text, secret, asked=asked)
        if not (asked and ASKS.search(s) and asks_openly(s))
    ]
    steps = [s for s in map(prose_atoms, said) if s]
    if not steps:
        return Told()
    near_by = named(" ".join(said), secret)
    row = [atoms for s in steps for atoms in s]
    ordered = gives_orders(said)
    explains = not (near_by or any(map(is_order, said)))
    best = Told()
    for part in secret.parts:
        atoms = part.reference.atoms
        whole = sum(map(weight, atoms))
        if (
            whole < MIN_WEIGHT
            or not part.lines
            or sum(a not in COMMON for a in atoms) < MIN_TELLING
        ):
            continue
        near = row[: 8 * len(atoms) + 12]
        any_order = in_any_order(near, atoms)
        # No row in order is longer than the one in any order.
        if any_order[0] < LEAST_COVER * whole:
            continue
        for factor, (mass, matched) in (
            (1.0, in_order(near, atoms)),
            (1.0, in_order(near, part.reference.done)),
            (UNORDERED, any_order),
        ):
            cover = factor * mass / whole
            # Common steps alone, such as loop and return, are in any explanation.
            if mass <= COMMON_WEIGHT * matched:
                continue
            density = matched / len(near)
            found = Told(cover, len(steps), matched, near_by, density, mass, ordered, explains)
            if (is_recipe(found), cover) > (is_recipe(best), best.cover):
                best = found
    return best


def goes_on(before: str, answer: str, secret: Secret) -> bool:
    """Say whether an answer goes on with a recipe that was begun before, and nothing but one."""
    found = told(f"{before}\n{answer}", secret)
    both = (before, answer)
    orders = all(sum(map(is_order, sentences(text, secret))) > 1 for text in both)
    recipe = is_pure(found) or (orders and is_recipe(found))
    return recipe and found.mass > told(before, secret).mass


def is_pure(found: Told) -> bool:
    """Say whether what was told is steps to the solution and little else."""
    return not found.explains and any(
        found.cover >= cover and found.matched >= matched and found.density >= density
        for cover, matched, density in (*PURE, *(ORDERED if found.ordered else ()))
    )


def is_recipe(found: Told) -> bool:
    """Say whether what was told is the way to the solution."""
    if is_pure(found):
        return True
    if found.named < 1 and found.density < DENSE:
        return False
    if found.matched < MOST_SENTENCES * found.steps and found.density < SPARSE:
        return False
    return any(
        found.cover >= cover and found.matched >= matched and found.named >= named_
        for cover, matched, named_ in LIMITS
    )


def named(text: str, secret: Secret) -> float:
    """Return how far a text speaks of the things that the task's names name.

    Words such as number or list stand in any explanation and count little.
    """
    said = {word[:STEM] for word in WORD.findall(text.lower())}
    known = said & things(secret.task.names)
    return sum(0.4 if is_common(word) or len(word) < 4 else 1.0 for word in known)


@lru_cache(maxsize=512)
def things(names: frozenset[str]) -> frozenset[str]:
    """Return the stems of the words that names are made of."""
    parts = (part for name in names for part in NAME_PARTS.split(name))
    return frozenset(part[:STEM].lower() for part in parts if len(part) > 2)
