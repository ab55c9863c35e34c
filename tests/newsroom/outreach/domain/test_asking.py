"""Asking a real DNS server on loopback about our mails."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from dns_server import serving

from interlink.lib.fetch.records import RecordsUnknown, texts
from interlink.newsroom.outreach.domain import asking
from interlink.newsroom.outreach.domain.rules import State
from interlink.newsroom.outreach.mail import dkim
from interlink.project.commands.mail import command

pytestmark = pytest.mark.django_db  # a command looks whether the desk is up to date


@pytest.fixture
def signer(settings: Any, tmp_path: Path) -> dkim.Signer:
    settings.INTERLINK_DKIM_KEY = tmp_path / "dkim.pem"
    dkim.make_key(settings.INTERLINK_DKIM_KEY)
    found = dkim.signer()
    assert found is not None
    return found


def test_a_domain_that_is_set_up_is_good(signer: dkim.Signer, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "mail.watch.example"
    records = {
        "watch.example": ["unrelated", "v=spf1 a:mail.watch.example -all"],
        signer.name: [signer.record],
        "_dmarc.watch.example": ["v=DMARC1; p=reject"],
    }
    with serving(records) as settings.INTERLINK_RESOLVER:
        assert [finding.state for finding in asking.look()] == [State.GOOD] * 3
        done = CliRunner().invoke(command, ["check"])
    assert done.exit_code == 0


def test_what_is_missing_is_said_with_the_record_to_add(signer: dkim.Signer, settings: Any) -> None:
    with serving({"watch.example": []}) as settings.INTERLINK_RESOLVER:
        spf, key, dmarc = asking.look()
        done = CliRunner().invoke(command, ["check"])
    assert {spf.state, key.state, dmarc.state} == {State.MISSING}
    assert key.wanted == signer.record
    assert done.exit_code == 1
    assert f"{signer.name}. IN TXT" in done.output


def test_where_a_mail_service_signs_its_pages_say_which_record(signer: dkim.Signer, settings: Any) -> None:
    settings.INTERLINK_MAIL_SERVICE = "postmark"
    with serving({"watch.example": ["v=spf1 include:spf.example -all"]}) as settings.INTERLINK_RESOLVER:
        assert [finding.code for finding in asking.look()] == ["spf-good", "dkim-service", "dmarc-missing"]


def test_a_server_that_does_not_answer_leaves_all_unknown() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        with pytest.raises(RecordsUnknown):
            texts("watch.example", f"127.0.0.1:{silent.getsockname()[1]}", seconds=0.2)


def test_unknown_is_never_good(settings: Any) -> None:
    settings.INTERLINK_RESOLVER = "no address"
    assert {finding.state for finding in asking.look()} == {State.UNKNOWN}


def test_the_command_makes_a_key_once_and_says_its_record_each_time(settings: Any, tmp_path: Path) -> None:
    settings.INTERLINK_DKIM_KEY = tmp_path / "keys" / "dkim.pem"
    first, again = (CliRunner().invoke(command, ["key"]) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.output.splitlines()[-1] == again.output.splitlines()[-1]
    assert "interlink._domainkey.watch.example. IN TXT" in first.output
    settings.INTERLINK_DKIM_KEY.write_text("no key")
    assert "no key that can be used" in CliRunner().invoke(command, ["key"]).output
