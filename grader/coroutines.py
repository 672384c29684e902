"""Runs coroutines of a test: at the top of a cell, as in a notebook, and for learner code.

One that learner code awaits runs in the judge to its end, while the learner's process waits for it.
So what it returns or raises is right; side by side with others of the test it does not run.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Coroutine
from types import CodeType
from typing import Any


def evaluate(code: CodeType, space: dict[str, Any]) -> Any:
    """Run the code of a cell, which may `await` at its top; return its value."""
    value = eval(code, space)  # noqa: S307 - the instructor's code
    return run(value) if code.co_flags & inspect.CO_COROUTINE else value


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a loop of its own, also inside one that runs; return its value."""
    asyncio: Any = importlib.import_module("asyncio")  # few problems need it
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return asyncio.run(coroutine)
    finally:
        asyncio._set_running_loop(running)
