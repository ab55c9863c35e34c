"""A real browser at real pages: what it sees, and that nothing goes round the door."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_server import Pages

from interlink.lib.browser.errors import BrowserFailed
from interlink.lib.browser.running import FOLDER_START, Plan
from interlink.lib.browser.sources import TOO_MANY, Came, Found, LeftOut
from interlink.lib.browser.visiting import Bounds, Seen
from interlink.lib.fetch import AddressRefused, Answer

Visited = Callable[..., tuple[Seen, list[object]]]

NEEDS_SCRIPT = b"""<!doctype html><html><head><title>x</title><link rel=stylesheet href=/moved.css></head><body>
<div id=root></div><script src=/app.js></script></body></html>"""
APP = b"""
class Teaser extends HTMLElement {
  connectedCallback() { this.attachShadow({mode: "open"}).innerHTML = "<p>Behind the shadow, <slot></slot></p>"; }
}
customElements.define("x-teaser", Teaser);
fetch("/story.json", {headers: {"X-Desk": "news"}}).then(answer => answer.json()).then(story => {
  document.title = story.title;
  root.innerHTML = `<article><h1>${story.title}</h1><p>${story.text}</p></article><x-teaser>a word</x-teaser>
    <img loading=lazy src=/far.png style="margin-top: 3000px">`;
  setTimeout(() => { root.firstChild.append(" And later."); }, 150);
});
"""


def picture_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def redirect(where: str) -> Any:
    def answer(handler: Any, ended: Any) -> None:
        handler.wfile.write(f"HTTP/1.1 302 x\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n".encode())

    return answer


def test_a_page_that_needs_script_is_seen_as_its_scripts_make_it(
    outlet: Pages, program: Path, visited: Visited, place: Path
) -> None:
    asked: dict[str, Any] = {}

    def story(handler: Any, ended: Any) -> None:
        asked.update({name.lower(): value for name, value in handler.headers.items()})
        body = b'{"title": "Homes for sale", "text": "The Fellowship sells."}'
        head = b"HTTP/1.1 200 x\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nContent-Length: %d\r\n\r\n"
        handler.wfile.write(head % len(body) + body)

    outlet.at |= {
        "/": NEEDS_SCRIPT, "/app.js": APP, "/story.json": story, "/moved.css": redirect("/css/real.css"),
        "/css/real.css": b"body { background: url(back.png) }", "/css/back.png": b"x", "/far.png": b"x",
    }  # fmt: skip
    seen, told = visited("/", Plan(program, folders=str(place)))
    assert seen.problem == ""
    assert "<h1>Homes for sale</h1>" in seen.html
    assert "And later." in seen.html
    assert "Behind the shadow, a word" in seen.html
    assert picture_size(seen.picture)[0] == 1280
    assert 3000 < picture_size(seen.picture)[1] < 4000
    came = {one.address: one.result for one in told if isinstance(one, Came)}
    paths = {"/app.js", "/story.json", "/moved.css", "/css/back.png", "/far.png"}
    assert {address.split(str(outlet.port))[1] for address in came} >= paths
    assert [one for one in told if isinstance(one, Found)]
    # Each was asked for once, the page by us before, and what was asked went as the page's script said.
    assert len(outlet.asked) == len(set(outlet.asked))
    assert asked["x-desk"] == "news"
    assert asked["referer"] == outlet.address("/")
    assert asked["user-agent"].startswith("Interlink")
    assert "cookie" not in asked
    # What a capture keeps is what the door brought.
    body = came[outlet.address("/story.json")]
    assert isinstance(body, Answer)
    assert body.wire_body == body.body == b'{"title": "Homes for sale", "text": "The Fellowship sells."}'
    assert list(place.glob(f"{FOLDER_START}*")) == []


HOSTILE = """<!doctype html><link rel=preconnect href=http://127.0.0.1:{port}>
<link rel=dns-prefetch href=//leak.example><link rel=prefetch href=http://127.0.0.1:{port}/prefetch>
<script type=speculationrules>{{"prerender": [{{"urls": ["http://127.0.0.1:{port}/rules"]}}]}}</script>
<link rel=modulepreload href=http://127.0.0.1:{port}/module><link rel=manifest href=http://127.0.0.1:{port}/manifest>
<img src=http://127.0.0.1:{port}/img><iframe src=http://127.0.0.1:{port}/frame></iframe>
<iframe src=http://169.254.169.254/latest></iframe><iframe src=file:///etc/passwd></iframe>
<object data=http://127.0.0.1:{port}/object></object><embed src=http://127.0.0.1:{port}/embed>
<video src=http://127.0.0.1:{port}/film autoplay></video><audio src=/sound.mp3 autoplay></audio>
<form id=form method=post action=http://127.0.0.1:{port}/form target=other><input name=a></form>
<p>Still here</p>
<script>
const at = "127.0.0.1:{port}", say = text => document.body.append(text + ";");
const arrived = name => say(name + " " + "arrived");
const attempt = (name, what) => {{ try {{ what().then(() => arrived(name), () => {{}}); }} catch (error) {{}} }};
attempt("fetch", () => fetch("http://" + at));
attempt("blind", () => fetch("http://" + at, {{mode: "no-cors"}}));
attempt("named", () => fetch("http://[::1]:{port}/"));
attempt("beacon", () => {{ navigator.sendBeacon("http://" + at, "x"); return Promise.reject(); }});
attempt("ping", () => fetch("http://" + at, {{method: "POST", keepalive: true, body: "x"}}));
attempt("post", () => fetch("/post", {{method: "POST", body: "x"}}));
attempt("socket", () => new Promise((went, not) => {{
  const made = new WebSocket("ws://" + at); made.onopen = () => made.send("x");
  made.onmessage = went; made.onclose = not; }}));
