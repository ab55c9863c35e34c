"""A loopback server of pages with pictures: `/story/N` and `/part/K.png`; a dozen of them make 420 KB in all."""

from __future__ import annotations

import random
from functools import cache, partial

from bench.parts.article_pages import page
from bench.parts.loopback import NOT_FOUND, Request, answer, serve
from bench.process import given

PARTS = 12
PART_BYTES = 31_000


@cache
def picture(place: int) -> bytes:
    """Make a picture: bytes that do not get smaller when packed."""
    return random.Random(place).randbytes(PART_BYTES)


def respond(request: Request, parts: int) -> bytes:
    """Answer with a page that names all parts, or with one of them."""
    kind, _, number = request.path.strip(b"/").partition(b"/")
    if kind == b"part":
        place = int(number.removesuffix(b".png"))
        return answer("image/png", picture(place))
    if kind == b"story":
        pictures = b"".join(b'<img src="/part/%d.png">' % place for place in range(parts))
        body = page(int(number)).body.replace(b"</article>", pictures + b"</article>", 1)
        return answer("text/html; charset=utf-8", body)
    return NOT_FOUND


if __name__ == "__main__":
    asked = given()
    named = partial(respond, parts=asked.get("parts", PARTS))
    serve(named, delay=asked.get("delay", 0.0))
