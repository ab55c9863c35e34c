"""What is asked about the second pair of eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.rich_text import expand_db_html

from interlink.accounts.models import User
from interlink.lib.reading import cleaning
from interlink.newsroom.press import kinds
from interlink.newsroom.press.approving import rules
from interlink.newsroom.press.approving.rules import Decision, Facts, Reason
from interlink.newsroom.press.models.approvals import Approval, WantedLook
from interlink.newsroom.watch.models import Subject
from interlink.newsroom.watch.search import names

if TYPE_CHECKING:
    from interlink.newsroom.press.models.posts import PostPage

VERSIONS_LOOKED_AT = 200
_LINES = ("byline", "outlet", "place", "addressee", "guest", "picture_text", "picture_credit")


def checksum_of(post: PostPage) -> str:
    """Return the checksum of what a version of a post says."""
    return rules.checksum(post.serializable_data())


def words_of(post: PostPage) -> str:
    """Return all that readers would read in a version of a post, as plain text."""
    rich = [
        cleaning.text_of_html(expand_db_html(getattr(post, name) or "")) for name in _shown(post, "body", "comment")
    ]
    plain = [getattr(post, name) or "" for name in _shown(post, "excerpt", "signatories", *_LINES)]
    parts = [f"{one.wrong}\n\n{one.right}" for one in post.corrections.all()]
    parts += [f"{one.asked}\n\n{one.answer}" for one in post.replies.all()]
    parts += [tag.name for tag in post.tags.all()]
    # Readers save a file under its title.
    files = [post.shown("report_file"), *(one.answer_file for one in post.replies.all())]
    parts += [file.title for file in files if file is not None]
    about = [post.title, post.seo_title or "", post.search_description or "", post.slug.replace("-", " ")]
    return cleaning.plain("\n\n".join(filter(None, (*about, *plain, *rich, *parts))))


def _shown(post: PostPage, *fields: str) -> list[str]:
    return [name for name in fields if kinds.has(post.kind, name)]


def private_persons(post: PostPage) -> tuple[str, ...]:
    """Return the private persons whom a version of a post names, in any spelling, by the names that the desk uses."""
    return _private_persons_in(words_of(post))


def named_alone(words: str, posts: Callable[[], Iterable[PostPage]]) -> tuple[str, ...]:
    """Return the private persons whom words name that only one person stands for, and none of some posts does.

    Two people have stood for the posts. They are only looked at where the words name anybody.
    """
    named = _private_persons_in(words)
    if not named:
        return ()
    known = {name for post in posts() for name in private_persons(post)}
    return tuple(name for name in named if name not in known)


def _private_persons_in(words: str) -> tuple[str, ...]:
    private = Subject.objects.filter(private_person=True).prefetch_related("aliases", "rejections")
    book = names.build(private, private=True)
    return tuple(sorted(book.subjects[number].name for number in book.spotted(words))) if book.subjects else ()


def facts_of(post: PostPage) -> Facts:
    """Return what is known of a version of a post. Who wrote and read it is only looked up where it matters."""
    facts = Facts(
        private_persons=private_persons(post),
        accusation=post.accusation,
        was_accusation=not post.accusation and _was_accusation(post),
    )
    if rules.decide(facts).free:
        return facts
    said = checksum_of(post)
    return Facts(
        private_persons=facts.private_persons,
        accusation=facts.accusation,
        was_accusation=facts.was_accusation,
        writer=writer_of(post, said),
        readers=frozenset(Approval.objects.filter(post=post.pk, content_sha256=said).values_list("by", flat=True)),
    )


def decision_on(post: PostPage) -> Decision:
    """Say whether a version of a post may go out without another pair of eyes."""
    return rules.decide(facts_of(post))


def writer_of(post: PostPage, said: str) -> int | None:
    """Return the number of the person who first saved these words; None where it was no person."""
    latest = post.revisions.order_by("-created_at", "-pk")[:VERSIONS_LOOKED_AT] if post.pk else []
    versions = ((checksum_of(one.as_object()), one.user_id) for one in reversed(latest))
    return rules.first_writer(versions, said)


def _was_accusation(post: PostPage) -> bool:
    if post.pk is None:
        return False
    marked = Revision.page_revisions.filter(object_id=str(post.pk), content__accusation=True)
    shown = post.live_revision
    return (marked.filter(created_at__gte=shown.created_at) if shown else marked).exists()


def reasons_in_words(facts: Facts) -> list[str]:
    """Say why a version of a post needs a second pair of eyes."""
    said = {
        Reason.PRIVATE_PERSON: _("It names somebody who is marked as a private person: %(names)s.")
        % {"names": ", ".join(facts.private_persons)},
        Reason.ACCUSATION: _("It is marked as an accusation."),
        Reason.WAS_ACCUSATION: _("It was marked as an accusation, and the mark was taken away."),
    }
    return [said[reason] for reason in rules.decide(facts).reasons]


def what_stands_in_the_way(post: PostPage) -> list[str]:
    """Say in plain words, with the way out, why a version of a post has to be read by somebody else; nothing if not."""
    facts = facts_of(post)
    if rules.decide(facts).free:
        return []
    return [
        *reasons_in_words(facts),
        _("A second editor has to read exactly these words and approve them, under Second looks at the desk."),
    ]


def waiting() -> QuerySet[WantedLook]:
    """Return the posts that wait for a second pair of eyes, the longest waiting first; not those sent back."""
    return WantedLook.objects.filter(sent_back_by=None, approved_at=None).select_related(
        "post__locale", "writer", "asked_by"
    )


def waiting_for(user: User) -> QuerySet[WantedLook]:
    """Return the posts that wait for a second pair of eyes which somebody could give: not their own words."""
    found = waiting().exclude(writer=user)
    return found if _may_read(user) else found.none()


def waiting_of(user: User) -> QuerySet[WantedLook]:
    """Return the posts of somebody's own that wait, came back with a note, or are approved and can be published."""
    found = WantedLook.objects.filter(writer=user) | WantedLook.objects.filter(asked_by=user)
    return found.select_related("post__locale", "sent_back_by").order_by("asked_at", "pk")


def _may_read(user: User) -> bool:
    return user.is_superuser or user.groups.filter(page_permissions__permission__codename="publish_page").exists()
