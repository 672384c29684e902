"""Text as the eye reads it: invisible signs gone, look-alike and typographic signs mapped."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Signs that are drawn like ASCII and that no Unicode normal form maps (UTS #39, the common ones).
_LOOKALIKE = {
    "аеорсухіѕјԁһӏԛԝԍкмтнвгп": "aeopcyxisjdhlqwgkmtHBrn",
    "АВЕКМНОРСТУХЅІЈԌԚԜ": "ABEKMHOPCTYXSIJGQW",
    "αβγικνορτυχωϲϳ": "aByiKvoptuxwcj",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "ABEZHIKMNOPTYX",
    "ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ": "abcdefghijklmnoprstuvwyz",
    "ıȷɑɡɩʋոսօցհքԝ": "ijagivnuoghpw",
    "“”„‟″«»‘’‚‛′´": '"""""""' + "''''''",
    "−‐‑‒–—×∗⁎✱·÷∕⁄∣⎮＿": "------****" + "*//" + "/||_",
}
LOOKALIKE: dict[int, str | None] = {
    ord(a): b for k, v in _LOOKALIKE.items() for a, b in zip(k, v, strict=False)
}
LOOKALIKE |= {
    ord("≤"): "<=",
    ord("≥"): ">=",
    ord("≠"): "!=",
    ord("⩵"): "==",
    ord("←"): "=",
    ord("≔"): "=",
    # Signs that end a sentence, as the other scripts write them.
    ord("。"): ". ",
    ord("।"): ". ",
    ord("！"): "! ",
    ord("？"): "? ",
    ord("؟"): "? ",
    ord("；"): "; ",
    ord("؛"): "; ",
    ord("\u3164"): None,
    ord("\u2800"): None,
    ord("\u115f"): None,
    ord("\u1160"): None,
}
REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff] ?")
"""Letters of flags; a space behind each only keeps two from becoming one."""
WORD = re.compile(r"\w+")
MOST_TEXT = 40_000
"""Longer answers are judged by their first and last characters, half each."""
RUN = 12
"""So many letters in a row are not spelt by chance."""
INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cs", "Co"})
_OTHER = "\u0590-\u109f\u1100-\u11ff\u3040-\u9fff\uac00-\ud7ff"
BORDER = re.compile(rf"(?<=[\w.)\]])(?<![{_OTHER}])(?=[{_OTHER}])|(?<=[{_OTHER}])(?=[A-Za-z0-9_])")
"""Where a name ends and a script begins that puts no space there."""
ARROW = re.compile(r"(?<=[\w\])]) <- ")
"""What gives a name its value in some notations."""
ESCAPED = re.compile(r"\\([\[\](){}*_#!<>+.=~|-])")


def plain(text: str) -> str:
    r"""Return a text with its look-alike, decorated and invisible signs made plain.

    Accents go as well, so that words of other languages can be compared.

    >>> plain("rе\u200btu\u0332rn ｘ\\*2")
    'return x*2'
    """
    if not text.isascii():
        text = REGIONAL.sub(lambda m: chr(ord(m[0][0]) - 0x1F1E6 + ord("a")), text)
        # Mapped before and after: the normal form takes some look-alikes apart.
        parted = unicodedata.normalize("NFKD", text.translate(LOOKALIKE))
        seen = "".join(c for c in parted if unicodedata.category(c) not in INVISIBLE)
        text = BORDER.sub(" ", seen.translate(LOOKALIKE))
    if " <- " in text:
        text = ARROW.sub(" = ", text)
    return ESCAPED.sub(r"\1", text) if "\\" in text else text


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(WORD.findall(text.lower()))


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in lower case, all else left out."""
    return re.sub(r"[\W_]+", "", text).lower()


def runs_of(text: str) -> frozenset[str]:
    """Return every run of `RUN` letters of a text in lower case, all else left out."""
    letters = re.sub(r"[\W\d_]+", "", text).lower()
    return frozenset(letters[at : at + RUN] for at in range(len(letters) - RUN + 1))


def written_lines(code: str) -> tuple[str, ...]:
    """Return the lines of a text, comments too, without spaces and with one kind of quotes."""
    one = code.replace('"', "'")
    return tuple(s for line in one.splitlines() if (s := "".join(line.split())))


def ends(text: str) -> str:
    """Return a text, or the two ends of one that is too long."""
    half = MOST_TEXT // 2
    return text if len(text) <= MOST_TEXT else f"{text[:half]}\n{text[-half:]}"
