"""Of many texts that are to be read at once one is read at a time, and the rest goes on between."""

import asyncio
import threading
import time

from adaptive_server.adapters.reading import Reading

MANY = 20


async def test_between_two_texts_everything_else_has_a_turn():
    reading, turns, read_at = Reading(), 0, []

    async def everything_else():
        nonlocal turns
        while len(read_at) < MANY:
            turns += 1
            await asyncio.sleep(0)

    texts = (reading.here(lambda: read_at.append(turns)) for _ in range(MANY))
    await asyncio.gather(everything_else(), *texts)
    assert len(set(read_at)) == MANY


async def test_what_takes_longer_is_read_beside_the_rest_one_at_a_time():
    reading, inside, most = Reading(), 0, 0

    def read(number):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.002)
        inside -= 1
        return number, threading.current_thread()

    found = await asyncio.gather(*(reading.aside(read, n) for n in range(MANY)))
    assert [number for number, _ in found] == [*range(MANY)]
    assert threading.main_thread() not in {thread for _, thread in found}
    assert most == 1


async def test_who_cannot_be_read_holds_up_nobody():
    reading = Reading()
    found = await asyncio.gather(
        reading.here(int, "x"),
        reading.aside(int, "y"),
        reading.here(int, "2", base=8),
        return_exceptions=True,
    )
    assert [type(one) for one in found] == [ValueError, ValueError, int]
