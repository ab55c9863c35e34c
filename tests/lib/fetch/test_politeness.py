import asyncio
from time import monotonic

import pytest

from interlink.lib.fetch.politeness import Turns


async def test_one_stream_per_host_and_first_come_first_served():
    turns = Turns(streams=1)
    order, inside = [], 0

    async def visit(number):
        nonlocal inside
        turn = await turns.take("a.example", 0)
        inside += 1
        assert inside == 1
        order.append(number)
        await asyncio.sleep(0)
        inside -= 1
        turn.give_back()

    await asyncio.gather(*(visit(number) for number in range(50)))
    assert order == list(range(50))


async def test_more_streams_let_so_many_in_and_no_more():
    turns = Turns(streams=3)
    inside = most = 0

    async def visit():
        nonlocal inside, most
        turn = await turns.take("a.example", 0)
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.001)
        inside -= 1
        turn.give_back()

    await asyncio.gather(*(visit() for _ in range(20)))
    assert most == 3


async def test_the_gap_is_kept_at_one_host_and_others_do_not_wait():
    turns = Turns()
    begun = monotonic()
    starts = {}

    async def visit(host, number):
        turn = await turns.take(host, 0.05)
        starts[host, number] = monotonic() - begun
        turn.give_back()

    await asyncio.gather(*(visit(host, number) for host in ("a", "b") for number in range(3)))
    for host in ("a", "b"):
        assert starts[host, 0] < 0.04
        assert starts[host, 1] >= 0.05
        assert starts[host, 2] >= 0.1


async def test_a_gap_widened_during_the_visit_counts_for_the_next():
    turns = Turns()
    turn = await turns.take("a", 0)
    turn.gap = 0.08
    turn.give_back()
    begun = monotonic()
    (await turns.take("a", 0)).give_back()
    assert monotonic() - begun >= 0.07


async def test_giving_back_twice_lets_only_one_in():
    turns = Turns()
    turn = await turns.take("a", 0)
    turn.give_back()
    turn.give_back()
    first = await turns.take("a", 0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(turns.take("a", 0), 0.02)
    first.give_back()


@pytest.mark.parametrize("waits_for", ["the turn", "the gap"])
async def test_who_is_called_off_while_waiting_leaves_the_line_in_order(waits_for):
    turns = Turns()
    holder = await turns.take("a", 0.05 if waits_for == "the gap" else 0)
    if waits_for == "the gap":
        holder.give_back()
    waiting = [asyncio.create_task(turns.take("a", 0)) for _ in range(3)]
    await asyncio.sleep(0.01)
    for task in waiting[:2]:
        task.cancel()
    await asyncio.gather(*waiting[:2], return_exceptions=True)
    holder.give_back()
    last = await asyncio.wait_for(waiting[2], 1)
    last.give_back()
    (await asyncio.wait_for(turns.take("a", 0), 1)).give_back()


async def test_called_off_at_the_very_moment_the_turn_comes_does_not_lose_it():
    turns = Turns()
    holder = await turns.take("a", 0)
    waiting = asyncio.create_task(turns.take("a", 0))
    await asyncio.sleep(0)
    holder.give_back()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    (await asyncio.wait_for(turns.take("a", 0), 1)).give_back()


async def test_a_host_rests_while_it_is_asked_and_for_the_pause_after():
    turns = Turns(streams=1)
    assert not turns.rests("a.example")
    turn = await turns.take("a.example", 60)
    assert turns.rests("a.example")
    turn.give_back()
    assert turns.rests("a.example")
    assert not turns.rests("b.example")


async def test_memory_is_bounded_however_many_hosts_there_are():
    turns = Turns(max_hosts=100)
    held = [await turns.take(f"held{number}", 0) for number in range(10)]
    for number in range(5_000):
        (await turns.take(f"host{number}", 1.0 if number % 2 else 0)).give_back()
    assert len(turns) <= 101
    # Hosts with somebody inside were not forgotten: a second visitor still waits.
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(turns.take("held0", 0), 0.01)
    for turn in held:
        turn.give_back()
