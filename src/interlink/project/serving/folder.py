"""Serving a folder whose files come and go, over WhiteNoise.

WhiteNoise either scans a folder once and then knows no new files, or looks at the disk on each
request and is slow. This subclass looks each time too, but only at the times and sizes of the
one file asked for, and keeps small files in memory while those do not change.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers
from wsgiref.util import FileWrapper

from whitenoise import WhiteNoise
from whitenoise.responders import MissingFileError, Redirect, Response, StaticFile
from whitenoise.string_utils import decode_path_info

from interlink.project.serving.rules import may_be_served

READING = frozenset({"GET", "HEAD"})
# JSON Feed 1.1 has a kind of its own, which the end of the name does not say.
NAMED_KINDS = {"feed.json": "application/feed+json"}
KEPT_FILE = 256 * 1024
KEPT_IN_ALL = 32 * 1024 * 1024
KEPT_ENTRIES = 8192
BLOCK = 64 * 1024

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Mark = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Terms:
    """How the files of a folder are handed out.

    Attributes:
        headers: sent with each of them.
        cache_control: for a path, the Cache-Control value.
        more: for a path, further headers; None if the file is not handed out at all.
    """

    headers: Mapping[str, str]
    cache_control: Callable[[str], str]
    more: Callable[[str], Mapping[str, str] | None] = lambda _path: {}


class LiveFile(StaticFile):
    """A file as it was at one moment, with its compressed sibling and, if small, both bodies."""

    def __init__(self, path: str, headers: list[tuple[str, str]], marks: tuple[Mark, Mark]) -> None:
        """Read the file.

        Args:
            path: the file.
            headers: what to send with it.
            marks: what its and its sibling's entries on the disk looked like when it was found.
        """
        encodings = {"gzip": f"{path}.gz"} if _is_fresh(marks) else None
        super().__init__(path, headers, encodings=encodings)
        self.path = path
        self.marks = marks
        # Keyed by file: the plain one and, where there is one, its sibling.
        self.bodies = {name: _body(name) for _, name, _ in self.alternatives}
        for _, name, fields in self.alternatives:
            body = self.bodies[name]
            if body is not None:  # the truth, should the file have been replaced a moment ago
                Headers(fields)["Content-Length"] = str(len(body))
        self.weight = sum(len(body) for body in self.bodies.values() if body is not None)

    def is_current(self) -> bool:
        """Say whether the file on the disk is still the one that was read."""
        return self.marks == _marks(self.path)

    def get_response(self, method: str, request_headers: Environ) -> Response:
        """Answer from memory if the file is small and wanted whole; else as the library does."""
        if "HTTP_RANGE" in request_headers:
            return super().get_response(method, request_headers)
        if self.is_not_modified(request_headers):
            return self.not_modified_response
        path, headers = self.get_path_and_headers(request_headers)
        if method == "HEAD":
            return Response(200, headers, None)
        body = self.bodies[path]
        return Response(200, headers, open(path, "rb") if body is None else body)  # noqa: PTH123

    def is_not_modified(self, request_headers: Environ) -> bool:
        """Say whether the reader's copy is still good. The library knows neither lists nor weak tags."""
        asked = request_headers.get("HTTP_IF_NONE_MATCH")
        if asked is None:
            return bool(super().is_not_modified(request_headers))
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in tags or self.etag.removeprefix("W/") in tags

    @staticmethod
    def get_not_modified_response(headers: Headers) -> Response:
        """Return the answer 304 with all that a full answer says, but for what describes its body."""
        body_only = {"content-length", "content-type", "content-encoding", "content-disposition"}
        kept = [(name, value) for name, value in headers.items() if name.lower() not in body_only]
        return Response(304, kept, None)


