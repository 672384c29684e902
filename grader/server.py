"""Workers for whoever comes to a Unix socket: one connection, one worker, and they end together.

`python -m grader.server [--socket /run/grader/socket] [--most 8]`, for a container without network
that holds nothing but the grader. The first frame of a connection says which walls are wanted:
`{"walls": "required" | "available"}`. From then on its bytes are those of a `grader.worker`. Where
all workers are taken the only answer is `{"full": how many there are}`.

Its owner and its group may write to the socket and have anything graded; nobody else may.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import stat
import sys
from collections.abc import Coroutine
from typing import Any

from grader import frames
from grader.worker_line import WorkerLost
from grader.worker_process import WorkerProcess

SOCKET = "/run/grader/socket"
MOST = 8
_WISH_SECONDS = 10.0
_WISH_BYTES = 200
_FAREWELL_SECONDS = 2.0
_CHUNK = 1 << 16
_ASKING = 16  # connections beyond the workers that may wait for being told so


class CannotListen(Exception):
    """The socket cannot be made; the text says why and what to do."""


class Server:
    """Gives at most so many workers at a time."""

    def __init__(self, path: str, most: int = MOST) -> None:
        self._path, self._most = path, most
        self._lines: set[asyncio.Task[None]] = set()
        self._given = 0

    async def run(self, ended: asyncio.Event) -> None:
        """Serve until `ended`; afterwards neither socket nor worker is left.

        Raises:
            CannotListen: Another one does, or the folder is not writable.
        """
        listener = _listener(self._path)
        server = await asyncio.start_unix_server(self._accept, sock=listener)
        try:
            await ended.wait()
        finally:
            with contextlib.suppress(OSError):
                os.unlink(self._path)
            server.close()
            for line in self._lines:
                line.cancel()
            await asyncio.gather(*self._lines, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._lines.add(task)
        try:
            if len(self._lines) <= self._most + _ASKING:
                await self._serve(reader, writer)
        except (OSError, EOFError, ValueError, TimeoutError, WorkerLost):
            return  # whoever it was has gone, or does not speak our language
        except asyncio.CancelledError:
            return  # the end of the server; asyncio would report it as an error
        finally:
            self._lines.discard(task)
            await _hang_up(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        walls = await _wish(reader)
        if self._given >= self._most:
            writer.write(frames.to_bytes({"full": self._most}))
            return
        self._given += 1
        try:
            worker = await WorkerProcess.begin([], walls=walls)
            try:
                await _either(_pass(reader, worker.writer), _pass(worker.reader, writer))
            finally:
                await worker.kill()
        finally:
            self._given -= 1


async def _wish(reader: asyncio.StreamReader) -> str:
    """Return which walls are wanted.

    Raises:
        ValueError: Anything else was said. Also EOFError, OSError and TimeoutError.
    """
    async with asyncio.timeout(_WISH_SECONDS):
        size = frames.body_size(await reader.readexactly(frames.LENGTH_BYTES))
        if size > _WISH_BYTES:
            raise ValueError(size)
        match json.loads(await reader.readexactly(size)):
            case {"walls": "required" | "available" as walls}:
                return str(walls)
    raise ValueError("no walls")


async def _pass(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await source.read(_CHUNK):
            sink.write(chunk)
            await sink.drain()


async def _either(*ways: Coroutine[Any, Any, None]) -> None:
    """Run both ways until one of them has ended."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _hang_up(writer: asyncio.StreamWriter) -> None:
    """Close when what was written last has gone out; not for ever, for a peer may read nothing."""
    writer.close()
    try:
        async with asyncio.timeout(_FAREWELL_SECONDS):
            await writer.wait_closed()
    except (OSError, TimeoutError):
        writer.transport.abort()


def _listener(path: str) -> socket.socket:
    """Return a socket that only its owner and group may use, in the place of one left behind."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    mask = os.umask(0o117)
    try:
        if _is_left_behind(path):
            os.unlink(path)
        listener.bind(path)
        listener.listen()
    except OSError as error:
        listener.close()
        raise CannotListen(
            f"grader.server cannot listen at {path}: {error.strerror or error}. Give it a folder "
            "that its account may write to, and a path of its own, at most 107 characters long."
        ) from error
    finally:
        os.umask(mask)
    return listener


def _is_left_behind(path: str) -> bool:
    """Say whether there is a socket that nobody listens on any more."""
    try:
        if not stat.S_ISSOCK(os.lstat(path).st_mode):
            return False
    except FileNotFoundError:
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        try:
            asking.connect(path)
        except ConnectionRefusedError:
            return True
    return False


async def _serve_until_told(path: str, most: int) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await Server(path, most).run(ended)


def main() -> int:
    """Serve until SIGTERM or SIGINT; return 2 when that is not possible."""
    parser = argparse.ArgumentParser(prog="grader.server", description=__doc__, allow_abbrev=False)
    parser.add_argument("--socket", default=SOCKET, help="where to listen; default: %(default)s")
    parser.add_argument("--most", type=int, default=MOST, help="workers at a time (%(default)s)")
    options = parser.parse_args()
    try:
        asyncio.run(_serve_until_told(options.socket, options.most))
    except CannotListen as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
