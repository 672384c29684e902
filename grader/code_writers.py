"""What runs code of the interpreter and its library while a test runs, and no text it was given.

The list is short on purpose: whoever is not in it may be handed text of a learner. Each entry says
why nothing of a learner is in the code.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import _bootstrap
from importlib.machinery import ModuleSpec
from types import FrameType
from typing import Any

from grader.last_words import is_of_instructor
from grader.scratch import PREFIX

Harmless = Callable[[str], bool]

_IMPORTING = vars(_bootstrap)["_call_with_frames_removed"].__code__
_OF_IMPORTS = ("importlib._bootstrap_external", "_frozen_importlib_external", "zipimport")


def writes_itself(runner: FrameType, harmless: Harmless) -> bool:
    """Say whether the code that a frame is about to run is the library's own.

    Args:
        runner: Who runs it.
        harmless: Says of a text whether it may run.
    """
    if _imports(runner):
        return True
    writer = _WRITERS.get((runner.f_globals.get("__name__", ""), runner.f_code.co_name))
    return writer is not None and writer(runner, harmless)


def reads_modules(reader: FrameType | None) -> bool:
    """Say whether a frame that makes code of bytes is the import of a module."""
    return reader is not None and reader.f_globals.get("__name__") in _OF_IMPORTS


def _imports(runner: FrameType | None) -> bool:
    """Say whether a module of this machine is being imported, or runs code of its own meanwhile."""
    while runner is not None and not is_of_instructor(runner.f_code.co_filename):
        origin = _origin(runner.f_locals["args"]) if runner.f_code is _IMPORTING else ""
        if origin:  # where answers make files, none is of this machine
            return PREFIX not in os.path.realpath(origin)
        runner = runner.f_back
    return False


def _origin(arguments: tuple[Any, ...]) -> str:
    """Return where the module lies that an import is about to run; empty where it runs none."""
    for given in arguments:
        spec = given.get("__spec__") if type(given) is dict else getattr(given, "__spec__", given)
        if isinstance(spec, ModuleSpec):
            return spec.origin or PREFIX
    return ""


def _names_are_checked(_: FrameType, __: Harmless) -> bool:
    return True


def _fields_are_names(runner: FrameType, _: Harmless) -> bool:
    """Look at the fields: `make_dataclass` takes names alone, `dataclass` any annotation."""
    at: FrameType | None = runner
    while at is not None and at.f_code.co_name != "_process_class":
        at = at.f_back
    fields = getattr(at.f_locals.get("cls"), "__dataclass_fields__", None) if at else None
    return fields is not None and all(type(n) is str and n.isidentifier() for n in fields)


def _is_timed(runner: FrameType, harmless: Harmless) -> bool:
    """Look at the two texts that `timeit` puts into its loop, indented there."""
    parts = [runner.f_locals.get(name) for name in ("stmt", "setup")]
    texts = [part for part in parts if isinstance(part, str)]
    own = ("pass", "_stmt()", "_setup()")
    return all(t in own or any(map(harmless, _with_indents_taken(t))) for t in texts)


def _with_indents_taken(text: str) -> list[str]:
    return [text.replace("\n" + " " * indent, "\n") for indent in (8, 4)]


_WRITERS: dict[tuple[str, str], Callable[[FrameType, Harmless], bool]] = {
    # Texts for `__init__` and the like: of the names of fields, which are looked at here.
    ("dataclasses", "_create_fn"): _fields_are_names,
    ("dataclasses", "add_fns_to_class"): _fields_are_names,
    # One function of the names of fields, which it has checked.
    ("collections", "namedtuple"): _names_are_checked,
    # One function of the name of another, which it has checked.
    ("unittest.mock", "_set_signature"): _names_are_checked,
    # A loop round what it was given, which is looked at here.
    ("timeit", "__init__"): _is_timed,
}
