"""An image registry on the test's side of the network, with one image under its digest.

The wire is that of the OCI distribution specification, version 1.0 ("pulling manifests"). The
engine has the image already and lacks only its name by digest; it sees that from the manifest,
which names the image's configuration, and fetches no layer. So there is none here.
"""

from __future__ import annotations

import hashlib
import json
from http.server import BaseHTTPRequestHandler
from typing import Any

from support.loopback_server import LoopbackServer

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
CONFIG = "application/vnd.docker.container.image.v1+json"
LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip"
NAME = "classroom/learner"


class Registry(LoopbackServer):
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
        super().__init__(host, Wire)
        self.image = f"{self.address}/{NAME}@{self.digest}"


class Wire(BaseHTTPRequestHandler):
    """One request of the engine."""

    owner: Registry

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        found = {
            "/v2/": (200, "application/json", b"{}"),
            f"/v2/{NAME}/manifests/{self.owner.digest}": (200, MANIFEST, self.owner.manifest),
        }.get(self.path, (404, "application/json", b'{"errors": [{"code": "NAME_UNKNOWN"}]}'))
        status, kind, body = found
        self.send_response(status)
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Docker-Content-Digest", self.owner.digest)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
