"""The hub looks often whether what it waits for is there, or gone.

JupyterHub doubles the pause between two looks at a server that starts, or at a process that ends,
up to five seconds: whoever waits does so for seconds after it is over. Only a few servers start at
a time (`waiting_spawner`), so to look oftener costs the hub next to nothing.
"""

from __future__ import annotations

import inspect

from jupyterhub import utils

LONGEST_S = 0.5


def shorten() -> None:
    """Bound the pauses of all of JupyterHub's waiting in this process, in seconds."""
    waits = utils.exponential_backoff
    given = {
        name: parameter.default
        for name, parameter in inspect.signature(waits).parameters.items()
        if parameter.default is not parameter.empty
    }
    waits.__defaults__ = tuple((given | {"max_wait": LONGEST_S}).values())
