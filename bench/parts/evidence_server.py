"""A loopback server of article pages whose noise is another each time: `/page/N`, under any name in `.localhost`."""

from __future__ import annotations

from itertools import count

from bench.parts.article_pages import page
from bench.parts.loopback import NOT_FOUND, Request, answer, serve
from bench.process import given

_NUMBERS = count(1)


def respond(request: Request) -> bytes:
    """Answer a request with the page, another count of readers and other related articles."""
    if not request.path.startswith(b"/page/"):
        return NOT_FOUND
    number = next(_NUMBERS)
    body = page(int(request.path[6:])).body
    body = body.replace(b"</article>", b'<p class="views">%d views</p></article>' % number, 1)
    body = body.replace(b"<h2>Related</h2>", b'<h2>Related</h2><a href="/n%d">Number %d</a>' % (number, number), 1)
    return answer("text/html; charset=utf-8", body.replace(b"</body>", b"<i>%d</i></body>" % number, 1))


if __name__ == "__main__":
    for number in range(given()["pages"]):
        page(number)  # written beforehand, so that writing them is not measured
    serve(respond)
