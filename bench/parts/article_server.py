"""A loopback server of article pages: `/page/N`, under any host name in `.localhost`."""

from __future__ import annotations

from bench.parts.article_pages import page
from bench.parts.loopback import NOT_FOUND, Request, answer, serve
from bench.process import given


def respond(request: Request) -> bytes:
    """Answer a request."""
    if request.path.startswith(b"/page/"):
        return answer("text/html; charset=utf-8", page(int(request.path[6:])).body)
    return NOT_FOUND


if __name__ == "__main__":
    for number in range(given()["pages"]):
        page(number)  # written beforehand, so that writing them is not measured
    serve(respond)
