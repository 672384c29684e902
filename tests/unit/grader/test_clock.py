"""A submission's time: put off for a busy machine, never for ever."""

from __future__ import annotations

import os
import time

import pytest

from grader.bundle import Limits
from grader.clock import (
    Clock,
    cpu_seconds,
    exact_cpu_seconds,
    longest_seconds,
    total_seconds,
    waited_seconds,
    wants_processor,
)
from grader.end import End


class Calm(Clock):
    """The clock of a judge that never waits for a processor itself."""

    def own_waiting(self) -> float:
        return 0.0


@pytest.mark.parametrize(("seconds", "total"), [(1.0, 3.0), (2.0, 6.0), (9.0, 10.0)])
def test_a_submission_gets_three_calls_worth_at_most_ten_seconds(
    seconds: float, total: float
) -> None:
    limits = Limits(seconds=seconds)
    assert total_seconds(limits) == total
    assert longest_seconds(limits) == 8 * total


def test_the_deadline_is_put_off_and_not_for_ever() -> None:
    clock = Clock(Limits(seconds=1.0))
    before = clock.deadline
    clock.put_off(2.0)
    assert clock.deadline == before + 2.0
    clock.put_off(1000.0)
    assert clock.deadline < time.monotonic() + 24.01
    assert 0 < clock.left < 24.01


def test_what_the_kernel_tells_of_a_process() -> None:
    assert waited_seconds(os.getpid()) >= 0
    assert cpu_seconds(os.getpid()) > 0
    assert waited_seconds(2**22 + 1) == cpu_seconds(2**22 + 1) == 0.0


def test_time_that_runs_out_for_a_busy_machine_is_told_apart() -> None:
    clock = Clock(Limits(seconds=1.0))
    clock.put_off(5.0)
    assert not clock.is_cut
    clock.put_off(1000.0)
    assert clock.is_cut


def test_a_test_that_stalls_is_excused_only_by_waiting() -> None:
    now = time.monotonic()
    idle, busy = Calm(Limits()), Calm(Limits())
    idle.stalled(now - 8.0, 0.0, 2.0, used=0.3)
    busy.put_off(7.5)
    busy.stalled(now - 8.0, 0.0, 2.0, used=0.3)
    assert (idle.starved, busy.starved) == (False, True)


def test_a_test_that_had_its_processor_time_is_not_excused_by_waiting() -> None:
    clock = Calm(Limits())
    clock.put_off(7.9)  # judge and child, which wait at the same time, are both counted
    clock.stalled(time.monotonic() - 8.0, 0.0, 2.0, used=2.1)
    assert not clock.starved


@pytest.mark.parametrize(("child", "end"), [(1.0, End.STARVED), (7.0, End.TIME)])
def test_patience_that_ends_after_all_processor_time_was_had_is_no_busy_machine(
    child: float, end: End
) -> None:
    clock = Calm(Limits(seconds=2.0))
    assert clock.why_late(child) is end
    assert clock.starved is (end is End.STARVED)
    clock.children_used = 6.0
    assert clock.why_late() is End.TIME


def test_a_child_that_waited_is_excused_until_it_had_all_of_its_time() -> None:
    clock = Calm(Limits(seconds=1.0))
    clock.excuse(2.0, used=0.5)
    assert clock.excused == 2.0
    clock.excuse(2.0, used=3.0)
    assert clock.excused == 2.0


def test_a_process_that_sleeps_wants_no_processor() -> None:
    began, end = exact_cpu_seconds(os.getpid()), time.monotonic() + 10
    # Some kernels move the clock of a process on at their ticks only.
    while exact_cpu_seconds(os.getpid()) == began and time.monotonic() < end:
        sum(range(100_000))
    assert exact_cpu_seconds(os.getpid()) > began
    assert wants_processor(os.getpid())
    assert not wants_processor(2**22 + 1)
    assert exact_cpu_seconds(2**22 + 1) == 0.0


@pytest.mark.parametrize(
    ("allowed", "starved"),
    [
        (0.85, False),  # as good as all of it was used: timers and accounts differ by a tick
        (3.0, True),
    ],
)
def test_a_test_that_used_its_time_is_not_excused_for_a_little_waiting(
    allowed: float, starved: bool
) -> None:
    clock = Calm(Limits())
    began, excused = time.monotonic() - 1.0, clock.excused
    clock.put_off(0.2)
    clock.stalled(began, excused, allowed, used=0.3)
    assert clock.starved is starved
