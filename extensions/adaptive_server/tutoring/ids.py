"""Ids as they stand in addresses."""

from __future__ import annotations

from uuid import UUID

from ..errors import NotFound


def uuid_of(text: str) -> UUID:
    """Read an id of ours.

    Raises:
        NotFound: It is none, so there is nothing under it.
    """
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
