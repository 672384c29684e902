"""Which skill teaches a construct of Python, and whether a problem may use it yet."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from ..core.problem import SkillId
from ..problems.python_source import parse_python
from .case import Case
from .shown_code import shown_code

_NODES: Mapping[type[ast.AST], tuple[str, str]] = {
    ast.Assign: ("assignment", "var.assign"),
    ast.AnnAssign: ("a type hint", "type.hints"),
    ast.AugAssign: ("an assignment like +=", "var.update"),
    ast.FloorDiv: ("//", "num.divmod"),
    ast.Mod: ("%", "num.divmod"),
    ast.Compare: ("a comparison", "bool.compare"),
    ast.BoolOp: ("and / or", "bool.logic"),
    ast.Not: ("not", "bool.logic"),
    ast.If: ("if", "cond.if"),
    ast.IfExp: ("a conditional expression", "cond.if"),
    ast.FunctionDef: ("def", "fn.define"),
    ast.Return: ("return", "fn.return"),
    ast.Lambda: ("lambda", "fn.lambda"),
    ast.Global: ("global", "fn.scope"),
    ast.Nonlocal: ("nonlocal", "fn.closure"),
    ast.JoinedStr: ("an f-string", "str.format"),
    ast.List: ("a list", "list.basic"),
    ast.Tuple: ("a tuple", "tuple.unpack"),
    ast.Dict: ("a dictionary", "dict.basic"),
    ast.Set: ("a set", "set.basic"),
    ast.Slice: ("a slice", "str.slice"),
    ast.Subscript: ("an index", "str.index"),
    ast.ListComp: ("a list comprehension", "comp.list"),
    ast.DictComp: ("a dict comprehension", "comp.dictset"),
    ast.SetComp: ("a set comprehension", "comp.dictset"),
    ast.GeneratorExp: ("a generator expression", "comp.dictset"),
    ast.For: ("a for loop", "loop.for_range"),
    ast.While: ("while", "loop.while"),
    ast.Break: ("break", "loop.search"),
    ast.Continue: ("continue", "loop.search"),
    ast.Try: ("try", "exc.handle"),
    ast.Raise: ("raise", "exc.raise"),
    ast.Assert: ("assert", "test.assert"),
    ast.With: ("with", "file.text"),
    ast.ClassDef: ("class", "cls.define"),
    ast.Yield: ("yield", "gen.func"),
    ast.YieldFrom: ("yield from", "gen.func"),
    ast.Match: ("match", "match.case"),
    ast.AsyncFunctionDef: ("async def", "conc.async"),
    ast.Await: ("await", "conc.async"),
}
_CALLS: Mapping[str, str] = {
    "input": "io.input",
    "int": "type.convert",
    "float": "type.convert",
    "str": "type.convert",
    "len": "str.index",
    "range": "loop.for_range",
    "enumerate": "loop.enumzip",
    "zip": "loop.enumzip",
    "sorted": "sort.key",
    "list": "list.basic",
    "tuple": "tuple.unpack",
    "dict": "dict.basic",
    "set": "set.basic",
    "open": "file.text",
    "iter": "iter.protocol",
    "next": "iter.protocol",
    "super": "cls.inherit",
}
_STRING_METHODS = """
upper lower strip lstrip rstrip replace title capitalize startswith endswith find isdigit isalpha
isupper islower swapcase center ljust rjust zfill removeprefix removesuffix
"""
_METHODS: Mapping[str, str] = {
    **dict.fromkeys(_STRING_METHODS.split(), "str.methods"),
    **dict.fromkeys(("split", "join", "splitlines", "rsplit"), "str.split"),
    **dict.fromkeys(("append", "extend", "insert", "sort", "reverse"), "list.mutate"),
    **dict.fromkeys(("items", "keys", "values"), "dict.iterate"),
    **dict.fromkeys(("get", "setdefault"), "dict.basic"),
}
_MODULES: Mapping[str, str] = {
    "csv": "fmt.csv",
    "json": "fmt.json",
    "datetime": "fmt.datetime",
    "re": "re.basic",
    "sqlite3": "db.sqlite",
    "pathlib": "file.path",
    "collections": "std.collections",
    "itertools": "itertools",
    "statistics": "std.stats",
    "dataclasses": "cls.dataclass",
    "typing": "type.hints",
    "unittest": "test.unit",
    "pytest": "test.unit",
    "threading": "conc.threads",
    "concurrent": "conc.threads",
    "asyncio": "conc.async",
    "math": "fn.call",
    "copy": "list.alias",
    "io": "file.text",
    "operator": "fn.lambda",
    "functools": "fn.decorator",
    "contextlib": "ctx.custom",
    "heapq": "ds.stackqueue",
    "bisect": "algo.search",
    "argparse": "cli.logging",
    "logging": "cli.logging",
    "numpy": "np.array",
    "pandas": "pd.frame",
    "matplotlib": "plot.chart",
}
# What is taught before the rest of its module.
_IMPORTED: Mapping[tuple[str, str], str] = {
    ("collections", "Counter"): "dict.count",
    ("collections", "defaultdict"): "dict.count",
    ("collections", "deque"): "ds.stackqueue",
}
_DECORATORS: Mapping[str, str] = {
    "property": "cls.property",
    "setter": "cls.property",
    "classmethod": "cls.define",
    "staticmethod": "cls.define",
    "contextmanager": "ctx.custom",
}
# Where a keyword argument is ordinary before functions are taught.
_PLAIN_KEYWORDS = frozenset({"print", "round"})


def check_constructs(case: Case) -> None:
    """Check that all code which the learner writes or reads only uses what has been taught."""
    known = case.skills.graph.skills
    taught = _taught(case)
    told: set[tuple[str, str]] = set()
    for cell, tree in (*_run(case), *shown_code(case.problem)):
        for line, what, skill in constructs(tree):
            if skill in known and skill not in taught and (cell, skill) not in told:
                told.add((cell, skill))
                case.findings.error(
                    "construct",
                    f"{what} is taught in {skill}, after the skills of this problem",
                    f"Tag {skill} as primary or secondary skill, or write it without",
                    cell=cell,
                    line=line,
                )


def _run(case: Case) -> Iterator[tuple[str, ast.Module]]:
    """Yield (cell, tree) of the code that is run; not of a starter whose mistake is its syntax."""
    for cell in case.problem.solutions + case.problem.given:
        tree = parse_python(cell.source)
        if isinstance(tree, ast.Module):
            yield cell.grade_id, tree
    for starter in (c for c in case.problem.solutions if c.own_starter):
        tree = parse_python(starter.starter)
        if isinstance(tree, ast.Module):
            yield starter.grade_id, _WithoutStub().visit(tree)


class _WithoutStub(ast.NodeTransformer):
    """Takes away the line that a starter ends with where the learner's code belongs."""

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        name = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        stub = isinstance(name, ast.Name) and name.id == "NotImplementedError"
        return ast.Pass() if stub else node


