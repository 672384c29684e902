"""Workers in containers: the engine's commands, and what is missing for them."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Sequence
from typing import NamedTuple

_ENGINE_SECONDS = 20.0


class Named(NamedTuple):
    """The command that starts one container, and the command that ends it in any state.

    `end` is empty where the engine is no container engine.
    """

    start: list[str]
    end: list[str]


def container_command(image: str, engine: str = "docker") -> list[str]:
    """Return an engine command for workers in containers: no network, nothing writable.

    The image is never fetched, and what a worker says goes into no log of the engine.

    Args:
        image: Image whose entry point is `grader.worker`; see `images/grader`.
        engine: `docker` or `podman`.
    """
    return [
        *(engine, "run", "-i", "--rm", "--pull", "never", "--log-driver", "none"),
        *("--network", "none", "--ipc", "none", "--read-only", "--user", "1000:1000"),
        *("--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
        *("--pids-limit", "64", "--memory", "512m", image),
    ]


def named(engine: Sequence[str], walls: str) -> Named:
    """Return the commands of one container with a worker for one submission.

    Args:
        engine: Command up to and with the image.
        walls: `required` or `available`.
    """
    command, end = list(engine), list[str]()
    if "run" in command:  # a name, so that a hung container can be ended
        name = f"grader-{uuid.uuid4().hex[:12]}"
        at = command.index("run") + 1
        command[at:at] = ["--name", name]
        end = [command[0], "rm", "--force", name]
    return Named([*command, "--once", "--walls", walls], end)


async def succeeds(command: Sequence[str], seconds: float = _ENGINE_SECONDS) -> bool:
    """Run a short command of the engine; False when it fails, hangs or does not exist."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(seconds):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def missing_for_containers(image: str, engine: str = "docker") -> str:
    """Return what this machine lacks for grading in containers; empty when nothing.

    Args:
        image: Image that the workers would run in.
        engine: `docker` or `podman`.
    """
    if not await succeeds([engine, "version"]):
        return f"no container engine answers `{engine} version`"
    if not await succeeds([engine, "image", "inspect", image]):
        return f"the engine has no image {image}; images/grader/README.md says how to build it"
    return ""