class LiveFolder(WhiteNoise):
    """A WSGI application that serves the files of a folder, and leaves all else to another one.

    A path is one file or one folder with an index. Files are seen as soon as they are there
    and gone as soon as they are gone. Nothing outside the folder is ever served.
    """

    def __init__(
        self, application: Application, root: Path, *, prefix: str = "/", index: bool = False, terms: Terms
    ) -> None:
        """Make the application.

        Args:
            application: what answers where the folder has nothing.
            root: the folder; it need not be there yet.
            prefix: the path of URLs that it stands at.
            index: whether a folder's address shows its index.html.
            terms: how its files are handed out.
        """
        super().__init__(
            application, autorefresh=True, allow_all_origins=False, index_file=index, mimetypes=NAMED_KINDS
        )
        self.terms = terms
        self.root = str(root)
        self.add_files(self.root, prefix)
        self._kept: OrderedDict[str, LiveFile] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] in READING:
            file = self.find_file(decode_path_info(environ.get("PATH_INFO", "")))
            if file is not None:
                return self.serve(file, environ, start_response)
        return self.application(environ, start_response)

    def find_file(self, url: str) -> LiveFile | Redirect | None:
        """Return the file at a path, a redirect to it, or None."""
        kept = self._kept.get(url)
        if kept is not None:
            if kept.is_current():
                return kept
            self._forget(url)
        if not may_be_served(url):
            return None
        try:
            found = super().find_file(url)
        except OSError:  # a name too long for the disk, a folder that we may not read
            return None
        if isinstance(found, LiveFile) and found.weight:
            self._keep(url, found)
        return found

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> LiveFile:
        """Return the file at a path on the disk, if it is one that may be served."""
        del stat_cache
        marks = _marks(path)
        if marks[0] is None or not self._is_inside(path):
            raise MissingFileError(path)
        more = self.terms.more(path)
        if more is None:
            raise MissingFileError(path)
        _, changed, size = marks[0]
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        headers["Cache-Control"] = self.terms.cache_control(path)
        headers["ETag"] = f'W/"{changed:x}-{size:x}"'
        for name, value in (*self.terms.headers.items(), *more.items()):
            headers[name] = value
        return LiveFile(path, headers.items(), marks)

    def redirect(self, from_url: str, to_url: str) -> Redirect:
        """Return a redirect, with the headers of the folder."""
        answer = super().redirect(from_url, to_url)
        answer.response.headers = [*self.terms.headers.items(), ("Cache-Control", "public, max-age=60")] + [
            (name, value) for name, value in answer.response.headers if name == "Location"
        ]
        return answer

    @staticmethod
    def serve(static_file: LiveFile | Redirect, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send a file's answer."""
        answer = static_file.get_response(environ["REQUEST_METHOD"], environ)
        start_response(_STATUS_LINES.get(answer.status) or f"{int(answer.status)} -", answer.headers)
        if answer.file is None:
            return []
        if isinstance(answer.file, bytes):
            return [answer.file]
        return FileWrapper(answer.file, BLOCK)

    def _is_inside(self, path: str) -> bool:
        """Say whether the file really lies in the folder, wherever links lead, and is a public one."""
        root, real = os.path.realpath(self.root), os.path.realpath(path)
        return real.startswith(root + os.sep) and may_be_served(real[len(root) :].replace(os.sep, "/"))

    def _keep(self, url: str, file: LiveFile) -> None:
        with self._lock:
            self._kept[url] = file
            self._weight += file.weight
            while self._weight > KEPT_IN_ALL or len(self._kept) > KEPT_ENTRIES:
                _, oldest = self._kept.popitem(last=False)
                self._weight -= oldest.weight

    def _forget(self, url: str) -> None:
        with self._lock:
            gone = self._kept.pop(url, None)
            self._weight -= gone.weight if gone else 0


_STATUS_LINES = {
    200: "200 OK",
    206: "206 Partial Content",
    302: "302 Found",
    304: "304 Not Modified",
    416: "416 Range Not Satisfiable",
}


def _mark(path: str) -> Mark:
    """Return what tells a file from one that takes its place; None if there is none."""
    try:
        seen = os.stat(path)  # noqa: PTH116 - a path object costs more than the call
    except (OSError, ValueError):
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def _marks(path: str) -> tuple[Mark, Mark]:
    return _mark(path), _mark(f"{path}.gz")


def _is_fresh(marks: tuple[Mark, Mark]) -> bool:
    """Say whether the compressed sibling belongs to the file as it is now."""
    plain, packed = marks
    return plain is not None and packed is not None and packed[1] >= plain[1]


def _body(path: str) -> bytes | None:
    """Return the bytes of a small file."""
    with open(path, "rb") as file:  # noqa: PTH123 - see above
        return file.read() if os.fstat(file.fileno()).st_size <= KEPT_FILE else None
