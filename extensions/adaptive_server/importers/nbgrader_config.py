"""Reads `nbgrader_config.py` without running it: only settings that are plain values."""

from __future__ import annotations

import ast
import pathlib
from dataclasses import dataclass, fields

from ..problems.python_source import SyntaxFault, parse_python
from .draft import NotImportable
from .read import text_of

CONFIG_NAME = "nbgrader_config.py"


@dataclass(frozen=True, slots=True)
class Config:
    """What of the configuration shapes a source notebook; the defaults are nbgrader's.

    The misspelt names are nbgrader's own.
    """

    course_id: str = ""
    source_directory: str = "source"
    begin_solution_delimeter: str = "BEGIN SOLUTION"
    end_solution_delimeter: str = "END SOLUTION"
    begin_test_delimeter: str = "BEGIN HIDDEN TESTS"
    end_test_delimeter: str = "END HIDDEN TESTS"
    begin_mark_scheme_delimeter: str = "BEGIN MARK SCHEME"
    end_mark_scheme_delimeter: str = "END MARK SCHEME"


def read_config(folder: pathlib.Path) -> Config:
    """Return the settings of a course folder; what cannot be read has its default."""
    path = folder / CONFIG_NAME
    if not path.is_file():
        return Config()
    try:
        tree = parse_python(text_of(path))
    except NotImportable:
        return Config()
    if isinstance(tree, SyntaxFault):
        return Config()
    known = {f.name for f in fields(Config)}
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Attribute):
            continue
        name, value = node.targets[0].attr, node.value
        if name in known and isinstance(value, ast.Constant) and isinstance(value.value, str):
            found[name] = value.value
    return Config(**found)
