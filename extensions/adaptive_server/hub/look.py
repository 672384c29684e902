"""How the hub's pages look and what their answers carry: templates, words, headers, cookies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .settings import HubSettings, SignInKind

TEMPLATES = Path(__file__).with_name("templates")
# The style is the service's own pages' too.
STYLE = TEMPLATES.parents[1] / "web" / "pages"


def words(settings: HubSettings) -> dict[str, Any]:
    """Give the templates what they need to know of the settings."""
    return {"mastery_github": settings.sign_in is SignInKind.GITHUB}


def headers_and_cookies(settings: HubSettings) -> dict[str, Any]:
    """Return tornado's settings for the hub; learners' servers get the same for their cookies.

    Lax and not Strict: people come back from GitHub by a link, and are to be known then.
    """
    secure = {"secure": True} if settings.address.startswith("https://") else {}
    return {
        "cookie_options": {"samesite": "Lax", **secure},
        "headers": {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"},
    }
