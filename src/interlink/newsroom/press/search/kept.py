"""Pages of the search that are kept for as long as nothing in the database has changed, and half a minute at most.

When news breaks many people ask the same at once. What they asked is kept in memory alone, without who asked, by the
thread that answered, and is gone with the next change of anything, with the process, or when others take its place.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from interlink.newsroom.press import unchanged

_MOST_PAGES = 32


class _Pages(threading.local):
    def __init__(self) -> None:
        self.version: object = None
        self.pages: OrderedDict[Hashable, bytes] = OrderedDict()


_kept = _Pages()


def page(key: Hashable, make: Callable[[], tuple[bytes, bool]]) -> bytes:
    """Return a page as it was made, if nothing has changed since; else make it.

    Args:
        key: All that the page depends on beside the database.
        make: Makes the page from the database, and says whether it may be kept.
    """
    version = unchanged.version()  # before the page is made: a change meanwhile then counts as one after it
    if version is None:
        return make()[0]
    if version != _kept.version:
        _kept.version = version
        _kept.pages.clear()
    found = _kept.pages.get(key)
    if found is not None:
        _kept.pages.move_to_end(key)
        return found
    made, lasting = make()
    if lasting:
        _kept.pages[key] = made
        if len(_kept.pages) > _MOST_PAGES:
            _kept.pages.popitem(last=False)
    return made
