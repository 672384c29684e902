"""One text is read at a time, so that a class that asks at once makes nobody else wait for all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


class Reading:
    """The turn to read a question or an answer; between two turns everything else goes on."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def here(
        self, read: Callable[Given, Found], *args: Given.args, **options: Given.kwargs
    ) -> Found:
        """Return what is read in a few milliseconds, which is less than a way to a thread takes."""
        async with self._turn:
            await asyncio.sleep(0)
            return read(*args, **options)

    async def aside(
        self, read: Callable[Given, Found], *args: Given.args, **options: Given.kwargs
    ) -> Found:
        """Return what may take longer to read, in a thread."""
        async with self._turn:
            return await asyncio.to_thread(read, *args, **options)
