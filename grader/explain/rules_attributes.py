"""Rules for what stands after a dot, and for imports."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .near import nearest
from .rules_classes import ASKED, class_named
from .rules_names import CONTENTS, MODULES
from .texts import say

BUILT_IN: dict[str, type] = {t.__name__: t for t in (str, list, dict, set, tuple, int, float, bool)}
OWNERS = ("list", "str", "dict", "set")
CALLED = ("function", "method", "builtin_function_or_method", "method_descriptor")
OF_MODULE = re.compile(r"module '([^']*)' has no attribute '([^']*)'")


def public(kind: str) -> list[str]:
    """Return the attributes of a built-in type that learners use."""
    return [n for n in dir(BUILT_IN.get(kind, object)) if not n.startswith("_")]


def near_attribute(case: Case) -> Iterator[Suggestion]:
    """An attribute that exists looks alike."""
    found = ASKED.search(case.message)
    if found is None or found[1] == "NoneType":
        return
    kind, name = found[1], found[2]
    # A class of the learner's may stand in another cell; Python's own have small letters.
    own = kind[:1].isupper() or class_named(case, kind) is not None
    known = public(kind) if kind in BUILT_IN else own_attributes(case) if own else []
    if near := nearest(name, known):
        yield say("attr.near", 9, name=name, near=near)
        return
    owner = next((t for t in OWNERS if t != kind and name in public(t)), None)
    if owner and not own and kind not in CALLED:
        yield say("attr.other_type", 7, name=name, owner=owner, kind=kind)
    elif kind in CALLED:
        yield say("attr.function", 6)
    elif own:
        yield say("attr.own", 5, name=name)
    elif inspect.isbuiltin(getattr(builtins, name, None)):
        yield say("attr.built_in", 6, name=name)
    else:
        yield say("attr.other", 4, name=name, kind=kind)


def own_attributes(case: Case) -> list[str]:
    """Return the attributes and methods that the source mentions, first those that it sets."""
    attributes = [n for n in case.nodes if isinstance(n, ast.Attribute)]
    stored = [n.attr for n in attributes if isinstance(n.ctx, ast.Store)]
    methods = [
        f.name
        for n in case.nodes
        if isinstance(n, ast.ClassDef)
        for f in n.body
        if isinstance(f, ast.FunctionDef)
    ]
    return [*stored, *methods]


def of_module(case: Case) -> Iterator[Suggestion]:
    """A module lacks it."""
    found = OF_MODULE.search(case.message)
    if found and (near := nearest(found[2], CONTENTS.get(found[1], ()))):
        yield say("attr.near", 9, name=found[2], near=near)
    elif found:
        yield say("attr.module", 7, module=found[1], name=found[2])


def hidden_module(case: Case) -> Iterator[Suggestion]:
    """A module whose name was given to a value."""
    found = ASKED.search(case.message)
    asked = [n for n in case.here if isinstance(n, ast.Attribute) and found]
    names = [n.value.id for n in asked if isinstance(n.value, ast.Name)]
    modules = {
        alias.asname or alias.name
        for node in case.nodes
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    stored = [n for n in case.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    for node in stored:
        if node.id in modules.intersection(names):
            yield say("attr.module_hidden", 10, name=node.id, line=node.lineno)


def imports(case: Case) -> Iterator[Suggestion]:
    """A module that is not there, or a name that it lacks."""
    if found := re.search(r"No module named '([^']*)'", case.message):
        near = nearest(found[1], (*MODULES, *sorted(sys.stdlib_module_names)))
        # A known one is spelt right: numpy is not here, and runpy is not what was meant.
        if near and found[1] not in MODULES:
            yield say("import.near", 8, name=found[1], near=near)
        yield say("import.missing", 4, name=found[1])
    elif found := re.search(r"cannot import name '([^']*)' from '([^']*)'", case.message):
        if near := nearest(found[1], CONTENTS.get(found[2], ())):
            yield say("attr.near", 9, name=found[1], near=near)
        else:
            yield say("import.name", 7, name=found[1], module=found[2])


ATTRIBUTE_RULES = (near_attribute, of_module, hidden_module)
IMPORT_RULES = (imports,)
