"""Signatures that others made: the examples of the draft and of RFC 9421, and those of an independent library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pubby.crypto import (
    export_private_key_pem,
    export_public_key_pem,
    generate_rsa_keypair,
    sign_request,
    verify_request,
)

from interlink.lib.signatures import Request, check, draft, key_named, new_private_key, public_key_of, sign, standard
from interlink.lib.signatures.checksums import check_digest
from interlink.lib.signatures.errors import BadSignature, NotCovered
from interlink.lib.signatures.keys import read_public

# draft-cavage-http-signatures-12, Appendix C.
DRAFT_KEY = """\
-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
"""
BODY = b'{"hello": "world"}'
DRAFT_HEADERS = (
    ("Host", "example.com"),
    ("Date", "Sun, 05 Jan 2014 21:31:40 GMT"),
    ("Content-Type", "application/json"),
    ("Digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="),
    ("Content-Length", "18"),
)
DRAFT_SIGNATURES = {
    "C.1": (
        "",
        (
            "SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs+FLEEaDV5lp7q25WqS+lavg7T8hc0Gpp"
            "auB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM="
        ),
    ),
    "C.2": (
        ',headers="(request-target) host date"',
        (
            "qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3n"
            "ndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0="
        ),
    ),
    "C.3": (
        ',headers="(request-target) host date content-type digest content-length"',
        (
            "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaE"
            "RZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="
        ),
    ),
}
THEN = datetime(2014, 1, 5, 21, 40, tzinfo=UTC)

# RFC 9421, Appendix B.1.4 and B.2.6.
ED25519_KEY = """\
-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----
"""
STANDARD = Request(
    "POST", "https", "example.com", "/foo?param=Value&Pet=dog",
    (
        ("Host", "example.com"),
        ("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("Content-Type", "application/json"),
        (
            "Content-Digest",
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
        ),
        ("Content-Length", "18"),
        (
            "Signature-Input",
            ('sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
            ';created=1618884473;keyid="test-key-ed25519"'),
        ),
        (
            "Signature",
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
        ),
    ),
    BODY,
)  # fmt: skip


def drafted(name: str, **changed: str) -> Request:
    covered, signature = DRAFT_SIGNATURES[name]
    written = f'keyId="Test",algorithm="rsa-sha256"{covered},signature="{signature}"'
    headers = tuple((key, changed.get(key.lower(), value)) for key, value in DRAFT_HEADERS)
    return Request("POST", "https", "example.com", "/foo?param=value&pet=dog", (*headers, ("Signature", written)), BODY)


@pytest.mark.parametrize("name", DRAFT_SIGNATURES)
def test_the_examples_of_the_draft_are_right(name: str) -> None:
    request = drafted(name)
    assert key_named(request) == "Test"
    told = draft.read(request.header("signature") or "")
    draft.check(request, told, read_public(DRAFT_KEY))
    with pytest.raises(BadSignature):
        draft.check(drafted(name, date="Sun, 05 Jan 2014 21:31:41 GMT"), told, read_public(DRAFT_KEY))


def test_only_the_example_that_covers_everything_is_enough_for_us() -> None:
    check(drafted("C.3"), DRAFT_KEY, THEN)
    for name in ("C.1", "C.2"):
        with pytest.raises(NotCovered):
            check(drafted(name), DRAFT_KEY, THEN)


def test_the_example_of_rfc_9421_is_right_and_does_not_cover_the_body() -> None:
    assert key_named(STANDARD) == "test-key-ed25519"
    key = read_public(ED25519_KEY)
    assert standard.check(STANDARD, key, with_body=False) == datetime.fromtimestamp(1618884473, UTC)
    with pytest.raises(NotCovered):
        standard.check(STANDARD, key, with_body=True)
    changed = Request(
        "PUT", *(getattr(STANDARD, name) for name in ("scheme", "authority", "target", "headers", "body"))
    )
    with pytest.raises(BadSignature):
        standard.check(changed, key, with_body=False)


def test_checksums_are_those_of_the_rfcs() -> None:
    # RFC 3230 by way of the draft's example, and RFC 9421's body.
    check_digest("SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", BODY)
    check_digest(
        "sha-512=WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==,"
        "unixsum=30637",
        BODY,
    )


def test_an_independent_library_takes_what_we_sign() -> None:
    private = new_private_key()
    request = Request("POST", "https", "social.example:8443", "/inbox?a=1", (), BODY)
    headers = sign(request, "https://watch.example/fediverse/en/#key-1", private, datetime.now(UTC))
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    public = load_pem_public_key(public_key_of(private).encode())
    sent = {**headers, "Host": "social.example:8443"}
    assert verify_request(public, "POST", "/inbox?a=1", sent, BODY)  # type: ignore[arg-type]


def test_we_take_what_an_independent_library_signs() -> None:
    private, public = generate_rsa_keypair()
    assert export_private_key_pem(private)
    url = "https://watch.example/fediverse/inbox"
    headers = sign_request(private, "https://social.example/users/anna#main-key", "POST", url, body=BODY)
    request = Request("POST", "https", "watch.example", "/fediverse/inbox", tuple(headers.items()), BODY)
    assert key_named(request) == "https://social.example/users/anna#main-key"
    check(request, export_public_key_pem(public), datetime.now(UTC) + timedelta(minutes=50))
