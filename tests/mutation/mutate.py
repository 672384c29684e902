"""Mutation testing of `grader/`: how many small faults do its unit tests notice?

    .venv/bin/python tests/mutation/mutate.py [--sample 80] [--seed 1] [--minutes 10] [--json]

Each mutant changes one operator, comparison, constant or condition of one module, in a copy of the
package. A mutant with which the module's tests need more than `CPU_S` of processor time, or more
than `WALL_S` in all, counts as noticed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

os.environ["CI"] = "1"  # hypothesis draws the same examples each time and has no deadline
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # which takes longer than most tests
import hypothesis.strategies  # noqa: F401 - once for all forks; nothing of ours may be imported yet
import pytest

ROOT = Path(__file__).resolve().parents[2]
CPU_S, WALL_S = 30, 600
sys.dont_write_bytecode = True  # a mutant of the same size and second would be taken for the last
# The tests that are about a module; what has no unit test of its own is tried in integration.
TESTS = {
    "wire": ["unit/grader/test_wire.py", "unit/grader/test_exchange.py"],
    "wire_library": ["unit/grader/test_wire.py"],
    "clock": ["unit/grader/test_clock.py"],
    "raised": ["unit/grader/test_raised.py"],
    "checks": ["unit/grader/test_checks.py"],
    "text": ["unit/grader/test_text.py"],
    "differences": ["unit/grader/test_differences.py"],
    "verdict": ["unit/grader/test_verdict.py"],
    "fair_queue": ["unit/grader/test_fair_queue.py"],
    "seccomp": ["unit/grader/test_seccomp.py"],
    "learner_code": ["unit/grader/test_learner_code.py"],
    "own_failure": ["unit/grader/test_own_failure.py"],
    "given_values": ["unit/grader/test_given_values.py"],
    "last_words": ["unit/grader/test_last_words.py"],
    "rules": ["unit/grader/test_rules.py"],
}
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq},
    **{ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn},
    **{ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add},
}


def mutants(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Yield each mutant of a module with a word on what was changed."""
    for number, original in enumerate(ast.walk(tree)):
        if not _mutate(copy.deepcopy(original)):
            continue
        changed = copy.deepcopy(tree)
        node = next(n for i, n in enumerate(ast.walk(changed)) if i == number)
        what = _mutate(node)
        yield f"line {getattr(node, 'lineno', '?')}: {what}", ast.fix_missing_locations(changed)


def _mutate(node: ast.AST) -> str:
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _SWAPS:
            node.ops[0] = _SWAPS[type(op)]()
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _SWAPS:
            node.op = _SWAPS[type(op)]()
        case ast.Constant(bool(value)):
            node.value = not value
        case ast.Constant(int(value)):
            node.value = value + 1
        case ast.If(test=test) | ast.IfExp(test=test):
            node.test = ast.UnaryOp(ast.Not(), test)
        case ast.Raise():
            node.exc, node.cause = ast.Name("StopAsyncIteration", ast.Load()), None
        case _:
            return ""
    return type(node).__name__


def noticed(module: str, tree: ast.Module, folder: Path) -> bool:
    """Say whether the module's tests fail on a mutant."""
    target = folder / "grader" / f"{module}.py"
    original = target.read_text()
    target.write_text(ast.unparse(tree))
    try:
        pid = os.fork()
        if pid == 0:
            _run_tests(module, folder)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0
    finally:
        target.write_text(original)


def _run_tests(module: str, folder: Path) -> NoReturn:
    """Run a module's tests in this fork, which ends with them or at a limit."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        signal.alarm(WALL_S)
        os.chdir(folder)
        sys.path[:0] = [str(folder), str(ROOT / "tests")]
        null = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(null, stream)
        options = ["-q", "-x", "-p", "no:cacheprovider", f"--rootdir={folder}"]
        options += ["--import-mode=importlib", "-o", "asyncio_mode=auto"]
        options += ["-W", "ignore:Module already imported"]
        options += ["-p", "pytest_asyncio.plugin", "-p", "_hypothesis_pytestplugin"]
        os._exit(pytest.main([*options, *(str(ROOT / "tests" / test) for test in TESTS[module])]))
    finally:
        os._exit(70)


def main() -> None:
    """Try a sample of all mutants."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60.0, help="begin no mutant after these")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    made = [
        (module, what, tree)
        for module in TESTS
        for what, tree in mutants(ast.parse((ROOT / "grader" / f"{module}.py").read_text()))
    ]
    chosen = random.Random(options.seed).sample(made, min(options.sample, len(made)))
    survivors, tried = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "grader", folder / "grader")
        for module in sorted({module for module, _, _ in chosen}):
            tree = ast.parse((ROOT / "grader" / f"{module}.py").read_text())
            assert not noticed(module, tree, folder), f"the tests of {module} fail as it is"
        end = time.monotonic() + 60 * options.minutes
        for module, what, tree in chosen:
            if time.monotonic() > end:
                break
            tried += 1
            if not noticed(module, tree, folder):
                survivors.append(f"{module}, {what}")
    score = 1 - len(survivors) / tried if tried else 0.0
    found = {"all": len(made), "tried": tried, "score": round(score, 3)}
    if options.json:
        print(json.dumps({**found, "survivors": survivors}))
        return
    print(found)
    print("\n".join(survivors))


if __name__ == "__main__":
    main()
