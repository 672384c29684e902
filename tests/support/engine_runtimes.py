"""The container runtimes that the tests' engine knows besides its own."""

from __future__ import annotations

import shutil
from typing import Any

RUNC, GVISOR = "runtime-of-the-tests", "runsc"
# Neither `ptrace` nor the network stack of the container needs anything of the machine's kernel.
FLAGS = ["--platform=ptrace", "--network=host"]


def runtimes() -> dict[str, dict[str, Any]]:
    """Another name for the engine's own runtime, and gVisor where it is installed."""
    found = {RUNC: {"path": shutil.which("runc")}}
    if path := shutil.which("runsc"):
        return {**found, GVISOR: {"path": path, "runtimeArgs": FLAGS}}
    return found
