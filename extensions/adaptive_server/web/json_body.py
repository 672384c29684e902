"""Reads a request body: one JSON object that can be stored, or a clear error. Pure.

PostgreSQL refuses NUL in text and UTF-8 has no lone surrogates, so both are refused here, and so
are NaN and infinities, which are no JSON (RFC 8259).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import BadJson, BadRequest, TooLarge

MOST_BYTES = 1_000_000
MOST_DEPTH = 20

Body = TypeVar("Body", bound=BaseModel)


def read(raw: bytes, model: type[Body]) -> Body:
    """Read a body as `model`.

    Raises:
        TooLarge: More than `MOST_BYTES`.
        BadJson: Not one JSON object in UTF-8, or not storable.
        BadRequest: A field is missing, unknown, of the wrong type or out of range.
    """
    if len(raw) > MOST_BYTES:
        raise TooLarge
    try:
        data = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadJson from None
    if not isinstance(data, dict) or not storable(data):
        raise BadJson
    return _valid(data, model)


def read_query(arguments: Mapping[str, list[bytes]], model: type[Body]) -> Body:
    """Read what stands behind the `?` of an address; of a name that is there twice the last one.

    A name without a value is passed by: JupyterLab puts the time there, so that no cache answers.

    Raises:
        BadRequest: A name is unknown, or its value of the wrong form.
    """
    last = {name: values[-1] for name, values in arguments.items() if values[-1]}
    data = {name: value.decode("utf-8", "replace") for name, value in last.items()}
    if not storable(data):
        raise BadRequest
    return _valid(data, model)


def _valid(data: Mapping[str, Any], model: type[Body]) -> Body:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadRequest(sentence(error)) from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def storable(value: Any, depth: int = 0) -> bool:
    r"""Say whether PostgreSQL can keep the value as JSONB.

    >>> storable({"a": ["b"]}), storable("a\x00"), storable("\ud800")
    (True, False, False)
    """
    if depth > MOST_DEPTH:
        return False
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, dict):
        return all(storable(k, depth + 1) and storable(v, depth + 1) for k, v in value.items())
    if isinstance(value, list):
        return all(storable(v, depth + 1) for v in value)
    return True


def sentence(error: ValidationError) -> str:
    """Word the first finding without repeating what was sent."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part)[:60] for part in first["loc"])
    return f"{place or 'body'}: {first['msg']}."
