"""The line of starts: fair, bounded, and the same after a restart."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from adaptive_server.hub.settings import HubSettings, SpawnerKind
from adaptive_server.hub.start_line import StartLine, Ticket
from adaptive_server.hub.waiting_room import Left, WaitingRoom
from adaptive_server.hub.waiting_spawner import slots, words
from hypothesis import given
from hypothesis import strategies as st

NAMES = [f"learner-{number}" for number in range(12)]


@given(st.integers(1, 4), st.lists(st.tuples(st.booleans(), st.integers(0, 11)), max_size=60))
def test_it_is_first_come_first_served_and_no_slot_idles_or_is_given_twice(
    most: int, steps: list[tuple[bool, int]]
) -> None:
    line, here, starting = StartLine(most), list[Ticket](), set[Ticket]()
    for comes, which in steps:
        if comes:
            here.append(line.join(NAMES[which]))
        elif here:
            gone = here.pop(which % len(here))  # who waits may leave as well as who starts
            line.leave(gone)
            line.leave(gone)
            starting.discard(gone)
        called = line.call()
        assert not starting & set(called)
        starting |= set(called)
        waiting = [ticket for ticket in here if ticket not in starting]
        assert len(starting) == min(most, len(here))
        assert [line.place(ticket) for ticket in waiting] == [*range(1, len(waiting) + 1)]
        assert {line.place(ticket) for ticket in starting} <= {0}
        assert all(a.number < b.number for a in starting for b in waiting)
        assert line.names() == [ticket.name for ticket in here]


@given(st.permutations(NAMES), st.permutations(NAMES), st.integers(0, 12))
def test_after_a_restart_all_stand_where_they_stood_and_who_is_new_behind_them(
    before: list[str], back: list[str], newcomers: int
) -> None:
    line = StartLine(1, before)
    blocker = line.join("blocker")
    line.call()
    tickets = {name: line.join(name) for name in [*back[:newcomers], "new", *back[newcomers:]]}
    inside = sorted(tickets, key=lambda name: line.place(tickets[name]))
    assert inside == [*before, "new"]
    line.leave(blocker)
    assert [ticket.name for ticket in line.call()] == [before[0]]


def test_who_does_not_come_back_keeps_nobody_waiting_and_no_place_for_ever() -> None:
    line = StartLine(1, ["ana", "ben"])
    ben = line.join("ben")
    assert line.call() == [ben]
    assert line.names() == ["ana", "ben"]
    line.forget_earlier()
    assert line.names() == ["ben"]
    assert line.join("ana").number > ben.number


async def test_a_start_is_called_when_one_before_it_ends_however_it_ends(tmp_path: Path) -> None:
    room = WaitingRoom(1, tmp_path / "line.json")
    first, second, third, fourth = (room.join(name) for name in NAMES[:4])
    await room.slot(first)
    waits = [asyncio.ensure_future(room.slot(ticket)) for ticket in (second, third, fourth)]
    await room.wait_for_news(second, 0.01)
    assert [room.place(ticket) for ticket in (first, second, third, fourth)] == [0, 1, 2, 3]
    waits[0].cancel()  # a waiting start is stopped,
    room.leave(second, keep=True)
    assert room.place(third) == 1
    room.leave(first)  # and one under way ends
    await waits[1]
    assert not waits[2].done()
    room.leave(third)
    await waits[2]


async def test_a_page_that_is_closed_and_stays_closed_gives_its_place_up(tmp_path: Path) -> None:
    room = WaitingRoom(1, tmp_path / "line.json", left_s=0.05)
    room.join("starts")
    closed, opened_again, never_seen = (room.join(name) for name in NAMES[:3])
    for ticket in (closed, opened_again):
        with room.watched(ticket):
            pass
    with room.watched(opened_again):
        with pytest.raises(Left):
            await room.slot(closed)
        room.leave(closed)
        await room.wait_for_news(opened_again, 0.2)
        assert (room.place(opened_again), room.place(never_seen)) == (1, 2)


async def test_the_file_has_all_who_wait_or_start_when_a_hub_ends(tmp_path: Path) -> None:
    file = tmp_path / "line.json"
    room = WaitingRoom(2, file)
    tickets = [room.join(name) for name in NAMES[:5]]
    room.leave(tickets[1])
    for ticket in (tickets[0], *tickets[2:]):  # as a hub that ends cancels them
        room.leave(ticket, keep=True)
    assert json.loads(file.read_text()) == [NAMES[0], *NAMES[2:5]]
    after = WaitingRoom(1, file)
    late = after.join("late")
    await after.slot(late)
    back = [after.join(name) for name in (NAMES[4], NAMES[0], NAMES[3])]
    assert [after.place(ticket) for ticket in back] == [3, 1, 2]


@pytest.mark.parametrize("content", ["", "{", "3", '{"a": 1}', "[1, null]", "\udcff"])
async def test_a_damaged_file_costs_the_order_and_nothing_else(
    tmp_path: Path, content: str
) -> None:
    file = tmp_path / "line.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    room = WaitingRoom(1, file)
    await room.slot(room.join("ana"))
    assert json.loads(file.read_text()) == ["ana"]


async def test_a_disk_that_is_full_stops_nobody(tmp_path: Path) -> None:
    room = WaitingRoom(1, tmp_path / "no-such-folder" / "line.json")
    await room.slot(room.join("ana"))


def test_the_slots_follow_the_setting_or_else_the_processors() -> None:
    assert slots(HubSettings(starts_at_once=3)) == 3
    assert slots(HubSettings()) == slots(HubSettings(spawner=SpawnerKind.DOCKER)) >= 2
    assert slots(HubSettings(spawner=SpawnerKind.KUBERNETES)) == 16


def test_a_place_is_said_in_plain_words() -> None:
    assert words(1).endswith("You are next.")
    assert words(7).endswith("You are number 7 in line.")
