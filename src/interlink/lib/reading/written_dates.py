"""Days as people write them, in six languages."""

from interlink.lib.reading.instants import Instant


def read_day(raw: str | None) -> Instant | None:
    """Read a day written in words; nothing is known of these yet."""
    del raw
    return None
