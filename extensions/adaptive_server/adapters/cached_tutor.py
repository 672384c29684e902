"""Answers to buttons, kept: the same step of two learners is worded once.

Kept is what passed the gate, with a place for each of the learner's own names: of what one learner
wrote, another is told nothing but what stands in their code too. Equal questions at the same time
wait for one answer.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import hashlib
import io
import json
import re
import tokenize
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from statistics import fmean

from cachetools import LRUCache
from tutor_labext.gemini.prompt import VERSION

from ..tutor_port import HintRequest, TutorPiece, TutorPort
from .code_check import is_of_task
from .tutor import gate_of, public_text

KEPT = 5_000
BANDS = 3
"""So many steps of mastery, of a problem's skills on the whole, are worded for apart."""
WISHES = ("hint", "explain_error")
QUOTED = re.compile(r"`[^`\n]+`")
SHORTEST_NAME = 3
"""Letters from which on a name may tell whose it is; a shorter one is often a word as well."""


class CachedTutor:
    """Keeps what another tutor words for buttons; free questions pass by."""

    def __init__(self, inner: TutorPort, model: str) -> None:
        self._inner, self._model = inner, model
        self._kept: LRUCache[str, str] = LRUCache(KEPT)
        self._coming: dict[str, asyncio.Future[None]] = {}

    async def start(self) -> None:
        """Make the inner tutor ready."""
        await self._inner.start()

    async def close(self) -> None:
        """End the inner tutor."""
        await self._inner.close()

    async def stream(self, request: HintRequest) -> AsyncGenerator[TutorPiece, None]:
        """Yield a kept answer whole, or a new one as it comes."""
        if request.question or request.before or request.wish not in WISHES:
            async with aclosing(self._inner.stream(request)) as pieces:
                async for piece in pieces:
                    yield piece
            return
        shape, names = code_shape("\n\n".join(request.cells.values()))
        key = key_of(request, shape, self._model)
        if (text := await self._ready(key, names, request)) is not None:
            yield TutorPiece(text, "cache")
            return
        async with aclosing(self._fresh(key, names, request)) as pieces:
            async for piece in pieces:
                yield piece

    async def _fresh(
        self, key: str, names: tuple[str, ...], request: HintRequest
    ) -> AsyncGenerator[TutorPiece, None]:
        future = self._coming[key] = asyncio.get_running_loop().create_future()
        said: list[TutorPiece] = []
        try:
            async with aclosing(self._inner.stream(request)) as pieces:
                async for piece in pieces:
                    said.append(piece)
                    yield piece
            text = "".join(p.text for p in said)
            if text and all(p.source == "gemini" for p in said) and not tells(text, names, request):
                self._kept[key] = renamed(text, names, places(names))
        finally:
            del self._coming[key]
            future.set_result(None)

    async def _ready(self, key: str, names: tuple[str, ...], request: HintRequest) -> str | None:
        """Return a kept answer that fits, or None once nobody else is asking for one."""
        while True:
            while (coming := self._coming.get(key)) is not None:
                await asyncio.wait([coming])
            if (kept := self._kept.get(key)) is None:
                return None
            text = await asyncio.to_thread(fitting, kept, names, request)
            # Another learner may have asked anew, and may have been answered, meanwhile.
            if text is not None or (key not in self._coming and self._kept.get(key) is kept):
                return text


def fitting(kept: str, names: tuple[str, ...], request: HintRequest) -> str | None:
    """Return a kept answer in this learner's names, or None where it would not fit."""
    text = renamed(kept, places(names), names)
    shown = any(text.strip() in old for old in request.shown)
    leaks = shown or gate_of(request).check(text) or is_of_task(request, text)
    return None if leaks else text


def key_of(request: HintRequest, shape: str, model: str) -> str:
    """Return what two equal steps have in common; invalid with a new version, not with time."""
    verdict, card = request.verdict, request.problem.card
    fault = request.ran or (verdict.fault if verdict else None)
    failing = [(t.id, t.message) for t in verdict.tests if not t.passed] if verdict else []
    error = (fault.name, re.sub(r"\d+", "0", fault.message)) if fault else None
    same = [model, VERSION, card.id, card.version, request.rung, request.wish]
    known = [value for _, value in request.mastery]
    band = min(int(fmean(known) * BANDS), BANDS - 1) if known else None
    said = [request.locale, request.style, shape, failing, error, request.feedback, band]
    told = json.dumps([*same, *said], default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def code_shape(code: str) -> tuple[str, tuple[str, ...]]:
    """Return code with its names numbered, and the names; text that is no code as it stands.

    Lines and comments belong to it, since an answer may speak of both.

    >>> code_shape("a = b")[0] == code_shape("x = y")[0]
    True
    """
    try:
        tree = ast.parse(code)
        notes = [
            (token.start[0], token.string)
            for token in tokenize.generate_tokens(io.StringIO(code).readline)
            if token.type == tokenize.COMMENT
        ]
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return code, ()
    names: dict[str, str] = {}
    for node in (n for n in ast.walk(tree) if not isinstance(n, ast.alias)):
        for field in ("id", "arg", "name"):
            name = getattr(node, field, None)
            if isinstance(name, str) and not hasattr(builtins, name):
                setattr(node, field, names.setdefault(name, f"n{len(names)}"))
    lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    return json.dumps([ast.dump(tree), lines, notes]), tuple(names)


def places(names: Sequence[str]) -> tuple[str, ...]:
    """Return what stands for each name in a kept answer."""
    return tuple(f"__{number}__" for number in range(len(names)))


def tells(text: str, names: Sequence[str], request: HintRequest) -> bool:
    """Say whether a text has a name of the learner's own where it cannot be replaced."""
    told = set(re.findall(r"\w+", QUOTED.sub("", text)))
    public = set(re.findall(r"\w+", public_text(request.problem, request.rung)))
    return any(len(name) >= SHORTEST_NAME for name in told.intersection(names) - public)


def renamed(text: str, theirs: Sequence[str], mine: Sequence[str]) -> str:
    """Return a text whose names in backticks are those of another learner's code.

    >>> renamed("What is `a + 1`? A good question.", ["a"], ["sum_"])
    'What is `sum_ + 1`? A good question.'
    """
    table = dict(zip(theirs, mine, strict=False))
    return QUOTED.sub(lambda m: re.sub(r"\w+", lambda w: table.get(w[0], w[0]), m[0]), text)
