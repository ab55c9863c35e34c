"""How a source is doing, in words: one vocabulary for the desk and the terminal."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from interlink.newsroom.watch.models import EventKind, Kind, Source, State
from interlink.newsroom.watch.polling.actions import IN_TROUBLE

PAUSED = "paused"


def standing(source: Source) -> str:
    """Return the state of a source as the desk counts it: a value of `State`, or `paused` when nobody watches it."""
    return str(source.state) if source.active else PAUSED


def word(source: Source) -> str:
    """Return the state of a source in a word or two."""
    return str(State(source.state).label) if source.active else _("paused")


def since(source: Source, began: dict[str, datetime]) -> datetime | None:
    """Return since when a source has been in its state; None where that is not known or means nothing.

    Args:
        source: the source.
        began: the latest event of each kind in its history.
    """
    if not source.active:
        return began.get(EventKind.PAUSED)
    if source.state in IN_TROUBLE:
        return source.failing_since
    if source.state == State.QUIET:
        return source.last_item or source.added_at
    return began.get(EventKind.MOVED) if source.state == State.MOVED else None


def advice(source: Source) -> str:
    """Say what an editor can do about the state of a source; empty when there is nothing to do."""
    if not source.active:
        return _("Nobody looks at it. Resume it to watch it again.")
    if source.state == State.MOVED:
        told = _("It is now at %(address)s. Take over the new address, or pause this source if that one is watched.")
        return told % {"address": source.moved_to or source.address}
    if source.state == State.FAILING and source.kind == Kind.LISTING:
        return _(
            "It is tried again by itself. Open the page in a browser: if it fails there too, the outlet has to mend it."
            " If it opens there, give one article that it links to as an example, and its links are learnt anew."
        )
    return _ADVICE.get(State(source.state), lambda: "")()


_ADVICE = {
    State.NEW: lambda: _("It is checked within minutes, as long as the desk's worker runs."),
    State.QUIET: lambda: _(
        "Look at its site in a browser. If there is news, this address is no longer kept up:"
        " find the new one and add it."
    ),
    State.FAILING: lambda: _(
        "It is tried again by itself. Open the address in a browser: if it fails there too, the outlet has to mend it."
        " If it opens there, look for another address of the same outlet."
    ),
    State.BLOCKED: lambda: _(
        "The site answers, but not to us. Ask the outlet to let us read, or watch it in another way,"
        " such as its channel or its newsletter."
    ),
    State.GONE: lambda: _(
        "Nothing is at this address any more. Find the outlet's new address and add it, then pause this source."
        " Its items stay."
    ),
}
