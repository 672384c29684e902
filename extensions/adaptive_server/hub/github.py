"""GitHub sign-in: oauthenticator's, with what it leaves to us.

- Whoever left the organisation is signed out at the next refresh, not at the next sign-in; their
  server's token is refused too (`auth_refresh_strict`).
- A GitHub that does not answer signs nobody out, and a sign-in gets a page that says so.
- A code or token never gets into a log or an error page.

GitHub's side: https://docs.github.com/apps/oauth-apps (authorising, scopes), RFC 6749, RFC 7636.
"""

from __future__ import annotations

import hmac
import json
import re
import time
from base64 import urlsafe_b64decode as b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jupyterhub.utils import url_path_join
from oauthenticator.github import GitHubOAuthenticator
from oauthenticator.oauth2 import OAuthCallbackHandler
from tornado import web
from tornado.httpclient import HTTPClientError

from .github_texts import AWAY, CANCELLED, NO_LONGER, REFUSED, STALE, UNUSABLE
from .not_started import NotStarted
from .settings import HubSettings
from .staff import group_of, parse_staff, split_team

REQUEST_S = 5.0
PAUSE_S = 30.0


class GitHubAway(web.HTTPError):
    """GitHub does not answer, or answers that it cannot."""

    def __init__(self) -> None:
        super().__init__(503, AWAY)
        self.headers = {"Retry-After": "60"}


class GitHubLimited(GitHubAway):
    """GitHub was asked too often with one person's token, by us or by anything else of theirs."""


class Callback(OAuthCallbackHandler):
    """Where GitHub sends people back to."""

    def check_error(self) -> None:
        """Word what GitHub says went wrong; its own text is not repeated, anybody can write it.

        Raises:
            HTTPError: 403 for Cancel, 400 for the rest.
        """
        error = self.get_argument("error", "")
        if error == "access_denied":
            raise web.HTTPError(403, CANCELLED)
        if error:
            raise web.HTTPError(400, UNUSABLE)

    def check_state(self) -> None:
        """Compare the state of the address with that of the cookie; neither is logged.

        Raises:
            HTTPError: 400; they do not fit, or the cookie has run out.
        """
        given = self.get_argument("state", "")
        try:
            kept = json.loads(b64decode(self.get_state_cookie()))["state_id"]
            same = hmac.compare_digest(json.loads(b64decode(given))["state_id"], kept)
        except (ValueError, KeyError, TypeError, RecursionError):
            same = False
        if not same:
            raise web.HTTPError(400, STALE)

    def check_code(self) -> None:
        """Insist on a code.

        Raises:
            HTTPError: 400, there is none.
        """
        if not self.get_argument("code", ""):
            raise web.HTTPError(400, STALE)


