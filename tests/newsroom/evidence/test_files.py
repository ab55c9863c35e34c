"""Captures of what is no page: PDFs, pictures, sounds; and of a video's page, which is more than a page."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from datetime import timedelta

import pytest
from page_server import Pages
from pdf_files import pdf
from PIL import Image

from interlink.lib.warc.read import page_of
from interlink.lib.warc.verify import verify
from interlink.newsroom.evidence import checking, queries
from interlink.newsroom.evidence.copies import file_of
from interlink.newsroom.evidence.models import Capture, CheckVerdict

Take = Callable[[str], Capture]


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 90).save(out, "PNG")
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8_000)
        made.writeframes(b"\x00\x40" * 8_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [("still.png", picture(), "image/png"), ("speech.wav", sound(), "audio/wav")],
)
def test_a_file_is_kept_as_it_is_and_told_by_its_name(
    outlet: Pages, captured: Take, name: str, body: bytes, media_type: str
) -> None:
    outlet.at[f"/files/{name}"] = body
    capture = captured(outlet.address(f"/files/{name}?size=1"))
    assert (capture.title, capture.text, capture.media_type) == (name, "", media_type)
    assert capture.facts == {"file": {"type": media_type, "size": len(body)}}
    assert page_of(capture.warc_path)[0] == body
    with file_of(capture) as handed:
        assert handed.read() == body
    assert verify(capture.warc_path, capture.warc_sha256).passed
    assert outlet.asked == [f"/files/{name}?size=1"]
    assert queries.progress(capture).found == 0


def test_a_pdf_is_kept_with_its_text_and_one_that_breaks_off_without(outlet: Pages, captured: Take) -> None:
    outlet.at["/minutes.pdf"] = pdf("The council met.", "Nobody answered.", title="Minutes")
    capture = captured(outlet.address("/minutes.pdf"))
    assert (capture.title, capture.text) == ("Minutes", "The council met.\n\nNobody answered.")
    assert capture.facts["file"]["pages"] == 2
    outlet.at["/broken.pdf"] = outlet.at["/minutes.pdf"][:300]
    broken = captured(outlet.address("/broken.pdf"))
    assert (broken.title, broken.text) == ("broken.pdf", "")
    assert "could not be read" in broken.facts["file"]["problem"]
    assert broken.is_whole


def test_a_large_file_is_looked_at_again_as_it_was_captured(outlet: Pages, captured: Take) -> None:
    """It may be larger than a page may be."""
    large = pdf("The council met.") + b"%" + b"x" * 12_000_000 + b"\n"
    outlet.at["/minutes.pdf"] = large
    capture = captured(outlet.address("/minutes.pdf"))
    (same,) = checking.check([capture], lambda: capture.asked_at + timedelta(hours=1))
    assert same.check.verdict == CheckVerdict.SAME
    outlet.at["/minutes.pdf"] = large.replace(b"council", b"meeting")
    (other,) = checking.check([capture], lambda: capture.asked_at + timedelta(hours=2))
    assert other.check.verdict in (CheckVerdict.EDITED, CheckVerdict.UNKNOWN)
    assert "byte for byte" in other.check.reasons[0]["words"]


def test_of_a_videos_page_the_still_picture_and_what_it_says_of_itself_are_kept(outlet: Pages, captured: Take) -> None:
    film = b"""<!doctype html><title>Watch</title><meta property="og:type" content="video.other">
    <meta property="og:title" content="The hearing in full"><meta property="og:image" content="/still.jpg">
    <link rel="alternate" type="application/json+oembed" href="/about.json"><video src="/film.mp4"></video>
    <script type="application/ld+json">{"@type": "VideoObject", "name": "The hearing in full",
    "duration": "PT1H2M3S", "description": "All of what was said.",
    "uploadDate": "2026-11-20", "author": "Harbour Gazette"}</script>"""
    outlet.at |= {"/watch": film, "/still.jpg": picture(), "/about.json": b"{}", "/film.mp4": b"x" * 1000}
    capture = captured(outlet.address("/watch?v=1"))
    assert {part.kind: part.state for part in capture.parts.all()} == {
        "poster": "kept", "data": "kept",
    }  # fmt: skip
    assert "/film.mp4" not in outlet.asked
    video = capture.facts["video"]
    assert (video["seconds"], video["uploaded"], video["title"]) == (3723, "2026-11-20", "The hearing in full")
    assert video["poster"] == outlet.address("/still.jpg")
    assert capture.text == "All of what was said."
