"""A loopback server with as many feeds as asked for, RSS and Atom, which can renew their validators.

`/feed/N` is a feed of `items` entries. Its host names may be any in `.localhost`. `/renew` makes every feed's
ETag and Last-Modified new while its bytes stay the same; `/restamp` also makes new when it was built, and its entries
stay the same. `/publish/TIME/N,N,...` gives some feeds one more entry.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from html import escape

from bench.parts.loopback import NOT_FOUND, Request, answer, serve
from bench.process import given
from demo_press import content

FORMS = 40
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
# Stands for the feed's number in what is written beforehand.
NUMBER = b"%FEED%"


def _paragraphs(chance: random.Random) -> list[str]:
    article = chance.choice(tuple(content.articles().values()))
    return [" ".join(part.split()) for part in article.text.split("\n\n")][:2]


def _entry(chance: random.Random, form: int, place: int, *, atom: bool) -> str:
    when = START - timedelta(hours=5 * place + form)
    first, *_ = paragraphs = _paragraphs(chance)
    link = f"http://site-%FEED%.example/news/{form}-{place}"
    title = escape(f"{first[:60].rsplit(' ', 1)[0]} (%FEED%, {place})")
    # Half of the entries carry HTML, as half of the feeds in the world do.
    told = escape("".join(f"<p>{text}</p>" for text in paragraphs) if place % 2 else first[:400])
    name = f"Reporter {chance.randrange(90)}"
    if atom:
        kind = "html" if place % 2 else "text"
        return (
            f"<entry><title>{title}</title><id>urn:news:%FEED%:{place}</id><link href='{link}'/>"
            f"<author><name>{name}</name></author><published>{when.isoformat()}</published>"
            f"<updated>{when.isoformat()}</updated><summary type='{kind}'>{told}</summary></entry>\n"
        )
    return (
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>news-%FEED%-{place}</guid>"
        f"<dc:creator>{name}</dc:creator><pubDate>{format_datetime(when)}</pubDate>"
        f"<description>{told}</description></item>\n"
    )


def feed_form(form: int, items: int) -> bytes:
    """Write one of the forms that feeds come in, with `NUMBER` where the feed's own number belongs."""
    chance = random.Random(form)
    atom = form % 4 == 3
    entries = "".join(_entry(chance, form, place, atom=atom) for place in range(items))
    if atom:
        text = (
            "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>"
            "<title>Paper %FEED%</title><id>urn:paper:%FEED%</id><link href='http://site-%FEED%.example/'/>"
            f"<updated>{START.isoformat()}</updated>\n{entries}</feed>"
        )
    else:
        text = (
            "<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0' "
            "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Paper %FEED%</title>"
            "<link>http://site-%FEED%.example/</link><description>News</description><language>en</language>"
            f"\n{entries}</channel></rss>"
        )
    return text.encode()


class FeedServer:
    """Answers for all feeds."""

    def __init__(self, items: int) -> None:
        self._forms = [feed_form(form, items) for form in range(FORMS)]
        self._version = 1
        self._built = 1
        self._more: defaultdict[bytes, list[bytes]] = defaultdict(list)

    def respond(self, request: Request) -> bytes:
        """Answer a request."""
        if request.path.startswith(b"/feed/"):
            return self._feed(request.path[6:], request.headers.get(b"if-none-match"))
        if request.path == b"/renew":
            self._version += 1
            return answer("text/plain", b"done")
        if request.path == b"/restamp":
            self._version += 1
            self._built += 1
            return answer("text/plain", b"done")
        if request.path.startswith(b"/publish/"):
            _, _, time, numbers = request.path.split(b"/")
            for number in filter(None, numbers.split(b",")):
                self._publish(number, datetime.fromisoformat(time.decode()))
            return answer("text/plain", b"done")
        return NOT_FOUND

    def _publish(self, number: bytes, time: datetime) -> None:
        name = f"more-{len(self._more[number])}"
        link = f"http://site-{number.decode()}.example/news/{name}"
        if int(number) % FORMS % 4 == 3:
            entry = f"<entry><title>{name}</title><id>urn:{number.decode()}:{name}</id><link href='{link}'/>"
            entry += f"<published>{time.isoformat()}</published><updated>{time.isoformat()}</updated></entry>\n"
        else:
            entry = f"<item><title>{name}</title><link>{link}</link><pubDate>{format_datetime(time)}</pubDate></item>\n"
        self._more[number].insert(0, entry.encode())

    def _feed(self, number: bytes, known: bytes | None) -> bytes:
        more = self._more.get(number, [])
        tag = b'"%b-%d-%d"' % (number, self._version, len(more))
        if known == tag:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
        changed = format_datetime(START + timedelta(minutes=self._version), usegmt=True)
        body = self._forms[int(number) % FORMS].replace(NUMBER, number) + b"<!-- build %d -->" % self._built
        if more:
            first = re.search(rb"<(?:item|entry)>", body)
            assert first is not None
            body = body[: first.start()] + b"".join(more) + body[first.start() :]
        return answer("application/xml", body, b"ETag: %b\r\nLast-Modified: %b\r\n" % (tag, changed.encode()))


if __name__ == "__main__":
    serve(partial(FeedServer.respond, FeedServer(given()["items"])))
