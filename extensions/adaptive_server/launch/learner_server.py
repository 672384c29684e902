"""Runs a learner's single-user server without what only the hub itself needs.

    python -m adaptive_server.launch.learner_server [words for jupyterhub-singleuser]

`jupyterhub.singleuser` needs one name of the hub's page handlers, which pull in the hub's whole
database layer: a third of a start's processor time and of an idle server's memory. A placeholder
stands in its stead, so the learner image does not even hold those packages. The slow optional
checks of `jsonschema` are barred as in `lean`.
"""

from __future__ import annotations

import sys
from types import ModuleType

from . import lean

BARRED = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
HUB_ONLY = (
    "sqlalchemy",
    "sqlalchemy.exc",
    "jupyterhub.orm",
    "jupyterhub.roles",
    "jupyterhub.handlers",
    "jupyterhub.handlers.pages",
)


class Placeholder(ModuleType):
    """A module that is not there: each of its names is an exception that nobody raises.

    An exception class, because the names end up in `except` and `isinstance`.
    """

    __path__: list[str] = []  # noqa: RUF012 - what makes a module a package; never changed

    def __getattr__(self, name: str) -> type[Exception]:
        """Return the class; dunder names are really missing, as importing relies on it."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = type(name, (Exception,), {})
        setattr(self, name, found)  # the same class each time
        return found


def main() -> None:
    """Become the single-user server."""
    for name in HUB_ONLY:
        sys.modules[name] = Placeholder(name)
    sys.argv[1:1] = ["jupyterhub.singleuser"]
    lean.main(BARRED)


if __name__ == "__main__":
    main()
