"""JSON messages between the pool and its workers: 4-byte big-endian length, then UTF-8 JSON."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

MAX_FRAME = 16 << 20
LENGTH_BYTES = 4


def to_bytes(message: Any) -> bytes:
    """Return a message as a frame.

    Raises:
        ValueError: It is larger than `MAX_FRAME`.
    """
    body = json.dumps(message).encode()
    return length_prefix(len(body)) + body


def length_prefix(size: int) -> bytes:
    """Return the head of a frame.

    Raises:
        ValueError: `size` is larger than `MAX_FRAME`.
    """
    if size > MAX_FRAME:
        raise ValueError(f"a message of {size} bytes is too large")
    return size.to_bytes(LENGTH_BYTES, "big")


def body_size(head: bytes) -> int:
    """Return how many bytes follow a head.

    Raises:
        ValueError: More than `MAX_FRAME`.
    """
    size = int.from_bytes(head, "big")
    length_prefix(size)
    return size


def read(stream: BinaryIO) -> Any | None:
    """Return the next message, or None at the end of the stream.

    Raises:
        ValueError: The frame is too large or no JSON.
    """
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    return json.loads(stream.read(body_size(head)))
