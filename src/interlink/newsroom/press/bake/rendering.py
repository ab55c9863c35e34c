"""Rendering an address as a reader would get it, without a network."""

from __future__ import annotations

import io
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import got_request_exception
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from wagtail.models import Site

from interlink.newsroom.press import moved
from interlink.newsroom.press.bake import addresses
from interlink.newsroom.press.bake.ahead import Answer, read_ahead
from interlink.newsroom.press.offline import queries as editions
from interlink.newsroom.press.site import live_fronts

DRAWN_FOLDER = "images"
DRAWN = f"{settings.MEDIA_URL}{DRAWN_FOLDER}/"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What an address answers: no `body` when readers find nothing there; `problem` says why we cannot tell.

    `kept` is the checksum of a file that lies in the site's folder already, as it was made.
    """

    body: bytes | None
    problem: str | None = None
    kept: str | None = None


class Renderer:
    """Renders addresses one after another through the site's own middleware; one thread only."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()
        self._static = addresses.static_addresses()
        self._failure: BaseException | None = None
        self._base = urlsplit(settings.INTERLINK_SITE_ADDRESS)
        self._ahead: dict[str, Answer] = {}
        self._site: Site | None = None

    def prepare(self, addresses: Collection[str]) -> None:
        """Read what answers at these addresses, as far as that can be done for many at once."""
        self._ahead = read_ahead(addresses)
        self._site = Site.find_for_request(self._request("/"))

    def render(self, address: str) -> Rendered:
        """Return what readers get at an address. A page that fails is reported, never raised."""
        file = self._file(address)
        if file is not None:
            return file
        self._failure = None
        with translation.override(settings.LANGUAGE_CODE), self._listening():
            if address == addresses.NOT_FOUND:
                return _not_found()
            answer = self._ahead.get(address)
            if answer is not None:
                return self._render_ahead(answer, address)
            response = self._handler.get_response(self._request(address))
            if response.status_code == HTTPStatus.MOVED_PERMANENTLY:
                return _moved(address, response["Location"])
            return self._judge(response)

    def _file(self, address: str) -> Rendered | None:
        """Return what is a file already; None for what has to be rendered."""
        if address in self._static:
            return _static_file(self._static[address])
        if address.startswith(DRAWN):
            return _drawn_file(address)
        if address.startswith(editions.PREFIX) and not address.endswith(editions.SIGNATURE):
            return _edition(address)
        return None

    def _render_ahead(self, answer: Answer, address: str) -> Rendered:
        """Render what is known to be public; the middleware would add nothing but headers."""
        request = self._request(address)
        request._wagtail_site = self._site  # type: ignore[attr-defined]  # noqa: SLF001 - where Wagtail keeps it
        try:
            response = answer(request)
            if isinstance(response, TemplateResponse):
                response.render()
        except Exception as error:  # noqa: BLE001 - one page's failure is told, and the others go on
            return Rendered(None, f"the page failed ({type(error).__name__}: {error})")
        return self._judge(response)

    def _judge(self, response: HttpResponseBase) -> Rendered:
        if response.status_code == HTTPStatus.OK:
            if response.cookies:
                return Rendered(None, "the page sets a cookie, and no public page may")
            return Rendered(b"".join(_chunks(response)))
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            cause = f"{type(self._failure).__name__}: {self._failure}" if self._failure else "no reason was given"
            return Rendered(None, f"the page failed with status {response.status_code} ({cause})")
        return Rendered(None)

    def _request(self, address: str) -> WSGIRequest:
        port = self._base.port or (443 if self._base.scheme == "https" else 80)
        return WSGIRequest(
            {
                "REQUEST_METHOD": "GET",
                "SCRIPT_NAME": "",
                # WSGI carries a path as bytes in a Latin-1 string (PEP 3333).
                "PATH_INFO": unquote_to_bytes(address).decode("latin-1"),
                "QUERY_STRING": "",
                "SERVER_NAME": self._base.hostname or "localhost",
                "SERVER_PORT": str(port),
                "SERVER_PROTOCOL": "HTTP/1.1",
                "HTTP_HOST": self._base.netloc,
                "HTTP_X_FORWARDED_PROTO": self._base.scheme,
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.url_scheme": self._base.scheme,
                "wsgi.input": io.BytesIO(),
                "wsgi.errors": sys.stderr,
                "wsgi.version": (1, 0),
                "wsgi.multithread": False,
                "wsgi.multiprocess": True,
                "wsgi.run_once": False,
            }
        )

    @contextmanager
    def _listening(self) -> Iterator[None]:
        got_request_exception.connect(self._note)
        try:
            yield
        finally:
            got_request_exception.disconnect(self._note)

    def _note(self, **_: Any) -> None:
        self._failure = sys.exc_info()[1]


def _chunks(response: HttpResponseBase) -> Iterator[bytes]:
    for chunk in response:
        yield chunk if isinstance(chunk, bytes) else str(chunk).encode()


def _static_file(name: str) -> Rendered:
    found = finders.find(name)
    if not found:
        return Rendered(None, f"the static file {name} is missing from the installation")
    return Rendered(Path(str(found)).read_bytes())


def _drawn_file(address: str) -> Rendered:
    """Return a picture as it was drawn anew; what else is among the uploads is not baked."""
    drawn = Path(settings.MEDIA_ROOT) / DRAWN_FOLDER
    path = (drawn / unquote(address.removeprefix(DRAWN))).resolve()
    if path.parent != drawn.resolve() or not path.is_file():
        return Rendered(None)
    return Rendered(path.read_bytes())


def _edition(address: str) -> Rendered:
    """Keep an edition that is as it was made; one that is not is taken away, and made anew."""
    row = editions.row_of(unquote(address.removeprefix(editions.PREFIX)))
    return Rendered(None, kept=row.sha256 if row is not None and editions.is_there(row) else None)


def _moved(address: str, there: str) -> Rendered:
    """Return a page that sends readers on from an old address of another page; nothing where that is all it is not."""
    if (address, there) not in set(moved.addresses()):
        return Rendered(None)
    return Rendered(moved.page(address, there).encode())


def _not_found() -> Rendered:
    context = {"language": settings.LANGUAGE_CODE, "fronts": list(live_fronts())}
    return Rendered(render_to_string("404.html", context).encode())
