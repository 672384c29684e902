"""`jupyter mastery`: JupyterLab with the whole house in it, for one person, with no hub.

PostgreSQL runs as a child of this process; progress lies in the data folder.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import log as logs
from .adapters.embedded_postgres import EmbeddedPostgres
from .app import House
from .core.language import negotiated
from .errors import ServiceAway
from .settings import read
from .tutoring.lessons import lesson_of
from .tutoring.submit import problem_for
from .web.api import handlers
from .web.local import ME, LocalDoor
from .web.place import Place

USAGE = """\
jupyter mastery: learn Python in JupyterLab on this machine, without a hub.

  jupyter mastery [--data FOLDER] [JupyterLab's own options]

  --data FOLDER   where progress is kept (default: ~/.local/share/pythonmastery)

The problems are read from the folder that MASTERY_CURRICULUM names (default: ./curriculum).

Example: jupyter mastery --data ~/python-course --port 8890
"""


class LocalHouse:
    """A house with its own PostgreSQL, inside a Jupyter server."""

    def __init__(self, data: str) -> None:
        self._postgres = EmbeddedPostgres(Path(data) / "postgres")
        self._house: House | None = None

    @property
    def house(self) -> House:
        """The started house.

        Raises:
            ServiceAway: PostgreSQL is still starting.
        """
        if self._house is None:
            raise ServiceAway("The learning service is still starting; please wait a moment.")
        return self._house

    def handlers(self) -> list[Any]:
        """Return Jupyter's handler list: the API and the placing of notebooks."""
        return [
            *handlers("/mastery/", LocalDoor, lambda: self.house.parts),
            (r"/mastery/place", Place, {"release": self.release}),
        ]

    async def release(self, what: str, key: str, languages: str) -> Mapping[str, Any]:
        """Return the notebook of one of `problems` or `lessons`.

        Raises:
            NotFound: There is none.
        """
        parts = self.house.parts.speaking(negotiated(languages))
        if what == "lessons":
            return lesson_of(parts, key).release
        return (await problem_for(parts, ME, key)).release

    async def start(self) -> None:
        """Start PostgreSQL and the house."""
        url = await asyncio.to_thread(self._postgres.start)
        self._house = House(replace(read(), database_url=url))
        await self._house.start()

    async def stop(self) -> None:
        """Stop both."""
        if self._house is not None:
            await self._house.stop()
        await asyncio.to_thread(self._postgres.stop)


def main(arguments: list[str] | None = None) -> None:
    """Start JupyterLab with the local door open."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] in (["-h"], ["--help"]):
        sys.stdout.write(USAGE)
        return
    data = Path.home() / ".local" / "share" / "pythonmastery"
    if "--data" in given:
        at = given.index("--data")
        if at + 1 == len(given):
            sys.stderr.write("--data needs a folder.\n")
            sys.exit(2)
        data = Path(given[at + 1]).expanduser()
        del given[at : at + 2]
    if not (read().curriculum_path / "skills.yaml").is_file():
        sys.stderr.write(
            f"There are no problems in {read().curriculum_path.absolute()}. "
            "Set MASTERY_CURRICULUM to the folder with skills.yaml.\n"
        )
        sys.exit(2)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["MASTERY_LOCAL_DATA"] = str(data.resolve())
    logs.configure()
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(given)
