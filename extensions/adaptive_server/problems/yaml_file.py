"""Reads YAML that people write: plain tables and lists, and nothing that is not what it seems."""

from __future__ import annotations

import pathlib
from typing import Any

import yaml

MAX_DEPTH = 20

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C it takes a tenth of the time


class YamlFault(ValueError):
    """What a file holds is no YAML that is read here; the text is one line and says where."""


def read_yaml(path: pathlib.Path) -> Any:
    """Return what a file holds; None where it is empty.

    Of a key that is there twice YAML would drop the first, and a few aliases of aliases are more
    than a machine can hold: neither is taken.

    Raises:
        OSError: The file cannot be read.
        YamlFault: It is no YAML in UTF-8, holds an alias or a key twice, or is nested too deeply.
    """
    try:
        text = path.read_text(encoding="utf-8")
        _look_through(text)
        return yaml.load(text, _LOADER)  # noqa: S506 - a safe one
    except UnicodeDecodeError as error:
        raise YamlFault(f"byte {error.start} is not UTF-8") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlFault(
            " ".join(str(error).replace('in "<unicode string>", ', "").split())
        ) from None


def _look_through(text: str) -> None:
    """Check what is there before anything is made of it."""
    open_nodes: list[_Node] = []
    for event in yaml.parse(text, _LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
        elif isinstance(event, yaml.NodeEvent):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise YamlFault(f"line {line}: *{event.anchor} is an alias; write it out")
            scalar = event.value if isinstance(event, yaml.ScalarEvent) else None
            if open_nodes and not open_nodes[-1].takes(scalar):
                raise YamlFault(f"line {line}: the key {scalar!r} is there twice")
            if isinstance(event, yaml.CollectionStartEvent):
                open_nodes.append(_Node(isinstance(event, yaml.MappingStartEvent)))
                if len(open_nodes) > MAX_DEPTH:
                    raise YamlFault(f"line {line}: it is nested more than {MAX_DEPTH} deep")


class _Node:
    """A table or list that is being read; `keys` are those of a table so far."""

    def __init__(self, is_table: bool) -> None:
        self.is_table = is_table
        self.keys: set[str] = set()
        self.key_is_next = True

    def takes(self, scalar: str | None) -> bool:
        """Take the next part; False for a key that is there already."""
        is_key = self.is_table and self.key_is_next
        self.key_is_next = not self.key_is_next
        if not is_key or scalar is None:
            return True
        is_new = scalar not in self.keys
        self.keys.add(scalar)
        return is_new
