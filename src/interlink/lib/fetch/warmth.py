"""Whose connections stay open for the next request."""

from collections import OrderedDict
from typing import Final

_MOST: Final = 100


class WarmHosts:
    """Remembers which hosts keep their connections.

    Idle connections are files held open, here and there. Only the hundred hosts that came first within the last
    seconds keep theirs; with thousands of hosts the others are asked to close. So is one of which nothing more is
    wanted, which makes room for the next.

    Args:
        seconds: How long an idle connection is kept.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: OrderedDict[str, float] = OrderedDict()

    def keeps(self, origin: str, now: float, *, last: bool) -> bool:
        """Tell whether a connection may stay open after the request that is about to be sent.

        Args:
            origin: Scheme, host and port.
            now: The time on a clock that never goes back, in seconds.
            last: Whether nothing more is wanted of this host soon.
        """
        if last:
            self._until.pop(origin, None)
            return False
        until = self._until
        if origin not in until:
            while until and next(iter(until.values())) < now:
                until.popitem(last=False)
            if len(until) >= _MOST:
                return False
        until[origin] = now + self._seconds
        until.move_to_end(origin)
        return True
