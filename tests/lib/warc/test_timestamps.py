import asyncio
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.warc.errors import StampRefused
from interlink.lib.warc.timestamps import ask, check_stamp, keep, kept_beside, query_for
from interlink.lib.warc.verify import State

CONTENT = b"The Fellowship opened a school."
CHECKSUM = sha256(CONTENT).hexdigest()
OTHER = sha256(b"other").hexdigest()


@pytest.fixture(scope="module")
def answer(authority, post):
    """One timestamp, asked for once."""
    return asyncio.run(ask(CHECKSUM, authority, post))


def test_a_timestamp_says_when_something_was_there(answer, authority):
    stamped = check_stamp(answer, CHECKSUM, authority, name="the timestamp")
    assert stamped.part.state is State.INTACT
    assert abs(stamped.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_timestamp_of_something_else_shows_the_change(answer, authority):
    assert check_stamp(answer, OTHER, authority, name="the timestamp").part.state is State.CHANGED


def test_a_timestamp_by_a_stranger_or_without_certificates_proves_nothing(answer, authority, tmp_path):
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k -out c -subj /CN=Other"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    for roots in (b"", b"no certificate", (tmp_path / "c").read_bytes()):
        stamped = check_stamp(answer, CHECKSUM, replace(authority, roots=roots), name="the timestamp")
        assert (stamped.part.state, stamped.at) == (State.UNKNOWN, None)


def test_a_timestamp_can_be_checked_by_hand(answer, authority, tmp_path):
    (tmp_path / "page").write_bytes(CONTENT)
    (tmp_path / "root.pem").write_bytes(authority.roots)
    place = keep(answer, tmp_path / "page", authority)
    assert kept_beside(tmp_path / "page") == {"tarn-clock": place}
    for subject in (["-data", "page"], ["-digest", CHECKSUM]):
        command = ["openssl", "ts", "-verify", *subject, "-in", place.name, "-CAfile", "root.pem"]
        assert b"Verification: OK" in subprocess.run(command, cwd=tmp_path, check=True, capture_output=True).stdout


def test_two_questions_are_never_the_same():
    assert query_for(CHECKSUM).nonce != query_for(CHECKSUM).nonce
    with pytest.raises(ValueError, match="SHA-256"):
        query_for("ab")


@pytest.mark.parametrize(
    ("reply", "again"),
    [
        (b"", True),
        (b"<html>", True),
        (b"x" * 100_000, True),
        (bytes.fromhex("3003300102"), True),
        (bytes.fromhex("30053003020102"), False),  # a refusal, as the standard has it
    ],
)
def test_what_is_no_timestamp_is_refused(authority, reply, again):
    async def post(address, body, headers):
        assert headers["Content-Type"] == "application/timestamp-query"
        return reply

    with pytest.raises(StampRefused, match="tarn-clock gave no timestamp") as refused:
        asyncio.run(ask(CHECKSUM, authority, post))
    assert refused.value.again is again


def test_an_answer_to_another_question_is_refused(answer, authority):
    async def post(address, body, headers):
        return answer

    for checksum in (CHECKSUM, OTHER):  # an old answer about the same thing is none either
        with pytest.raises(StampRefused, match="about something else"):
            asyncio.run(ask(checksum, authority, post))


def test_an_authority_that_is_not_who_we_think_is_refused(authority, post, tmp_path):
    with pytest.raises(StampRefused, match="cannot be verified"):
        asyncio.run(ask(CHECKSUM, replace(authority, roots=b"no certificate"), post))


def test_what_posting_raises_is_passed_on(authority):
    async def post(address, body, headers):
        raise ConnectionError("offline")

    with pytest.raises(ConnectionError):
        asyncio.run(ask(CHECKSUM, authority, post))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_timestamp_is_judged_without_a_crash(answer, authority, data):
    content = bytearray(answer)
    places = st.integers(0, len(content) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=4)):
        content[place] = value
    stamped = check_stamp(bytes(content[: data.draw(st.none() | places)]), OTHER, authority, name="the timestamp")
    assert stamped.part.state is not State.INTACT


@given(content=st.binary(max_size=60))
def test_any_bytes_are_judged_without_a_crash(authority, content):
    assert check_stamp(content, CHECKSUM, authority, name="the timestamp").part.state is State.UNKNOWN
