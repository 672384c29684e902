"""Plain-data codec for the pipes between the judge and a learner's process.

`encode` runs on both sides. `decode` is the trust boundary: whatever arrives, it yields only
exact builtin types, or what `handle` makes of a reference. Never pickle, never eval.

JSON scalars travel as themselves; everything else is a list whose first item is a tag:
list, tuple, set, frozenset, dict [k, v, k, v ...], bytes (base64), complex, big int (hex),
handle [id, ...], collections types [name, plain data], library types [name, parts], and, for a
list, set or dict that is there already, its number: one that two places share stays one.
A frame is a 4-byte little-endian length and JSON.
"""

from __future__ import annotations

import base64
import collections
import json
from collections.abc import Callable, Mapping
from typing import Any

from grader import wire_library

HEAD = 4
"""Bytes of a frame ahead of its body."""
MAX_MESSAGE = 4 << 20
MAX_VALUES = 300_000
MAX_DEPTH = 64
MAX_HEX_DIGITS = 100_000

Opaque = Callable[[Any], Any]
Handle = Callable[[list[Any]], Any]

_FIXED: dict[type, int] = {tuple: 1, frozenset: 3}
_SHARED: dict[type, int] = {list: 0, set: 2, dict: 4}
_DICT, _BYTES, _COMPLEX, _INT, _HANDLE, _COLLECTION, _LIBRARY, _AGAIN = range(4, 12)
_CHANGING = (0, 2, _DICT)
_OPEN = -1
_EXACT_IN_JSON = 2**53
_COLLECTIONS: dict[str, Callable[[Any], Any]] = {
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
    "deque": collections.deque,
    "defaultdict": lambda plain: collections.defaultdict(None, plain),
}
_FACTORIES: dict[str, Any] = {t.__name__: t for t in (list, dict, set, int, float, str, bool)}


# Made once: `json.dumps` and `json.loads` look at their options each time. No value is circular.
_write, _read = json.JSONEncoder(check_circular=False).encode, json.JSONDecoder().raw_decode


class WireError(Exception):
    """The value cannot travel, or the other side broke the protocol."""


