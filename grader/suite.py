"""A learner's own tests, tried on functions that the author wrote: right ones and wrong ones.

The author's function runs in a child of its own, the learner's tests in another, and the judge
passes calls from one to the other. So the tests see a function from outside only: what it gives for
what. Whether a test passed is said by the learner's child, but which function it was trying is
known to the judge alone.
"""

from __future__ import annotations

import ast
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from grader.bundle import Bundle, BundleCell, CellRole, Submission
from grader.calls import Calls
from grader.checks import CompiledBundle, compile_bundle
from grader.end import Dead
from grader.remote import is_remote
from grader.session import Session, Spawn
from grader.text import clean

_IMPLEMENTATION, _RUNNER, _END = "-implementation", "-runner", "-end"
_NO_TEST = "There is no test yet. Write a function whose name begins with `test_`."
_ASSERT = re.compile(r"^\s*assert\b", re.MULTILINE)
_RUN_TESTS = """
def _names_of_tests():
    found = []
    for name, value in list(globals().items()):
        if isinstance(value, type) and hasattr(value, "debug"):
            found += [name + "." + x for x in dir(value) if x.startswith("test")]
        elif name.startswith("test") and callable(value):
            found.append(name)
    return found

def _try_test(name):
    first, _, method = name.partition(".")
    value = globals()[first]
    value(method).debug() if method else value()
"""


class _Function:
    """The author's functions in a child of their own, called through the judge."""

    def __init__(self, session: Session, names: tuple[str, ...]) -> None:
        self._session, self._names = session, names

    def calls(self) -> dict[str, Callable[..., Any]]:
        """Return what the learner's tests call instead of the functions."""
        return {name: self._call(name) for name in self._names}

    def _call(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            for value in (*args, *kwargs.values()):
                _check_plain(value)
            try:
                self._session.advance(_END)
                function: Any = self._session.fetch([name]).get(name)
                if not is_remote(function):
                    raise NameError(f"there is no function {name}")
                result = function(*args, **kwargs)
            except Dead:
                raise RuntimeError(f"{name} did not come to an end") from None
            _check_plain(result)
            return result

        return call


def _check_plain(value: Any) -> None:
    """Refuse handles: one child's objects mean nothing to the other."""
    if is_remote(value):
        raise TypeError("only plain values can be passed to this function and come from it")
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for item in value:
            _check_plain(item)


class Suite:
    """What test cells call as `accepts()` and `catches(source)`."""

    def __init__(
        self, spawn: Spawn, session: Session, compiled: CompiledBundle, submission: Submission
    ) -> None:
        """Remember the parts; nothing runs before the first call.

        Args:
            spawn: Forks a child.
            session: The submission's own session, for its deadline and what it used.
            compiled: The problem.
            submission: The learner's tests.
        """
        self._spawn, self._session, self._submission = spawn, session, submission
        self._bundle = compiled.bundle
        answers = (submission.cells.get(c.grade_id, "") for c in compiled.cells(CellRole.SOLUTION))
        self._asserts = any(map(_ASSERT.search, answers))

    def accepts(self, source: str = "") -> None:
        """Check that there are tests and that they pass with a right function.

        Args:
            source: Python that replaces the given functions; empty for the given ones.

        Raises:
            AssertionError: They do not; the text says which.
        """
        reason = self._failure(source)
        if reason:
            raise AssertionError(reason)

    def catches(self, source: str) -> None:
        """Check that the tests pass with the given functions and one fails with others.

        The given ones are tried twice, and the order is drawn anew each time. A failure counts
        where a call gave something else than the given functions give for it: tests that fail by
        chance or by counting their runs catch nothing.

        Args:
            source: Python that replaces given functions with wrong ones.

        Raises:
            AssertionError: They do not.
        """
        order = ["", "", source]
        secrets.SystemRandom().shuffle(order)
        for tried in order:
            calls = Calls()
            reason = self._failure(tried, calls)
            if reason and not tried:
                raise AssertionError(reason)
            if tried and not (reason and self._tell_apart(calls)):
                raise AssertionError("None of your tests notices that this function is wrong.")

    def _tell_apart(self, calls: Calls) -> bool:
        """Say whether the given functions give something else for one of the calls."""
        given = self._start(_function_cells(self._bundle, ""), Submission({}), halves=2)
        try:
            return calls.tell_apart(_Function(given, _names(self._bundle, "")).calls())
        finally:
            self._end(given)

    def _failure(self, source: str, calls: Calls | None = None) -> str:
        """Run the learner's tests on functions; return which failed and why, or ''."""
        function = self._start(_function_cells(self._bundle, source), Submission({}), halves=2)
        handed_in = replace(self._submission, cells={**self._submission.cells, _RUNNER: _RUN_TESTS})
        tests = self._start(_test_cells(self._bundle), handed_in)
        try:
            functions = _Function(function, _names(self._bundle, source)).calls()
            return self._first_failure(tests, (calls or Calls()).noting(functions))
        except Dead:
            return "Your tests did not come to an end."
        finally:
            for session in (tests, function):
                self._end(session)

    def _end(self, session: Session) -> None:
        session.close()
        self._session.child_cpu_ms += session.child_cpu_ms
        self._session.peak_mb = max(self._session.peak_mb, session.peak_mb)

    def _first_failure(self, tests: Session, calls: dict[str, Callable[..., Any]]) -> str:
        name = "the cell"
        try:
            run = tests.run(given=calls)
            names = run._names_of_tests()
            if type(names) is not list or not (names or self._asserts):
                return _NO_TEST
            attempt = run._try_test
            for name in map(str, names):
                attempt(name)
        except Exception as error:  # noqa: BLE001 - the learner's test, any exception
            text = clean(str(error), 300)
            return f"With the right function, {name} fails" + (f": {text}" if text else ".")
        return ""

    def _start(
        self, cells: tuple[BundleCell, ...], submission: Submission, *, halves: int = 1
    ) -> Session:
        limits = self._bundle.limits
        # A function that never ends is to be noticed by the test that called it.
        limits = replace(limits, seconds=limits.seconds / halves)
        compiled = compile_bundle(replace(self._bundle, cells=cells, limits=limits))
        return Session(self._spawn, compiled, submission, clock=self._session.clock)


def _end() -> BundleCell:
    return BundleCell(_END, CellRole.TEST, "pass", points=1.0)


def _given(bundle: Bundle) -> tuple[BundleCell, ...]:
    return tuple(cell for cell in bundle.cells if cell.role is CellRole.GIVEN)


def _function_cells(bundle: Bundle, source: str) -> tuple[BundleCell, ...]:
    return (*_given(bundle), BundleCell(_IMPLEMENTATION, CellRole.GIVEN, source), _end())


def _test_cells(bundle: Bundle) -> tuple[BundleCell, ...]:
    """Return the learner's cells with what runs their tests behind them."""
    answers = tuple(cell for cell in bundle.cells if cell.role is CellRole.SOLUTION)
    return (*_given(bundle), *answers, BundleCell(_RUNNER, CellRole.SOLUTION, ""), _end())


def _names(bundle: Bundle, source: str) -> tuple[str, ...]:
    """Return the functions that given cells and `source` define."""
    trees = [ast.parse(text) for text in (*(c.source for c in _given(bundle)), source)]
    found = {n.name for tree in trees for n in tree.body if isinstance(n, ast.FunctionDef)}
    return tuple(sorted(found))
