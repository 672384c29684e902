"""A GitHub on the loopback: the web flow and the REST calls that a sign-in makes.

with GitHub() as github:
    github.people["ada"] = Account(1, orgs={"acme"}, teams={"acme/teachers"})
    github.signs_in = "ada"          # who sits at the browser; None shows the page with all

The wire is GitHub's (docs.github.com: authorising OAuth apps; REST: users, teams, members): JSON or
form answers by Accept, `bad_verification_code`, PKCE with S256 (RFC 7636), codes that work once,
tokens of the form gho_…, Link headers for pages, 204/302/404 for membership. `faults` break it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from support.loopback_server import LoopbackServer

CLIENT_ID = "Iv1.5f2e8c1a7b9d3046"
CLIENT_SECRET = "93ad05c7e1f2486b8d70a5c4e39f16b2d8047cea"
PAGE = 100


class Fault(StrEnum):
    """What GitHub can be made to do."""

    DOWN = "answers 502"
    LIMITED = "has been asked too often"
    BAD_JSON = "answers with half a document"
    WRONG_SECRET = "knows another client secret"


@dataclass
class Account:
    """Somebody at GitHub."""

    number: int
    orgs: set[str] = field(default_factory=set)
    teams: set[str] = field(default_factory=set)
    name: str = ""


@dataclass
class Grant:
    """A code that was handed out and not yet exchanged."""

    login: str
    challenge: str
    redirect_uri: str
    scope: str


class GitHub(LoopbackServer):
    """The server; its attributes may be changed while it runs."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.people: dict[str, Account] = {}
        self.signs_in: str | None = None
        self.cancels = False
        self.pause_s = 0.0  # before each answer
        self.faults: set[Fault] = set()
        self.codes: dict[str, Grant] = {}
        self.tokens: dict[str, str] = {}
        self.secrets_seen: list[str] = []
        self.requests: list[str] = []
        super().__init__(host, Wire)
        self.url = f"http://{self.address}"

    def revoke(self, login: str) -> None:
        """End every token of somebody, as their settings page does."""
        self.tokens = {token: who for token, who in self.tokens.items() if who != login}


