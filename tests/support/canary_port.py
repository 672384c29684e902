"""A listener that must not be reached: it stands where a database or a metadata server would."""

from __future__ import annotations

import subprocess
import sys

from support.engine_network import EngineNetwork

SERVE = """
import socket, sys
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
print("ready", flush=True)
while True:
    server.accept()[0].close()
"""
REACH = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), 3).close()
except OSError:
    sys.exit(1)
"""


class CanaryPort:
    """One listening port on the host of an engine network; a context manager."""

    def __init__(self, network: EngineNetwork, host: str, port: int) -> None:
        self.host, self.port = host, port
        self._network = network
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> CanaryPort:
        command = self._network.inside(sys.executable, "-c", SERVE, self.host, str(self.port))
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    def reached_by_host(self, address: str) -> bool:
        """Whether the host itself gets through, so that a refusal elsewhere means something."""
        command = self._network.inside(sys.executable, "-c", REACH, address, str(self.port))
        return subprocess.run(command, timeout=60).returncode == 0
