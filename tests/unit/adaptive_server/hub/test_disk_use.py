"""How full a learner's folder may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adaptive_server.hub.disk_use import GRACE_S, DiskUse, Room, must_stop, room
from hypothesis import given
from hypothesis import strategies as st

MIB = st.integers(0, 1 << 20)


@given(used=MIB, limit=st.integers(1, 1 << 20))
def test_a_folder_is_full_beyond_the_limit_and_far_too_full_beyond_twice(
    used: int, limit: int
) -> None:
    expected = Room.ENOUGH if used <= limit else Room.FULL
    assert room(used, limit) is (Room.FAR_TOO_FULL if used > 2 * limit else expected)


@given(used=MIB, start=MIB, running=st.floats(0, 1e6))
def test_without_a_limit_nothing_stops(used: int, start: int, running: float) -> None:
    assert room(used, 0) is Room.ENOUGH
    assert not must_stop(used, 0, start, running)


def test_a_full_folder_has_time_to_be_emptied_unless_it_grows() -> None:
    assert not must_stop(1100, 1024, 1100, 60)
    assert must_stop(1100, 1024, 1100, GRACE_S + 1)
    assert must_stop(1120, 1024, 1100, 60)
    assert not must_stop(1000, 1024, 1100, GRACE_S + 1)


async def test_one_look_serves_all_servers_for_a_while() -> None:
    looks, now = [0], [100.0]

    async def ask() -> Mapping[str, Any]:
        looks[0] += 1
        size = looks[0] * 5 << 20
        return {"Volumes": [{"Name": "a", "UsageData": {"Size": size}}, {"Name": "b"}]}

    use = DiskUse(ask, lambda: now[0])
    assert [await use.of("a"), await use.of("b"), await use.of("c")] == [5, 0, 0]
    now[0] += 29
    assert await use.of("a") == 5
    now[0] += 2
    assert (await use.of("a"), looks[0]) == (10, 2)
