"""Whether sentences say what to do, as a recipe does, or tell what is there.

A program that is told back is described: `your loop goes over the words`. A recipe gives orders:
`go over the words`, also where each is dressed as a proposal: `could you go over the words?`
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .lexicon import of_word

_DOES = (
    "loop return print set_up add subtract multiply divide append sort split join reverse count"
    " lower upper strip replace remove lookup less group unpack"
)
DOES = frozenset(_DOES.split())
"""Steps whose words begin an order."""
_MOVES = (
    "go walk do run let step mark pick keep filter compute calculate work turn convert round raise"
    " halve slice chain mach mache hol hole lass geh gehe lauf laufe tu nimm rechne berechne runde"
    " wandle behalte ve haz faz faca va vai fais garde calcule arrondis convertis transforme"
    " quedate calcula redondea convierte multiplica divide arredonde converta calcule tieni scorri"
    " calcola arrotonda converti trasforma moltiplica dividi"
)
MOVES = frozenset(_MOVES.split())
"""Other words that begin an order."""
_LEADING = (
    r"first(?: of all)?|then|next|now|after (?:that|the \w+)|finally|lastly|last|in the end"
    r"|at the (?:very )?end|in (?:any|every|all|the) other cases?|afterwards"
    r"|(?:in|en|dans|em|nel) \w+"
    r"|otherwise|else|if (?:so|not)|and|also|only|just|in it|from there"
    r"|zuerst|dann|danach|sonst|am ende|zum schluss|und|jetzt|wenn ja"
    r"|primero|luego|despues|entonces|al final|por ultimo|si no|y"
    r"|d'abord|ensuite|puis|sinon|enfin|et|a la fin"
    r"|primeiro|depois|senao|no fim|por fim|e|prima|poi|infine|altrimenti|eerst|dan|daarna|anders"
)
_PROPOSED = (
    r"(?:could|can|would|should|might|will|couldn't|shouldn't) (?:you|we)|what if (?:you|we)"
    r"|why not|how about|let[’']s|try to|you (?:should|must|need to|have to|can|could)"
    r"|pourrais-tu|kannst du|konntest du|puedes|podrias|pode|poderia"
)
JOINED = re.compile(rf"^(?:[\W\d_]+|(?:{_LEADING})\b)+", re.I)
LEADING = re.compile(
    rf"^(?:[\W\d_]+|(?:step|schritt|paso|etape|passo)\s+\d+|(?:{_LEADING}|{_PROPOSED})\b)+", re.I
)
"""What stands before the verb of an order: numbers, words of order, a proposal."""
_NO_VERB = "each every jede jeden jeder jedes chaque cada ogni elke iedere some is so"
NO_VERB = frozenset(_NO_VERB.split())
"""Words for a step that no order begins with."""
CLAUSE = re.compile(r"[,:;]\s+|\s+(?:and|then|und|y|et|e)\s+")
WORD = re.compile(r"[^\W\d_]+")
SETS = re.compile(
    r"[^\W\d]\w*(?:\[[^\]]*\])?\s*(?:[-+*/%]|//|:)?=(?!=)"
    r"|[^\W\d]\w* (?:becomes|diventa|devient|wird|wordt) (?![\d\"'`-])"
)
"""How a step begins that is written as code, or says what becomes of what, and no mere value."""
VERB = re.compile(r"[^\W\d_]+(?![\w(])")
"""A first word that calls nothing."""
OPEN = re.compile(
    r"\W*(?:and |so |but )?(?:what(?! if| about| happens| do you)|which|how(?! about)|when"
    r"|where|who|why(?! not)|welche\w?|wie|warum|wann|wo|que|cual|como|por que|cuando|donde"
    r"|quel\w*|comment|pourquoi|quand|qual|porque|quando|onde)\b",
    re.I,
)
FEWEST, SHARE = 2, 0.5
"""Number of orders, and share of the sentences with one, from which a text is a recipe's."""


def gives_orders(sentences: Iterable[str]) -> bool:
    """Say whether most sentences are orders.

    >>> gives_orders(["Start with 0.", "For each word, add one.", "Return it."])
    True
    >>> gives_orders(["Group the days by month, take the mean and sort the means."])
    True
    >>> gives_orders(["Your loop starts with 0.", "It adds one for each word."])
    False
    """
    said = [orders_in(sentence) for sentence in sentences if WORD.search(sentence)]
    ordered = sum(map(bool, said))
    return sum(said) >= FEWEST and ordered >= SHARE * len(said)


def is_order(sentence: str) -> bool:
    """Say whether a clause of a sentence begins with what is to be done."""
    return orders_in(sentence) > 0


@lru_cache(maxsize=4096)
def orders_in(sentence: str) -> int:
    """Return how many clauses of a sentence begin with what is to be done."""
    return sum(map(_begins, CLAUSE.split(LEADING.sub("", sentence))))


def _begins(clause: str) -> bool:
    clause = JOINED.sub("", clause)
    if SETS.match(clause):
        return True
    first = VERB.match(clause)
    if first is None:
        return False
    word = first[0].lower()
    return word in MOVES or (word not in NO_VERB and not DOES.isdisjoint(of_word(word)))


def asks_openly(question: str) -> bool:
    """Say whether a question asks for what it does not say, as `which` does and `could you` not."""
    return bool(OPEN.match(question))
