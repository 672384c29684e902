"""Each limit has its own clear message, takes nothing from the other tests, and is no luck."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from support.grading import RIGHT, SQUARES, answer, bundle, check, given, solution

from grader.bundle import Limits, Submission
from grader.judge import Judge
from grader.sentences import STARVED
from grader.spawner import Process
from grader.verdict import Status

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration


LIMITS = {
    "wall": (Limits(seconds=0.4), "import time\n    time.sleep(9)", "within 0.4 seconds"),
    "cpu": (
        Limits(seconds=8, cpu_seconds=1),
        "while True: pass",
        "used all the processor time that it may have",
    ),
    "memory": (Limits(memory_mb=64), "return [0] * 10 ** 8", "more than 64 MB of memory (line 3)"),
    "memory in pieces": (
        Limits(memory_mb=64),
        "return [bytearray(1 << 20) for _ in range(999)]",
        "more than 64 MB of memory (line 3)",
    ),
    "output": (
        Limits(output_kb=8),
        "while True: print('x' * 1000)",
        "printed more than 8 kB",
    ),
    "recursion": (
        Limits(recursion=80),
        "return bad()",
        "called itself more than 80 times in a row (line 3)",
    ),
    "files": (
        Limits(files_kb=16),
        "for n in range(99): open(str(n), 'w').write('x' * 9000)",
        "wrote more than 16 kB",
    ),
    "crash": (Limits(), "import os; os.abort()", "ended Python itself or made it crash"),
    "exit": (Limits(), "import os; os._exit(0)", "ended Python itself or made it crash"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_named_and_the_rest_is_graded(judge: Judge, name: str) -> None:
    limits, body, said = LIMITS[name]
    source = f"def bad():\n    'x'\n    {body}\ndef good(x):\n    return x"
    tests = ("assert good(1) == 1", "bad()\nassert good(1) == 1", "assert good(2) == 2")
    problem = bundle(
        *(solution(), *(check(f"t{n}", test) for n, test in enumerate(tests))), limits=limits
    )
    verdict = judge.grade(problem, answer(source))
    assert [t.passed for t in verdict.tests] == [True, False, True]
    assert said in verdict.tests[1].message


@pytest.mark.parametrize("end", ["import os; os._exit(0)", "while True: pass", "1/0", "exit()"])
def test_a_cell_that_ends_its_process_costs_only_itself(judge: Judge, end: str) -> None:
    problem = bundle(
        given("base = 10"),
        *(solution("one"), check("t1", "assert one() == 11")),
        *(solution("two"), check("t2", "assert two() == 1")),
        *(solution("three"), check("t3", "assert three() == 13 and one() == 11")),
        limits=Limits(seconds=0.8),
    )
    cells = {
        "one": "def one():\n    return base + 1",
        "two": f"def two():\n    return 1\n{end}",
        "three": "def three():\n    return base + 3",
    }
    verdict = judge.grade(problem, Submission(cells))
    assert verdict.tests[0].passed
    assert verdict.tests[2].passed


def test_warnings_and_errors_on_stderr_cost_nothing(judge: Judge) -> None:
    source = (
        "import sys, warnings, logging\nwarnings.warn('old')\nprint('e', file=sys.stderr)\n"
        "logging.error('e')\n" + RIGHT
    )
    assert judge.grade(SQUARES, answer(source)).score == 6.0


def test_ten_calls_that_never_end_are_over_within_the_submissions_time(judge: Judge) -> None:
    tests = [check(f"t{n}", f"assert f({n}) == {n}") for n in range(10)]
    problem = bundle(solution(), *tests, limits=Limits(seconds=0.3))
    verdict = judge.grade(problem, answer("def f(n):\n    while n: pass\n    return 0"))
    assert [t.passed for t in verdict.tests] == [True, *[False] * 9]
    assert verdict.status is Status.PARTLY


BUSY = "while True:\n    pass"
CORE = {min(os.sched_getaffinity(0))}


def test_a_busy_machine_takes_no_points_from_an_honest_answer(judge: Judge) -> None:
    """Far more busy programs than cores, each with more weight than the child."""
    work = "def f():\n    return sum(i * i % 7 for i in range(600_000))"
    problem = bundle(solution(), check("t", "assert f() > 0"), limits=Limits(seconds=0.5))
    count = 3 * (os.cpu_count() or 1)
    others = [subprocess.Popen([sys.executable, "-S", "-c", BUSY]) for _ in range(count)]
    try:
        verdict = judge.grade(problem, answer(work))
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert verdict.status is Status.PASSED, verdict


def test_running_out_of_memory_gives_the_same_verdict_each_time(judge: Judge) -> None:
    source = "def sum_squares(n):\n    return [bytearray(1 << 20) for _ in range(999)]"
    small = Limits(seconds=0.6, memory_mb=32)
    problem = bundle(*SQUARES.cells, required=["sum_squares"], limits=small)
    verdicts = [judge.grade(problem, answer(source)) for _ in range(10)]
    assert {(v.status, v.score, v.fault and v.fault.name) for v in verdicts} == {
        (Status.FAILED, 0.0, "MemoryError")
    }


class Watched(Judge):
    """Knows its newest child."""

    child = 0

    def spawn(self, limits: Limits, folder: str = "") -> Process:
        process = super().spawn(limits, folder)
        Watched.child = process.pid
        return process


def put_last() -> None:
    """Let the child hardly run: all others on one core that many want come first."""
    os.sched_setaffinity(Watched.child, CORE)
    os.sched_setscheduler(Watched.child, os.SCHED_IDLE, os.sched_param(0))


@pytest.mark.parametrize("beside", [0, 4], ids=["judge is free", "judge waits too"])
def test_an_answer_that_gets_no_processor_is_no_wrong_answer(beside: int) -> None:
    work = "def f():\n    return sum(i * i % 7 for i in range(3_000_000))"
    test = f"import sys\nsys.modules[{__name__!r}].put_last()\nassert f() > 0"
    problem = bundle(solution(), check("t", test), limits=Limits(seconds=0.3))
    others = [subprocess.Popen([sys.executable, "-S", "-c", BUSY]) for _ in range(3 + beside)]
    try:
        for other in others[:3]:
            os.sched_setaffinity(other.pid, CORE)
        with Watched() as judge:
            verdict = judge.grade(problem, answer(work))
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert verdict.status is Status.GRADER_ERROR, verdict
    assert "too busy" in verdict.message


THREADS = """
import threading

