"""The whole product with a loopback Gemini behind its service."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.gemini import LoopbackGemini
from support.product import Product


@contextmanager
def in_a_thread() -> Iterator[LoopbackGemini]:
    """A loopback Gemini in a thread of its own: Playwright's loop is busy."""
    server, loop = LoopbackGemini(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(60)
    yield server
    asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(60)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def asking(google: LoopbackGemini, folder: Path, **environment: str) -> Product:
    """Return a product, to be started, that asks this Gemini."""
    key = folder / "key"
    key.write_text("a-key-of-the-tests\n", encoding="utf-8")
    given = {"MASTERY_GEMINI_KEY_FILE": str(key), "MASTERY_GEMINI_BASE_URL": google.url}
    return Product(folder / "data", **given, **environment)
