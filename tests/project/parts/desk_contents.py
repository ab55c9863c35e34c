"""What is in a demo desk when its work is done, and that nothing in it is torn."""

from __future__ import annotations

import gzip
import hashlib
import mailbox
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from demo_desks import DemoDesk

from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.verify import State, verify
from interlink.lib.warc.write import is_leftover
from interlink.project.desk import Desk

PORTS = re.compile(r"localhost:\d+")


@dataclass(frozen=True)
class Contents:
    """What is in a desk, without what differs from run to run: keys, times and ports."""

    items: frozenset[tuple]
    stories: frozenset[frozenset[str]]
    posts: frozenset[tuple]
    captures: frozenset[tuple]
    digests: frozenset[tuple]
    mailed: frozenset[tuple]
    pages: frozenset[str]
    deliveries: Counter[str]


def contents_of(of: DemoDesk) -> Contents:
    """Read a desk that nobody works on."""

    def rows(sql: str) -> list[tuple]:
        return [tuple(PORTS.sub("", cell) if isinstance(cell, str) else cell for cell in row) for row in of.ask(sql)]

    def groups(sql: str) -> dict[object, frozenset[str]]:
        found: dict[object, set[str]] = {}
        for key, member in rows(sql):
            found.setdefault(key, set()).add(member)
        return {key: frozenset(members) for key, members in found.items()}

    page = "JOIN wagtailcore_page page ON page.id = {}.page_ptr_id JOIN wagtailcore_locale l ON l.id = page.locale_id"
    entries = groups(
        "SELECT digest_id, post.cited_address FROM press_digestentry e "
        "JOIN press_postpage post ON post.page_ptr_id = post_id"
    )
    return Contents(
        items=frozenset(rows("SELECT address, title, reading, reading_problem, text FROM watch_item")),
        stories=frozenset(
            groups("SELECT story_id, i.address FROM stories_membership m JOIN watch_item i ON i.id = item_id").values()
        ),
        posts=frozenset(
            rows(
                "SELECT cited_address, excerpt, outlet, page.title, page.live, page.has_unpublished_changes, "
                f"language_code FROM press_postpage p {page.format('p')}"
            )
        ),
        captures=frozenset(rows("SELECT address, state, http_status, problem FROM evidence_capture")),
        digests=frozenset(
            (language, live, signed, entries[key])
            for key, language, live, signed in rows(
                "SELECT d.page_ptr_id, language_code, page.live, signed_off_by_id IS NOT NULL "
                f"FROM press_digestpage d {page.format('d')}"
            )
        ),
        mailed=frozenset(
            rows(
                "SELECT language_code, s.email FROM outreach_delivery o "
                "JOIN outreach_subscriber s ON s.id = subscriber_id "
                "JOIN outreach_mailing m ON m.id = mailing_id JOIN press_digestpage d ON d.page_ptr_id = m.digest_id "
                + page.format("d")
            )
        ),
        pages=frozenset(re.sub(r"^evidence/\d+", "evidence", place) for place in manifest(of.seen)),
        deliveries=Counter(state for (state,) in rows("SELECT state FROM outreach_delivery")),
    )


def manifest(desk: Desk) -> dict[str, str]:
    """The checksum of each baked file, as the signed lists have it."""
    lists = [path for path in (desk.site / "manifest").glob("*.sha256") if path.name != "index.sha256"]
    lines = (line.split("  ", 1) for path in lists for line in path.read_text().splitlines())
    return {place: checksum for checksum, place in lines}


