"""The site as one WSGI application: the baked pages first, the dynamic parts behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from interlink.project.serving.folder import Application, Environ, LiveFolder, StartResponse, Terms

DYNAMIC = frozenset({"desk", "static", "media"})
# Where there is a server it searches itself; the file that may be baked there is for where there is none.
SEARCH = re.compile(r"/[^/]+/search/?")
HASHED = re.compile(r"\.[0-9a-f]{12}\.[^./]+$")
# How programs of the fediverse ask for a page; Django knows whether it has such a form.
FOR_PROGRAMS = ("application/activity+json", "application/ld+json")
VERSIONED = re.compile(r"v=[0-9a-f]{8,64}")
FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60"
AN_HOUR = "public, max-age=3600"

SHOWN_PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
SHOWN_PAPERS = frozenset({".pdf"})
HANDED_OUT = frozenset(
    {
        ".csv",
        ".docx",
        ".epub",
        ".m4a",
        ".mp3",
        ".mp4",
        ".odt",
        ".ods",
        ".ogg",
        ".rtf",
        ".svg",
        ".txt",
        ".webm",
        ".xlsx",
        ".zip",
    }
)
# Originals may carry the place and time of a photograph; documents have a view that asks who may see them.
PRIVATE_MEDIA = frozenset({"documents", "original_images"})
RECEIVED = "received"  # /evidence/NUMBER/received.pdf
SANDBOX = "default-src 'none'; sandbox"
# A sandbox keeps browsers from showing a PDF at all; they run no script of it in our name.
PAPER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


class Site:
    """The whole site: `/static/` and `/media/` from their folders, else the bake, else Django.

    Only reading a page can be answered from the bake; whatever is sent goes to Django.
    """

    def __init__(self, django: Application, *, baked: Path, static: Path, media: Path, policy: str) -> None:
        """Make the application.

        Args:
            django: the dynamic parts.
            baked: the folder of baked pages.
            static: the folder of collected static files.
            media: the folder of uploads.
            policy: the Content-Security-Policy of baked pages.
        """
        self._django = django
        page = secure_headers(policy)
        self._baked = LiveFolder(
            django,
            baked,
            index=True,
            terms=Terms(page, _baked_caching, more=lambda path: baked_terms(Path(path), baked)),
        )
        self._static = LiveFolder(django, static, prefix="static", terms=Terms(page, _static_caching))
        media_headers = secure_headers(SANDBOX)
        terms = Terms(media_headers, lambda _path: AN_HOUR, more=lambda path: media_terms(Path(path), media))
        self._media = LiveFolder(django, media, prefix="media", terms=terms)
        self._rooms: Mapping[str, Application] = {"static": self._static, "media": self._media}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "/")
        first = path[1:].partition("/")[0].casefold()
        to_django = first in DYNAMIC or SEARCH.fullmatch(path) or _is_for_programs(path, environ)
        room = self._rooms.get(first, self._django) if to_django else self._baked
        if first == "static" and VERSIONED.fullmatch(environ.get("QUERY_STRING", "")):
            start_response = _kept_for_ever(start_response)
        return room(environ, start_response)


def _is_for_programs(path: str, environ: Environ) -> bool:
    accepted = environ.get("HTTP_ACCEPT", "")
    return path.endswith("/") and "+json" in accepted and any(one in accepted for one in FOR_PROGRAMS)


def make_application() -> Site:
    """Build the site of the desk that the settings name. Loads Django."""
    return Site(
        get_wsgi_application(),
        baked=Path(settings.INTERLINK_SITE_ROOT),
        static=Path(settings.STATIC_ROOT),
        media=Path(settings.MEDIA_ROOT),
        policy=build_policy(),
    )


def secure_headers(policy: str) -> dict[str, str]:
    """Return the headers that guard a reader, the same as Django sends."""
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Permissions-Policy": settings.INTERLINK_PERMISSIONS,
    }


def media_terms(path: Path, root: Path) -> Mapping[str, str] | None:
    """Return the headers that an uploaded file needs; None if it is not handed out.

    Pictures and PDF papers are shown. Other known kinds are saved, never shown: a page that a
    stranger made must not act in our name. Unknown kinds are not handed out.
    """
    kind = path.suffix.casefold()
    if path.relative_to(root).parts[0].casefold() in PRIVATE_MEDIA:
        return None
    if kind in SHOWN_PICTURES:
        return {}
    if kind in SHOWN_PAPERS:
        return {"Content-Security-Policy": PAPER}
    return {"Content-Disposition": "attachment"} if kind in HANDED_OUT else None


def baked_terms(path: Path, root: Path) -> Mapping[str, str]:
    """Have captured files, the library's, and editions saved and never shown: a page in one must not act for us."""
    room = path.relative_to(root).parts[0]
    saved = room in {"library", "editions"} or (room == "evidence" and path.stem == RECEIVED)
    return {"Content-Disposition": "attachment", "Content-Security-Policy": SANDBOX} if saved else {}


def _baked_caching(path: str) -> str:
    if path.endswith((".html", ".atom", ".xml", ".json", ".txt")):
        return SHORT
    return FOR_EVER if HASHED.search(path) else AN_HOUR


def _kept_for_ever(start_response: StartResponse) -> StartResponse:
    """Let a file be kept whose address changes when it does."""

    def answer(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        if status.startswith(("200", "304")):
            headers = [(name, FOR_EVER if name == "Cache-Control" else value) for name, value in headers]
        return start_response(status, headers, *more)

    return answer


def _static_caching(path: str) -> str:
    return FOR_EVER if HASHED.search(path) else AN_HOUR
