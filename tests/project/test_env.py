"""The desk's settings: the file, the variables over it, and what production asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args, get_origin

import pytest

from interlink.project.env.environment import Environment, production_gaps
from interlink.project.env.mail import Transport
from interlink.project.env.reading import read_environment
from interlink.project.errors import BadSettings

WHOLE = {
    "INTERLINK_PRODUCTION": "true",
    "INTERLINK_SITE__ADDRESS": "https://watch.example",
    "INTERLINK_MAIL__TRANSPORT": "smtp",
    "INTERLINK_MAIL__SMTP_HOST": "mail.example",
    "INTERLINK_MAIL__SENDER": "digest@watch.example",
    "INTERLINK_WATCH__CONTACT": "https://watch.example/contact",
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INTERLINK_DESK", raising=False)
    return tmp_path / "interlink.toml"


def test_a_desk_without_a_settings_file_has_the_defaults(file: Path) -> None:
    env = read_environment(file)
    assert (env.group.languages, env.serve.port, env.mail.transport) == (("en",), 8000, Transport.FOLDER)
    assert not env.production


def test_a_variable_wins_over_the_file_and_leaves_its_neighbours(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[site]\naddress = "https://file.example"\n[serve]\nhost = "127.0.0.2"\nport = 9000\n')
    monkeypatch.setenv("INTERLINK_SITE__ADDRESS", "https://variable.example/")
    monkeypatch.setenv("INTERLINK_SERVE__PORT", "9001")
    monkeypatch.setenv("INTERLINK_GROUP__LANGUAGES", json.dumps(["fa", "en"]))
    env = read_environment(file)
    assert env.site.address == "https://variable.example"
    assert (env.serve.host, env.serve.port) == ("127.0.0.2", 9001)
    assert env.group.languages == ("fa", "en")


def test_a_misspelt_variable_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLINK_SITE__ADRESS", "https://watch.example")
    with pytest.raises(BadSettings, match=r"site\.adress: there is no such setting\. Did you mean site\.address\?"):
        read_environment(file)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("INTERLINK_SITEE__ADDRESS", "INTERLINK_SITE__ADDRESS"),
        ("interlink_maill__smtp_host", "INTERLINK_MAIL__SMTP_HOST"),
        ("INTERLINK_PRODUCTOIN", "INTERLINK_PRODUCTION"),
        ("INTERLINK_SITE_ADDRESS", "INTERLINK_SITE__ADDRESS"),
    ],
)
def test_a_misspelt_section_is_an_error_that_names_the_right_one(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, meant: str
) -> None:
    monkeypatch.setenv(name, "true")
    with pytest.raises(BadSettings, match=rf"{name}: there is no such setting\. Did you mean {meant}\?"):
        read_environment(file)


def test_a_section_that_is_like_none_of_ours_is_an_error_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLINK_QQQ__ZZZ", "1")
    with pytest.raises(BadSettings, match=r"INTERLINK_QQQ__ZZZ: there is no such setting\.\n"):
        read_environment(file)


def test_variables_that_are_no_settings_are_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTERLINK_DESK", "INTERLINK_SECRET_KEY", "INTERLINK_SEED", "INTERLINK_LIFELINE", "INTERLINK_CI"):
        monkeypatch.setenv(name, "1")
    assert not read_environment(file).production


def test_production_starts_when_nothing_is_missing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    assert production_gaps(read_environment(file)) == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("INTERLINK_SITE__ADDRESS", "http://watch.example", "public https address"),
        ("INTERLINK_SITE__ADDRESS", "https://localhost", "public https address"),
        ("INTERLINK_MAIL__TRANSPORT", "folder", "no smtp server"),
        ("INTERLINK_MAIL__SMTP_HOST", "", "no smtp server"),
        ("INTERLINK_MAIL__SENDER", "digest@localhost", "not a real address"),
        ("INTERLINK_WATCH__CONTACT", "", "contact is empty"),
        ("INTERLINK_WATCH__ALLOWED_LOOPBACK", '["*.localhost:8801"]', "for the demo only"),
    ],
)
def test_production_names_each_thing_that_is_missing(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    for known, right in WHOLE.items():
        monkeypatch.setenv(known, right)
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=told):
        read_environment(file)


def test_an_onion_address_needs_no_certificate(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("INTERLINK_SITE__ADDRESS", f"http://{'a' * 56}.onion")
    assert read_environment(file).production


def test_a_password_is_not_shown_where_settings_are_printed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLINK_MAIL__SMTP_PASSWORD", "between us")
    env = read_environment(file)
    assert env.mail.smtp_password == "between us"
    assert "between us" not in repr(env)


def test_mail_by_a_service_needs_its_name_and_its_keys_and_leaves_then(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (WHOLE | {"INTERLINK_MAIL__TRANSPORT": "service", "INTERLINK_MAIL__SMTP_HOST": ""}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("INTERLINK_MAIL__SERVICE", "postmark")
    with pytest.raises(BadSettings, match="service_settings"):
        read_environment(file)
    monkeypatch.setenv("INTERLINK_MAIL__SERVICE_SETTINGS", json.dumps({"server_token": "between us"}))
    env = read_environment(file)
    assert production_gaps(env) == []
    assert env.mail.service_settings["server_token"] == "between us"
    assert "between us" not in repr(env)
    monkeypatch.setenv("INTERLINK_MAIL__SERVICE", "pigeons")
    with pytest.raises(BadSettings, match="postmark"):
        read_environment(file)


def test_a_wrong_password_setting_is_told_without_the_password(file: Path) -> None:
    file.write_text('[mail]\nsmtp_password = ["between us"]\n')
    with pytest.raises(BadSettings) as caught:
        read_environment(file)
    assert "mail.smtp_password" in str(caught.value)
    assert "between us" not in str(caught.value)


def test_every_setting_says_what_it_is_for() -> None:
    kinds = [field.annotation for field in Environment.model_fields.values() if field.annotation is not bool]
    sections = [get_args(kind)[1] if get_origin(kind) is dict else kind for kind in kinds]
    for section in sections:
        for name, setting in section.model_fields.items():  # type: ignore[union-attr]
            assert setting.description, name


def test_a_mailbox_is_named_in_the_file_and_its_password_comes_from_outside(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('[mailboxes.letters]\nhost = "mail.gazette.example"\nuser = "watch"\n')
    monkeypatch.setenv("INTERLINK_MAILBOXES__LETTERS__PASSWORD", "a long secret")
    (box,) = read_environment(file).mailboxes.items()
    assert (box[0], box[1].user, box[1].port, box[1].password) == ("letters", "watch", 993, "a long secret")
    assert "a long secret" not in repr(box)
