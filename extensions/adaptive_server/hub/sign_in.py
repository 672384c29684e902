"""Local sign-in: a few people with passwords in one file, see `people`.

For one machine or a try-out; a classroom signs in with GitHub instead.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from traitlets import Unicode

from .people import SignInFileError, make_password, read_people, write_people

__all__ = ["LocalSignIn", "SignInFileError", "make_password", "read_people", "write_people"]


class LocalSignIn(Authenticator):
    """JupyterHub authenticator over that file; it is read at every sign-in."""

    people_file = Unicode(help="Path of the password file, mode 0600.").tag(config=True)

    async def authenticate(self, handler: Any, data: Mapping[str, str]) -> str | None:
        """Return the name when the password fits, in time that does not depend on which."""
        people = read_people(Path(self.people_file))
        known = people.get(data["username"], {"password": secrets.token_urlsafe(24)})
        given, right = data["password"].encode(), known["password"].encode()
        fits = hmac.compare_digest(given, right) and data["username"] in people
        return data["username"] if fits else None
