"""Rules for classes: how objects are made, and what belongs to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .near import nearest
from .scope import Function, own_nodes, stores
from .texts import say

ASKED = re.compile(r"'([^']*)' object has no attribute '([^']*)'")


def class_named(case: Case, name: str) -> ast.ClassDef | None:
    """Return the class of the source with that name."""
    classes = (n for n in case.nodes if isinstance(n, ast.ClassDef))
    return next((c for c in classes if c.name == name), None)


def method_of(owner: ast.ClassDef, name: str) -> Function | None:
    """Return a method of a class."""
    return next((m for m in owner.body if isinstance(m, Function) and m.name == name), None)


def misspelt_init(owner: ast.ClassDef) -> str:
    """Return the method that was meant to be __init__, or ''."""
    names = [m.name for m in owner.body if isinstance(m, Function) and m.name.startswith("_")]
    return "" if "__init__" in names else nearest("__init__", names) or ""


def making(case: Case) -> Iterator[Suggestion]:
    """An object is made with values that its class does not take."""
    found = re.search(r"^(\w+)\(\) takes no arguments", case.message)
    owner = class_named(case, found[1]) if found else None
    if owner:
        near = misspelt_init(owner)
        yield (
            say("class.near_init", 10, near=near)
            if near
            else say("class.no_init", 10, name=owner.name)
        )


def on_class(case: Case) -> Iterator[Suggestion]:
    """A method is called on the class, not on an object."""
    if found := re.search(r"^(\w+)\.(\w+)\(\) missing \d+ .*'self'", case.message):
        yield say("class.no_object", 10, method=found[2], name=found[1])


def not_set_up(case: Case) -> Iterator[Suggestion]:
    """An attribute that no __init__ has set, since none, or another one, has run."""
    found = ASKED.search(case.message)
    owner = class_named(case, found[1]) if found else None
    if found is None or owner is None:
        return
    if near := misspelt_init(owner):
        yield say("class.near_init", 10, near=near)
    for method in (m for m in owner.body if isinstance(m, Function)):
        if found[2] in {n.id for n in own_nodes(method) if stores(n)}:
            yield say("class.local", 9, method=method.name, name=found[2])
            break
    for base in owner.bases:
        parent = class_named(case, getattr(base, "id", ""))
        first, own = parent and method_of(parent, "__init__"), method_of(owner, "__init__")
        if first and own and sets(first, found[2]) and "super" not in ast.dump(own):
            yield say("class.no_super", 9, name=owner.name, near=getattr(base, "id", ""))


def sets(function: Function, attribute: str) -> bool:
    """Say whether a function sets an attribute."""
    return any(
        isinstance(n, ast.Attribute) and n.attr == attribute and isinstance(n.ctx, ast.Store)
        for n in ast.walk(function)
    )


def called_property(case: Case) -> Iterator[Suggestion]:
    """The value of a property is called."""
    if "is not callable" not in case.message:
        return
    properties = {
        n.name
        for n in case.nodes
        if isinstance(n, Function)
        and "property" in [getattr(d, "id", "") for d in n.decorator_list]
    }
    for node in case.here:
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in properties:
                yield say("class.property", 9, name=name)
                return


TYPE_RULES = (making, on_class, called_property)
ATTRIBUTE_RULES = (not_set_up,)
