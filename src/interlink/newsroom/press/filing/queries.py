"""Which subjects a post names, what an editor decided about them, and what the form offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.rich_text import expand_db_html

from interlink.lib.names.indexed import words_of
from interlink.lib.reading import cleaning
from interlink.newsroom.press.filing import rules
from interlink.newsroom.press.filing.rules import How, Shown
from interlink.newsroom.watch.models import Subject
from interlink.newsroom.watch.search import names

if TYPE_CHECKING:
    from interlink.newsroom.press.models.posts import PostPage
    from interlink.newsroom.press.models.wording import PostWords

MOST_PROPOSED = 300
_DATELINE = ("byline", "outlet", "place", "addressee", "guest", "signatories")


@dataclass(frozen=True, slots=True)
class Offered:
    """A subject in the form of a post.

    Attributes:
        ticked: whether it is ticked now.
        by_words: whether the post's own words name it.
        public: whether readers have a page of it.
        was: how it stood when the form was opened, as the form sends it along.
    """

    subject: Subject
    ticked: bool
    by_words: bool
    public: bool
    was: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a version of a post says to readers, as plain text: its title, what is below, who wrote what where."""

    title: str
    text: str
    dateline: str


def said_in(post: PostPage) -> Said:
    """Return what a version of a post says to readers."""
    dateline = " ".join(filter(None, map(post.shown, _DATELINE)))
    return Said(cleaning.plain(post.title), text_of(post), cleaning.plain(dateline))


def text_of(post: PostWords) -> str:
    """Return what a post says below its title, as plain text: the excerpt or the text, then what we add."""
    rich = (cleaning.text_of_html(expand_db_html(post.shown(name) or "")) for name in ("body", "comment"))
    return cleaning.plain("\n\n".join(filter(None, (post.shown("excerpt"), *rich))))


def named_in(said: Said, book: names.Names) -> set[int]:
    """Return the subjects that a post's own words name; private persons are not in the book."""
    return book.spotted(f"{said.title}\n\n{said.text}\n\n{said.dateline}")


def standing_of(post: PostPage) -> dict[int, bool]:
    """Return what an editor decided about a version of a post."""
    return {one.subject_id: one.filed for one in post.filings.all()}


def subjects_of(post: PostPage, said: Said, book: names.Names) -> set[int]:
    """Return under which subjects readers find a post that says something; never under a private person."""
    return rules.subjects(named_in(said, book), standing_of(post)) & book.subjects.keys()


def offered(post: PostPage, proposed: Iterable[int], sent: Mapping[str, Any] | None = None) -> list[Offered]:
    """Return the subjects to show in the form of a post, by name.

    Args:
        post: A version of a post.
        proposed: Whom the report names beside.
        sent: What a form that comes back held; its ticks are kept.
    """
    book = names.current()
    named, standing = named_in(said_in(post), book), standing_of(post)
    before = {one.subject: one for one in _before(sent)} if sent is not None else {}
    keys = ({*named, *standing, *proposed} if not before else set(before)) & book.subjects.keys()
    found = Subject.objects.filter(pk__in=keys, private_person=False).select_related("public").order_by("name", "pk")
    now = rules.subjects(named, standing)
    ticked = _ticked(sent) if sent is not None and before else now
    rows = []
    for subject in found:
        was = before.get(subject.pk) or Shown(subject.pk, subject.pk in now, _how(standing.get(subject.pk)))
        public = hasattr(subject, "public")
        rows.append(Offered(subject, subject.pk in ticked, subject.pk in named, public, str(was)))
    return rows


def _how(standing: bool | None) -> How:
    if standing is None:
        return How.WORDS
    return How.FILED if standing else How.LEFT_OUT


def names_offered() -> list[str]:
    """Return the names that the form proposes while somebody types: those of public subjects."""
    public = Subject.objects.filter(public__isnull=False, private_person=False).order_by("name")
    return list(public.values_list("name", flat=True)[:MOST_PROPOSED])


def meant_by(name: str) -> set[int]:
    """Return whose name something is, in any spelling of the alias book; nobody who is a private person."""
    return names.current(at_once=True).by_words.get(words_of(name), set())


def decided_in(sent: Mapping[str, Any], added: Iterable[int]) -> dict[int, bool]:
    """Return the decisions that a form holds; of what is no subject any more, or private, none."""
    found = rules.decided(_before(sent), _ticked(sent), added)
    there = Subject.objects.filter(pk__in=found, private_person=False).values_list("pk", flat=True)
    return {number: found[number] for number in there}


def _before(sent: Mapping[str, Any]) -> list[Shown]:
    return [one for one in map(Shown.read, _all(sent, "filed_before")) if one is not None]


def _ticked(sent: Mapping[str, Any]) -> set[int]:
    return {key for key in map(rules.key_in, _all(sent, "filed")) if key is not None}


def _all(sent: Mapping[str, Any], name: str) -> list[str]:
    read = getattr(sent, "getlist", None)  # a form in a browser; programs send plain mappings, without this part
    return list(read(name)) if read is not None else []