def _taught(case: Case) -> frozenset[SkillId]:
    """Return the tagged skills and all that are taught before the last of them."""
    order = case.skills.graph.order()
    tagged = [k for k in case.problem.card.skills if k in order]
    last = max((order.index(k) for k in tagged), default=-1)
    return frozenset(order[: last + 1])


def constructs(tree: ast.Module) -> Iterator[tuple[int, str, SkillId]]:
    """Yield (line, construct, skill that teaches it) of everything in a source."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        for what, skill in _of(node):
            yield line, what, SkillId(skill)


def _of(node: ast.AST) -> Iterator[tuple[str, str]]:
    if type(node) in _NODES:
        yield _NODES[type(node)]
    if isinstance(node, ast.BinOp):
        yield "arithmetic", "num.arith"
    elif isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        yield "elif", "cond.elif"
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imports(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.For):
        ranged = isinstance(node.iter, ast.Call) and _name(node.iter.func) == "range"
        yield ("a loop over data", "loop.for_each") if not ranged else _NODES[ast.For]
        inner = (x for part in node.body for x in ast.walk(part))
        if any(isinstance(x, ast.For | ast.While) for x in inner):
            yield "a nested loop", "loop.nested"
    elif isinstance(node, ast.FunctionDef):
        yield from _function(node)


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield f"import {alias.name}", _module(alias.name)
        return
    module = node.module or ""
    for alias in node.names:
        skill = _IMPORTED.get((module, alias.name)) or _module(module)
        yield f"import {module}", skill


def _module(name: str) -> str:
    return _MODULES.get(name.split(".")[0], "mod.import")


def _call(node: ast.Call) -> Iterator[tuple[str, str]]:
    name = _name(node.func)
    if name in _CALLS:
        yield f"{name}()", _CALLS[name]
    elif isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        yield f".{node.func.attr}()", _METHODS[node.func.attr]
    if any(isinstance(a, ast.Starred) for a in node.args):
        yield "* in a call", "fn.variadic"
    if node.keywords and name not in _PLAIN_KEYWORDS:
        yield "a keyword argument", "fn.args"


def _function(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    arguments = node.args
    if arguments.defaults or arguments.kwonlyargs:
        yield "a default or keyword parameter", "fn.args"
    if arguments.vararg or arguments.kwarg:
        yield "*args or **kwargs", "fn.variadic"
    if node.returns or any(a.annotation for a in arguments.args):
        yield "a type hint", "type.hints"
    for decorator in node.decorator_list:
        name = str(getattr(decorator, "id", None) or getattr(decorator, "attr", ""))
        yield "a decorator", _DECORATORS.get(name, "fn.decorator")
    if any(isinstance(x, ast.FunctionDef) for part in node.body for x in ast.walk(part)):
        yield "a function inside a function", "fn.closure"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
