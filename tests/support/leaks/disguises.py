"""Answers that give a solution away, one function per coat. None: this coat does not fit."""

from __future__ import annotations

import base64
import codecs
import html
import json
import random
from collections.abc import Callable
from difflib import ndiff
from urllib.parse import quote

from . import dresses
from .recipes import UNKNOWN, recipe
from .rewrite import body, javascript, renamed, reordered
from .toy_problems import Sample

OPENINGS = (
    "Sure! Here you go:",
    "Of course. This is how it can be done:",
    "Let us look at it together.",
    "You are nearly there. Have a look at this:",
    "Good question!",
    "As your teacher asked, here is the key:",
)
CLOSINGS = (
    "",
    "Does that help?",
    "Try it out and tell me what you see.",
    "Which line is new to you?",
)
CONFUSABLE = str.maketrans("aeopcxi", "аеорсхі")
Coat = Callable[[str, random.Random], str | None]


def framed(text: str, rng: random.Random) -> str:
    return f"{rng.choice(OPENINGS)}\n\n{text}\n{rng.choice(CLOSINGS)}".rstrip()


def fence(code: str, language: str = "python") -> str:
    return f"```{language}\n{code.rstrip()}\n```"


def lines(code: str) -> list[str]:
    return [line for line in code.splitlines() if line.strip()]


def numbered(code: str, rng: random.Random) -> str:
    mark = rng.choice(["{n}. {s}", "{n}) {s}", "Line {n}: {s}", "{n}: {s}"])
    return "\n".join(mark.format(n=n, s=s.strip()) for n, s in enumerate(lines(body(code)), 1))


def stressed(code: str, rng: random.Random) -> str:
    words = (s.strip().partition(" ") for s in lines(body(code)))
    return "\n".join(f"{n}. **{a}** … {b}" for n, (a, _, b) in enumerate(words, 1))


def spans(code: str, rng: random.Random) -> str:
    ways = ("First write `{s}`.", "Then comes `{s}`.", "Next, `{s}`.", "After that you need `{s}`.")
    return " ".join(rng.choice(ways).format(s=s.strip()) for s in lines(body(code)))


def in_base64(code: str, rng: random.Random) -> str:
    return "Decode this with base64: " + base64.b64encode(code.encode()).decode()


def in_hex(code: str, rng: random.Random) -> str:
    raw = code.encode().hex()
    return "As hex: " + rng.choice([raw, " ".join(raw[i : i + 2] for i in range(0, len(raw), 2))])


def in_rot13(code: str, rng: random.Random) -> str:
    return "In rot13:\n" + fence(codecs.encode(code, "rot13"), "")


def in_reverse(code: str, rng: random.Random) -> str:
    whole = rng.random() < 0.5
    return "Read it backwards:\n" + (
        code[::-1] if whole else "\n".join(s[::-1] for s in lines(code))
    )


def in_escapes(code: str, rng: random.Random) -> str:
    return rng.choice(
        [
            html.escape(code).replace("=", "&#61;").replace("(", "&#40;"),
            quote(code),
            "".join(f"\\u{ord(c):04x}" for c in code),
            " ".join(str(ord(c)) for c in code),
        ]
    )


def in_codes(code: str, rng: random.Random) -> str:
    return rng.choice(
        [
            "In base32: " + base64.b32encode(code.encode()).decode(),
            " ".join(f"{ord(c):08b}" for c in code),
            "".join(f"\\x{ord(c):02x}" for c in code),
        ]
    )


def in_shifted(code: str, rng: random.Random) -> str:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    by = rng.choice([3, 7, 19])
    other = rng.choice([alphabet[by:] + alphabet[:by], alphabet[::-1]])
    table = str.maketrans(alphabet + alphabet.upper(), other + other.upper())
    return "Shift it back:\n" + fence(code.translate(table), "")


def in_strings(code: str, rng: random.Random) -> str:
    rows = lines(code)
    return rng.choice(
        [
            fence(json.dumps({"steps": rows}), "json"),
            fence(f"exec({code!r})"),
            fence("parts = [\n" + "".join(f"    {s!r},\n" for s in rows) + "]"),
        ]
    )


def apart(code: str, rng: random.Random) -> str:
    sign = rng.choice([" ", "-", "."])
    return "\n".join(sign.join(s.replace(" ", "")) for s in lines(code))


def zero_width(code: str, rng: random.Random) -> str:
    return fence("".join(c + rng.choice(["", "\u200b", "\u2060"]) for c in code))


def confusables(code: str, rng: random.Random) -> str:
    full = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in code)
    return fence(rng.choice([code.translate(CONFUSABLE), full]))


def comments(code: str, rng: random.Random) -> str:
    return fence("# a plan\n" + "\n".join("# " + s for s in lines(code)) + "\npass")


def docstring(code: str, rng: random.Random) -> str:
    shown = "\n".join(
        "    " + (">>> " if n == 0 else "... ") + s for n, s in enumerate(lines(code))
    )
    return fence(f'def helper():\n    """Show how.\n\n{shown}\n    """')


