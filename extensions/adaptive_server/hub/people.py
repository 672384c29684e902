"""Who may sign in on one machine: a file of names and passwords that only the operator can read.

The file is a JSON object {name: {"password": ..., "instructor": bool}} with mode 0600. This module
imports nothing of JupyterHub, so that the launcher starts at once.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

WORDS = frozenset(
    """
    amber apple arrow basil beach birch bread brook cedar chalk cloud clover coral daisy delta
    ember fable fern flint forest garden ginger grape harbor hazel honey indigo island ivory
    jasmin kettle lagoon lemon lilac linen maple meadow mint morning north oasis ocean olive
    orchid pebble pepper pine planet plum poppy quartz rabbit river robin saffron silver sparrow
    spring stone summer sunny thyme tiger timber tulip valley velvet violet walnut willow winter
    """.split()  # noqa: SIM905 - eighty quoted words on a line each help nobody
)


class SignInFileError(Exception):
    """The password file is missing, readable by others or damaged; the text says which."""


def make_password() -> str:
    """Make a password one can type: four words and a number, about 36 bits."""
    return "-".join(
        [*(secrets.choice(sorted(WORDS)) for _ in range(4)), str(secrets.randbelow(9000) + 1000)]
    )


def write_people(path: Path) -> dict[str, dict[str, Any]]:
    """Make the file for one learner and one instructor; never replaces one that is there."""
    people: dict[str, dict[str, Any]] = {
        "learner": {"password": make_password(), "instructor": False},
        "instructor": {"password": make_password(), "instructor": True},
    }
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    # Whole or not at all, also when we are killed in between.
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(people, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    return people


def read_people(path: Path) -> dict[str, dict[str, Any]]:
    """Read the file.

    Raises:
        SignInFileError: It cannot be used; the text says why and what to do.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise SignInFileError(f"{path} can be read by others; run: chmod 600 {path}")
        people: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(p["instructor"], bool) for p in people.values()) or not people:
            raise ValueError
        if not all(len(str(p["password"])) >= 12 for p in people.values()):
            raise SignInFileError(f"{path} has a password shorter than 12 characters; lengthen it.")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SignInFileError(
            f"{path} is missing or damaged; remove it and start again to get new passwords."
        ) from None
    return people
