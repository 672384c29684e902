"""Whose program a text tells: the learner's own, said back to them, or a solution.

A text and the programs become rows of the same marks: names, numbers, signs and steps, in their
order. Where the text goes as far along the learner's row as along every solution's, and names
nothing that only a solution has, it adds nothing to what the learner has written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from .atoms import CALLS
from .imperative import gives_orders
from .lexicon import of_word
from .prose import sentences
from .row import common
from .secret import Secret, once
from .task import undocumented
from .text import plain

NAME = re.compile(r"[^\W\d]\w*")
Row = tuple[str, ...]
LONGEST = 400
"""Tokens of the longest span that is read: what quotes the learner is what shows whose it is."""
LINES = r"\b(?:lines?|zeilen?|lignes?|lineas?|linhas?|righ?[ae]|regels?)\s+"
"""The word before the number of a line."""
DENSE = 0.55
"""Share of what a text names that must go along the learner's program."""
WHOLE = 0.6
"""Share of the learner's program from which a text tells all of it."""
FEWEST, SPARE = 2, 4
"""Marks from which a sentence tells a line; marks that it may leave out; one in so many may be out
of order."""
TELLING = 1.5
"""What a mark counts that only one of two programs has, beside its place."""
CHANCE = 0.3
"""Marks fewer that say nothing."""
# English, German, French, Spanish, Italian, Portuguese, Dutch, without accents.
_MORE = (
    r"greater|more|larger|bigger|higher|above|gro\w{1,2}er|mehr|plus grande?|superieure?|mayor|mas"
    r"|superior|maggiore|piu|maior|mais|groter|meer"
)
_LESS = (
    r"less|smaller|fewer|lower|below|under|kleiner|weniger|plus petite?|inferieure?|moins|menor"
    r"|menos|inferior|minore|meno|minder"
)
_MINUS = r"less (?!than\b)"
"""What takes away and compares nothing: `three less one`."""
_OR_EQUAL = r"\w* (?:than |a |que )?(?:or|oder|ou|o|of) (?:equal|gleich|egal|igual|ugual|gelijk)"
_AT_LEAST = (
    rf">=|\b(?:{_MORE}){_OR_EQUAL}|"
    rf"\b(?:at least|(?:no|not) (?:{_LESS})|or more|mindestens|au moins"
    r"|(?:al|por lo|como) (?:menos|minimo)|almeno|(?:pelo|ao|no) (?:menos|minimo)"
    r"|minstens|minimaal)\b"
)
_AT_MOST = (
    rf"<=|\b(?:{_LESS}){_OR_EQUAL}|"
    rf"\b(?:at most|(?:no|not) (?:{_MORE})|not exceed|or (?:less|fewer)|h[oe]+chstens"
    r"|au (?:plus|maximum)"
    r"|(?:como|a lo) (?:mucho|sumo|maximo)|al massimo|no maximo|hoogstens|maximaal)\b"
)
_ROUNDED = (
    r"round\w* (?:it )?down|abgerundet|rund\w* .{0,20}\bab\b|redonde\w+ hacia abajo"
    r"|arrondi\w* (?:a l'inferieur|vers le bas)|arrotonda\w* per difetto"
)
SIGNS = re.compile(
    rf"(?P<floor>\b(?:{_ROUNDED}))|(?P<divide>\bover (?=`?\d))"
    rf"|(?P<ge>{_AT_LEAST})|(?P<le>{_AT_MOST})|(?P<gt>>|\b(?:{_MORE})\b)"
    rf"|(?P<lt><|\b(?!{_MINUS})(?:{_LESS})\b)",
    re.I,
)
OPERATORS = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "//": "floor",
    "%": "remainder",
    "==": "equal",
    "!=": "differ",
}
# Not `one` and its like, which are articles or stand for a thing.
NUMBERS = {
    word: str(number)
    for number, words in {
        0: "zero null cero nul",
        2: "two zwei deux dos due dois duas twee",
        3: "three drei trois tres tre drie",
        4: "four vier quatre cuatro quattro quatro",
        5: "five funf cinq cinco cinque vijf",
        6: "six sechs seis sei zes",
        7: "seven sieben sept siete sette sete zeven",
        8: "eight acht huit ocho otto oito",
        9: "nine neun neuf nueve nove negen",
        10: "ten zehn dix diez dieci dez tien",
        20: "twenty zwanzig vingt veinte venti vinte twintig",
        60: "sixty sechzig soixante sesenta sessanta sessenta zestig",
        100: "hundred hundert cent cien cento cem honderd",
    }.items()
    for word in words.split()
}
SIGNED = frozenset({"remainder", "floor", "power", "lower", "upper"})
"""Steps that nobody names who does not mean them."""
KEYWORDS = {
    "for": "loop",
    "while": "loop",
    "if": "test",
    "elif": "test",
    "return": "return",
    "yield": "return",
    "not": "negate",
    "and": "and",
    "or": "or",
}
UNSAID = frozenset({"in", "is", "def", "else", "as", "self", "try"})
"""Words of Python's that words of the language are not told apart from."""
JOINING = frozenset({"is", "as"})
"""Words that any sentence has, and that compare nothing there."""
BUILT = frozenset({"list", "dict", "set", "tuple", "int", "float", "sum", "text"})
"""Words for what a program has without calling anything of that name."""
LISTED = re.compile(r"^\s*\d{1,3}[.)]\s", re.M)
"""The number in front of a step."""
IMPORT = re.compile(r"^\s*(?:from|import)\s.*$", re.M)
"""What nobody tells of a program."""
COMPARED = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
MARK = re.compile(
    r"(?P<word>[^\W\d]\w*)|\d+(?:\.\d+)?|(?P<sign><=|>=|==|!=|//|\*\*|[-+*/%<>])",
)
WHOLLY = re.compile(r"whole|ganz|enti?e|inte|floor|heel")
"""What makes a division one without a rest."""


