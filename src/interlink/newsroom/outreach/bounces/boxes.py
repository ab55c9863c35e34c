"""Reading mails that came back from where they lie: a mailbox over IMAP, a Maildir, an mbox file."""

from __future__ import annotations

import mailbox
from collections import Counter
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from interlink.lib.fetch.errors import FetchError
from interlink.lib.fetch.mailboxes import read_mailbox
from interlink.newsroom import network
from interlink.newsroom.outreach.bounces import actions
from interlink.newsroom.outreach.bounces.actions import Counts
from interlink.newsroom.outreach.bounces.models import Box

MOST_ROUNDS = 20


def read_own(now: datetime) -> Counts:
    """Read what is new in the mailbox that the settings name; nothing where they name none.

    How far it was read is stored together with what came of it. What stands in the way is noted, for the desk.
    """
    counts: Counts = Counter()
    name = settings.INTERLINK_BOUNCE_BOX
    if not name:
        return counts
    box, _made = Box.objects.get_or_create(name=name)
    account = network.mailboxes().get(name)
    box.problem = "" if account else f"The settings have no mailbox of the name {name}."
    for _ in range(MOST_ROUNDS if account else 0):
        try:
            assert account is not None
            found = read_mailbox(
                account, after_uid=box.read_to, uid_validity=box.uid_validity, rules=network.door_rules()
            )
        except FetchError as error:
            box.problem = str(error)
            break
        with transaction.atomic():
            counts.update(actions.take(message.raw, now) for message in found.messages)
            box.uid_validity, box.read_to = found.uid_validity, found.read_to
            box.save()
        if not found.more:
            break
    box.read_at = now
    box.save()
    return counts


def read_path(path: Path, now: datetime) -> Counts:
    """Read a Maildir, an mbox file, or a file with one mail.

    What was new in a Maildir is put among what was seen, as a mail program does.

    Raises:
        OSError: it cannot be read.
    """
    if not path.is_dir():
        return read_mails(path.read_bytes(), now)
    counts: Counts = Counter()
    box = mailbox.Maildir(path, create=False)
    for key, message in box.items():
        if message.get_subdir() != "new":
            continue
        counts[actions.take(box.get_bytes(key), now)] += 1
        message.set_subdir("cur")
        message.add_flag("S")
        box[key] = message
    return counts


def read_mails(raw: bytes, now: datetime) -> Counts:
    """Read one mail, or several as an mbox file has them."""
    mails = [raw] if not raw.startswith(b"From ") else [one.partition(b"\n")[2] for one in _split(raw)]
    return Counter(actions.take(mail, now) for mail in mails)


def _split(raw: bytes) -> list[bytes]:
    first, *more = raw.split(b"\n\nFrom ")
    return [first, *(b"From " + one for one in more)]
