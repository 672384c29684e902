"""Rules for what else ends a run: no more input, gaps, files, checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .scope import function_at, method, parameters
from .texts import say

LINES = re.compile(r"(?<!\\)\\n|\n")
"""The end of a line in a message, as it is or as in code; a path of Windows has two signs there."""


def end_of_input(case: Case) -> Iterator[Suggestion]:
    """input() without an answer."""
    function = function_at(case, case.line)
    if function and parameters(function):
        yield say("eof.parameter", 9, names=", ".join(parameters(function)))
    loops = [n for n in case.nodes if isinstance(n, ast.For | ast.While)]
    if any(n.lineno <= (case.line or 0) <= (n.end_lineno or 0) for n in loops):
        yield say("eof.loop", 7)
    yield say("eof.often", 5)


def stub(case: Case) -> Iterator[Suggestion]:
    """The gap is still there."""
    yield say("stub.left", 10)


def failed_check(case: Case) -> Iterator[Suggestion]:
    """An assert of the learner's own, or one in what the line calls."""
    claims = [n.test for n in case.here if isinstance(n, ast.Assert)]
    if not claims and any(isinstance(n, ast.Call) for n in case.here):
        yield say("assert.called", 8)
        return
    compared = all(isinstance(claim, ast.Compare) for claim in claims)
    yield say("assert.failed" if compared else "assert.claim", 5)


def no_file(case: Case) -> Iterator[Suggestion]:
    """A file that is not there, or the text of one in the place of its name."""
    yield say("file.missing", 6)
    if LINES.search(case.message) and not re.search(r"'[A-Za-z]:", case.message):
        yield say("file.text", 9)


def long_name(case: Case) -> Iterator[Suggestion]:
    """The text of a file in the place of its name."""
    if "name too long" in case.message:
        yield say("file.text", 9)


def stopped(case: Case) -> Iterator[Suggestion]:
    """Stopped from outside, or by the time limit."""
    yield say("stopped.loop", 6)


def ended_itself(case: Case) -> Iterator[Suggestion]:
    """exit(), quit() or sys.exit(), or a parser that does not know a word."""
    parsed = any(method(n) in ("parse_args", "parse_known_args") for n in case.here)
    yield say("exit.arguments" if parsed else "exit.called", 6)


def too_large(case: Case) -> Iterator[Suggestion]:
    """More memory than there is."""
    yield say("memory.grows", 6)


def closed(case: Case) -> Iterator[Suggestion]:
    """Files and network, which the sandbox keeps away."""
    yield say("closed.place", 6)


def other(case: Case) -> Iterator[Suggestion]:
    """An exception that no rule knows: its own words."""
    if re.search(r"\w", case.message):
        yield say("other.read", 1, message=case.message.rstrip(".!? "))
    else:
        yield say("other.plain", 1)


EOF_RULES = (end_of_input,)
STUB_RULES = (stub,)
ASSERT_RULES = (failed_check,)
FILE_RULES = (no_file,)
LONG_RULES = (long_name,)
STOPPED_RULES = (stopped,)
EXIT_RULES = (ended_itself,)
MEMORY_RULES = (too_large,)
CLOSED_RULES = (closed,)
OTHER_RULES = (other,)
