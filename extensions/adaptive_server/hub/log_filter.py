"""Keeps what signs people in out of the hub's log.

JupyterHub scrubs the line it writes per request; tornado's line about a failed one, and a library's
line about an address, hold the address as it came: with the code and the state of a sign-in.
"""

from __future__ import annotations

import logging
import re
from typing import Any

# A parameter whose name holds one of JupyterHub's words for it (jupyterhub.log.SCRUB_PARAM_KEYS).
PARAMETER = re.compile(r"([?&][^=&\s]*(?:token|auth|key|code|state|_xsrf)[^=&\s]*=)[^&\s'\")]+")
GITHUB = re.compile(r"\bgh[oprsu]_[A-Za-z0-9_]{20,}")


def scrubbed(text: str) -> str:
    """Take the values out of a line.

    >>> scrubbed("403 GET /hub/oauth_callback?code=abc&state=def (1.2.3.4)")
    '403 GET /hub/oauth_callback?code=[secret]&state=[secret] (1.2.3.4)'
    """
    return GITHUB.sub("[secret]", PARAMETER.sub(r"\1[secret]", text))


class Scrub(logging.Filter):
    """Rewrites a record before it is formatted."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its secrets."""
        text = record.getMessage()
        clean = scrubbed(text)
        if clean != text:
            record.msg, record.args = clean, ()
        return True


def configuration() -> dict[str, Any]:
    """Return what traitlets' `logging_config` takes."""
    return {
        "filters": {"scrub": {"()": "adaptive_server.hub.log_filter.Scrub"}},
        "handlers": {"console": {"filters": ["scrub"]}},
    }
