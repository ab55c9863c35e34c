"""Following redirects by hand, one at a time, so that each is looked at before it is taken."""

from dataclasses import replace
from typing import Final

from interlink.lib.fetch.addresses import WebAddress, read_address
from interlink.lib.fetch.errors import AddressRefused, TooManyRedirects
from interlink.lib.fetch.questions import Question
from interlink.lib.sentences import Sentence

_FOR_ANYBODY: Final = frozenset({"accept", "content-type"})


def lead_on(here: WebAddress, location: str, seen: set[str], most: int) -> WebAddress:
    """Tell where a redirect leads.

    Args:
        here: The address that answered with it.
        location: What it said.
        seen: The addresses on the way so far, the first one included; the new one is added.
        most: Redirects allowed.

    Raises:
        AddressRefused: It is no address that we would go to. Private networks are the guard's to refuse.
        TooManyRedirects: It was seen before, or there were enough. A page that sends visitors to itself until
            they carry a cookie counts as a circle, for the door carries none.
    """
    there = read_address(location, base=here)
    if there.text in seen:
        raise TooManyRedirects(
            here.text, Sentence("The server at %(host)s sends visitors around in a circle.", host=here.host)
        )
    if len(seen) > most:
        raise TooManyRedirects(
            here.text,
            Sentence("The server at %(host)s sends visitors on more than %(times)s times.", host=here.host, times=most),
        )
    seen.add(there.text)
    return there


def carried_on(question: Question, here: WebAddress, there: WebAddress) -> Question:
    """Tell what to send where a redirect leads.

    Headers that the caller added for the first site, a key perhaps, are not for another one.

    Raises:
        AddressRefused: What was handed over encrypted would go on in clear text.
    """
    if not question.private:
        return question
    if here.scheme == "https" and there.scheme != "https":
        raise AddressRefused(
            there.text,
            Sentence(
                "The server at %(host)s sends us on to an address without encryption, so nothing was sent.",
                host=here.host,
            ),
        )
    if here.origin == there.origin:
        return question
    return replace(question, headers=tuple(pair for pair in question.headers if pair[0].lower() in _FOR_ANYBODY))
