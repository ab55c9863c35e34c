"""Taking turns at a host: so many requests at once, and a pause between them."""

import asyncio
from collections import OrderedDict, deque
from typing import Final

_LOOKS: Final = 16


class _Host:
    __slots__ = ("busy", "next_at", "waiting")

    def __init__(self) -> None:
        self.busy = 0
        self.next_at = 0.0
        self.waiting: deque[asyncio.Future[None]] = deque()


class Turn:
    """The right to ask one host, until it is given back.

    Attributes:
        host: The host's name.
        gap: Seconds to leave after the request before the next one to this host may start.
    """

    __slots__ = ("_given_back", "_state", "_turns", "gap", "host")

    def __init__(self, turns: "Turns", state: _Host, host: str, gap: float) -> None:
        self._turns = turns
        self._state = state
        self._given_back = False
        self.host = host
        self.gap = gap

    def give_back(self) -> None:
        """Let the next one have it. Doing it twice is harmless."""
        if not self._given_back:
            self._given_back = True
            self._turns.give_back(self._state, self.gap)


class Turns:
    """Gives out turns, first come, first served at each host.

    Args:
        streams: Requests at the same time to one host.
        max_hosts: Hosts remembered; the longest unused are forgotten first. Hosts with somebody in them or
            waiting are never forgotten, so the bound is this or the number of tasks, whichever is larger.
    """

    def __init__(self, streams: int = 1, max_hosts: int = 10_000) -> None:
        self._streams = streams
        self._max_hosts = max_hosts
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    def __len__(self) -> int:
        return len(self._hosts)

    async def take(self, host: str, gap: float) -> Turn:
        """Wait for a turn at a host.

        Args:
            host: The host's name.
            gap: Seconds to leave between two requests.
        """
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _Host()
        else:
            self._hosts.move_to_end(host)
        if state.busy < self._streams:
            state.busy += 1
        else:
            await self._wait(state)
        if len(self._hosts) > self._max_hosts:
            self._forget_one()
        turn = Turn(self, state, host, gap)
        now = asyncio.get_running_loop().time()
        start = max(now, state.next_at)
        state.next_at = start + gap
        if start > now:
            try:
                await asyncio.sleep(start - now)
            except BaseException:
                turn.gap = 0.0
                turn.give_back()
                raise
        return turn

    def rests(self, host: str) -> bool:
        """Tell whether a request to a host would have to wait."""
        state = self._hosts.get(host)
        if state is None:
            return False
        return state.busy >= self._streams or state.next_at > asyncio.get_running_loop().time()

    async def _wait(self, state: _Host) -> None:
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        state.waiting.append(place)
        try:
            await place
        except BaseException:
            if place.done() and not place.cancelled():
                self.give_back(state, 0.0)  # the turn came at the very moment we were called off
            raise  # a place that was called off stays in line, and is stepped over

    def give_back(self, state: _Host, gap: float) -> None:
        """Pass a turn on to the next in line, or leave it free."""
        if gap:
            state.next_at = max(state.next_at, asyncio.get_running_loop().time() + gap)
        while state.waiting:
            place = state.waiting.popleft()
            if not place.done():
                place.set_result(None)  # busy stays: it is theirs now
                return
        state.busy -= 1

    def _forget_one(self) -> None:
        """Forget the longest unused host at rest, rather one whose pause is over, looking at a few only."""
        now = asyncio.get_running_loop().time()
        resting = None
        for looked, (host, state) in enumerate(self._hosts.items()):
            if looked >= _LOOKS and resting is not None:
                break
            if state.busy or state.waiting:
                continue
            if state.next_at <= now:
                resting = host
                break
            resting = resting or host
        if resting is not None:
            del self._hosts[resting]
