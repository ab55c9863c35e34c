"""Which addresses a reader may be sent to."""

from __future__ import annotations

import pytest

from interlink.newsroom.press import links


@pytest.mark.parametrize("address", ["https://gazette.example/a?b=c#d", "http://[::1]:80/", "https://روزنامه.example/"])
def test_web_addresses_stay_as_they_are(address: str) -> None:
    assert links.web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//host/", "/path", "ftp://host/", "https://",
     "http://[broken", "https://a.example/\u202eb", " javascript:alert(1)", "java\nscript:alert(1)"],
)  # fmt: skip
def test_anything_else_is_no_link(address: str) -> None:
    assert links.web_address(address) == ""
    assert links.host_of(address) == ""


def test_a_host_is_named_without_www() -> None:
    assert links.host_of("https://WWW.gazette.example:8443/a") == "gazette.example"
