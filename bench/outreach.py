"""Mailings: signed mails a second, the ledger included, to a server that really receives; a digest with its forms."""

from __future__ import annotations

from bench.process import desk, measure, server
from bench.registry import Options
from bench.report import Report

SUBSCRIBERS, QUICK_SUBSCRIBERS = 50_000, 4_000
POSTS = 60
PEERS_SHARE = 50
NOWHERE = 9
LINES = 16  # rows are noted as many at a time as lines are done, so more lines cost the ledger less a mail
WORDS = {
    "mails_per_second": "mails a second, signed, ledger included",
    "cpu_ms_a_mail": "processor time of a mail, the server's left out, ms",
    "compile_seconds": "a digest compiled, with both parts of its mail, s",
    "publish_seconds": "signed off, with page, feed and ledger, s",
    "memory_early_mb": "peak memory after a tenth of the mails, MB",
    "mail_kb": "size of a mail, kB",
    "memory_growth": "peak memory at the end to that after a tenth",
    "mails_ratio": "mails a second: times the peer's",
}


def run(options: Options) -> Report:
    """Mail one digest to all subscribers, and by the peer to some of them, to the same server."""
    number = options.size or (QUICK_SUBSCRIBERS if options.quick else SUBSCRIBERS)
    mail = {
        "INTERLINK_MAIL__TRANSPORT": "smtp",
        "INTERLINK_MAIL__SMTP_HOST": "127.0.0.1",
        "INTERLINK_MAIL__SMTP_SECURITY": "none",
        "INTERLINK_MAIL__SENDER": "digest@watch.example",
        "INTERLINK_MAIL__CONNECTIONS": str(LINES),
    }
    with desk(NOWHERE) as environment:
        measure("bench.parts.outreach_fill", {"posts": POSTS, "subscribers": number}, environment=environment | mail)
        with server("bench.parts.outreach_server", {}) as port:
            ours = measure("bench.parts.outreach_ours", {"port": port}, environment=environment | mail)
            wanted = {"port": port, "mails": max(100, number // PEERS_SHARE)}
            peer = measure("bench.parts.outreach_peer", wanted, environment=environment | mail)
    return Report(
        bench="outreach",
        title=f"outreach: {number:,} subscribers, a digest of {POSTS} posts, {LINES} lines to the mail server",
        figures=ours,
        peer=peer,
        ratios={
            "mails_ratio": ours["mails_per_second"] / peer["mails_per_second"],
            "memory_growth": ours["peak_memory_mb"] / ours["memory_early_mb"],
        },
        peer_name="sign and send in turn",
        words=WORDS,
        notes=(
            "Every mail is signed (RSA 2048) and has its reader's own links; the server takes each whole and counts.",
        ),
        ratios_only=options.quick,
    )
