"""What the Docker and the Swarm spawner share: steps that are told, faults that are explained."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import docker
from docker.utils import kwargs_from_env
from traitlets import Float, HasTraits

from .not_started import NotStarted
from .spawn_faults import fault_of

ENGINE_CALLS = 8
ENGINE_TIMEOUT_S = 60


class Told(HasTraits):
    """Stands before DockerSpawner or SwarmSpawner in a class's bases."""

    idle_minutes = Float(0, config=True, help="After which the culler stops it; 0: never")

    _executor: ThreadPoolExecutor | None = None
    _clients = threading.local()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._steps: list[dict[str, Any]] = []
        self._told = asyncio.Event()

    @property
    def executor(self) -> ThreadPoolExecutor:
        """Threads for the engine's calls: one that fetches an image must not stop all others."""
        if Told._executor is None:
            Told._executor = ThreadPoolExecutor(ENGINE_CALLS, "engine")
        return Told._executor

    def _docker(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call the engine from a thread, with a client that no other thread uses."""
        client = getattr(self._clients, "client", None)
        if client is None:
            options = {"version": "auto", "timeout": ENGINE_TIMEOUT_S, **kwargs_from_env()}
            client = self._clients.client = docker.APIClient(**options)
        return getattr(client, method)(*args, **kwargs)

    def tell(self, percent: int, message: str) -> None:
        """Add a line to the page on which the learner waits."""
        self._steps.append({"progress": percent, "message": message})
        self._told.set()

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the lines as they come; the hub stops listening when the server is ready."""
        shown = 0
        while True:
            for step in self._steps[shown:]:
                yield step
                shown += 1
            self._told.clear()
            await self._told.wait()

    async def start(self) -> tuple[str, int]:
        """Start the server.

        Raises:
            NotStarted: The engine refuses or is away; with a sentence for the learner.
        """
        self._steps.clear()
        self.tell(10, "Looking for the image of your server")
        try:
            address: tuple[str, int] = await super().start()  # type: ignore[misc]
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            raise NotStarted(
                fault.learner,
                reason=fault.reason,
                log_message=f"{fault.operator} ({error})",
            ) from error
        self.tell(70, f"Your server runs; waiting until JupyterLab answers.{self._idle_words()}")
        return address

    def _idle_words(self) -> str:
        if not self.idle_minutes:
            return ""
        return (
            f" When nobody has used it for {self.idle_minutes:g} minutes it stops: your files are"
            " kept, variables are not."
        )

    async def create_object(self) -> Any:
        """Tell that the folder is being connected, and make the container."""
        self.tell(30, "Connecting your folder")
        return await super().create_object()  # type: ignore[misc]

    async def start_object(self) -> None:
        """Tell that the container starts, and start it."""
        self.tell(50, "Starting your server")
        await super().start_object()  # type: ignore[misc]

    async def pull_image(self, image: str) -> None:
        """Fetch the image where the policy says so; unlike the base class, by digest too."""
        name, at, digest = image.partition("@")
        if not at or self.pull_policy in ("skip", "never"):  # type: ignore[attr-defined]
            await super().pull_image(image)  # type: ignore[misc]
            return
        try:  # what a digest names never changes, so one that is here need not be fetched again
            await self.docker("inspect_image", image)  # type: ignore[attr-defined]
        except docker.errors.NotFound:
            self.tell(20, "Fetching the image of your server; this takes a while the first time")
            await self.docker("pull", name, digest)  # type: ignore[attr-defined]
