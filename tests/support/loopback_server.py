"""A server of the tests' own in a thread; a context manager."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class LoopbackServer:
    """Serves until it is left; each request finds it as its attribute `owner`.

    Args:
        host: Address to listen on; the port is chosen by the system.
        wire: What answers one request.
    """

    def __init__(self, host: str, wire: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer((host, 0), type("Bound", (wire,), {"owner": self}))
        self._server.daemon_threads = True
        self.address = f"{host}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
