"""What happens with the second pair of eyes: asked for, given, refused. Each goes into the log of activity."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.newsroom.press.approving import queries, rules
from interlink.newsroom.press.errors import LookRefused
from interlink.newsroom.press.models import Approval, PostPage, WantedLook


@transaction.atomic
def ask(post: PostPage, by: User | None, now: datetime) -> WantedLook | None:
    """Have a post wait for a second pair of eyes, if its latest version needs one; else it waits no longer.

    Asking again takes away what a colleague noted when sending it back.
    """
    latest = latest_of(post)
    facts = queries.facts_of(latest)
    decision = rules.decide(facts)
    if decision.free:
        WantedLook.objects.filter(post=post.pk).delete()
        return None
    said = queries.checksum_of(latest)
    known = WantedLook.objects.filter(post=post.pk).first()
    wanted, _made = WantedLook.objects.update_or_create(
        post_id=post.pk,
        defaults={
            "content_sha256": said,
            "reasons": [reason.value for reason in decision.reasons],
            "writer_id": facts.writer,
            "asked_by": by,
            "asked_at": now if known is None or known.sent_back_by_id else known.asked_at,
            "approved_at": None,
            "sent_back_by": None,
            "note": "",
        },
    )
    if known is None or known.sent_back_by_id or known.content_sha256 != said:
        record(by, Deed.LOOK_ASKED, latest.title, ", ".join(wanted.reasons), at=now)
    return wanted


@transaction.atomic
def keep_in_step(post: PostPage) -> None:
    """Bring what waits in step with a post whose draft was saved, or which went out; a note of a colleague stays."""
    wanted = WantedLook.objects.filter(post=post.pk).first()
    if wanted is None:  # as for nearly all posts
        return
    latest = latest_of(post)
    facts = queries.facts_of(latest)
    decision = rules.decide(facts)
    if decision.free and latest.live and not latest.has_unpublished_changes:
        wanted.delete()
        return
    if not decision.free:
        wanted.approved_at = None
    wanted.content_sha256 = queries.checksum_of(latest)
    wanted.reasons = [reason.value for reason in decision.reasons]
    wanted.writer_id = facts.writer
    wanted.save(update_fields=["content_sha256", "reasons", "writer", "approved_at"])


@transaction.atomic
def approve(post: PostPage, by: User, said: str, now: datetime) -> Approval:
    """Note that somebody has read these words and stands for them. Approving twice changes nothing.

    Args:
        post: the post.
        by: who has read it.
        said: the checksum of the words that were read.
        now: when.

    Raises:
        PermissionDenied: this person may not publish in that language.
        LookRefused: the words have changed meanwhile, or they are this person's own.
    """
    stored = PostPage.objects.select_for_update().get(pk=post.pk)
    latest = latest_of(stored)
    if not stored.permissions_for_user(by).can_publish():
        raise PermissionDenied
    if queries.checksum_of(latest) != said:
        raise LookRefused(_("The text was changed while you read it. Read it again, then approve it."))
    facts = queries.facts_of(latest)
    writer = facts.writer if facts.writer is not None else queries.writer_of(latest, said)
    if by.pk == writer:
        raise LookRefused(_("These are your own words. Somebody else has to read them."))
    approval, made = Approval.objects.get_or_create(post=stored, content_sha256=said, by=by, defaults={"at": now})
    if made:
        record(by, Deed.APPROVED, latest.title, said, at=now)
    done = now if queries.decision_on(latest).free else None
    WantedLook.objects.filter(post=stored.pk).update(sent_back_by=None, note="", approved_at=done)
    return approval


@transaction.atomic
def send_back(post: PostPage, by: User, note: str, now: datetime) -> None:
    """Say that a post should not go out as it is, and why; it waits for nobody until it is asked for again.

    Raises:
        PermissionDenied: this person may not publish in that language.
        LookRefused: the post does not wait, or no reason is given.
    """
    if not post.permissions_for_user(by).can_publish():
        raise PermissionDenied
    if not note.strip():
        raise LookRefused(_("Say what should be changed."))
    changed = WantedLook.objects.filter(post=post.pk, sent_back_by=None).update(sent_back_by=by, note=note.strip())
    if not changed:
        raise LookRefused(_("This post does not wait for a second pair of eyes any more."))
    record(by, Deed.SENT_BACK, post.title, note.strip(), at=now)


def latest_of(post: PostPage) -> PostPage:
    """Return the latest version of a post, published or not."""
    return cast("PostPage", post.get_latest_revision_as_object())
