"""What happens with excerpts that are longer than usual."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.newsroom.press.errors import LengthRefused
from interlink.newsroom.press.models import LongExcerpt, PostPage
from interlink.newsroom.press.quoting import queries

ALLOW = "press.add_longexcerpt"


def may_allow(user: User) -> bool:
    """Say whether somebody may let a post quote more than is usual."""
    return user.has_perm(ALLOW)


@transaction.atomic
def allow(post: PostPage, by: User, reason: str, now: datetime) -> LongExcerpt:
    """Let a post quote as many words as its latest version does, of the report that it cites. The reason is kept.

    Raises:
        PermissionDenied: this person may not.
        LengthRefused: there is no reason, or nothing to allow.
    """
    if not may_allow(by):
        raise PermissionDenied
    latest: PostPage = post.get_latest_revision_as_object()
    quote = queries.quote_of(latest)
    if not reason.strip():
        raise LengthRefused(_("Say why this post quotes more than is usual."))
    if not quote.over or not latest.cited_address:
        raise LengthRefused(_("The excerpt is not longer than may be quoted."))
    record(by, Deed.LENGTH_ALLOWED, latest.title, f"{quote.words}/{quote.limit}: {reason.strip()}", at=now)
    return LongExcerpt.objects.create(
        post_id=post.pk, address=latest.cited_address, words=quote.words, reason=reason.strip(), by=by, at=now
    )