class _Encoder:
    def __init__(self, opaque: Opaque, linked: Mapping[int, Any]) -> None:
        self._opaque, self._linked = opaque, linked
        self._left = MAX_VALUES
        self._met: dict[int, list[Any]] = {}  # number, size and the object, which so stays alive

    def value(self, x: Any, depth: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise WireError("too many values")
        if depth > MAX_DEPTH:
            raise WireError("too deeply nested")
        kind = type(x)  # exact: a subclass may lie about itself, so it is opaque
        if x is None or kind in (bool, str, float):
            return x
        if kind is int:
            return x if -_EXACT_IN_JSON < x < _EXACT_IN_JSON else [_INT, hex(x)]
        if self._linked and id(x) in self._linked:
            return self._linked[id(x)]
        if kind in _FIXED:
            return [_FIXED[kind], *(self.value(item, depth + 1) for item in x)]
        if kind in _SHARED:
            return self._shared(x, kind, depth)
        return self._rare(x, kind, depth)

    def _shared(self, x: Any, kind: type, depth: int) -> Any:
        met = self._met.get(id(x))
        if met:
            number, size, _ = met
            if size == _OPEN:
                raise WireError("it contains itself")
            self._left -= size
            return [_AGAIN, number]
        self._met[id(x)] = met = [len(self._met), _OPEN, x]
        before = self._left
        items = (z for pair in x.items() for z in pair) if kind is dict else x
        told = [_SHARED[kind], *(self.value(item, depth + 1) for item in items)]
        met[1] = before - self._left
        return told

    def _rare(self, x: Any, kind: type, depth: int) -> Any:
        if kind is bytes:
            return [_BYTES, base64.b64encode(x).decode()]
        if kind is complex:
            return [_COMPLEX, x.real, x.imag]
        if kind in (
            collections.Counter,
            collections.OrderedDict,
            collections.deque,
            collections.defaultdict,
        ):
            plain = list(x) if kind is collections.deque else dict(x)
            return [_COLLECTION, kind.__name__, self.value(plain, depth + 1), *_more(x)]
        name = wire_library.name_of(x)
        if name:
            return [_LIBRARY, name, self.value(wire_library.parts(name, x), depth + 1)]
        return self._opaque(x)


def _more(x: Any) -> list[Any]:
    """Return what a deque or defaultdict has beside its content."""
    if type(x) is collections.deque and x.maxlen is not None:
        return [x.maxlen]
    factory = getattr(x, "default_factory", None)
    return [name for name, known in _FACTORIES.items() if known is factory]


_NONE: Mapping[int, Any] = {}


def encode(x: Any, opaque: Opaque, linked: Mapping[int, Any] = _NONE) -> Any:
    """Return `x` as JSON-ready data.

    Args:
        x: Any object.
        opaque: Called with each part that is no plain data; returns `reference(...)` or raises.
        linked: What stands for objects that both sides have, by `id`.

    Raises:
        WireError: Too many values or too deeply nested.
    """
    return _Encoder(opaque, linked).value(x, 0)


def reference(*fields: Any) -> list[Any]:
    """Return the encoded form of a handle; `fields` reach the other side's `handle`."""
    return [_HANDLE, *fields]


def shared(name: str) -> list[Any]:
    """Return the encoded form of a type or function that both sides have under this name."""
    return reference("shared", name)


def _spread(keys: list[Any]) -> list[Any]:
    # Multiples of 2**61-1 all hash to 0: inserting n of them takes time n squared.
    if len(keys) > 1000 and len({hash(key) for key in keys}) < len(keys) // 2:
        raise WireError("too many equal hashes")
    return keys


class _Decoder:
    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._left = MAX_VALUES * 2
        self._met: list[tuple[Any, int] | None] = []

    def value(self, x: Any, depth: int) -> Any:
        self._left -= 1
        if x is None or type(x) in (bool, str, float, int):
            return x
        if type(x) is not list or not x or type(x[0]) is not int:
            raise WireError("not a value")
        if self._left < 0 or depth > MAX_DEPTH + 2:
            raise WireError("too large a value")
        tag, rest = x[0], x[1:]
        if tag in _CHANGING:
            number, before = len(self._met), self._left
            self._met.append(None)
            made = self._container(tag, [self.value(item, depth + 1) for item in rest])
            self._met[number] = made, before - self._left
            return made
        if tag < _DICT:
            return self._container(tag, [self.value(item, depth + 1) for item in rest])
        if tag == _HANDLE:
            return self._handle(rest)
        return self._rare(tag, rest, depth)

    def _container(self, tag: int, items: list[Any]) -> Any:
        match tag:
            case 0:
                return items
            case 1:
                return tuple(items)
            case 2:
                return set(_spread(items))
            case 3:
                return frozenset(_spread(items))
            case 4 if len(items) % 2 == 0:
                return dict(zip(_spread(items[::2]), items[1::2], strict=True))
        raise WireError("unknown tag")

    def _rare(self, tag: int, rest: list[Any], depth: int) -> Any:
        match tag, rest:
            case 5, [str(text)]:
                return base64.b64decode(text, validate=True)
            case 6, [float() | int() as real, float() | int() as imaginary]:
                return complex(real, imaginary)
            case 7, [str(digits)] if len(digits) <= MAX_HEX_DIGITS:
                return int(digits, 16)
            case 9, [str(name), plain, *more] if name in _COLLECTIONS:
                return self._collection(name, self.value(plain, depth + 1), more)
            case 10, [str(name), parts]:
                return wire_library.build(name, self.value(parts, depth + 1))
            case 11, [int(number)] if 0 <= number < len(self._met):
                return self._again(self._met[number])
        raise WireError("not a value")

    def _again(self, met: tuple[Any, int] | None) -> Any:
        if met is None:
            raise WireError("it contains itself")
        made, size = met
        self._left -= size  # what walks through it meets it twice
        if self._left < 0:
            raise WireError("too large a value")
        return made

    def _collection(self, name: str, plain: Any, more: list[Any]) -> Any:
        if type(plain) is not (list if name == "deque" else dict):
            raise WireError("not a collection")
        match name, more:
            case "deque", [int(longest)]:
                return collections.deque(plain, longest)
            case "defaultdict", [str(factory)]:
                return collections.defaultdict(_FACTORIES[factory], plain)
        return _COLLECTIONS[name](plain)


def decode(data: Any, handle: Handle) -> Any:
    """Return the value that `data` stands for, made of exact builtin types.

    Args:
        data: JSON data from the other side; anything at all.
        handle: Called with the fields of a reference; must check them itself.

    Raises:
        WireError: `data` is not what `encode` makes.
    """
    try:
        return _Decoder(handle).value(data, 0)
    except WireError:
        raise
    except Exception as error:  # noqa: BLE001 - hostile data: an unhashable key, bad base64, ...
        raise WireError(type(error).__name__) from None


def pack(message: Any) -> bytes:
    """Return a frame.

    Raises:
        WireError: The message is larger than `MAX_MESSAGE`.
    """
    body = _write(message).encode()
    if len(body) > MAX_MESSAGE:
        raise WireError("too large a message")
    return len(body).to_bytes(HEAD, "little") + body


def frame_end(received: bytearray) -> int:
    """Return where the first frame of what was received ends, 0 where it is not yet whole.

    Raises:
        WireError: It would be larger than `MAX_MESSAGE`.
    """
    if len(received) < HEAD:
        return 0
    size = int.from_bytes(received[:HEAD], "little")
    if size > MAX_MESSAGE:
        raise WireError("too large a message")
    return HEAD + size if len(received) >= HEAD + size else 0


def unpack(body: bytes) -> Any:
    """Return the message in the body of a frame.

    Raises:
        WireError: The body is not JSON.
    """
    try:
        text = body.decode()
        message, end = _read(text)
    except (ValueError, RecursionError, MemoryError) as error:
        raise WireError(type(error).__name__) from None
    if end < len(text):
        raise WireError("more than a message")
    return message
