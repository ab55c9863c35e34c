import base64
import subprocess
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.warc.errors import KeyUnusable
from interlink.lib.warc.signing import check_signature, der_signature, key_in, public_keys_in, rotate
from interlink.lib.warc.verify import State

CHECKSUM = "sha256:" + sha256(b"the manifest").hexdigest()
AT = datetime(2031, 5, 4, 12, 30, 15, 250_000, tzinfo=UTC)


@pytest.fixture
def key(tmp_path):
    return key_in(tmp_path / "keys")


@pytest.fixture
def signed(key):
    return key.signed(CHECKSUM, created=AT, software="interlink")


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path, key):
    path = tmp_path / "keys/evidence-signing.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert key_in(tmp_path / "keys").fingerprint == key.fingerprint == sha256(key.public).hexdigest()
    assert b"PRIVATE" not in b"".join(file.read_bytes() for file in tmp_path.glob("keys/*public/*"))


def test_a_signature_holds_and_is_worth_what_is_known_of_its_key(key, signed):
    known = frozenset({key.fingerprint})
    assert check_signature(signed, checksum=CHECKSUM, known=known).state is State.INTACT
    for nobody in (None, frozenset(), frozenset({"0" * 64})):
        assert check_signature(signed, checksum=CHECKSUM, known=nobody).state is State.UNKNOWN


def test_the_form_is_the_one_that_replayweb_page_reads(key, signed):
    assert set(signed) == {"hash", "created", "software", "version", "signature", "publicKey"}
    assert signed["hash"] == CHECKSUM
    assert signed["created"] == "2031-05-04T12:30:15Z"
    assert len(base64.b64decode(signed["signature"])) == 96  # r and s as they are, not DER
    assert base64.b64decode(signed["publicKey"]) == key.public


def test_a_signature_can_be_checked_by_hand(tmp_path, signed):
    (tmp_path / "signature").write_bytes(der_signature(base64.b64decode(signed["signature"])))
    (tmp_path / "key").write_bytes(base64.b64decode(signed["publicKey"]))
    (tmp_path / "text").write_text(signed["hash"])
    command = "openssl dgst -sha256 -verify key -keyform DER -signature signature text"
    assert b"Verified OK" in subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True).stdout


def test_after_a_rotation_old_signatures_still_have_a_known_key(tmp_path, key, signed):
    new = rotate(tmp_path / "keys")
    assert new.fingerprint != key.fingerprint
    assert key_in(tmp_path / "keys").fingerprint == new.fingerprint
    assert (tmp_path / "keys/evidence-signing.pem").stat().st_mode & 0o777 == 0o600
    known = public_keys_in(tmp_path / "keys")
    assert known == {key.fingerprint: key.public, new.fingerprint: new.public}
    assert check_signature(signed, checksum=CHECKSUM, known=frozenset(known)).state is State.INTACT


@pytest.mark.parametrize(
    "private",
    [ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()],
    ids=["another curve", "another kind"],
)
def test_a_key_of_another_kind_is_not_used(tmp_path, signed, private):
    path = tmp_path / "keys/evidence-signing.pem"
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyUnusable, match="of another kind"):
        key_in(tmp_path / "keys")
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    other = signed | {"publicKey": base64.b64encode(public).decode()}
    assert check_signature(other, checksum=CHECKSUM).state is State.UNKNOWN


def test_a_key_that_others_may_read_or_that_is_damaged_is_not_used(tmp_path, key):
    path = tmp_path / "keys/evidence-signing.pem"
    path.chmod(0o644)
    with pytest.raises(KeyUnusable, match="others may read it"):
        key_in(tmp_path / "keys")
    path.chmod(0o600)
    path.write_bytes(b"no key")
    with pytest.raises(KeyUnusable, match="cannot be read"):
        key_in(tmp_path / "keys")


def test_a_signature_of_another_manifest_or_by_another_key_is_told(tmp_path, signed):
    other = key_in(tmp_path / "others").signed(CHECKSUM, created=AT, software="interlink")
    assert check_signature(signed, checksum="sha256:" + "0" * 64).state is State.CHANGED
    mixed = signed | {"publicKey": other["publicKey"]}
    assert check_signature(mixed, checksum=CHECKSUM).state is State.CHANGED


@pytest.mark.parametrize("nothing", [None, [], "signed", 5])
def test_no_signature_is_unknown(nothing):
    assert check_signature(nothing, checksum=CHECKSUM).state is State.UNKNOWN


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["hash", "signature", "publicKey"]),
    value=st.none() | st.integers() | st.text() | st.binary().map(lambda b: base64.b64encode(b).decode()),
)
def test_any_signature_is_judged_without_a_crash(key, signed, name, value):
    known = frozenset({key.fingerprint})
    assert check_signature(signed | {name: value}, checksum=CHECKSUM, known=known).state is not State.INTACT
