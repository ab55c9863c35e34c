"""Mails that are written once for all their readers, and signed for each."""

from __future__ import annotations

import stat
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import dkim as library
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.newsroom.outreach.links import OwnLinks
from interlink.newsroom.outreach.mail import dkim
from interlink.newsroom.outreach.mail.letter import Reader
from interlink.newsroom.outreach.mail.stencil import PLACES, Stencil, Words

ANNA = Reader(1, 1, "anna@reading.example", "reading.example")
LINKS = OwnLinks("http://watch.example/mail/leave/MTI:1abc:def-_/", "http://watch.example/mail/preferences/MTI:1abc/")
LATIN = "A quiet week – as it were.\n\nTo stop these mails:\n" + PLACES.leave
PERSIAN = "هفته‌ای آرام بود.\n" + PLACES.leave + "\nپایان"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "dkim.pem"
    dkim.make_key(path)
    return path


@pytest.fixture
def signer(db: None, key: Path, settings: Any) -> dkim.Signer:
    settings.INTERLINK_DKIM_KEY = key
    found = dkim.signer()
    assert found is not None
    return found


def words(text: str = LATIN, subject: str = "A quiet week") -> Words:
    return Words(subject, text, f"<p>{text}</p>", "en", "digest-1")


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part(content: bytes, kind: str) -> str:
    found = read(content).get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def verified(content: bytes, signer: dkim.Signer) -> bool:
    asked = []

    def dns(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return signer.record.encode()

    good = library.verify(content, dnsfunc=dns)
    assert asked == [f"{signer.name}.".encode()]
    return bool(good)


@pytest.mark.parametrize("text", [LATIN, PERSIAN])
def test_another_library_finds_the_signature_good_and_a_changed_word_bad(text: str, signer: dkim.Signer) -> None:
    content = Stencil(words(text)).to(ANNA).content
    assert verified(content, signer)
    assert not verified(content.replace(b"Subject: A quiet", b"Subject: A loud"), signer)
    assert not verified(content.replace(b"--=_", b"--=-", 1), signer)
    assert not library.verify(
        b"From: other@stranger.example\r\n" + content, dnsfunc=lambda *_, **__: signer.record.encode()
    )


def test_empty_lines_that_are_added_at_the_end_break_nothing(signer: dkim.Signer) -> None:
    assert verified(Stencil(words()).to(ANNA).content + b"\r\n\r\n", signer)


def test_a_key_is_made_once_and_read_by_nobody_else(key: Path) -> None:
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        dkim.make_key(key)


def test_a_file_that_is_no_key_is_told_and_nothing_goes_out_unsigned(db: None, tmp_path: Path, settings: Any) -> None:
    settings.INTERLINK_DKIM_KEY = tmp_path / "dkim.pem"
    settings.INTERLINK_DKIM_KEY.write_text("no key")
    with pytest.raises(ValueError, match=r"PEM|key"):
        Stencil(words())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=300), st.integers(0, 300))
def test_every_text_arrives_as_it_was_with_the_link_in_its_place(db: None, text: str, at: int) -> None:
    whole = f"{text[:at]}{PLACES.leave}{text[at:]}{PLACES.preferences}"
    content = Stencil(words(whole)).content("anna@reading.example", LINKS, "<1@watch.example>")
    wanted = whole.replace(PLACES.leave, LINKS.leave).replace(PLACES.preferences, LINKS.preferences)
    assert part(content, "plain").rstrip("\n") == wanted
    assert content.isascii()
    _head, _, body = content.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 76 + len("Content-Type: ")
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "subject", ["Told\r\nBcc: all@reading.example", "Told\n\nBody", "Told\u2028X", "A" * 400, "هفته " * 60]
)
def test_a_subject_is_one_line_whatever_is_in_it(db: None, subject: str) -> None:
    message = read(Stencil(words(subject=subject)).to(ANNA).content)
    assert message["Subject"] == " ".join(subject.split())
    assert message["Bcc"] is None
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("address", ["anna@reading.example\r\nBcc: all@reading.example", "anna@reading.example\nX: y"])
def test_no_field_is_smuggled_in_by_an_address(db: None, address: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        Stencil(words()).content(address, LINKS, "<1@watch.example>")


def test_an_address_in_another_script_stands_in_the_head_as_servers_know_it(db: None) -> None:
    letters: Callable[[str], Any] = lambda email: Stencil(words()).to(Reader(1, 1, email, "x"))  # noqa: E731
    inner, outer = letters("آنا@reading.example"), letters("anna@bücher.example")
    assert (inner.to, inner.beyond_ascii) == ("آنا@reading.example", True)
    assert "To: آنا@reading.example".encode() in inner.content
    assert (outer.to, outer.beyond_ascii) == ("anna@xn--bcher-kva.example", False)
    assert read(outer.content)["To"] == "anna@xn--bcher-kva.example"
