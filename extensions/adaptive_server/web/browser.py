"""Pages of the service for people at a browser, signed in through the hub by OAuth.

The API takes tokens from a header only; these pages take one from a signed cookie of their own
path, so a page may only show, never change, until it checks an XSRF token too. The state of a
sign-in under way is in a cookie as well: whichever replica is asked next can go on with it.
OAuth 2.0 with state and PKCE: RFC 6749, RFC 7636, RFC 9700 section 2.1.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import structlog
from jupyterhub.services.auth import HubOAuth
from tornado import template

from ..core.rights import Rights
from ..errors import MasteryError, NotSignedIn
from ..ports import Person
from .hub_link import HubLink
from .identity import HubIdentity
from .log_lines import NoQuery

log = structlog.get_logger()

PAGES = Path(__file__).with_name("pages")
SESSION, PENDING = "mastery-session", "mastery-sign-in"
SESSION_DAYS = 14
PENDING_S = 600
RIGHTS = {
    "learner": "You learn here: you see your own progress and nobody else's.",
    "assistant": "You assist in this course: you may look at the class.",
    "instructor": "You teach this course: you may look at the class and change its problems.",
}


def cookie_secret(link: HubLink) -> bytes:
    """Derive the key of our cookies; replicas share the token, so they share this too."""
    return hmac.digest(link.token.encode(), b"mastery cookies", "sha256")


class Page(NoQuery):
    """One page; others on this site may neither frame it nor read it by a script."""

    def initialize(self, link: HubLink, auth: HubOAuth, course: str) -> None:
        """Take what every page needs."""
        self.link, self.auth, self.course = link, auth, course
        self.loader = template.Loader(str(PAGES))

    def set_default_headers(self) -> None:
        """Set the headers that every page has."""
        self.nonce = secrets.token_urlsafe(16)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; style-src 'nonce-{self.nonce}'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'",
        )

    def prepare(self) -> None:
        """Answer to people who open a page, not to scripts of other pages on this site."""
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            self.problem(403, "Not in here", "Open this page in a tab of its own.")

    def show(self, name: str, **words: Any) -> None:
        """Write a page; every word is escaped."""
        style = (PAGES / "mastery.css").read_text(encoding="utf-8")
        page = self.loader.load(name)
        self.finish(page.generate(nonce=self.nonce, style=style, base=self.link.base, **words))

    def problem(self, status: int, title: str, text: str) -> None:
        """Write a page that says what went wrong."""
        self.set_status(status)
        self.show("problem.html", title=title, text=text, again=self.link.prefix)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Word what tornado refused."""
        self.problem(status_code, "That did not work", "Please try again in a moment.")

    async def person(self) -> Person:
        """Ask the hub, through the cache, who holds the token of the cookie.

        Raises:
            MasteryError: Nobody, or the hub is away.
        """
        identity: HubIdentity = self.settings["identity"]
        token = self.get_signed_cookie(SESSION, max_age_days=SESSION_DAYS)
        header = f"token {token.decode()}" if token else None
        return await identity.person(header, self.request.remote_ip or "")

    def keep(self, name: str, value: str, **options: Any) -> None:
        """Set a cookie that only this service's pages see, and no script."""
        more = {"httponly": True, "samesite": "Lax", "secure": self.link.secure, **options}
        self.set_signed_cookie(name, value, path=self.link.prefix, **more)

    def forget(self, name: str) -> None:
        """Remove one of our cookies."""
        self.clear_cookie(name, path=self.link.prefix)


class Me(Page):
    """Who somebody is here, and what they may do."""

    async def get(self) -> None:
        """Show it, or send them to the hub to sign in."""
        try:
            person = await self.person()
        except NotSignedIn:
            self.sign_in()
        except MasteryError as error:
            self.problem(error.status, "Not available at the moment", error.message)
        else:
            word = Rights(person.instructor, person.assistant).word
            self.show("me.html", person=person, rights=RIGHTS[word], course=self.course)

    def sign_in(self) -> None:
        """Begin: remember state and verifier in a cookie, go to the hub."""
        pending = {"state": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(32)}
        self.keep(PENDING, json.dumps(pending), expires_days=None, max_age=PENDING_S)
        digest = hashlib.sha256(pending["verifier"].encode()).digest()
        query = {
            "client_id": self.auth.oauth_client_id,
            "redirect_uri": self.auth.oauth_redirect_uri,
            "response_type": "code",
            "state": pending["state"],
            "code_challenge": urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        self.redirect(f"{self.auth.oauth_authorization_url}?{urlencode(query)}")


class Callback(Page):
    """Where the hub sends people back to."""

    async def get(self) -> None:
        """Exchange the code for a token and keep it in a cookie."""
        pending = self.pending()
        self.forget(PENDING)
        given, code = self.get_argument("state", ""), self.get_argument("code", "")
        # As bytes: of text, `compare_digest` takes ASCII only.
        same = pending and hmac.compare_digest(given.encode(), pending["state"].encode())
        if not pending or not code or not same:
            self.problem(
                400, "That did not work", "This sign-in took too long or was used already."
            )
            return
        try:
            token = await self.auth.token_for_code(
                code, code_verifier=pending["verifier"], sync=False
            )
        except Exception as error:  # noqa: BLE001 - whatever keeps the hub from answering
            log.warning("sign_in_failed", error=type(error).__name__)
            self.problem(503, "Not available at the moment", "The hub did not answer. Try again.")
            return
        self.keep(SESSION, token, expires_days=SESSION_DAYS)
        self.redirect(self.link.prefix)

    def pending(self) -> dict[str, str] | None:
        """Read the cookie of a sign-in under way."""
        raw = self.get_signed_cookie(PENDING, max_age_days=1)
        found: dict[str, str] | None = json.loads(raw) if raw else None
        return found


def page_handlers(link: HubLink, auth: HubOAuth, course: str) -> list[Any]:
    """Return tornado's handler list of the pages."""
    parts = {"link": link, "auth": auth, "course": course}
    return [(link.prefix, Me, parts), (f"{link.prefix}oauth_callback", Callback, parts)]
