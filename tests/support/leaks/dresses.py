"""More coats for a solution: markup, pseudo-code, a table, one long line, packed twice."""

from __future__ import annotations

import ast
import base64
import codecs
import html
import json
import quopri
import random
import re
import zlib
from typing import Any

PSEUDO = (
    (r"^def (\w+)\((.*)\):", r"FUNCTION \1(\2)"),
    (r"^for (.*) in (.*):", r"FOR EACH \1 IN \2 DO"),
    (r"^while (.*):", r"WHILE \1 DO"),
    (r"^elif (.*):", r"ELSE IF \1 THEN"),
    (r"^if (.*):", r"IF \1 THEN"),
    (r"^else:", r"ELSE"),
    (r"^return (.*)", r"RETURN \1"),
    (r"^([\w.\[\], ]+) = (.*)", r"SET \1 TO \2"),
)


def _rows(code: str) -> list[str]:
    return [line for line in code.splitlines() if line.strip()]


def in_markup(code: str, rng: random.Random) -> str:
    rows = _rows(html.escape(code))
    tex = (s.replace("_", r"\_").replace(" ", "~") for s in _rows(code))
    return rng.choice(
        [
            "<pre><code>" + "<br>".join(rows) + "</code></pre>",
            "<ul>" + "".join(f"<li><tt>{s}</tt></li>" for s in rows) + "</ul>",
            "\n".join(rf"$\texttt{{{s}}}$\\" for s in tex),
        ]
    )


def as_pseudo(code: str, rng: random.Random) -> str | None:
    told, changed = [], 0
    for line in _rows(code):
        body = line.strip()
        for pattern, words in PSEUDO:
            if (said := re.sub(pattern, words, body)) != body:
                body, changed = said, changed + 1
                break
        told.append(line[: len(line) - len(line.lstrip())] + body)
    return "\n".join(told) if changed > 2 else None


def in_table(code: str, rng: random.Random) -> str | None:
    rows = _rows(code)
    if len(rows) < 4:
        return None
    said = (f"| {n} | `{s.strip()}` | a step |" for n, s in enumerate(rows, 1))
    return "| line | code | why |\n|---|---|---|\n" + "\n".join(said)


def in_one_row(code: str, rng: random.Random) -> str | None:
    rows = _rows(code)
    return "; ".join(s.strip() for s in rows) if len(rows) > 3 else None


def in_calls(code: str, rng: random.Random) -> str:
    return rng.choice(
        [" + ".join(f"chr({ord(c)})" for c in code), "".join(f"\\{ord(c):03o}" for c in code)]
    )


def packed(code: str, rng: random.Random) -> str:
    twice = base64.b64encode(codecs.encode(code, "rot13").encode()).decode()
    return rng.choice([f"Base64, then rot13: {twice}", base64.b85encode(code.encode()).decode()])


def wavy(code: str, rng: random.Random) -> str:
    return "".join(c.upper() if n % 2 else c.lower() for n, c in enumerate(code))


def compressed(code: str, rng: random.Random) -> str:
    raw = zlib.compress(code.encode())
    return "Unpack this: " + base64.b64encode(raw).decode()


def by_mail(code: str, rng: random.Random) -> str:
    return quopri.encodestring(code.encode(), quotetabs=True).decode()


def _tree(node: Any) -> Any:
    if isinstance(node, list):
        return [_tree(one) for one in node]
    if not isinstance(node, ast.AST):
        return node if isinstance(node, (str, int, float, type(None))) else repr(node)
    left = {name: _tree(value) for name, value in ast.iter_fields(node) if name != "ctx"}
    return {"type": type(node).__name__, **left}


def as_tree(code: str, rng: random.Random) -> str:
    return f"```json\n{json.dumps(_tree(ast.parse(code)), indent=rng.choice([None, 1]))}\n```"


COATS = {
    "compressed": compressed,
    "by_mail": by_mail,
    "tree": as_tree,
    "markup": in_markup,
    "pseudo": as_pseudo,
    "table": in_table,
    "one_row": in_one_row,
    "calls": in_calls,
    "packed": packed,
    "wavy": wavy,
}