class GitHubSignIn(GitHubOAuthenticator):
    """JupyterHub authenticator for GitHub and GitHub Enterprise."""

    callback_handler = Callback
    patience_s = 3600.0

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._asks_again = 0.0
        self._limited_since: dict[str, float] = {}

    async def httpfetch(self, url: str, label: str = "fetching", **kwargs: Any) -> Any:
        """Ask GitHub, within `REQUEST_S` seconds.

        Raises:
            GitHubLimited: GitHub answers that it was asked too often.
            GitHubAway: No answer, or one of 500 and above.
            HTTPClientError: GitHub refuses.
        """
        try:
            answer = await self._fetch(url, label, **kwargs)
        except GitHubLimited:
            raise
        except GitHubAway:
            self._asks_again = time.monotonic() + PAUSE_S
            raise
        self._asks_again = 0.0
        return answer

    async def _fetch(self, url: str, label: str, **kwargs: Any) -> Any:
        try:
            answer = await super().httpfetch(
                url, label, request_timeout=REQUEST_S, connect_timeout=REQUEST_S, **kwargs
            )
        except HTTPClientError as error:
            _check(error.code, error.response)
            raise
        except (OSError, ValueError):
            raise GitHubAway from None
        # With raise_error=False, refusals come back as answers.
        _check(getattr(answer, "code", 200), answer)
        return answer

    async def get_token_info(self, handler: Any, params: Mapping[str, Any]) -> Any:
        """Exchange the code for a token (RFC 6749, section 4.1.3).

        Raises:
            HTTPError: 400, the code is used, too old or not ours; 503, GitHub is away.
        """
        try:
            found = await self.httpfetch(
                self.token_url,
                "exchanging the code",
                method="POST",
                headers=self.build_token_info_request_headers(),
                body=urlencode(params),
                validate_cert=self.validate_server_cert,
            )
        except HTTPClientError as error:
            found = {"error": f"status_{error.code}"}
        if not isinstance(found, dict) or not {"access_token", "token_type"} <= found.keys():
            why = str(found.get("error", "none")) if isinstance(found, dict) else "none"
            # Only the word: a description may repeat what was sent.
            self.log.error("GitHub gave no token: %s", re.sub(r"[^a-z0-9_]", "?", why[:60]))
            raise web.HTTPError(400, STALE if why == "bad_verification_code" else UNUSABLE)
        return found

    async def update_auth_model(self, auth_model: Any) -> Any:
        """Add the teams; and make the settings the only place that makes admins."""
        model = await super().update_auth_model(auth_model)
        return {**model, "admin": model["name"] in self.admin_users}

    async def refresh_user(self, user: Any, handler: Any = None, **kwargs: Any) -> Any:
        """Ask GitHub again who somebody is, and whether they still belong here.

        Returns:
            The fresh model; True where GitHub is away, so that nobody is thrown out for that;
            False where the person has to sign in again. Limits are a person's own: who keeps
            them exhausted would never be asked about, so that ends after `patience_s`.
        """
        if time.monotonic() < self._asks_again:
            return True  # else everybody at work would wait for a GitHub that hangs
        # JupyterHub 6.1.1 reads this of a refused refresh and sets it for token requests only.
        if handler is not None and not hasattr(handler, "_token_authenticated"):
            handler._token_authenticated = False
        try:
            model = await super().refresh_user(user, handler, **kwargs)
            if not isinstance(model, dict):
                return model
            if model["name"] != user.name or not await self.check_allowed(user.name, model):
                self.log.warning("%s may no longer sign in with GitHub", user.name)
                return False
        except GitHubLimited:
            now = time.monotonic()
            return now - self._limited_since.setdefault(user.name, now) < self.patience_s
        except GitHubAway:
            self.log.warning("GitHub is away; %s keeps the sign-in", user.name)
            return True
        self._limited_since.pop(user.name, None)
        return model

    async def pre_spawn_start(self, user: Any, spawner: Any) -> None:
        """Ask GitHub before a server starts.

        JupyterHub's `refresh_pre_spawn` asks before the start counts as one, and shows "not
        running" where the answers take longer than a second.

        Raises:
            NotStarted: 403, the person has to sign in again.
        """
        handler = spawner.handler
        if handler is not None and await handler.refresh_auth(user, force=True) is None:
            raise NotStarted(NO_LONGER, reason="sign-in", status_code=403)

    async def get_user_groups(self, auth_state: Mapping[str, Any]) -> set[str]:
        """Return the groups of somebody's teams."""
        return {
            group_of(team["organization"]["login"], team["slug"])
            for team in auth_state.get("teams") or ()
        }


def _check(code: int, answer: Any) -> None:
    """Tell an answer that is none: status 500 and above, or a limit (429, or 403 with a header).

    Source: docs.github.com, REST API, "Rate limits" and "Exceeding the rate limit".
    """
    if code >= 500:
        raise GitHubAway
    headers = getattr(answer, "headers", {})
    over = headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in headers
    if code == 429 or (code == 403 and over):
        raise GitHubLimited


def configure(c: Any, settings: HubSettings) -> None:
    """Set the hub up for GitHub sign-in."""
    c.JupyterHub.authenticator_class = GitHubSignIn
    github = c.GitHubSignIn
    github.github_url = settings.github_url.rstrip("/")
    github.client_id = settings.github_client_id
    github.client_secret = settings.github_client_secret
    github.oauth_callback_url = url_path_join(settings.address, "hub/oauth_callback")
    github.scope = ["read:org", "read:user"]
    github.allowed_organizations = set(settings.github_organisations)
    teams = (split_team(team, "MASTERY_GITHUB_TEAMS") for team in settings.github_teams)
    staff = parse_staff(settings.staff)
    github.allowed_groups = {*(group_of(*team) for team in teams), *(row.group for row in staff)}
    github.allowed_users = {name.lower() for name in settings.github_users}
    github.admin_users = {name.lower() for name in settings.admins}
    github.custom_403_message = REFUSED
    # What GitHub says is kept encrypted, to ask again later and to know the teams.
    github.enable_auth_state = True
    c.CryptKeeper.keys = [bytes.fromhex(settings.crypt_key)]
    github.populate_teams_in_auth_state = True
    github.manage_groups = True
    github.auth_refresh_age = settings.refresh_s
    github.auth_refresh_strict = True
    github.refresh_pre_spawn = False  # see `pre_spawn_start`
