"""A network namespace for an engine, a hub and their firewall, apart from the machine's own.

"The host" of a test is this namespace: its firewall, its bridges, its ports. A pair of interfaces
leads out of it, so tests and browsers reach the hub at `address`, and `outside` stands for the
rest of the world.
"""

from __future__ import annotations

import os
import subprocess

NAMESPACES = "/run/netns"


class EngineNetwork:
    """One namespace with a way in; a context manager. Needs root and iproute2."""

    def __init__(self) -> None:
        self.name = f"mastery-{os.getpid()}"
        number = os.getpid() % 16384  # a /30 of 10.213.0.0/16 for each test run
        third, fourth = divmod(number * 4, 256)
        self.outside = f"10.213.{third}.{fourth + 1}"
        self.address = f"10.213.{third}.{fourth + 2}"
        self._ends = f"mo{number}", f"mi{number}"

    def inside(self, *words: str) -> list[str]:
        """Return the command that runs another one in the namespace."""
        return ["nsenter", f"--net={NAMESPACES}/{self.name}", *words]

    def __enter__(self) -> EngineNetwork:
        outer, inner = self._ends
        _run("ip", "netns", "add", self.name)
        try:
            _run("ip", "link", "add", outer, "type", "veth", "peer", inner, "netns", self.name)
            _run("ip", "addr", "add", f"{self.outside}/30", "dev", outer)
            _run("ip", "link", "set", outer, "up")
            _run(*self.inside("ip", "link", "set", "lo", "up"))
            _run(*self.inside("ip", "addr", "add", f"{self.address}/30", "dev", inner))
            _run(*self.inside("ip", "link", "set", inner, "up"))
            _run(*self.inside("ip", "route", "add", "default", "via", self.outside))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        # Deleting the outer end deletes the inner one; the namespace goes with its last process.
        subprocess.run(["ip", "link", "delete", self._ends[0]], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "delete", self.name], check=False, capture_output=True)


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
