"""What the service logs of a request: method, path and status; no query, header or body."""

from __future__ import annotations

from types import TracebackType

import structlog
from tornado import web

log = structlog.get_logger()


class NoQuery(web.RequestHandler):
    """A handler whose failures are logged without the query, which holds the code of a sign-in."""

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log a bug of ours; of what is refused `access_log` tells the status."""
        if not isinstance(value, web.HTTPError):
            request = self.request
            log.error("unexpected", method=request.method, path=request.path, exc_info=value)


def access_log(handler: web.RequestHandler) -> None:
    """Log one answered request, with the milliseconds it took."""
    request = handler.request
    took = round(1000 * request.request_time(), 1)
    log.info(
        "request", method=request.method, path=request.path, status=handler.get_status(), ms=took
    )
