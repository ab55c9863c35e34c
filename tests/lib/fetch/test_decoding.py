import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.fetch.decoding import DecodingError, UnpackedTooLargeError, decode

TEXT = b"The week in short. " * 500


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("X-GZip", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("deflate, gzip", gzip.compress(zlib.compress(TEXT), mtime=0)),
        ("gzip", gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:])),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0\0\0 trailing rubbish"),
    ],
)
def test_what_we_ask_for_is_unpacked(encoding, packed):
    assert decode(packed, encoding, len(TEXT)) == TEXT


def test_nothing_stays_nothing_however_it_says_it_is_packed():
    assert decode(b"", "gzip", 10) == b""


@pytest.mark.parametrize("size", [999, 1000, 1001, 500_000])
def test_the_bound_is_exact(size):
    body = b"x" * size
    for encoding, packed in (("", body), ("gzip", gzip.compress(body, mtime=0)), ("deflate", zlib.compress(body))):
        assert decode(packed, encoding, size) == body
        with pytest.raises(UnpackedTooLargeError):
            decode(packed, encoding, size - 1)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)[:-20]),
        ("gzip", gzip.compress(TEXT, mtime=0)[:5]),
        ("gzip", b"not packed at all"),
        ("deflate", zlib.compress(TEXT)[:-10]),
        ("deflate", b"\xff\xff\xff\xff"),
        ("br", b"abc"),
        ("zstd", b"abc"),
        ("gzip, gzip, gzip", b"abc"),
        ("gzip", gzip.compress(b"x") * 2_000),
    ],
)
def test_damaged_and_unknown_packing_is_told_in_words(encoding, packed):
    with pytest.raises(DecodingError) as caught:
        decode(packed, encoding, 1_000_000)
    assert str(caught.value)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_any_bytes_unpack_or_are_refused(body, encoding):
    with contextlib.suppress(DecodingError):
        assert len(decode(body, encoding, 1_000)) <= 1_000
