"""What is not taken for its sender's."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import RSA_V1_5_SHA256
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.signatures import Request, check, draft, key_named, new_private_key, public_key_of, sign
from interlink.lib.signatures.errors import (
    BadKey,
    BadSignature,
    NotCovered,
    NotSigned,
    OtherContent,
    SignatureError,
    WrongTime,
)

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
KEY_ID = "https://social.example/users/anna#main-key"
BODY = b'{"type":"Follow"}'
BARE = Request("POST", "https", "watch.example", "/fediverse/inbox", (), BODY)


@cache
def private() -> str:
    return new_private_key()


def public() -> str:
    return public_key_of(private())


def signed(request: Request = BARE, now: datetime = NOW, **changed: str) -> Request:
    headers = {**sign(request, KEY_ID, private(), now), "Host": request.authority} | changed
    return request.with_headers(headers.items())


def standard(body: bytes = BODY, covered: tuple[str, ...] = ("@method", "@target-uri"), **more: str) -> Request:
    class Message:
        method, url, headers = "POST", BARE.url, {"Host": "watch.example", **more}

    class Key(HTTPSignatureKeyResolver):
        def resolve_private_key(self, key_id: str) -> object:
            return load_pem_private_key(private().encode(), None)

    signer = HTTPMessageSigner(signature_algorithm=RSA_V1_5_SHA256, key_resolver=Key())
    message = Message()
    message.headers = dict(message.headers)
    signer.sign(message, key_id=KEY_ID, covered_component_ids=covered, body=body)
    return BARE.with_headers(message.headers.items())


def test_our_own_is_taken_in_both_ways() -> None:
    check(signed(), public(), NOW)
    request = standard()
    assert key_named(request) == KEY_ID
    check(request, public(), datetime.now(UTC))


def test_a_request_without_a_signature_is_not() -> None:
    with pytest.raises(NotSigned):
        check(BARE, public(), NOW)
    with pytest.raises(NotSigned):
        key_named(BARE.with_headers([("Authorization", "Bearer abc")]))


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_signature_of_another_time_is_not(hours: int) -> None:
    with pytest.raises(WrongTime):
        check(signed(), public(), NOW + timedelta(hours=hours))
    with pytest.raises(WrongTime):
        check(standard(), public(), datetime.now(UTC) + timedelta(hours=hours))


def test_another_body_is_not() -> None:
    request = signed()
    other = Request(*(getattr(request, name) for name in ("method", "scheme", "authority", "target", "headers")), b"{}")
    with pytest.raises(OtherContent):
        check(other, public(), NOW)
    request = standard()
    other = Request(*(getattr(request, name) for name in ("method", "scheme", "authority", "target", "headers")), b"{}")
    with pytest.raises(OtherContent):
        check(other, public(), datetime.now(UTC))


@pytest.mark.parametrize("field", ["target", "method", "authority"])
def test_a_signature_for_another_address_is_not(field: str) -> None:
    for request, now in ((signed(), NOW), (standard(), datetime.now(UTC))):
        parts = {
            name: getattr(request, name) for name in ("method", "scheme", "authority", "target", "headers", "body")
        }
        parts[field] = {"target": "/elsewhere", "method": "PUT", "authority": "other.example"}[field]
        if field == "authority":
            parts["headers"] = tuple((k, "other.example" if k == "Host" else v) for k, v in parts["headers"])
        with pytest.raises(BadSignature):
            check(Request(**parts), public(), now)


def test_another_key_is_not() -> None:
    with pytest.raises(BadSignature):
        check(signed(), public_key_of(new_private_key()), NOW)


@pytest.mark.parametrize(
    "pem", ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "x" * 9000]
)
def test_what_is_no_key_is_not(pem: str) -> None:
    with pytest.raises(BadKey):
        check(signed(), pem, NOW)


@pytest.mark.parametrize("left_out", ["(request-target)", "host", "date", "digest"])
def test_a_signature_that_leaves_something_out_is_not(left_out: str) -> None:
    covered = [name for name in ("(request-target)", "host", "date", "digest") if name != left_out]
    written = f'keyId="{KEY_ID}",headers="{" ".join(covered)}",signature="AAAA"'
    with pytest.raises(NotCovered):
        check(signed(Signature=written), public(), NOW)


@pytest.mark.parametrize(
    "covered",
    [("@method",), ("@method", "@authority"), ("@target-uri",), ("@method", "@path"), ("@authority", "@path")],
)
def test_a_standard_signature_that_leaves_something_out_is_not(covered: tuple[str, ...]) -> None:
    with pytest.raises(NotCovered):
        check(standard(covered=covered), public(), datetime.now(UTC))


def test_a_second_digest_header_that_is_not_of_the_body_is_not_passed_over() -> None:
    wrong = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"
    with pytest.raises(OtherContent):
        check(signed(**{"Content-Digest": wrong}), public(), NOW)


@given(st.text(max_size=60) | st.from_regex(r'keyId="[a-z]{1,5}",?[a-zA-Z]{1,9}="?[^"]{0,9}"?', fullmatch=True))
@settings(max_examples=40)
def test_no_header_breaks_the_reading(header: str) -> None:
    with suppress(SignatureError):
        draft.read(header)
    for name in ("Signature", "Signature-Input"):
        with pytest.raises(SignatureError):
            check(signed(**{name: header}), public(), NOW)
