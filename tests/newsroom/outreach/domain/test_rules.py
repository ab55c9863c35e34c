"""What is thought of the records of a domain."""

from __future__ import annotations

import pytest

from interlink.newsroom.outreach.domain import rules
from interlink.newsroom.outreach.domain.rules import State
from interlink.newsroom.outreach.domain.words import sentence

DOMAIN = "watch.example"
KEY = "v=DKIM1; k=rsa; p=MIIBabc+/="


@pytest.mark.parametrize(
    ("records", "state", "code"),
    [
        ([], State.MISSING, "spf-missing"),
        (["google-site-verification=1", "v=spf10 -all"], State.MISSING, "spf-missing"),
        (["v=spf1 -all", "V=SPF1 mx -all"], State.WRONG, "spf-several"),
        (["v=spf1 a:mail.example +all"], State.WRONG, "spf-open"),
        (["v=spf1 a:mail.example ?all"], State.WEAK, "spf-undecided"),
        (["v=spf1 a:mail.example"], State.WEAK, "spf-undecided"),
        (["v=spf1 include:_spf.provider.example ~all"], State.UNKNOWN, "spf-server"),
        (["v=spf1 a:Mail.Example/24 -ALL"], State.GOOD, "spf-good"),
    ],
)
def test_spf(records: list[str], state: State, code: str) -> None:
    found = rules.judge_spf(DOMAIN, records, "mail.example")
    assert (found.state, found.code) == (state, code)
    assert sentence(found)


@pytest.mark.parametrize(
    ("server", "wanted"),
    [
        ("mail.example", "v=spf1 a:mail.example -all"),
        ("192.0.2.25", "v=spf1 ip4:192.0.2.25 -all"),
        ("2001:db8::25", "v=spf1 ip6:2001:db8::25 -all"),
        ("127.0.0.1", ""),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_the_record_that_is_proposed_names_our_server_as_records_do(server: str, wanted: str) -> None:
    assert rules.judge_spf(DOMAIN, [], server).wanted == wanted


@pytest.mark.parametrize(
    ("records", "wanted", "state", "code"),
    [
        ([], "", State.MISSING, "dkim-no-key"),
        ([], KEY, State.MISSING, "dkim-missing"),
        ([KEY, KEY], KEY, State.WRONG, "dkim-several"),
        (["v=DKIM1; p=other"], KEY, State.WRONG, "dkim-other-key"),
        (["v=DKIM1; p="], KEY, State.WRONG, "dkim-other-key"),
        (["v=DKIM1; t=y; p=MIIB abc+/="], KEY, State.WEAK, "dkim-testing"),
        (["k=rsa;p=MIIBabc+/=; v=DKIM1"], KEY, State.GOOD, "dkim-good"),
    ],
)
def test_dkim(records: list[str], wanted: str, state: State, code: str) -> None:
    found = rules.judge_dkim("interlink._domainkey.watch.example", records, wanted)
    assert (found.state, found.code) == (state, code)
    assert sentence(found)


@pytest.mark.parametrize(
    ("own", "above", "state", "code"),
    [
        ([], [], State.MISSING, "dmarc-missing"),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], [], State.WRONG, "dmarc-several"),
        (["v=DMARC1; rua=mailto:a@b.example"], [], State.WRONG, "dmarc-no-policy"),
        (["v=DMARC1; p=none"], ["v=DMARC1; p=reject"], State.WEAK, "dmarc-none"),
        (["other"], ["v=DMARC1;p=Quarantine"], State.GOOD, "dmarc-good"),
    ],
)
def test_dmarc(own: list[str], above: list[str], state: State, code: str) -> None:
    found = rules.judge_dmarc(DOMAIN, [("mail.watch.example", own), (DOMAIN, above)])
    assert (found.state, found.code) == (state, code)
    assert sentence(found)


def test_the_domains_above_end_before_the_last_label() -> None:
    assert rules.above("a.b.watch.example") == ["a.b.watch.example", "b.watch.example", "watch.example"]
    assert rules.above("localhost") == ["localhost"]
