"""Words that say to do something to a program: put, take away, move, swap, trade one for another.

Stems in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents.
"""

from __future__ import annotations

import re

_CONTRAST = (
    r"sondern\b sino\b rather\b.{0,30}?\bthan\b (?:is|do|does)?n[o']t\b[^.;]{0,40}?\bbut\b"
    r" pas\b[^.;]{0,40}?\bmais\b nao\b[^.;]{0,40}?\bmas\b"
)
_TRADE = (
    "change\\b changing replace\\b replacing substitute\\b swap\\b exchange\\b instead"
    " rather\\sthan into\\b wrong belongs? -> →"
    " ersetz ander statt tausch remplac lieu echang cambi reempla"
    f" {_CONTRAST}"
    " en\\svez sostitu invece troc em\\svez vervang verander"
)
_PUT = (
    "switch\\b turn\\b use\\b using becomes?\\b should need must ha(?:s|ve)\\sto you\\swant add\\b"
    " append\\b put\\b write\\b make\\b making call\\b wrap\\b insert\\b start\\b begin\\b"
    " take\\s(?:an?\\s|one|two|three|\\d+)\\b give\\b pass\\b include\\b place\\b missed\\b"
    " compare\\b missing lacks?\\b forgot convert\\b converting correct\\b"
    " setz schreib fug muss fehl nimm ruf benutz verwend beginn"
    " mets met\\b utilis ajout entour doit faut manqu appel commence"
    " usa pon\\b anad agreg rodea debe falta llama escrib empieza"
    " metti aggiung manca scriv poe\\b acrescent adicion deve precis comeca gebruik moet voeg"
)
_TAKE = (
    "delet remov drop\\b take\\b taking get\\srid leave\\sout without lose\\b losch streich entfern"
    " supprim enlev retir quita borra elimin saca togli rimuov tira\\b apag verwijder haal"
)
_MOVE = (
    "mov indent shift belong put\\b muev sangr pon\\b verschieb ruck einruck setz deplac mets"
    " spost verplaats"
)
_SWAP = (
    "swap\\b exchange\\b switch\\b flip\\b vertausch intercambi echang inverte?\\b scambi troca\\b"
)
_PROPOSE = "change\\b replace\\b swap\\b switch\\b turn\\b instead add\\b put\\b write\\b"

_MODAL = (
    "need should must ha(?:ve|s) want can could would will may might ought forgot missed lack"
    " sollte musst kannst brauchst dois peux devrais"
)
DONE = re.compile(
    rf"\b(?:you|it|du|tu|voce)\s+(?!(?:{'|'.join(_MODAL.split())})\b)(?:\w+ly\s+)?\w+"
    r"|\b(?:guarda|suma|llama|usa|pone|anade|agrega|rodea|escribe|empieza|borra|quita|muestra"
    r"|devuelve|recorre|comprueba|intenta|calcula|cambia)s\b|\b(?:nimm|ruf|setz|beginn)t\b"
    r"|(?:->|→)\s*\w+\s+is\b",
    re.I,
)
"""What a program does, said to who wrote it: nothing that they are told to do."""


def _any(*stems: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(' '.join(stems).split())})", re.I)


CONTRAST = _any(_CONTRAST)
"""Not this but that."""
TRADE = _any(_TRADE)
PUT = _any(_TRADE, _PUT)
TAKE = _any(_TAKE)
MOVE = _any(_MOVE, _TAKE)
SWAP = _any(_SWAP)
ORDER = _any(_TRADE, _PUT, _TAKE, _MOVE, _SWAP)
PROPOSE = _any(_PROPOSE)
"""What a question says that tells what to do."""
