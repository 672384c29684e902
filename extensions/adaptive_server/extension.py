"""What Jupyter Server loads: the forward door on a hub, the local door in `jupyter mastery`.

Which one is decided by two environment variables that the hub's spawner and `jupyter mastery`
set: `MASTERY_SERVICE_URL` and `MASTERY_LOCAL_DATA`. With neither, the extension says so when
asked and does nothing else.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from jupyter_server.extension.application import ExtensionApp

from .web.forward import Forward, Off
from .web.idle import Idle
from .web.place import Place, from_service
from .web.saving import without_outputs

if TYPE_CHECKING:
    from .local_app import LocalHouse


class MasteryExtension(ExtensionApp):
    """Adds `mastery/api/`, `mastery/place` and `mastery/idle` to a Jupyter server."""

    name = "adaptive_server"
    local: LocalHouse | None = None

    def initialize_settings(self) -> None:
        """Give the XSRF cookie what the hub asks of cookies; JupyterHub leaves that one out."""
        asked = json.loads(os.environ.get("JUPYTERHUB_COOKIE_OPTIONS") or "{}")
        if asked and self.serverapp is not None:
            self.serverapp.web_app.settings.setdefault("xsrf_cookie_kwargs", {}).update(asked)

    def initialize_handlers(self) -> None:
        """Open the door that belongs to this server, and keep authors' files free of outputs."""
        if self.serverapp is not None:
            self.serverapp.contents_manager.register_pre_save_hook(without_outputs)
        service = os.environ.get("MASTERY_SERVICE_URL", "")
        data = os.environ.get("MASTERY_LOCAL_DATA", "")
        self.handlers.append((r"/mastery/idle", Idle))
        if service:
            self.handlers.append((r"/mastery/api/(.*)", Forward, {"service": service}))
            self.handlers.append((r"/mastery/place", Place, {"release": from_service(service)}))
        elif data:
            from .local_app import LocalHouse

            self.local = LocalHouse(data)
            self.handlers.extend(self.local.handlers())
        else:
            self.handlers.append((r"/mastery/(.*)", Off))

    async def _start_jupyter_server_extension(self, serverapp: Any) -> None:
        if self.local is not None:
            await self.local.start()

    async def stop_extension(self) -> None:
        """Stop what local mode started."""
        if self.local is not None:
            await self.local.stop()
