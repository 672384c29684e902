"""An image registry on the test's side of the network, with one image under its digest.

The wire is that of the OCI distribution specification, version 1.0 ("pulling manifests"). The
engine has the image already and lacks only its name by digest; it sees that from the manifest,
which names the image's configuration, and fetches no layer. So there is none here.
"""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
CONFIG = "application/vnd.docker.container.image.v1+json"
LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip"
NAME = "classroom/learner"


class Registry:
    """The server; a context manager.

    Args:
        host: Address to listen on.
        image_id: Digest of the image's configuration, as `docker image inspect` gives it.
    """

    def __init__(self, host: str, image_id: str) -> None:
        layer = {"mediaType": LAYER, "size": 1, "digest": f"sha256:{'0' * 64}"}
        config = {"mediaType": CONFIG, "size": 1, "digest": image_id}
        about = {"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [layer]}
        self.manifest = json.dumps(about).encode()
        self.digest = f"sha256:{hashlib.sha256(self.manifest).hexdigest()}"
        self._server = ThreadingHTTPServer((host, 0), type("Bound", (Wire,), {"registry": self}))
        self._server.daemon_threads = True
        self.image = f"{host}:{self._server.server_port}/{NAME}@{self.digest}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Wire(BaseHTTPRequestHandler):
    """One request of the engine."""

    registry: Registry

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        found = {
            "/v2/": (200, "application/json", b"{}"),
            f"/v2/{NAME}/manifests/{self.registry.digest}": (200, MANIFEST, self.registry.manifest),
        }.get(self.path, (404, "application/json", b'{"errors": [{"code": "NAME_UNKNOWN"}]}'))
        status, kind, body = found
        self.send_response(status)
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Docker-Content-Digest", self.registry.digest)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
