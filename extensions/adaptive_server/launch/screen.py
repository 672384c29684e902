"""What the operator reads while the product starts."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

STARTED = time.monotonic()


def say(text: str) -> None:
    """Print one line of progress with the seconds since the start."""
    show(f"[{time.monotonic() - STARTED:5.1f} s] {text}")


def show(text: str) -> None:
    """Print; where the terminal is gone, nobody reads it, and the work goes on."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def closing_block(port: int, data: Path, first: bool, *, by_github: bool = False) -> None:
    """Say where to click and with which names; passwords are shown on the first start only."""
    people = json.loads((data / "passwords.json").read_text(encoding="utf-8"))
    lines = [f"PythonMastery is ready:  http://127.0.0.1:{port}/", ""]
    if by_github:
        lines += ["Sign in with GitHub."]
    elif first:
        lines += ["Sign in as:"]
        lines += [f"  {name:<12} {person['password']}" for name, person in people.items()]
        lines += [
            "",
            "These passwords are shown once; they are kept in",
            f"  {data}/passwords.json",
        ]
    else:
        lines += [f"Sign in as: {', '.join(people)}", f"Passwords:  {data}/passwords.json"]
    lines += ["", "Stop with Ctrl-C."]
    width = max(len(line) for line in lines)
    show("\n".join(["", "─" * width, *lines, "─" * width, ""]))