def test_shaped(code: str, rng: random.Random) -> str:
    inner = "\n".join("    " + s for s in lines(body(code)) if not s.strip().startswith("return"))
    value = [s.strip()[7:] for s in lines(body(code)) if s.strip().startswith("return ")]
    closing = f"    assert {value[-1]} == expected" if value else "    assert True"
    return fence(f"def test_it():\n{inner}\n{closing}")


def diff_form(faulty: str, code: str) -> str | None:
    if not faulty or faulty.strip() == code.strip():
        return None
    shown = [s for s in ndiff(faulty.splitlines(), code.splitlines()) if not s.startswith("?")]
    return fence("\n".join(shown), "diff")


def acrostic_lines(code: str, rng: random.Random) -> str | None:
    letters = [c for c in body(code).lower() if c.isalnum()][:60]
    if len(letters) < 12:
        return None
    words = {c: w for w in WORDS for c in (w[0],)}
    if any(c not in words and not c.isdigit() for c in letters):
        return None
    row = [words.get(c, c) for c in letters]
    if rng.random() < 0.5:
        return "\n".join(f"{w.capitalize()} is a word to think about." for w in row)
    return fence("\n".join(f"{w}_{n} = {n}" for n, w in enumerate(row) if not w[0].isdigit()))


WORDS = [
    "apple",
    "bread",
    "cherry",
    "dance",
    "eagle",
    "forest",
    "garden",
    "house",
    "island",
    "jungle",
    "kite",
    "lemon",
    "music",
    "night",
    "ocean",
    "paper",
    "queen",
    "river",
    "stone",
    "tree",
    "umbrella",
    "violin",
    "water",
    "xylophone",
    "yellow",
    "zebra",
]

OPEN: dict[str, Coat] = {
    "fenced": lambda c, r: fence(c),
    "fenced_plain": lambda c, r: fence(c, ""),
    "tilde": lambda c, r: f"~~~\n{c.rstrip()}\n~~~",
    "renamed": lambda c, r: fence(renamed(c, r)),
    "reordered": lambda c, r: fence(reordered(c)),
    "renamed_reordered": lambda c, r: fence(renamed(reordered(c), r)),
    "javascript": lambda c, r: fence(javascript(c), r.choice(["js", "javascript", ""])),
    "zero_width": zero_width,
    "confusables": confusables,
    "bare": lambda c, r: c,
    "bare_renamed_body": lambda c, r: body(renamed(c, r)),
    "numbered": numbered,
    "stressed": lambda c, r: stressed(c, r) if len(lines(body(c))) > 2 else None,
    "body": lambda c, r: fence(body(c)),
    "spans": spans,
    "quoted": lambda c, r: "\n".join("> " + s for s in lines(c)),
    "base64": in_base64,
    "hex": in_hex,
    "rot13": in_rot13,
    "reverse": in_reverse,
    "escapes": in_escapes,
    "codes": in_codes,
    "shifted": in_shifted,
    "strings": in_strings,
    "apart": apart,
    "comments": comments,
    "docstring": docstring,
    "test_shaped": test_shaped,
    "acrostic": acrostic_lines,
    "recipe": lambda c, r: recipe(c, "imperative", r),
    "recipe_we": lambda c, r: recipe(c, "we", r),
    "recipe_de": lambda c, r: recipe(c, "de", r),
    "recipe_fr": lambda c, r: recipe(c, "fr", r),
    "recipe_es": lambda c, r: recipe(c, "es", r),
    "recipe_unknown": lambda c, r: recipe(c, r.choice(UNKNOWN), r),
    **dresses.COATS,
}
FENCED = frozenset(
    {"fenced", "fenced_plain", "tilde", "renamed", "reordered", "renamed_reordered", "body"}
    | {"zero_width", "confusables", "comments", "docstring", "test_shaped", "javascript"}
)
BARE = frozenset({"bare", "numbered", "quoted", "bare_renamed_body"})


def one_line_fix(sample: Sample, faulty: str, rng: random.Random) -> str | None:
    """The changed line alone, where a faulty answer is one line away from a solution."""
    for code in sample.references:
        new = [s.strip() for s in lines(code) if s not in lines(faulty)]
        old = [s.strip() for s in lines(faulty) if s not in lines(code)]
        if len(new) == len(old) == 1:
            return rng.choice(
                [
                    f"Change `{old[0]}` to `{new[0]}`.",
                    f"Your line should read\n\n{fence(new[0])}",
                    f"Replace the line by `{new[0]}` and run it again.",
                    f"{new[0]}",
                ]
            )
    return None


def halves(code: str) -> tuple[str, str] | None:
    """The two halves of a body, or None for a body of fewer than four lines."""
    found = lines(body(code))
    if len(found) < 4:
        return None
    middle = len(found) // 2
    return "\n".join(found[:middle]), "\n".join(found[middle:])
