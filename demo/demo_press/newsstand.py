"""The outlets' sites over HTTP: feeds with conditional requests, pages, stylesheets and pictures."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import unquote

from aiohttp import web

from demo_press import content, edition, feeds, pages, pictures
from demo_press.clock import Clock, Moment
from demo_press.content import Outlet
from demo_press.edition import Printed, Standing


@dataclass(frozen=True)
class Newsstand:
    """Answers requests for all outlets.

    `slow_seconds` stands in for what the outlets' file says of the slow outlets, so that tests need not wait.
    """

    clock: Clock
    slow_seconds: float | None
    noise: pages.Noise

    async def answer(self, outlet: Outlet, request: web.Request) -> web.Response:
        """Answer a request to one outlet's site."""
        if outlet.slow_seconds:
            await asyncio.sleep(outlet.slow_seconds if self.slow_seconds is None else self.slow_seconds)
        if request.method not in {"GET", "HEAD"}:
            return web.Response(status=405, text="Only GET and HEAD.\n", headers={"Allow": "GET, HEAD"})
        moment = self.clock.moment
        site = pages.Site(outlet, f"http://{request.host}", edition.front(outlet, moment))
        path = unquote(request.rel_url.raw_path)
        if path == outlet.feed_path:
            return _feed(site, moment, request)
        if path == "/":
            return _html(outlet, pages.front_page(site))
        found = _fixed(outlet, path)
        if found is None:
            found = self._of_an_article(site, moment, path)
        return _html(outlet, pages.not_found_page(site), status=404) if found is None else found

    def _of_an_article(self, site: pages.Site, moment: Moment, path: str) -> web.Response | None:
        for article in content.articles_of(site.outlet.slug):
            printed = edition.print_article(article, moment)
            if printed.standing is Standing.UNSEEN:
                continue
            if path == printed.path:
                return self._article(site, printed)
            if article.picture and path == f"/pictures/{article.slug}.{article.picture}":
                return _picture(printed)
        return None

    def _article(self, site: pages.Site, printed: Printed) -> web.Response:
        match printed.standing:
            case Standing.GONE:
                return _html(site.outlet, pages.not_found_page(site), status=404)
            case Standing.SOFT_GONE:
                return _html(site.outlet, pages.not_found_page(site))
            case Standing.BLOCKED:
                headers = {"X-Gate": "challenge", "Cache-Control": "no-store"}
                return _html(site.outlet, pages.gate_page(site), status=403, headers=headers)
            case _:
                return _html(site.outlet, pages.article_page(site, printed, self.noise))


def _html(outlet: Outlet, page: str, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    charset = f"; charset={outlet.charset}" if outlet.charset_in_header else ""
    body = page.encode(outlet.charset, errors="xmlcharrefreplace")
    answer = web.Response(body=body, status=status, headers=headers)
    answer.headers["Content-Type"] = f"text/html{charset}"
    return answer


def _feed(site: pages.Site, moment: Moment, request: web.Request) -> web.Response:
    """Answer with the feed, or with 304 when the client has it.

    An ETag decides alone when the client sends one (RFC 9110, 13.2.2).
    """
    changed = edition.changed(site.outlet, moment)
    body = feeds.write_feed(feeds.FeedPage(site.outlet, site.base, site.listed, changed))
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True),
        "Cache-Control": "max-age=60",
    }
    if _client_has(request, etag, changed):
        return web.Response(status=304, headers=headers)
    headers["Content-Type"] = f"{feeds.MEDIA_TYPES[site.outlet.feed_kind]}; charset={site.outlet.charset}"
    return web.Response(body=body, headers=headers)


def _client_has(request: web.Request, etag: str, changed: datetime) -> bool:
    matches = request.headers.get("If-None-Match")
    if matches is not None:
        known = {one.strip().removeprefix("W/") for one in matches.split(",")}
        return etag in known or "*" in known
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return changed <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        # A date that nobody can read is as if it were not there.
        return False


def _fixed(outlet: Outlet, path: str) -> web.Response | None:
    """Answer for what does not change with the clock: the stylesheet, the icon and robots.txt."""
    if path == "/style.css":
        looks = content.HERE / "looks"
        sheet = (looks / "base.css").read_text("utf-8") + (looks / f"{outlet.slug}.css").read_text("utf-8")
        return web.Response(text=sheet, content_type="text/css", charset="utf-8")
    if path == "/favicon.ico":
        # Browsers ask for it unasked, and a missing one is an error in their console.
        return web.Response(body=pictures.png(outlet.slug), content_type="image/png")
    if path == "/robots.txt":
        return web.Response(text="User-agent: *\nDisallow: /gate\n")
    return None


def _picture(printed: Printed) -> web.Response:
    if printed.article.picture == "png":
        return web.Response(body=pictures.png(printed.article.key), content_type="image/png")
    return web.Response(body=pictures.svg(printed.article.key), content_type="image/svg+xml")
