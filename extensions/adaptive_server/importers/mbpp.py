"""JSON lines with text, code and test_list (asserts), perhaps test_setup_code."""

from __future__ import annotations

import ast
import pathlib
from collections.abc import Iterator
from typing import Any

from .draft import Draft, DraftTest, NotImportable, Source, slug_of, title_of
from .python_text import STUB, Definition, called_names, definitions, signature
from .read import drafts_of_lines, field, parsed, texts


def sources(path: pathlib.Path) -> Iterator[Source]:
    """Yield a draft per line."""
    return drafts_of_lines(path, draft)


def draft(record: dict[str, Any]) -> Draft:
    """Make a draft of one record.

    Raises:
        NotImportable: A field is missing, or the tests call nothing that the code defines.
    """
    code = field(record, "code")
    defined = _defined(parsed(code, "code"))
    asserts = texts(record, "test_list") + texts(record, "challenge_test_list")
    if not asserts:
        raise NotImportable("test_list is empty")
    trees = [parsed(text, "a test") for text in asserts]
    entry = next((name for name in called_names(trees) if name in defined), "")
    if not entry:
        raise NotImportable("the tests call no function that the code defines")
    setup = field(record, "test_setup_code", empty=True) if "test_setup_code" in record else ""
    imports = "".join(line + "\n" for line in texts(record, "test_imports"))
    # What builds on the answer cannot stand before it.
    beside = setup if set(called_names([parsed(setup, "test_setup_code")])) & set(defined) else ""
    called = signature(defined[entry])
    return Draft(
        slug=slug_of(f"{record.get('task_id', '')} {entry}"),
        title=title_of(entry),
        statement=f"{field(record, 'text', 'prompt').strip()}\n\nWrite `{called}`.",
        entry_point=entry,
        reference=code,
        starter=_starter(defined[entry]),
        tests=tuple(
            DraftTest(f"Case {n}", imports + beside + "\n" * bool(beside) + text, visible=n == 1)
            for n, text in enumerate(asserts, 1)
        ),
        given="" if beside else setup,
    )


def _defined(tree: ast.Module) -> dict[str, Definition]:
    """Return what a module defines; `f = lambda x: …` and `f = partial(g, 2)` are functions too."""
    found = definitions(tree)
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name(name)], value):
                arguments = ast.unparse(value.args) if isinstance(value, ast.Lambda) else "*args"
                made = ast.parse(f"def {name}({arguments}): ...").body[0]
                assert isinstance(made, ast.FunctionDef)
                found[name] = made
    return found


def _starter(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        stub = "\n".join(f"    {line}" for line in STUB.splitlines())
        return f"def {signature(node)}:\n{stub}"
    return STUB