attempt("events", () => new Promise((went, not) => {{
  const made = new EventSource("http://" + at); made.onopen = went; made.onerror = not; }}));
attempt("worker", () => new Worker(URL.createObjectURL(new Blob([
  `fetch("http://${{at}}/w"); new WebSocket("ws://${{at}}/w"); importScripts("http://${{at}}/s")`
]))) && Promise.reject());
attempt("service", () => navigator.serviceWorker.register("/sw.js").then(got => got || Promise.reject()));
attempt("place", () => new Promise((went, not) => navigator.geolocation.getCurrentPosition(went, not)));
attempt("rtc", () => {{ const Maker = window.RTCPeerConnection || document.createElement("iframe").RTCPeerConnection;
  const rtc = new Maker({{iceServers: [{{urls: "stun:" + at}}]}}); rtc.createDataChannel("x");
  return rtc.createOffer().then(offer => rtc.setLocalDescription(offer)).then(() => Promise.reject()); }});
attempt("frame", () => {{ const frame = document.createElement("iframe"); document.body.append(frame);
  const Maker = frame.contentWindow.RTCPeerConnection; const rtc = new Maker({{iceServers: [{{urls: "stun:" + at}}]}});
  rtc.createDataChannel("x");
  return rtc.createOffer().then(offer => rtc.setLocalDescription(offer)).then(() => Promise.reject()); }});
attempt("popup", () => {{ open("http://" + at + "/popup"); return Promise.reject(); }});
form.submit();
const link = document.createElement("a"); link.href = "/file.zip"; link.download = "x"; link.click();
alert("stop"); print();
</script>"""


@pytest.mark.parametrize("no_network", [True, False])
def test_nothing_goes_round_the_door(
    outlet: Pages, program: Path, visited: Visited, ears: Any, no_network: bool, place: Path
) -> None:
    outlet.at |= {"/": HOSTILE.format(port=ears.port).encode(), "/sw.js": b"x", "/file.zip": b"x"}
    # Without a place of its own, root's Chromium has no sandbox either.
    plan = Plan(program, sandbox=no_network, no_network=no_network, folders=str(place))
    seen, told = visited("/", plan)
    assert ears.heard == []
    assert "Still here" in seen.html
    assert " arrived;" not in seen.html
    assert "/post" not in outlet.asked
    assert "/sw.js" not in outlet.asked
    refused = {one.address for one in told if isinstance(one, Came) and isinstance(one.result, AddressRefused)}
    local = f"http://127.0.0.1:{ears.port}"
    assert {f"{local}/img", f"{local}/frame", "http://169.254.169.254/latest", f"{local}/w"} <= refused
    left_out = {one.address for one in told if isinstance(one, LeftOut)}
    assert {outlet.address("/post"), f"ws://127.0.0.1:{ears.port}/", outlet.address("/sound.mp3")} <= left_out
    assert list(place.iterdir()) == []


def test_what_came_within_the_bounds_is_kept_of_a_page_whose_script_never_ends(
    outlet: Pages, program: Path, visited: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interlink.lib.browser.visiting._STEP_SECONDS", 1.0)
    pictures = {f"/{at}.png": b"x" for at in range(40)}
    shown = "".join(f"<img src={path}>" for path in pictures)
    outlet.at |= pictures
    outlet.at["/"] = f"{shown}<script>onload = () => setTimeout(() => {{ for (;;) {{}} }}, 200)</script>".encode()
    seen, told = visited("/", Plan(program), Bounds(count=10, settle_seconds=0.7))
    assert (seen.problem, seen.html, seen.picture) == (TOO_MANY, "", b"")
    assert len(seen.answers) == 10
    assert [one.why for one in told if isinstance(one, LeftOut)] == [TOO_MANY] * 30


def test_a_page_that_takes_too_much_memory_is_ended(outlet: Pages, program: Path, visited: Visited) -> None:
    hoard = "const more = new Uint8Array(5e7); more.fill(1); all.push(more)"
    outlet.at["/"] = f"<p>x<script>const all = []; setInterval(() => {{ {hoard} }}, 20)</script>".encode()
    seen, _ = visited("/", Plan(program, most_memory=700_000_000), Bounds(settle_seconds=20))
    assert "memory" in seen.problem


def test_a_browser_that_does_not_start_says_why(outlet: Pages, visited: Visited, place: Path) -> None:
    broken = place / "chromium"
    broken.write_text("#!/bin/sh\necho 'no display of any kind' >&2\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(BrowserFailed, match="did not start"):
        visited("/", Plan(broken, folders=str(place)))
    assert [one.name for one in place.iterdir()] == ["chromium"]
