"""A kernel of a learner's server, as JupyterLab talks to it: one websocket through the proxy."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import websocket
from support.product import Visitor


class Kernel:
    """A running kernel with an open channel."""

    def __init__(self, visitor: Visitor, kernel_id: str) -> None:
        cookies = "; ".join(f"{c.name}={c.value}" for c in visitor.jar)
        self.session = uuid.uuid4().hex
        where = f"/user/{visitor.name}/api/kernels/{kernel_id}/channels"
        self.socket = websocket.create_connection(
            f"{visitor.url.replace('http', 'ws', 1)}{where}?session_id={self.session}",
            cookie=cookies,
            timeout=90,
        )

    def send(self, source: str) -> str:
        """Have a cell run; return the id of the request."""
        request = uuid.uuid4().hex
        header = {
            "msg_id": request,
            "msg_type": "execute_request",
            "session": self.session,
            "username": "",
            "version": "5.3",
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell"}
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        self.socket.send(json.dumps({**message, "content": content}))
        return request

    def output(self, request: str) -> str:
        """Wait until the cell is done and return what it printed."""
        said = ""
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv())
            if message.get("parent_header", {}).get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                said += content["text"]
            elif kind == "error":
                said += f"{content['ename']}: {content['evalue']}"
            elif kind == "status" and content["execution_state"] == "idle":
                return said


@contextmanager
def kernel(visitor: Visitor) -> Iterator[Kernel]:
    """Start a kernel on a visitor's running server; it ends with the server."""
    started = visitor.server("POST", "api/kernels", {"name": "python3"})
    assert started.status == 201, started.body
    running = Kernel(visitor, started.json["id"])
    try:
        yield running
    finally:
        running.socket.close()
