"""The mark of a private person: one editor sets it, and two have to agree to take it away.

Else whoever wanted to publish a name alone could take the mark away, publish, and set it again.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.newsroom.watch.errors import StaysPrivate
from interlink.newsroom.watch.models import Subject


def ask(subject: Subject, by: User) -> None:
    """Note that somebody wants a subject to be a private person no longer; who asked first stands."""
    Subject.objects.filter(pk=subject.pk, private_person=True, unmark_asked_by=None).update(unmark_asked_by=by)


@transaction.atomic
def agree(subject: Subject, by: User) -> None:
    """Take the mark away, as a second person.

    Raises:
        StaysPrivate: nobody has asked for it, or the same person did.
    """
    found = Subject.objects.select_for_update().get(pk=subject.pk)
    if found.unmark_asked_by_id is None:
        raise StaysPrivate(found.name, _("Nobody asks for this any more."))
    if found.unmark_asked_by_id == by.pk:
        raise StaysPrivate(found.name, _("You have asked for this yourself. A colleague has to agree."))
    found.private_person, found.unmark_asked_by = False, None
    found.save(update_fields=["private_person", "unmark_asked_by"])


def keep(subject: Subject) -> None:
    """Keep the mark."""
    Subject.objects.filter(pk=subject.pk).update(unmark_asked_by=None)


def require_public(subject: Subject) -> None:
    """Let only such subjects be deleted as are no private person.

    Raises:
        StaysPrivate: this one is, and posts that name it need a second pair of eyes.
    """
    if subject.private_person:
        raise StaysPrivate(
            subject.name, _("A private person is not deleted by one editor alone. Take the mark away first.")
        )


def asked() -> QuerySet[Subject]:
    """Return the private persons whose mark somebody wants to take away."""
    return Subject.objects.exclude(unmark_asked_by=None).select_related("unmark_asked_by").order_by("name")
