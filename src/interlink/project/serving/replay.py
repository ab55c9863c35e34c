"""The replay of captures, on an origin of its own: ReplayWeb.page and the packages, and nothing else.

A replayed page is a stranger's, with its scripts. Here it finds no cookie, no desk and no database: this process
has none of them. A public package is one that is among the baked pages; a private one needs a link that the desk
has signed a short while ago. Started as `python -m interlink.project.serving.replay`.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from whitenoise.responders import Response, StaticFile

from interlink.lib.warc.errors import NotThere, ReadFailed
from interlink.lib.warc.package.read import PACKAGE_BOUNDS, Package
from interlink.lib.warc.package.shelf import Shelf
from interlink.newsroom.evidence.replay_links import BROUGHT, PACKAGE, baked_package, file_of
from interlink.project.desk import find_desk
from interlink.project.env.reading import read_environment
from interlink.project.serving import lifeline
from interlink.project.serving.folder import READING, Environ, LiveFolder, StartResponse
from interlink.project.serving.server import serve

FILES = Path(__file__).parent / "replaywebpage"
SCRIPT = "text/javascript; charset=utf-8"
SHOWN = {
    "/replay/ui.js": ("ui.js", SCRIPT),
    "/replay/sw.js": ("sw.js", SCRIPT),
    "/replay/index.html": ("index.html", "text/html; charset=utf-8"),
    "/viewer.css": ("viewer.css", "text/css; charset=utf-8"),
    "/viewer.js": ("viewer.js", SCRIPT),
    "/LICENSE": ("LICENSE", "text/plain; charset=utf-8"),
    "/NOTICE": ("NOTICE", "text/plain; charset=utf-8"),
}
_PUBLIC = re.compile(rf"/public/(?P<number>[1-9]\d{{0,18}})/(?P<part>|{re.escape(PACKAGE)})")
_PRIVATE = re.compile(rf"/private/(?P<token>[\w.=-]{{1,1000}})/(?P<part>|{re.escape(PACKAGE)})")
_PLAIN = "text/plain; charset=utf-8"
_PACKAGE_TYPE = "application/wacz+zip"
_VIEWER = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/viewer.css">
<link rel="preload" href="/replay/ui.js" as="script">
<script src="/viewer.js" data-replay="/replay/ui.js" defer></script>
</head>
<body>
<noscript>This replay needs JavaScript.</noscript>
<replay-web-page source="{source}" url="{url}" ts="{moment}" coll="{name}" embed="replayonly" \
replaybase="/replay/" newwindowbase="{source}" sandbox></replay-web-page>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Places:
    """What the replay serves from, and for whom.

    Attributes:
        evidence: The folder of captures.
        baked: The folder of baked pages.
        key: The desk's secret key.
        address: This origin.
        site: The origin of the site, whose desk shows replays in a frame.
    """

    evidence: Path
    baked: Path
    key: str
    address: str
    site: str


class OpenFile(StaticFile):
    """A file that is open already, to be sent once: whole, or a range of it."""

    def __init__(self, source: BinaryIO, headers: list[tuple[str, str]]) -> None:
        """Take the file, which is closed when it has been sent.

        Args:
            source: The file; it can be read from anywhere.
            headers: What to send with it.
        """
        self._source = source
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        self._sent = [*headers, ("Content-Length", str(size)), ("Accept-Ranges", "bytes")]

    def get_response(self, method: str, request_headers: Environ) -> Response:
        """Answer with the file."""
        wanted = request_headers.get("HTTP_RANGE")
        if method == "HEAD":
            self._source.close()
        source = None if method == "HEAD" else self._source
        if wanted:
            with suppress(ValueError):  # what is no range that we know is answered with all
                return self.get_range_response(wanted, self._sent, source)
        return Response(HTTPStatus.OK, self._sent, source)


class Replay:
    """The WSGI application of the replay's origin."""

    def __init__(self, places: Places) -> None:
        """Make the application."""
        self._places = places
        self._host = urlsplit(places.address).netloc
        self._headers = guarding_headers(places.site)
        self._packed: dict[str, bytes] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in READING:
            return self._say(environ, start_response, "405 Method Not Allowed", "Only reading is possible here.")
        if environ.get("HTTP_HOST") != self._host:
            # At another name, say the site's own with another port, a replayed page would meet that name's cookies.
            return self._say(environ, start_response, "421 Misdirected Request", "Replays are at another address.")
        path = environ.get("PATH_INFO", "/")
        if path in SHOWN:
            return self._show(path, environ, start_response)
        try:
            package, part = self._package(path)
            if package is not None:
                answer = self._hand_out if part else self._view
                return answer(package, environ, start_response)
        except ReadFailed as error:
            return self._say(environ, start_response, "409 Conflict", str(error))
        words = "Nothing is replayed here. The link may be too old; open it once more from the desk."
        return self._say(environ, start_response, "404 Not Found", words)

    def _package(self, path: str) -> tuple[BinaryIO | None, str]:
        public = _PUBLIC.fullmatch(path)
        if public is not None:
            return Shelf(self._places.baked).as_it_lies(baked_package(int(public["number"]))), public["part"]
        private = _PRIVATE.fullmatch(path)
        key = self._places.key
        file = file_of(private["token"], key) if private is not None and key else None
        if private is None or file is None:
            return None, ""
        try:
            return Shelf(self._places.evidence, self._brought).open(file), private["part"]
        except NotThere:
            return None, ""

    def _brought(self, name: str) -> Path | None:
        """Say where a file is that the desk has brought from the store when it signed the link."""
        place = self._places.evidence / BROUGHT / name
        return place if place.is_file() else None

    def _show(self, path: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        name, kind = SHOWN[path]
        body = (FILES / name).read_bytes()
        headers = [("Content-Type", kind), ("Cache-Control", "public, max-age=3600"), ("Vary", "Accept-Encoding")]
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = self._packed.setdefault(path, gzip.compress(body, mtime=0))
            headers.append(("Content-Encoding", "gzip"))
        return self._send(environ, start_response, "200 OK", headers, body)

    def _view(self, package: BinaryIO, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        with package:
            page = next(Package(Path(PACKAGE), package, PACKAGE_BOUNDS).pages(), None)
        facts = {
            "title": page.title if page else "",
            "url": page.address if page else "",
            "moment": f"{page.at.astimezone(UTC):%Y%m%d%H%M%S}" if page else "",
            # A name for each link, or the browser would go on asking at an older one that has run out.
            "name": sha256(environ["PATH_INFO"].encode()).hexdigest()[:16],
            "source": f"{self._places.address}{environ['PATH_INFO']}{PACKAGE}",
        }
        body = _VIEWER.format(**{name: escape(text) for name, text in facts.items()}).encode("utf-8", "replace")
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        return self._send(environ, start_response, "200 OK", headers, body)

    def _hand_out(self, package: BinaryIO, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send a package or a range of it: ReplayWeb.page asks for the records that it needs."""
        headers = [("Content-Type", _PACKAGE_TYPE), ("Cache-Control", "no-store"), *self._headers]
        return LiveFolder.serve(OpenFile(package, headers), environ, start_response)

    def _say(self, environ: Environ, start_response: StartResponse, status: str, words: str) -> Iterable[bytes]:
        headers = [("Content-Type", _PLAIN), ("Cache-Control", "no-store")]
        return self._send(environ, start_response, status, headers, f"{words}\n".encode())

    def _send(
        self,
        environ: Environ,
        start_response: StartResponse,
        status: str,
        headers: list[tuple[str, str]],
        body: bytes,
    ) -> Iterable[bytes]:
        start_response(status, [*headers, ("Content-Length", str(len(body))), *self._headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def guarding_headers(site: str) -> tuple[tuple[str, str], ...]:
    """Return what every answer carries: nothing is fetched from elsewhere, and only the desk may frame it.

    The policy also binds the service worker, through which everything that a replayed page asks for goes.
    """
    policy = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",  # ReplayWeb.page computes checksums in WebAssembly
        "style-src": "'self' 'unsafe-inline'",  # ReplayWeb.page writes styles into its elements
        "img-src": "'self' data: blob:",
        "media-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": f"'self' {site}",
    }
    return (
        ("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in policy.items())),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Robots-Tag", "noindex"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    )


def make_application() -> Replay:
    """Build the replay of the desk that the environment names."""
    desk = find_desk()
    env = read_environment(desk.settings_file)
    return Replay(Places(desk.evidence, desk.site, desk.secret_key(), env.replay_address, env.site.address))


def load() -> Replay:
    """Build the application inside a serving process, which shall not outlive the process that made it."""
    lifeline.watch_parent()
    return make_application()


def main() -> None:
    """Serve the replays of the desk that the environment names."""
    env = read_environment(find_desk().settings_file)
    lifeline.watch()
    serve("interlink.project.serving.replay", load, host=env.serve.host, port=env.replay_port, workers=1, threads=4)


if __name__ == "__main__":
    main()
