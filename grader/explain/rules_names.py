"""Rules for names that Python does not know, or not yet."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping

from .case import Case
from .explanation import Suggestion
from .near import distance, nearest
from .scope import bindings, function_at, functions, methods, own_nodes, parameters, stores
from .texts import say

CONSTANTS = {"true": "True", "false": "False", "none": "None"}
# Module by module: what learners use of it without importing it.
CONTENTS = {
    "math": ("sqrt", "pi", "ceil", "floor", "sin", "cos", "log", "factorial", "gcd", "isclose"),
    "random": ("randint", "choice", "shuffle", "randrange", "sample", "uniform"),
    "time": ("sleep",),
    "datetime": ("date", "timedelta"),
    "collections": ("Counter", "defaultdict", "deque"),
    "statistics": ("mean", "median"),
    "pathlib": ("Path",),
    "numpy": ("np",),
    "pandas": ("pd",),
    "matplotlib": ("plt",),
}
FROM_MODULE = {name: module for module, names in CONTENTS.items() for name in names}
PLAIN_MODULES = ("json", "re", "os", "sys", "string", "itertools", "functools", "csv", "copy")
MODULES = (*CONTENTS, *PLAIN_MODULES)
PUBLIC = tuple(n for n in dir(builtins) if not n.startswith("_"))


def missing(case: Case) -> str:
    """Return the name that the message is about, or ''."""
    found = re.search(r"(?:name|variable) '([^']+)'", case.message)
    return found[1] if found else ""


def gap(case: Case) -> Iterator[Suggestion]:
    """A gap of the task that is not filled yet."""
    if re.fullmatch(r"_{2,}", missing(case)):
        yield say("name.gap", 10)


def constant(case: Case) -> Iterator[Suggestion]:
    """`true` for `True` and the like."""
    if near := CONSTANTS.get(missing(case).lower()):
        yield say("name.constant", 10, near=near)


def near_name(case: Case) -> Iterator[Suggestion]:
    """A name that is set looks alike; the learner's own names come before Python's."""
    name = missing(case)
    if name.lower() in CONSTANTS:
        return
    lines = dict(reversed(list(bindings(case))))
    lines.pop(name, None)
    if near := nearest(name, [*lines, *case.variables]):
        if near in lines:
            yield say("name.near_line", 8, name=name, near=near, line=lines[near])
        else:
            yield say("name.near", 8, name=name, near=near)
    elif (near := nearest(name, PUBLIC)) and sounds_like(name, near):
        yield say("name.near", 7, name=name, near=near)


def sounds_like(name: str, built_in: str) -> bool:
    """Say whether a name is close to one of Python's many: `helper` is not meant as `help`."""
    return distance(name.lower(), built_in.lower()) <= max(1, len(name) // 6)


def module(case: Case) -> Iterator[Suggestion]:
    """The name of a module, or of something in one."""
    name = missing(case)
    if name in MODULES or name in FROM_MODULE:
        yield say("name.import", 9, name=name, module=FROM_MODULE.get(name, name))


def unquoted(case: Case) -> Iterator[Suggestion]:
    """A word where a text would make sense: in print, in a comparison, as a value or an item."""
    name = missing(case)
    # Of two words or one letter, it was hardly meant as text, unless such texts stand beside it.
    known = dict(bindings(case))
    beside = any(map(is_letter, case.nodes)) if name.isupper() else in_list_of_words(case, known)
    if name in known or "_" in name or (len(name) == 1 and not beside):
        return
    for node in case.here:
        match node:
            case ast.Call(func=ast.Name(id="print" | "input"), args=args):
                # Beside a text, as in print("Sum:", total), it is hardly one more text.
                if any(isinstance(a, ast.Constant | ast.JoinedStr) for a in args):
                    continue
                places, relevance = args, 6
            case ast.Compare(ops=[ast.Eq() | ast.NotEq()], comparators=places):
                relevance = 5
            case ast.BinOp(ast.Constant() | ast.JoinedStr(), ast.Add(), side) | ast.BinOp(
                side, ast.Add(), ast.Constant() | ast.JoinedStr()
            ) if name[:1].isupper():
                places, relevance = [side], 4
            case ast.Assign(value=value):
                places, relevance = [value], 4
            case ast.Dict(keys=places):
                relevance = 5
            case ast.List(elts=places) | ast.Tuple(elts=places):
                relevance = 5
            case ast.Subscript(slice=place):
                places, relevance = [place], 5
            case _:
                continue
        if any(isinstance(p, ast.Name) and p.id == name for p in places):
            yield say("name.unquoted", relevance, name=name)
            return


def in_list_of_words(case: Case, known: Mapping[str, int]) -> bool:
    """Say whether a list on the line holds several names, none of which has a value."""
    lists = [n.elts for n in case.here if isinstance(n, ast.List | ast.Tuple)]
    return any(
        len(items) > 1 and all(isinstance(i, ast.Name) and i.id not in known for i in items)
        for items in lists
    )


def is_letter(node: ast.AST) -> bool:
    """Say whether a node is a text of one capital letter."""
    value = getattr(node, "value", None)
    return isinstance(value, str) and len(value) == 1 and value.isupper()


def later(case: Case) -> Iterator[Suggestion]:
    """The name is set further down, at the same level."""
    name, line = missing(case), case.line or 0
    inside = {n.lineno for f in functions(case) for n in ast.walk(f) if hasattr(n, "lineno")}
    for bound, at in bindings(case):
        if bound == name and at > line and at not in inside:
            yield say("name.later", 9, name=name, line=at)
            return


def elsewhere(case: Case) -> Iterator[Suggestion]:
    """The name belongs to a function that is not around the line."""
    name, around = missing(case), function_at(case, case.line)
    if around in methods(case):
        return
    for function in functions(case):
        held = {n.id for n in own_nodes(function) if stores(n)}
        if name in held.union(parameters(function)) and function is not around:
            yield say("name.elsewhere", 8, name=name, function=function.name)
            return


IN_BLOCK: dict[type[ast.AST], str] = {ast.If: "unbound.branch", ast.Try: "unbound.try"}
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try)


