"""The host press.localhost: the clock, the list of outlets, and a page for a person who plays with it."""

import json
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from aiohttp import web

from demo_press import content
from demo_press.clock import Clock, Moment
from demo_press.content import Outlet
from demo_press.errors import BadClock

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.35rem .6rem;"
    "border-block-end:1px solid #ccc;vertical-align:top}form{display:inline}"
)
HAPPENINGS = {
    "gone": "vanishes: 404",
    "soft-gone": "vanishes behind a “not found” page with status 200",
    "blocked": "is behind a bot-block: 403 with a challenge, for everybody",
    "paywall": "shows only its opening, then a paywall",
    "textless": "is a page with a picture and no text",
}


@dataclass(frozen=True)
class Control:
    """Answers requests to the control host."""

    clock: Clock

    async def answer(self, request: web.Request) -> web.Response:
        """Answer for the clock, the outlets and the front page."""
        match (request.method, request.path):
            case ("GET" | "HEAD", "/"):
                return web.Response(text=_front(self.clock.moment, request), content_type="text/html")
            case ("GET" | "HEAD", "/clock"):
                return _json(said(self.clock.moment))
            case ("GET" | "HEAD", "/outlets"):
                return _json([describe(outlet, request.host) for outlet in content.outlets().values()])
            case ("POST", "/clock"):
                return await self._advance(request)
            case (_, "/" | "/clock" | "/outlets"):
                return web.Response(status=405, text="Not with this method.\n", headers={"Allow": "GET, HEAD"})
        return web.Response(status=404, text="Not here. Try /, /clock or /outlets.\n")

    async def _advance(self, request: web.Request) -> web.Response:
        origin = request.headers.get("Origin")
        if origin not in {None, f"http://{request.host}"}:
            # Another site's page must not move the clock behind the person's back.
            return web.Response(status=403, text="The clock is moved from this site only.\n")
        from_page = request.content_type == "application/x-www-form-urlencoded"
        try:
            asked = await _asked(request, from_page=from_page)
            moment = self.clock.advance(asked)
        except BadClock as error:
            return _json({"error": str(error)}, status=400)
        if from_page:
            return web.Response(status=303, headers={"Location": "/"})
        return _json(said(moment))


async def _asked(request: web.Request, *, from_page: bool) -> object:
    """Take the number of seconds out of a form or a JSON body."""
    if from_page:
        written = (await request.post()).get("advance_seconds")
        try:
            return float(str(written))
        except ValueError as error:
            raise BadClock(repr(written)) from error
    try:
        body = json.loads(await request.text())
    except (ValueError, RecursionError) as error:
        raise BadClock("a body that is not JSON") from error
    return body.get("advance_seconds") if isinstance(body, dict) else body


def said(moment: Moment) -> dict[str, object]:
    """Write a moment as the clock's address answers it."""
    return {
        "now": moment.now.isoformat(),
        "epoch": moment.epoch.isoformat(),
        "elapsed_seconds": moment.elapsed.total_seconds(),
    }


def describe(outlet: Outlet, control_host: str) -> dict[str, object]:
    """Describe an outlet as /outlets lists it; `address` is what a person would give for it."""
    _, _, port = control_host.partition(":")
    site = f"http://{outlet.host}:{port}/" if port else f"http://{outlet.host}/"
    feed = site.rstrip("/") + outlet.feed_path
    return {
        "slug": outlet.slug,
        "name": outlet.name,
        "language": outlet.language,
        "site": site,
        "feed": feed,
        "feed_kind": outlet.feed_kind.value,
        "address": site if outlet.given == "site" else feed,
        "charset": outlet.charset,
        "awkward": awkward(outlet),
    }


def awkward(outlet: Outlet) -> list[str]:
    """Say in plain words what is awkward about the outlet as a whole."""
    found = []
    if outlet.slow_seconds:
        found.append(f"each answer takes {outlet.slow_seconds:g} seconds")
    if outlet.broken_feed:
        found.append("its feed is broken XML")
    if outlet.charset != "utf-8":
        where = "" if outlet.charset_in_header else ", said in the page only"
        found.append(f"written in {outlet.charset}{where}")
    if outlet.given == "site":
        found.append("known by its front page, which links the feed")
    if outlet.rtl:
        found.append("written from right to left")
    return found


def _json(body: object, *, status: int = 200) -> web.Response:
    text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    return web.Response(text=text, status=status, content_type="application/json")


def _front(moment: Moment, request: web.Request) -> str:
    rows = []
    for outlet in content.outlets().values():
        entry = describe(outlet, request.host)
        rows.append(
            f'<tr><td lang="{outlet.language}"><bdi><a href="{entry["site"]}">{escape(outlet.name)}</a></bdi>'
            f'</td><td>{outlet.language}</td><td><a href="{entry["feed"]}">{outlet.feed_kind.value}</a></td>'
            f"<td>{escape('; '.join(awkward(outlet)))}</td></tr>"
        )
    happenings = "".join(
        f"<tr><td>{moment.epoch + when:%d %b %Y %H:%M}{' (past)' if when <= moment.elapsed else ''}</td>"
        f"<td><bdi>{escape(title)}</bdi><br><small>{key}</small></td><td>{escape(what)}</td></tr>"
        for when, key, title, what in happening()
    )
    return (
        '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>The demo press</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        "<body><h1>The demo press</h1><p>All of it is invented. "
        f"It is now {moment.now:%d %B %Y, %H:%M} UTC here, "
        f"day {moment.elapsed.days} of 14; the clock stands until it is moved.</p>"
        f"<p>{_button(86400, 'Move on a day')} {_button(7 * 86400, 'Move on a week')}</p>"
        "<h2>Outlets</h2><table><tr><th>Name<th>Language<th>Feed<th>What is awkward</tr>"
        f"{''.join(rows)}</table>"
        "<h2>What happens</h2><table><tr><th>When (UTC)<th>Article<th>What</tr>"
        f"{happenings}</table></body></html>"
    )


def _button(seconds: int, label: str) -> str:
    return (
        f'<form method="post" action="/clock"><input type="hidden" name="advance_seconds" value="{seconds}">'
        f"<button>{label}</button></form>"
    )


def happening() -> list[tuple[timedelta, str, str, str]]:
    """List what happens to articles after they are printed: when, key, title and what, in order of time."""
    found = []
    for article in content.articles().values():
        if article.trouble:
            what = HAPPENINGS[article.trouble.kind.value]
            found.append((article.trouble.since, article.key, article.title, what))
        if article.edits:
            found.append((article.edits[0].since, article.key, article.title, "its text is changed"))
    return sorted(found)
