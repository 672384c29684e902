"""The adaptive service: `python -m adaptive_server`, started by the hub or beside it.

Where the hub is, and where to listen, is in `web/hub_link`; everything else is in `settings`.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from jupyterhub.services.auth import HubOAuth
from tornado.httpserver import HTTPServer

from . import log as logs
from .app import House
from .hub.settings_file import with_secrets
from .problems.curriculum_error import CurriculumError
from .settings import SettingError, Settings, read
from .web.browser import cookie_secret, page_handlers
from .web.hub_link import HubLink, read_link
from .web.identity import HubIdentity
from .web.service import application

# Somewhat more than the API takes, so that most of what is too large is told so.
MOST_BODY = 2 << 20
log = structlog.get_logger()


def hub_identity(auth: HubOAuth, settings: Settings) -> HubIdentity:
    """Make the identity that asks the hub."""

    async def check(token: str) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = await auth.user_for_token(
            token, use_cache=False, sync=False
        )
        return found

    access = frozenset(auth.access_scopes)
    return HubIdentity(check, access, settings.token_cache_s, settings.course_key)


def make_server(house: House, link: HubLink, settings: Settings) -> HTTPServer:
    """Put the HTTP server together; it does not listen yet."""
    auth = link.auth()
    door = application(
        link.prefix,
        lambda: house.parts,
        hub_identity(auth, settings),
        house.health,
        page_handlers(link, auth, settings.course),
        cookie_secret(link),
    )
    return HTTPServer(door, max_body_size=MOST_BODY, max_buffer_size=MOST_BODY)


async def serve(settings: Settings, link: HubLink) -> None:
    """Serve until SIGTERM or SIGINT."""
    house = House(settings)
    server = make_server(house, link, settings)
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await house.start()
    server.listen(link.port, link.host, reuse_port=link.shared)
    log.info("listening", port=link.port)
    await ended.wait()
    server.stop()
    await house.stop()
    await server.close_all_connections()


def main() -> None:
    """Start the service; wrong settings end it with one line and exit status 2."""
    atexit.register(gc.freeze)  # else Python looks for garbage for a second, and the hub waits
    logs.configure()
    try:
        environment = with_secrets(os.environ, ("MASTERY_SERVICE_TOKEN", "MASTERY_DATABASE_URL"))
        asyncio.run(serve(read(environment), read_link(environment)))
    except (SettingError, CurriculumError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