def halfway(case: Case) -> Iterator[Suggestion]:
    """The name is set above, but only on a way that was not taken."""
    name, line = missing(case), case.line or 0
    if function_at(case, line) is not None:
        return
    places = [n for n in case.nodes if stores(n) and n.id == name and n.lineno < line]
    if places:
        blocks = [n for n in case.nodes if isinstance(n, BLOCKS)]
        yield from in_block(
            name, places, [n for n in blocks if function_at(case, n.lineno) is None], 9
        )


def in_block(
    name: str, places: Iterable[ast.Name], nodes: Iterable[ast.AST], relevance: int
) -> Iterator[Suggestion]:
    """Say that a name is set in a branch, a loop or a try block only."""
    for node in nodes:
        if not isinstance(node, BLOCKS):
            continue
        held = set(ast.walk(node))
        if at := [n.lineno for n in places if n in held]:
            yield say(IN_BLOCK.get(type(node), "unbound.loop"), relevance, name=name, line=at[0])
            return


def compared(case: Case) -> Iterator[Suggestion]:
    """The name was to get a value, and the line compares."""
    name = missing(case)
    for node in case.nodes:
        match node:
            case ast.Expr(ast.Compare(ast.Name(id=left), [ast.Eq()])) if left == name:
                yield say("name.compared", 9, name=name, line=node.lineno)
                return


def unset(case: Case) -> Iterator[Suggestion]:
    """When nothing else is known."""
    name = missing(case)
    if name.strip("_") and name not in dict(bindings(case)):
        yield say("name.unset", 2, name=name)


def unbound(case: Case) -> Iterator[Suggestion]:
    """A name of the function that has no value yet, and why."""
    name, function = missing(case), function_at(case, case.line)
    if function is None:
        yield say("unbound.before", 2, name=name)
        return
    inside = {id(n) for n in ast.walk(function)}
    places = [n for n in case.nodes if stores(n) and n.id == name]
    around = [f for f in functions(case) if function is not f and function in ast.walk(f)]
    if any(stores(n) and n.id == name for f in around for n in own_nodes(f)):
        yield say("unbound.enclosing", 9, name=name)
    elif any(id(n) not in inside for n in places):
        yield say("unbound.outer", 9, name=name)
    elif places and all(n.lineno > (case.line or 0) for n in places):
        yield say("name.later", 9, name=name, line=places[0].lineno)
    yield from in_block(name, places, own_nodes(function), 7)
    yield say("unbound.before", 3, name=name)


NAME_RULES = (
    gap,
    constant,
    near_name,
    module,
    unquoted,
    later,
    elsewhere,
    halfway,
    compared,
    unset,
)
UNBOUND_RULES = (unbound,)
