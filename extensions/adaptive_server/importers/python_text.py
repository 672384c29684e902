"""Takes Python of others apart: signatures, starters, statements, imports of the answer."""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection, Iterable

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(tree: ast.Module) -> dict[str, Definition]:
    """Return functions and classes of a module by name, in order."""
    return {n.name: n for n in tree.body if isinstance(n, (*_FUNCTIONS, ast.ClassDef))}


def signature(node: Definition) -> str:
    """Return how a function is called, or a class's name.

    >>> signature(ast.parse("def f(a, b=1): pass").body[0])
    'f(a, b=1)'
    """
    if isinstance(node, ast.ClassDef):
        return node.name
    return f"{node.name}({ast.unparse(node.args)})"


def stubbed(source: str) -> str:
    """Return a module with the bodies of its functions taken out, docstrings kept."""
    return ast.unparse(_Stub().visit(ast.parse(source)))


class _Stub(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Empty one function."""
        text = [node.body[0]] if ast.get_docstring(node) is not None else []
        node.body = [*text, *ast.parse("raise NotImplementedError()").body]
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Empty one coroutine."""
        text = [node.body[0]] if ast.get_docstring(node) is not None else []
        node.body = [*text, *ast.parse("raise NotImplementedError()").body]
        return node


def prose(text: str) -> str:
    """Return a docstring as Markdown: `>>>` examples stand in a block of their own."""
    made: list[str] = []
    inside = False
    for line in text.expandtabs().strip().splitlines():
        example = line.strip().startswith(">>>")
        if example and not inside:
            made += ["", "```python"]
            inside = True
        elif inside and not line.strip():
            made.append("```")
            inside = False
        made.append(line.strip() if inside else line)
    return "\n".join(made + ["```"] * inside)


def imported(tree: ast.Module) -> list[str]:
    """Return the modules that a module imports, in order of the text."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def called_names(nodes: Iterable[ast.AST]) -> list[str]:
    """Return names that are called, in order of the text."""
    calls = [n for node in nodes for n in ast.walk(node) if isinstance(n, ast.Call)]
    calls.sort(key=lambda n: (n.lineno, n.col_offset))
    return [n.func.id for n in calls if isinstance(n.func, ast.Name)]


def without_imports_of(tree: ast.Module, modules: Collection[str]) -> tuple[ast.Module, set[str]]:
    """Return a test module as if the answer's names were there already, and those it takes.

    `from answer import f as g` becomes `g = f`; after `import answer`, `answer.f` becomes `f`.
    """
    tree = copy.deepcopy(tree)
    aliases: dict[str, str] = {}
    taken: set[str] = set()
    body: list[ast.stmt] = []
    for node in _without_tries(tree.body):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] in modules:
            for alias in node.names:
                taken.add(alias.name)
                if alias.asname and alias.asname != alias.name:
                    body += ast.parse(f"{alias.asname} = {alias.name}").body
        elif isinstance(node, ast.Import):
            own = [a for a in node.names if a.name in modules]
            aliases |= {a.asname or a.name: a.name for a in own}
            node.names = [a for a in node.names if a.name not in modules]
            body += [node] if node.names else []
        else:
            body.append(node)
    tree.body = body
    flat = _Flat(aliases, taken, modules)
    return ast.fix_missing_locations(flat.visit(tree)), taken


def _without_tries(body: Iterable[ast.stmt]) -> Iterable[ast.stmt]:
    """Yield statements; those of a `try` that only explains a failed import stand for it."""
    for node in body:
        if isinstance(node, ast.Try) and all(
            isinstance(n, ast.Import | ast.ImportFrom) for n in node.body
        ):
            yield from node.body
        else:
            yield node


class _Flat(ast.NodeTransformer):
    def __init__(self, aliases: dict[str, str], taken: set[str], modules: Collection[str]) -> None:
        self._aliases, self._taken, self._modules = aliases, taken, modules

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Turn `answer.f` into `f`."""
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id in self._aliases:
            self._taken.add(node.attr)
            return ast.Name(node.attr, node.ctx)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Turn `"answer.random.randint"` into `"random.randint"`: what a test patches.

        What has no module of its own, as `"answer.open"`, is patched in the answer itself.
        """
        match str(node.value).split("."):
            case [module, *place] if (
                type(node.value) is str
                and module in self._modules
                and place
                and all(map(str.isidentifier, place))
                and place != ["py"]
            ):
                return ast.Constant(".".join(place if len(place) > 1 else ["__main__", *place]))
        return node