class Wire(BaseHTTPRequestHandler):
    """One request to GitHub."""

    owner: GitHub

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.serve({})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.serve(dict(parse_qsl(self.rfile.read(length).decode())))

    def serve(self, form: Mapping[str, str]) -> None:
        where = urlsplit(self.path)
        query = dict(parse_qsl(where.query))
        self.owner.requests.append(f"{self.command} {where.path}")
        time.sleep(self.owner.pause_s)
        if Fault.DOWN in self.owner.faults:
            self.text(502, "<html>Unicorn!</html>")
        elif where.path == "/login/oauth/authorize":
            self.authorize(query)
        elif where.path == "/login/oauth/access_token":
            self.access_token(form)
        elif where.path.startswith("/api/v3/"):
            self.rest(where.path.removeprefix("/api/v3/"), query)
        else:
            self.json(404, {"message": "Not Found"})

    # --- the web flow

    def authorize(self, query: Mapping[str, str]) -> None:
        if query.get("client_id") != CLIENT_ID:
            self.text(404, "<h1>404</h1>")
            return
        if self.owner.cancels:
            said = "The user has denied your application access."
            self.back(query, error="access_denied", error_description=said)
            return
        login = query.get("login_as") or self.owner.signs_in
        if login is None:
            rows = (
                f'<li><a href="{html.escape(self.path)}&amp;login_as={quoted}">{quoted}</a></li>'
                for quoted in map(html.escape, self.owner.people)
            )
            self.text(200, f"<h1>GitHub of the tests</h1><ul>{''.join(rows)}</ul>")
            return
        code = secrets.token_hex(10)
        self.owner.secrets_seen += [code, query["state"]]
        self.owner.codes[code] = Grant(
            login, query.get("code_challenge", ""), query["redirect_uri"], query.get("scope", "")
        )
        self.back(query, code=code)

    def back(self, query: Mapping[str, str], **answer: str) -> None:
        self.send_response(302)
        target = urlencode({**answer, "state": query["state"]})
        self.send_header("Location", f"{query['redirect_uri']}?{target}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def access_token(self, form: Mapping[str, str]) -> None:
        secret = "another" if Fault.WRONG_SECRET in self.owner.faults else CLIENT_SECRET
        grant = self.owner.codes.pop(form.get("code", ""), None)
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, secret):
            said = "The client_id and/or client_secret passed are incorrect."
            self.token_answer({"error": "incorrect_client_credentials", "error_description": said})
            return
        verifier = form.get("code_verifier", "")
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if grant is None or not grant.challenge or challenge != grant.challenge:
            said = "The code passed is incorrect or expired."
            self.token_answer({"error": "bad_verification_code", "error_description": said})
            return
        token = f"gho_{secrets.token_urlsafe(27)[:36]}"
        self.owner.tokens[token] = grant.login
        self.owner.secrets_seen += [token, verifier]
        scope = grant.scope.replace(" ", ",")
        self.token_answer({"access_token": token, "token_type": "bearer", "scope": scope})

    def token_answer(self, body: Mapping[str, str]) -> None:
        if "application/json" in self.headers.get("Accept", ""):
            self.json(200, body)
        else:
            self.text(200, urlencode(body), kind="application/x-www-form-urlencoded")

    # --- the REST interface

    def rest(self, path: str, query: Mapping[str, str]) -> None:
        login = self.owner.tokens.get(self.headers.get("Authorization", "").partition(" ")[2])
        if Fault.LIMITED in self.owner.faults:
            limit = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "Retry-After": "60"}
            self.json(403, {"message": "API rate limit exceeded"}, limit)
        elif Fault.BAD_JSON in self.owner.faults:
            self.text(200, '{"login": "ad', kind="application/json")
        elif login is None:
            self.json(401, {"message": "Bad credentials"})
        elif path == "user":
            person = self.owner.people[login]
            about = {"login": login, "id": person.number, "name": person.name or login}
            self.json(200, {**about, "email": None, "type": "User"})
        elif path == "user/teams":
            self.teams(self.owner.people[login], query)
        else:
            self.member(login, path.split("/"))

    def teams(self, person: Account, query: Mapping[str, str]) -> None:
        rows = [
            {"slug": slug, "name": slug.title(), "organization": {"login": organisation}}
            for organisation, slug in (team.split("/") for team in sorted(person.teams))
        ]
        size, page = min(int(query.get("per_page", "30")), PAGE), int(query.get("page", "1"))
        more = {}
        if page * size < len(rows):
            follow = urlencode({"per_page": size, "page": page + 1})
            more = {"Link": f'<{self.owner.url}/api/v3/user/teams?{follow}>; rel="next"'}
        self.json(200, rows[(page - 1) * size : page * size], more)

    def member(self, asks: str, parts: list[str]) -> None:
        match parts:
            case ["orgs", organisation, "members", login]:
                of = {name.lower(): person.orgs for name, person in self.owner.people.items()}
                if (
                    organisation not in self.owner.people[asks].orgs
                    and login.lower() != asks.lower()
                ):
                    self.json(302, {"message": "Found"})
                elif organisation in of.get(login.lower(), ()):
                    self.send_response(204)
                    self.end_headers()
                else:
                    self.json(404, {"message": "Not Found"})
            case _:
                self.json(404, {"message": "Not Found"})

    def json(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        self.text(status, json.dumps(body), kind="application/json; charset=utf-8", more=headers)

    def text(
        self,
        status: int,
        body: str,
        kind: str = "text/html; charset=utf-8",
        more: Mapping[str, str] | None = None,
    ) -> None:
        raw = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(more or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