def together(count):
    meet, done = threading.Barrier(count), []
    def work():
        meet.wait()
        done.append(bytearray(100_000))  # large enough for the C library's own memory
        meet.wait()
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)
"""


STEPS = f"""import sys
sys.modules[{__name__!r}].on_one_core()
for n in range(150):
    assert f(n) == n
"""


def on_one_core() -> None:
    """Let judge and child share a core with whoever else wants it."""
    for pid in (0, Watched.child):
        os.sched_setaffinity(pid, CORE)


@pytest.mark.parametrize("watchdog", [False, True])
def test_many_short_calls_on_a_busy_core_are_given_their_time(watchdog: bool) -> None:
    """None of them is late, and still most of the time goes by waiting."""
    problem = bundle(solution(), check("t", STEPS), limits=Limits(seconds=0.2))
    cores = os.sched_getaffinity(0)
    others = [subprocess.Popen([sys.executable, "-S", "-c", BUSY]) for _ in range(4)]
    try:
        for other in others:
            os.sched_setaffinity(other.pid, CORE)
        with Watched(watchdog=watchdog) as judge:
            verdict = judge.grade(problem, answer("def f(n):\n    return n"))
    finally:
        os.sched_setaffinity(0, cores)
        for other in others:
            other.kill()
            other.wait()
    assert verdict.status is Status.PASSED, verdict


def test_eight_threads_at_once_are_within_the_usual_memory(judge: Judge) -> None:
    tests = ("assert together(8) == 8",) * 3
    problem = bundle(solution(), *(check(f"t{n}", test) for n, test in enumerate(tests)))
    for _ in range(5):
        verdict = judge.grade(problem, answer(THREADS))
        assert verdict.status is Status.PASSED, verdict.tests[0].message


def test_what_never_ends_costs_no_test_of_other_functions(judge: Judge) -> None:
    tests = [check(f"bad{n}", f"assert bad({n}) == {n}") for n in range(5)]
    tests += [check(f"good{n}", f"assert good({n}) == {n}") for n in range(3)]
    problem = bundle(solution(), *tests, limits=Limits(seconds=0.3))
    source = "def bad(n):\n    while True: pass\n\ndef good(n):\n    return n\n"
    verdict = judge.grade(problem, answer(source))
    assert [t.id for t in verdict.tests if t.passed] == ["good0", "good1", "good2"], verdict


def test_time_that_is_kept_back_has_an_end(judge: Judge) -> None:
    tests = [check(f"t{n}", f"assert f{n}() == {n}") for n in range(18)]
    problem = bundle(solution(), *tests, limits=Limits(seconds=0.2))
    source = "\n".join(f"def f{n}():\n    while True: pass\n" for n in range(18))
    verdict = judge.grade(problem, answer(source))
    assert verdict.status is Status.TIMEOUT
    assert verdict.cpu_ms < 2 * 3 * 200 + 600


@pytest.mark.parametrize("end", ["while True:\n        pass", "import time\n    time.sleep(99)"])
def test_what_never_ends_costs_no_test_that_looks_at_the_source_alone(
    judge: Judge, end: str
) -> None:
    calls = [check(f"call{n}", f"assert f({n}) == {n}") for n in range(4)]
    reads = check("reads", "import ast\nassert ast.parse(source()).body")
    verdict = judge.grade(bundle(solution(), *calls, reads), answer(f"def f(n):\n    {end}"))
    if verdict.message != STARVED:
        assert [t.passed for t in verdict.tests] == [False] * 4 + [True], verdict


def test_answers_run_anew_without_end_get_no_more_time(judge: Judge) -> None:
    runs = [check(f"run{n}", "assert run().n == 1") for n in range(6)]
    verdict = judge.grade(bundle(solution(), *runs), answer("while True:\n    pass"))
    assert verdict.message == STARVED or verdict.score == 0
