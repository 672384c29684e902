"""The local door: the same table, in process, for the one person at this machine."""

from __future__ import annotations

from typing import Any

from jupyter_server.base.handlers import APIHandler

from ..errors import NotSignedIn
from ..ports import Person
from .api import Api
from .route import Access

ME = Person("me", instructor=True)


class LocalDoor(Api, APIHandler):  # type: ignore[misc]
    """Requests that Jupyter has authenticated (token or cookie, with XSRF check)."""

    def check_xsrf_cookie(self) -> None:
        """Let Jupyter check, which asks it of cookie sign-ins only."""
        APIHandler.check_xsrf_cookie(self)

    async def prepare(self, **kwargs: Any) -> None:
        """Let Jupyter find out who asks before anything else happens."""
        await APIHandler.prepare(self, **kwargs)

    async def person_of(self, access: Access) -> Person:
        """The one person of this machine, once signed in to Jupyter."""
        if self.current_user is None:
            raise NotSignedIn
        return ME

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Word Jupyter's refusals like our own."""
        Api.write_error(self, status_code, **kwargs)
