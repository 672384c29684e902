"""Where learner code runs: the strongest walls, and never weaker ones than were asked for."""

from __future__ import annotations

import pytest
from adaptive_server.adapters.grader_choice import choose_pool

from grader.pool import Mode


class Machine:
    """A machine that can do some modes; its pools remember whether they were started."""

    def __init__(self, *possible: Mode, engine: str = "") -> None:
        self.possible, self.engine = possible, engine
        self.started = list[Mode]()

    def make(self, mode: Mode) -> PoolOfMachine:
        return PoolOfMachine(self, mode)

    async def missing(self) -> str:
        return self.engine


class PoolOfMachine:
    def __init__(self, machine: Machine, mode: Mode) -> None:
        self.machine, self.mode, self.note = machine, mode, ""

    async def start(self) -> None:
        self.machine.started.append(self.mode)
        if self.mode not in self.machine.possible:
            self.mode, self.note = Mode.UNAVAILABLE, f"no {self.mode.value} here"

    def describe(self) -> tuple[str, str]:
        return self.mode.value, self.note


async def chosen(machine: Machine, wanted: str = "auto", *, local: bool = False) -> tuple[str, str]:
    choice = await choose_pool(
        wanted, machine.make, missing_for_containers=machine.missing, local=local
    )
    return choice.pool.mode.value, choice.note


async def test_the_sandbox_comes_first_and_nothing_else_is_started() -> None:
    machine = Machine(*Mode)
    assert await chosen(machine, local=True) == ("sandbox", "")
    assert machine.started == [Mode.SANDBOX]


async def test_a_container_comes_second_and_the_note_says_why() -> None:
    machine = Machine(Mode.CONTAINER, Mode.UNPROTECTED)
    assert await chosen(machine, local=True) == ("container", "sandbox: no sandbox here")


async def test_without_an_image_no_container_is_started() -> None:
    machine = Machine(Mode.CONTAINER, engine="no image")
    assert await chosen(machine) == (
        "unavailable",
        "sandbox: no sandbox here; container: no image",
    )
    assert machine.started == [Mode.SANDBOX]


async def test_only_local_mode_goes_without_walls() -> None:
    machine = Machine(Mode.UNPROTECTED)
    assert (await chosen(machine, local=True))[0] == "unprotected"
    assert (await chosen(machine, local=False))[0] == "unavailable"


@pytest.mark.parametrize("wanted", ["sandbox", "container", "unprotected"])
async def test_a_mode_that_is_named_is_never_replaced(wanted: str) -> None:
    others = [mode for mode in Mode if mode != wanted]
    found, note = await chosen(Machine(*others), wanted, local=True)
    assert found == "unavailable"
    assert note == f"{wanted}: no {wanted} here"
    assert (await chosen(Machine(Mode(wanted)), wanted))[0] == wanted
