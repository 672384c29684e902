"""Benchmarks find the package `grader`, though one of them has its name."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
OURS = ("adaptive_server", "grader", "support", "tutor_labext")


def first_import_of_ours(tree: ast.Module) -> int | None:
    for node in tree.body:
        match node:
            case ast.ImportFrom(module=str(name)) if name.split(".")[0] in OURS:
                return node.lineno
            case ast.Import(names=names) if any(n.name.split(".")[0] in OURS for n in names):
                return node.lineno
    return None


def change_of_path(tree: ast.Module) -> int | None:
    changes = (
        node.lineno
        for node in tree.body
        if isinstance(node, ast.Assign) and "sys.path" in ast.unparse(node.targets[0])
    )
    return next(changes, None)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_its_own_folder_is_out_of_the_way_before_it_imports_ours(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = first_import_of_ours(tree)
    if ours is not None:
        changed = change_of_path(tree)
        assert changed is not None
        assert changed < ours
