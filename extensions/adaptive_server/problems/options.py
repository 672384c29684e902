"""Reads the `#|` lines on top of a probe or an alternative."""

from __future__ import annotations

import re

_OPTION = re.compile(r"#\|\s*(\w+):\s*(.*)")


def is_option(line: str) -> bool:
    """Say whether a line begins an option."""
    return _OPTION.match(line) is not None


def read_options(source: str) -> tuple[dict[str, str], str]:
    r"""Split a cell into its options and the code below them.

    A `#|` line without `key:` continues the one before. A key given twice keeps its first value.

    >>> read_options("#| fails: a, b\n#| feedback: One\n#|   sentence.\nx = 1")
    ({'fails': 'a, b', 'feedback': 'One sentence.'}, 'x = 1')
    """
    options: dict[str, str] = {}
    last = ""
    lines = source.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("#|"):
            return options, "\n".join(lines[number:])
        found = _OPTION.match(line)
        if found:
            last = found[1]
            options.setdefault(last, found[2].strip())
        elif last:
            options[last] += " " + line[2:].strip()
    return options, ""
