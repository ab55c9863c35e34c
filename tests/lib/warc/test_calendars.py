"""Proofs by OpenTimestamps: promised, delivered, of something else, damaged."""

import asyncio
import hashlib

import pytest
from calendar_server import Calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.warc.calendars import Proof, check_proof
from interlink.lib.warc.errors import ReadFailed, StampRefused
from interlink.lib.warc.verify import State

SUM = hashlib.sha256(b"a line of the log").hexdigest()
HERE = "https://calendar.example"


def submit(proof, calendar, address=HERE):
    calendar.names_itself = address

    async def post(to, body, headers):
        assert headers["Accept"] == "application/vnd.opentimestamps.v1"
        return calendar.answer(to.removeprefix(address), body)[1]

    asyncio.run(proof.submit(address, post))


def complete(proof, calendar, *allowed):
    async def get(at):
        status, body = calendar.answer(at[at.index("/timestamp/") :], b"")
        return body if status == 200 else None

    return asyncio.run(proof.complete(allowed, get))


@pytest.fixture
def promised():
    calendar, proof = Calendar(), Proof(SUM)
    submit(proof, calendar)
    return proof, calendar


def test_a_promise_becomes_a_block_and_neither_is_ever_intact(promised):
    proof, calendar = promised
    told = check_proof(proof.content(), SUM, name="line 1")
    assert (told.part.state, told.pending, told.attested) == (State.UNKNOWN, (HERE,), ())
    assert "Pending" in told.part.words
    assert not complete(proof, calendar, HERE)
    calendar.make_block(870_000)
    assert complete(proof, calendar, HERE)
    told = check_proof(Proof.read(proof.content()).content(), SUM.upper(), name="line 1")
    assert (told.part.state, told.pending) == (State.UNKNOWN, ())
    assert {one.block: one.merkle_root for one in told.attested} == calendar.blocks
    assert f"block 870000 of Bitcoin has the Merkle root {calendar.blocks[870_000]}" in told.part.words


def test_a_proof_of_something_else_is_changed_and_what_is_none_is_unknown(promised):
    content = promised[0].content()
    assert check_proof(content, "0" * 64, name="it").part.state is State.CHANGED
    for damaged in (b"", content[:-3], content + b"\x00", b"\x00" * 40):
        told = check_proof(damaged, SUM, name="it").part
        assert (told.state, "damaged" in told.words) == (State.UNKNOWN, True)


def test_only_calendars_of_ours_and_well_known_ones_are_asked(promised):
    proof, calendar = promised
    submit(proof, calendar, "https://alice.btc.calendar.opentimestamps.org")
    submit(proof, calendar, "https://trap.example")
    calendar.make_block(1)
    calendar.asked.clear()
    assert complete(proof, calendar, HERE)
    assert len(calendar.asked) == 2


def test_an_answer_that_does_not_belong_to_the_proof_is_refused():
    async def post(to, body, headers):
        return b"<html>"

    with pytest.raises(StampRefused, match="no timestamp"):
        asyncio.run(Proof(SUM).submit(HERE, post))
    with pytest.raises(ReadFailed):
        Proof.read(b"<html>")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_proof_is_more_than_unknown_or_changed(damaged_from, data):
    content = bytearray(damaged_from)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["flip", "cut", "double"])):
            case "flip":
                content[at] = data.draw(st.integers(0, 255))
            case "cut":
                del content[at + 1 :]
            case _:
                content[at:at] = content[at : at + 40]
    told = check_proof(bytes(content), SUM, name="it").part
    assert told.state in (State.UNKNOWN, State.CHANGED)


@pytest.fixture(scope="module")
def damaged_from():
    calendar, proof = Calendar(), Proof(SUM)
    submit(proof, calendar)
    submit(proof, calendar, "https://other.example")
    calendar.make_block(5)
    complete(proof, calendar, HERE)
    return proof.content()
