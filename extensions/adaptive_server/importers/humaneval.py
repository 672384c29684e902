"""JSON lines with prompt, entry_point, canonical_solution and test (a function `check`)."""

from __future__ import annotations

import ast
import pathlib
import re
from collections.abc import Iterator
from typing import Any

from .draft import Draft, DraftTest, NotImportable, Source, slug_of, title_of
from .python_text import STUB, Definition, definitions, prose, signature
from .read import drafts_of_lines, field, parsed

_MOST_CELLS = 20


def sources(path: pathlib.Path) -> Iterator[Source]:
    """Yield a draft per line."""
    return drafts_of_lines(path, draft)


def draft(record: dict[str, Any]) -> Draft:
    """Make a draft of one record.

    Raises:
        NotImportable: A field is missing, or the parts do not fit together.
    """
    prompt, entry = field(record, "prompt"), field(record, "entry_point").strip()
    reference = prompt + field(record, "canonical_solution")
    found = definitions(parsed(reference, "prompt with canonical_solution")).get(entry)
    if found is None:
        raise NotImportable(f"the solution does not define the function {entry}")
    starter = _starter(prompt, found)
    text = ast.get_docstring(found) or ""
    return Draft(
        slug=slug_of(str(record.get("task_id", "")) + " " + entry),
        title=title_of(entry),
        statement=f"Write `{signature(found)}`.\n\n{prose(text)}",
        entry_point=entry,
        reference=reference,
        starter=starter,
        tests=_tests(field(record, "test"), entry),
    )


def _starter(prompt: str, function: Definition) -> str:
    first = prompt.splitlines()[function.body[0].lineno - 1 :][:1]
    indent = re.match(r"\s*", first[0])[0] if first else ""  # type: ignore[index]
    indent = indent or " " * function.body[0].col_offset or "    "
    stub = "\n".join(indent + line for line in STUB.splitlines())
    starter = f"{prompt.rstrip()}\n{stub}"
    parsed(starter, "prompt")
    return starter


def _tests(source: str, entry: str) -> tuple[DraftTest, ...]:
    tree = parsed(source, "test")
    check = definitions(tree).get("check")
    if not isinstance(check, ast.FunctionDef) or len(check.args.args) != 1:
        raise NotImportable("test has no function check(candidate)")
    others = [n for n in tree.body if n is not check and not _is_left_out(n)]
    before = "".join(ast.unparse(n) + "\n" for n in others)
    body = [n for n in check.body if not isinstance(n, ast.Pass) and not _says_nothing(n)]
    if not body:
        raise NotImportable("check tests nothing")
    if len(body) <= _MOST_CELLS and all(isinstance(n, ast.Assert) for n in body):
        name = check.args.args[0].arg
        alias = f"{name} = {entry}\n" if name != entry else ""
        return tuple(
            DraftTest(f"Case {n}", before + alias + ast.unparse(x), visible=n == 1)
            for n, x in enumerate(body, 1)
        )
    whole = f"{before}{ast.unparse(check)}\ncheck({entry})"
    return (DraftTest("All cases", whole),)


def _is_left_out(node: ast.stmt) -> bool:
    """Say whether a statement beside `check` is metadata, or calls `check` itself."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ast.unparse(node.value.func) == "check"
    if isinstance(node, ast.Assign):
        return any(isinstance(t, ast.Name) and t.id == "METADATA" for t in node.targets)
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _says_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assert):
        return isinstance(node.test, ast.Constant) and bool(node.test.value)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
