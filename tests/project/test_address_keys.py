"""The key of the list of those who are not mailed: it stays when the secret key changes."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest

from interlink.project.address_keys import address_key, keep_address_key
from interlink.project.desk import Desk
from interlink.project.errors import BadSettings
from interlink.project.newdesk import Plan, make_folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "desk")
    make_folder(made, Plan("Meridian Watch"))
    return made


def hidden(key: bytes) -> str:
    return hmac.new(key, b"anna@reading.example", hashlib.sha256).hexdigest()


def test_a_new_desk_has_one_that_the_secret_key_has_no_part_in(desk: Desk) -> None:
    assert address_key(desk, "one") == address_key(desk, "other")
    assert len(address_key(desk, "one")) >= 32
    assert desk.address_key_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("secret", ["short", "a secret key that is as long as those that are made by the program" * 2])
def test_an_older_desk_keeps_knowing_its_list_also_after_a_new_secret_key(desk: Desk, secret: str) -> None:
    desk.address_key_file.unlink()
    before = hidden(f"interlink.address:{secret}".encode())
    assert hidden(address_key(desk, secret)) == before
    keep_address_key(desk, secret, in_use=True)
    assert hidden(address_key(desk, "a new secret key")) == before
    if len(secret) > 64:
        assert secret.encode().hex() not in desk.address_key_file.read_text()


def test_a_key_that_is_there_is_never_written_over(desk: Desk) -> None:
    before = desk.address_key_file.read_text()
    keep_address_key(desk, "secret", in_use=True)
    make_folder(desk, Plan("Meridian Watch"))
    assert desk.address_key_file.read_text() == before


def test_a_damaged_key_is_told(desk: Desk) -> None:
    desk.address_key_file.write_text("not hexadecimal")
    with pytest.raises(BadSettings, match="put the old one back"):
        address_key(desk, "secret")