def is_own(text: str, secret: Secret) -> bool:
    """Say whether a text tells the learner's own program, and nothing that a solution has more."""
    own = row_of(secret.own)
    if not own:
        return False
    spoken = sentences(LISTED.sub("", text), secret, LONGEST, asked=True)
    said = told(" ".join(spoken), known_marks(secret))
    mine = common(said, own)
    if not said or mine < DENSE * len(said):
        return False
    exact = (mark for marks in said for mark in marks if len(marks) == 1)
    sure = frozenset(m for m in exact if m in SIGNED or not (m in BUILT or meant_by(m)))
    others = (row_of(part.reference.source) for part in secret.parts)
    # Who orders what both programs have, and nothing that only the learner's has, tells a solution.
    orders = gives_orders(spoken)
    return all(_adds_nothing(said, sure, mine, own, other, orders=orders) for other in others)


@once
def known_marks(secret: Secret) -> frozenset[str]:
    """Return the marks of the learner's program and of all solutions."""
    sources = (secret.own, *(part.reference.source for part in secret.parts))
    return frozenset(mark for source in sources for mark in row_of(source))


def _adds_nothing(
    said: Sequence[frozenset[str]],
    sure: frozenset[str],
    mine: int,
    own: Row,
    other: Row,
    *,
    orders: bool,
) -> bool:
    """Say whether what goes so far along the learner's row goes no further along a solution's."""
    theirs: float = common(said, other)
    if theirs >= mine >= WHOLE * len(own):
        # Who leaves out what the learner has too much tells the solution.
        more = (len(said) + len(own)) / (len(said) + len(other))
        theirs *= max(1.0, more) if orders else more
    if orders and _names_only(said, own, other):
        return False
    alone = len(sure & set(own) - set(other)) - len(sure & set(other) - set(own))
    return mine + TELLING * alone >= theirs + (CHANCE if orders else -CHANCE)


def _names_only(said: Sequence[frozenset[str]], own: Row, other: Row) -> bool:
    """Say whether a text names a step that the learner's program has not, and a solution has."""
    steps = frozenset(CALLS) | frozenset(OPERATORS.values())
    new = (set(other) - set(own)) & steps
    return any(marks & new and marks.isdisjoint(own) for marks in said)


def retells_lines(sentence: str, secret: Secret) -> bool:
    """Say whether a sentence tells some of the learner's lines in a row, and nothing else."""
    rows = [row for line in undocumented(secret.own).splitlines() if (row := row_of(line))]
    said = told(sentence, known_marks(secret))
    if len(said) < FEWEST:
        return False
    enough = len(said) - len(said) // SPARE
    for first in range(len(rows)):
        run: Row = ()
        for line in rows[first:]:
            run += line
            if len(run) > len(said) + SPARE:
                break
            if common(said, run) >= enough:
                return True
    return False


@lru_cache(maxsize=1024)
def row_of(source: str) -> Row:
    """Return the marks of a program in their order.

    >>> row_of("if len(a) <= 2: b = a // 2")
    ('test', 'len', 'a', 'le', '2', 'b', 'a', 'divide', 'floor', '2')
    """
    return tuple(
        mark for m in MARK.finditer(IMPORT.sub("", undocumented(source))) for mark in _marks(m)
    )


def _marks(match: re.Match[str]) -> Iterator[str]:
    sign = match[0]
    if sign in COMPARED:
        yield COMPARED[sign]
    elif match["sign"]:
        if sign == "//":
            yield "divide"
        yield OPERATORS.get(sign, sign)
    elif sign not in UNSAID:
        yield KEYWORDS.get(sign, sign)


@lru_cache(maxsize=256)
def told(text: str, known: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return which marks a text names, in its order; at each place all that may be meant."""
    found = [(m.start(), frozenset({str(m.lastgroup)})) for m in SIGNS.finditer(text)]
    for match in MARK.finditer(text):
        word = match[0]
        if match["sign"]:
            marks: Iterable[str] = () if word in COMPARED else _marks(match)
            found += [(match.start(), frozenset({mark})) for mark in marks]
        elif word not in JOINING:
            found.append((match.start(), frozenset({word} if word in known else meant_by(word))))
    found.sort(key=lambda place: place[0])
    return tuple(here for _, marks in found if (here := marks & known))


@lru_cache(maxsize=4096)
def meant_by(word: str) -> frozenset[str]:
    """Return the steps, and the calls that take them, for which a word may stand."""
    low = word.lower()
    steps = set(of_word(low))
    if steps & {"int", "divide"} and WHOLLY.match(low):
        steps.add("floor")
    if number := NUMBERS.get(plain(low)):
        steps.add(number)
    return frozenset(steps.union(call for call, step in CALLS.items() if step in steps))
