"""The adaptive service: `python -m adaptive_server`, started by the hub or beside it.

The hub tells the address, the prefix and the API token in `JUPYTERHUB_*`; everything else is in
`settings`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlparse

import structlog
from jupyterhub.services.auth import HubAuth
from tornado.httpserver import HTTPServer

from . import log as logs
from .app import House
from .problems.curriculum_error import CurriculumError
from .settings import SettingError, Settings, read
from .web.identity import HubIdentity
from .web.service import application

MOST_BODY = 32 << 20
log = structlog.get_logger()


def hub_identity(settings: Settings) -> HubIdentity:
    """Make the identity that asks the hub named in the environment."""
    hub = HubAuth(cache_max_age=0)

    async def check(token: str) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = await hub.user_for_token(
            token, use_cache=False, sync=False
        )
        return found

    return HubIdentity(check, frozenset(hub.access_scopes), settings.token_cache_s)


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    url = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/services/mastery/")
    house = House(settings)
    server = HTTPServer(
        application(prefix, lambda: house.parts, hub_identity(settings), house.health),
        max_body_size=MOST_BODY,
        max_buffer_size=MOST_BODY,
    )
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await house.start()
    server.listen(url.port or 8000, url.hostname or "127.0.0.1")
    log.info("listening", port=url.port)
    await ended.wait()
    server.stop()
    await house.stop()
    await server.close_all_connections()


def main() -> None:
    """Start the service; wrong settings end it with one line and exit status 2."""
    logs.configure()
    try:
        if "JUPYTERHUB_SERVICE_URL" not in os.environ:
            raise SettingError("The hub starts this service; JUPYTERHUB_SERVICE_URL is not set.")
        asyncio.run(serve(read()))
    except (SettingError, CurriculumError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
