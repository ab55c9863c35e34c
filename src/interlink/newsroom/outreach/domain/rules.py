"""What we decide about the records of a domain that mails come from; pure."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a record stands. Unknown never counts as good."""

    GOOD = "good"
    WEAK = "weak"
    WRONG = "wrong"
    MISSING = "missing"
    UNKNOWN = "unknown"


class What(StrEnum):
    """Which record it is."""

    SPF = "SPF"
    DKIM = "DKIM"
    DMARC = "DMARC"


@dataclass(frozen=True, slots=True)
class Finding:
    """One record as it was found.

    Attributes:
        what: which it is.
        state: how it stands.
        code: why, in a word that `words.sentence` puts into a sentence.
        name: where it has to be.
        wanted: what it could say; empty where it is good as it is.
        found: what it says now.
    """

    what: What
    state: State
    code: str
    name: str
    wanted: str = ""
    found: str = ""


def judge_spf(domain: str, records: Sequence[str], mail_server: str) -> Finding:
    """Judge which servers may send mail for a domain (RFC 7208).

    Whether the record allows our mail server by what it includes is not looked up: that is told as unknown.
    """
    found = [record for record in records if re.match(r"v=spf1(\s|$)", record, re.IGNORECASE)]
    term = _spf_term(mail_server)
    wanted = f"v=spf1 {term} -all" if term else ""
    if not found:
        return Finding(What.SPF, State.MISSING, "spf-missing", domain, wanted)
    if len(found) > 1:
        return Finding(What.SPF, State.WRONG, "spf-several", domain, wanted, " | ".join(found))
    words = found[0].lower().split()[1:]
    says = {"what": What.SPF, "name": domain, "found": found[0]}
    if "all" in words or "+all" in words:
        return Finding(state=State.WRONG, code="spf-open", wanted=wanted, **says)  # type: ignore[arg-type]
    if "?all" in words or not any(word in {"-all", "~all"} or word.startswith("redirect=") for word in words):
        return Finding(state=State.WEAK, code="spf-undecided", wanted=wanted, **says)  # type: ignore[arg-type]
    if term and not any(mail_server.lower() == word.partition(":")[2].partition("/")[0] for word in words):
        return Finding(state=State.UNKNOWN, code="spf-server", **says)  # type: ignore[arg-type]
    return Finding(state=State.GOOD, code="spf-good", **says)  # type: ignore[arg-type]


def _spf_term(mail_server: str) -> str:
    """Return how a record names our mail server; empty where that is this machine, or nothing is known of it."""
    try:
        number = ipaddress.ip_address(mail_server)
    except ValueError:
        return f"a:{mail_server}" if "." in mail_server else ""
    return "" if number.is_loopback else f"ip{number.version}:{number}"


def judge_dkim(name: str, records: Sequence[str], wanted: str) -> Finding:
    """Judge whether a domain's key is the one that we sign with (RFC 6376); `wanted` is empty where we have none."""
    found = records[0] if records else ""
    if not wanted:
        return Finding(What.DKIM, State.MISSING, "dkim-no-key", name, "", found)
    if not records:
        return Finding(What.DKIM, State.MISSING, "dkim-missing", name, wanted)
    if len(records) > 1:
        return Finding(What.DKIM, State.WRONG, "dkim-several", name, wanted, " | ".join(records))
    if tags(found).get("p", "") != tags(wanted)["p"]:
        return Finding(What.DKIM, State.WRONG, "dkim-other-key", name, wanted, found)
    if "y" in tags(found).get("t", "").split(":"):
        return Finding(What.DKIM, State.WEAK, "dkim-testing", name, wanted, found)
    return Finding(What.DKIM, State.GOOD, "dkim-good", name, "", found)


def judge_dmarc(domain: str, records: Sequence[tuple[str, Sequence[str]]]) -> Finding:
    """Judge what becomes of mails that only pretend to be ours (RFC 7489).

    Args:
        domain: the domain that our mails come from.
        records: the records of `_dmarc` in the domain, then in those above it.
    """
    name, wanted = f"_dmarc.{domain}", "v=DMARC1; p=quarantine"
    for _place, texts in records:
        found = [text for text in texts if re.match(r"v=DMARC1\s*(;|$)", text, re.IGNORECASE)]
        if len(found) > 1:
            return Finding(What.DMARC, State.WRONG, "dmarc-several", name, wanted, " | ".join(found))
        if found:
            policy = tags(found[0]).get("p", "").lower()
            if policy not in {"none", "quarantine", "reject"}:
                return Finding(What.DMARC, State.WRONG, "dmarc-no-policy", name, wanted, found[0])
            if policy == "none":
                return Finding(What.DMARC, State.WEAK, "dmarc-none", name, wanted, found[0])
            return Finding(What.DMARC, State.GOOD, "dmarc-good", name, "", found[0])
    return Finding(What.DMARC, State.MISSING, "dmarc-missing", name, wanted)


def tags(record: str) -> dict[str, str]:
    """Return the tags of a record by name; blanks within a value do not count."""
    pairs = (part.partition("=") for part in record.split(";") if "=" in part)
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}


def above(domain: str) -> list[str]:
    """Return a domain and those above it, down to two labels."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]
