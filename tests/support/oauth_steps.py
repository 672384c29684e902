"""A sign-in one step at a time, as a browser that follows no redirect."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

from support.product import Answer, Visitor


class Stay(urllib.request.HTTPRedirectHandler):
    """Hands redirects to the caller instead of following them."""

    def redirect_request(self, *given: Any, **more: Any) -> None:
        return None


@contextmanager
def staying(visitor: Visitor) -> Iterator[Visitor]:
    """Have a visitor follow no redirect for a while."""
    kept = visitor.opener
    jar = urllib.request.HTTPCookieProcessor(visitor.jar)
    visitor.opener = urllib.request.build_opener(jar, Stay)
    try:
        yield visitor
    finally:
        visitor.opener = kept


def target(answer: Answer) -> str:
    """Where a redirect leads; names of headers come in any case (RFC 9110, section 5.1)."""
    (found,) = (value for name, value in answer.headers.items() if name.lower() == "location")
    return found


def way_back(visitor: Visitor, after: str = "/hub/home") -> str:
    """Begin a sign-in; return the path GitHub sends people back to, not yet visited."""
    with staying(visitor):
        first = visitor.request("GET", f"/hub/oauth_login?next={quote(after, safe='')}")
        at_github = urlsplit(target(first))
        elsewhere = Visitor(f"{at_github.scheme}://{at_github.netloc}", "", visitor.jar)
        with staying(elsewhere):
            back = elsewhere.request("GET", f"{at_github.path}?{at_github.query}")
        return target(back).removeprefix(visitor.url)