def check_whole(of: DemoDesk, story: object = None) -> None:
    """See that nothing in a desk is torn, whether its work is done or not."""
    assert of.ask("PRAGMA integrity_check") == [("ok",)], story
    assert of.ask("PRAGMA foreign_key_check") == [], story
    whole = dict(of.ask("SELECT warc_name, warc_sha256 FROM evidence_capture WHERE state = 'whole'"))
    files = {str(path.relative_to(of.seen.evidence)) for path in of.seen.evidence.rglob("*") if path.is_file()}
    named = {name for name in files if not is_leftover(Path(name))}
    shelf = Shelf(of.seen.evidence)
    for name in whole.keys() - named:
        # One that is mostly pointers lies in its wrapping once it is sealed, and comes out of it as it was.
        with shelf.laid_out([name]) as places:
            verdict = verify(places[name], whole[name])
        assert verdict.state is State.INTACT, (verdict, story)
    for name in named:
        if name.endswith(".wacz"):
            parts = judge(of.seen.evidence / name, Looking(with_records=True)).parts
            assert not [part for part in parts if part.state is not State.INTACT and part.name != "the signature"], (
                story
            )
        if not name.endswith(".warc.gz"):
            continue
        path = of.seen.evidence / name
        # The file of a capture that was cut off before its row was written is whole as well.
        verdict = verify(path, whole.get(name) or hashlib.sha256(path.read_bytes()).hexdigest())
        assert verdict.state is State.INTACT, (verdict, story)
    for path in of.seen.site.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            kind = path.name.removesuffix(".gz")
            if kind.endswith(".html"):
                assert body.rstrip().endswith(b"</html>"), (path, story)
    sent = [(message["To"], message["Message-ID"]) for message in outbox(of.seen)]
    assert len(sent) == len(set(sent)), "somebody was mailed twice"


def outbox(desk: Desk) -> list[mailbox.MaildirMessage]:
    return list(mailbox.Maildir(desk.outbox, create=False)) if desk.outbox.exists() else []


def check_finished(of: DemoDesk, wanted: Contents, story: object = None) -> None:
    """See that a desk came to the same end as an undisturbed one."""
    check_whole(of, story)
    found = contents_of(of)
    for name in ("items", "stories", "posts", "captures", "digests", "mailed", "pages"):
        assert getattr(found, name) == getattr(wanted, name), (name, story)
    assert set(found.deliveries) <= {"sent", "unsure"}
    assert found.deliveries.total() == wanted.deliveries.total()
    mails = Counter(message["To"] for message in outbox(of.seen))
    assert set(mails.values()) == {1}, story
    assert found.deliveries["sent"] <= mails.total() <= found.deliveries.total()
    # Whoever was stopped while writing a line into the log left it to the next one to note that.
    log = check_log(of.seen.evidence / "captures.log")
    assert log.state is State.INTACT, (log.parts, story)
    logged = log.files()
    sealed = of.ask("SELECT warc_name, warc_sha256, package_sha256 FROM evidence_capture WHERE sealing = 'sealed'")
    assert of.ask("SELECT address FROM evidence_capture WHERE state = 'whole' AND sealing <> 'sealed'") == [], story
    for name, warc, package in sealed:
        assert (logged[name].sha256, logged[name].differs_from) == (warc, None), story
        entry = logged[f"{name.removesuffix('.warc.gz')}.wacz"]
        assert (entry.sha256, entry.differs_from) == (package, None), story
    # One that is mostly pointers lies in its wrapping once it is sealed.
    there = {path.name for path in of.seen.evidence.rglob("*.gz")}
    wrapped = {path.name.replace(".wrap", ".warc.gz") for path in of.seen.evidence.rglob("*.wrap")}
    whole = {Path(name).name for (name,) in of.ask("SELECT warc_name FROM evidence_capture WHERE state = 'whole'")}
    assert there <= whole <= there | wrapped, story
    _check_baked(of)
    left = of.ask(
        "SELECT task_path, status, traceback FROM django_tasks_database_dbtaskresult WHERE finished_at IS NULL"
    )
    assert left == [], story


def _check_baked(of: DemoDesk) -> None:
    """See that the baked files are those of the manifest, byte for byte, and no others."""
    listed = manifest(of.seen)
    root = of.seen.site
    there = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and path.suffix != ".lock"}
    there = {name for name in there if not name.startswith("manifest/")}
    assert there == listed.keys() | {name for name in there if name.endswith(".gz")}
    for place, checksum in listed.items():
        body = (root / place).read_bytes()
        assert hashlib.sha256(body).hexdigest() == checksum, place
        packed = root / f"{place}.gz"
        assert not packed.exists() or gzip.decompress(packed.read_bytes()) == body
