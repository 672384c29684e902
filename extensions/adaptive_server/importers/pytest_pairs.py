"""A module of functions and the pytest file beside it: `fares.py` with `test_fares.py`."""

from __future__ import annotations

import ast
import pathlib
from collections.abc import Iterator

from .draft import Draft, NotImportable, Source, slug_of, title_of
from .pytest_cells import pytest_cells
from .pytest_names import with_conftest
from .python_text import definitions, prose, signature, stubbed, without_imports_of
from .read import folders, parsed, text_of


def sources(path: pathlib.Path) -> Iterator[Source]:
    """Yield a draft per test file below a folder, or for one test file."""
    root = path if path.is_dir() else path.parent
    files = [path] if path.is_file() else [f for d in folders(path) for f in sorted(d.glob("*.py"))]
    for file in files:
        if _module_of(file):
            try:
                yield Source(str(file.relative_to(root)), draft(file))
            except NotImportable as reason:
                yield Source(str(file.relative_to(root)), reason)


def _module_of(file: pathlib.Path) -> str:
    """Return what a test file tests, by its name, or ''."""
    if file.stem.startswith("test_"):
        return file.stem.removeprefix("test_")
    return file.stem.removesuffix("_test") if file.stem.endswith("_test") else ""


def draft(file: pathlib.Path) -> Draft:
    """Make a draft of a test file and the module that it imports.

    Raises:
        NotImportable: There is no such module, or a test needs what a grader does not have.
    """
    tree = with_conftest(parsed(text_of(file), file.name), file.parent)
    module = _tested(file, tree)
    reference = text_of(module)
    answer = parsed(reference, module.name)
    tree, taken = without_imports_of(tree, {module.stem})
    defined = definitions(answer)
    tested = [name for name in defined if name in taken or "*" in taken]
    if not tested:
        raise NotImportable(f"the tests use nothing that {module.name} defines")
    docs = [ast.get_docstring(answer), *(ast.get_docstring(defined[n]) for n in tested)]
    text = "\n\n".join(prose(doc) for doc in docs if doc)
    called = ", ".join(f"`{signature(defined[n])}`" for n in tested)
    return Draft(
        slug=slug_of(module.stem),
        title=title_of(module.stem),
        statement=f"{text}\n\nWrite {called}.".strip(),
        entry_point=tested[0],
        reference=reference,
        starter=stubbed(reference),
        tests=pytest_cells(tree),
    )


def _tested(file: pathlib.Path, tree: ast.Module) -> pathlib.Path:
    names = [_module_of(file)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module.split(".")[-1])
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    for name in names:
        module = file.with_name(f"{name}.py")
        if name.isidentifier() and module.is_file() and module != file:
            return module
    raise NotImportable(f"there is no {_module_of(file)}.py beside it")
