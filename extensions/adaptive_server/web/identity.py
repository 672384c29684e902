"""Who is asking: the hub's word on a token, cached for a short, bounded while.

Tokens are taken from the Authorization header only, so no request of a browser page elsewhere
can carry one along, and none ends up in an access log.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from cachetools import TTLCache

from ..core.rights import rights
from ..errors import NotSignedIn, ServiceAway, TooManySignIns
from ..ports import Person

log = structlog.get_logger()

MOST_CACHED = 20_000
LONGEST_S = 60.0
REFUSED_S = 5.0
MOST_REFUSED = 30
PAUSE_S = 10.0
VOUCHED_S = 86_400.0


class TokenCheck(Protocol):
    """Asks the hub who holds a token; None: nobody. May raise when the hub is away."""

    async def __call__(self, token: str) -> Mapping[str, Any] | None:
        """Return the hub's model of the token's owner."""
        ...


class HubIdentity:
    """Turns tokens into persons; the hub is asked at most once per token and `keep_s`.

    Args:
        check: Asks the hub.
        access: Scopes of which the token needs one, as `access:services!service=mastery`.
        keep_s: Seconds for which an answer is kept, at most 60: so long a revoked token works.
            Where the hub is away it counts for 60 s in any case.
        course: Key of the course that is served; rights in other courses count for nothing.

    An address that sends `MOST_REFUSED` wrong tokens within `PAUSE_S` seconds has to pause before
    the hub is asked about another one; tokens that it vouched for within a day go on working from
    there, because all who come through a proxy share its address.
    """

    def __init__(
        self,
        check: TokenCheck,
        access: frozenset[str],
        keep_s: float = 30.0,
        course: str = "python",
    ) -> None:
        self._check = check
        self._access = access
        self._course = course
        self._wrong: TTLCache[str, int] = TTLCache(MOST_CACHED, PAUSE_S)
        self._known: TTLCache[bytes, Person] = TTLCache(MOST_CACHED, min(keep_s, LONGEST_S))
        # What the hub said last, for while it is started anew.
        self._last: TTLCache[bytes, Person] = TTLCache(MOST_CACHED, LONGEST_S)
        self._vouched: TTLCache[bytes, bool] = TTLCache(MOST_CACHED, VOUCHED_S)
        self._refused: TTLCache[bytes, bool] = TTLCache(MOST_CACHED, REFUSED_S)
        self._asking: dict[bytes, asyncio.Future[Person | None]] = {}

    async def person(self, authorization: str | None, address: str = "") -> Person:
        """Return who sent an Authorization header from an address.

        Raises:
            NotSignedIn: No token, or one the hub does not vouch for.
            TooManySignIns: The address tries one token after another.
            ServiceAway: The hub does not answer.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() not in ("token", "bearer") or not 8 <= len(token) <= 200:
            raise NotSignedIn
        key = hashlib.sha256(token.encode()).digest()
        if key in self._refused:
            raise NotSignedIn
        if (known := self._known.get(key)) is not None:
            return known
        if key not in self._vouched and self._wrong.get(address, 0) >= MOST_REFUSED:
            raise TooManySignIns
        person = await self._ask_once(key, token)
        if person is None:
            self._count_wrong(address)
            raise NotSignedIn
        return person

    def _count_wrong(self, address: str) -> None:
        """Count within a window that begins with the first; each write would begin it anew."""
        if (count := self._wrong.get(address, 0)) < MOST_REFUSED:
            self._wrong[address] = count + 1

    async def _ask_once(self, key: bytes, token: str) -> Person | None:
        """Ask the hub; requests with the same token share one question."""
        if (asking := self._asking.get(key)) is not None:
            return await asyncio.shield(asking)
        task = asyncio.ensure_future(self._ask(key, token))
        self._asking[key] = task
        task.add_done_callback(lambda _: self._asking.pop(key, None))
        return await asyncio.shield(task)

    async def _ask(self, key: bytes, token: str) -> Person | None:
        try:
            model = await self._check(token)
        except Exception as error:  # noqa: BLE001 - whatever keeps the hub from answering
            log.warning("hub_away", error=type(error).__name__)
            if (last := self._last.get(key)) is not None:
                return last
            raise ServiceAway("Your sign-in cannot be checked right now; please retry.") from None
        person = self._person(model)
        if person is None:
            self._refused[key] = True
            self._last.pop(key, None)
            self._vouched.pop(key, None)
        else:
            self._vouched[key] = True
            self._known[key] = self._last[key] = person
        return person

    def _person(self, model: Mapping[str, Any] | None) -> Person | None:
        """Read the hub's model: a user that may use this service."""
        if not model or model.get("kind") != "user" or not isinstance(model.get("name"), str):
            return None
        scopes = set(model.get("scopes") or ())
        if not scopes & self._access:
            return None
        held = rights(scopes, self._course)
        return Person(model["name"], held.instructor, held.assistant)
