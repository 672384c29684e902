"""A worker that the kernel ends in a test's long operation says which test it was."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader import last_words
from grader.job import Job
from grader.worker_line import WorkerDeaf, WorkerLine, WorkerLost

ROOT = Path(__file__).resolve().parents[3]
DYING = """
import signal, sys
sys.path.insert(0, sys.argv[1])
from grader import last_words
last_words.say_at_end(sys.stdout.buffer, signal.SIGVTALRM)
space = {}
exec(compile("def helper(n):\\n    raise_signal(n)", last_words.file_of(1), "exec"), space)
space["raise_signal"] = signal.raise_signal
exec(compile("helper(26)", last_words.file_of(3), "exec"), space)
"""


def died() -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", DYING, str(ROOT)]
    return subprocess.run(command, stdout=subprocess.PIPE, check=False)


def line(said: bytes) -> WorkerLine:
    reader = asyncio.StreamReader()
    reader.feed_data(said)
    reader.feed_eof()
    return WorkerLine(reader, None)  # type: ignore[arg-type] - nothing is written


async def test_the_outermost_test_is_named_by_a_process_that_ends() -> None:
    done = died()
    assert done.returncode == -signal.SIGVTALRM
    with pytest.raises(WorkerDeaf) as lost:
        await line(done.stdout).message(60.0)
    assert (lost.value.role, lost.value.place) == ("test", 3)


async def test_words_that_name_no_test_are_those_of_a_lost_worker() -> None:
    named = b'Stack (most recent call first):\n  File "<test 2>", line 1 in <module>\n'
    for words in (named + b"  ...\n", named.replace(b"<test", b"<text"), b"Stac", b"Stick\n"):
        with pytest.raises(WorkerLost) as lost:
            await line(words).message(60.0)
        assert not isinstance(lost.value, WorkerDeaf)


async def test_one_test_is_left_out_then_all_behind_the_second() -> None:
    result = asyncio.get_running_loop().create_future()
    job = Job(b'{"bundle": 1}', 1.0, lambda x: x, None, result, tests=6)
    told = []
    for test in (1, 3, 4, 6, -1):
        told.append(job.leave_out(test))
    assert told == [True, True, False, False, False]
    assert json.loads(job.body) == {"bundle": 1, "stalled": [1, 3, 4, 5]}


def test_only_the_files_of_tests_are_taken_for_them() -> None:
    assert last_words.is_file_of_test(last_words.file_of(0))
    assert not last_words.is_file_of_test(last_words.file_of_given(0))
    assert last_words.is_of_instructor(last_words.file_of_given(0))


def test_a_given_cell_is_told_from_a_test() -> None:
    named = f'Stack (most recent call first):\n  File "{last_words.file_of_given(2)}", line 1'
    assert last_words.cell_of(named.encode()) == ("given", 2)
