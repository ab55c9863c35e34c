"""What is stored while watching."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from interlink.lib.fetch import Validators
from interlink.lib.names.spot import Alias, AliasKind, Spotter
from interlink.lib.reading.articles import Article, Stub
from interlink.lib.reading.feeds import Entry, Feed
from interlink.newsroom.watch import actions, queries
from interlink.newsroom.watch.models import Item, Reading, Source, SubjectKind
from interlink.newsroom.watch.polling import actions as polling
from interlink.newsroom.watch.subjects import add_subject, spot_again

pytestmark = pytest.mark.django_db
NONE = Validators(etag=None, last_modified=None)
NewEntry = Callable[..., Entry]
NewFeed = Callable[..., Feed]
TEXT = "Port Ellery, 21 Nov (Coast Wire) — The Meridian Fellowship lost its lease.\n\nQobad Zarnavesh will appeal."


def article(**fields: object) -> Article:
    values = {
        "title": "The lease is lost", "byline": "Jon Ferrer", "published": None, "modified": None, "language": "en",
        "canonical_address": None, "outlet": None, "text": TEXT, "lead_image": None, "section": None,
    }  # fmt: skip
    return Article(**(values | fields))  # type: ignore[arg-type]


@pytest.fixture
def spotter() -> Spotter:
    """A spotter for the Fellowship and its steward."""
    add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION, acronyms=["MF"])
    add_subject("Qobad Zarnavesh", kind=SubjectKind.PERSON, aliases=["Zarnavesh"])
    return queries.spotter()


def test_an_entry_that_comes_twice_is_one_item(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    feed = new_feed(new_entry(1), new_entry(2))
    assert actions.take_in(source, feed, NONE, now) == actions.Taken(new=2)
    assert actions.take_in(source, feed, NONE, now) == actions.Taken(known=2)
    assert Item.objects.count() == 2


def test_an_entry_twice_in_one_feed_is_one_item_with_what_stands_first(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1, title="Newer"), new_entry(1, title="Older")), NONE, now)
    assert [item.title for item in Item.objects.all()] == ["Newer"]


def test_the_same_guid_from_two_sources_is_two_items_unless_the_address_is_one(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    other = Source.objects.create(name="Other", address="https://other.example/feed")
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    theirs = new_feed(new_entry(1, address="https://other.example/1"))
    assert actions.take_in(other, theirs, NONE, now) == actions.Taken(new=1)
    third = Source.objects.create(name="Third", address="https://third.example/feed")
    same = new_feed(new_entry(1, address="http://www.gazette.example/1?utm_source=third", title="As told by others"))
    assert actions.take_in(third, same, NONE, now) == actions.Taken(known=1)
    item = Item.objects.get(source=source)
    assert (item.title, item.also_seen.get().source) == ("Report 1", third)
    assert actions.take_in(third, same, NONE, now) == actions.Taken(known=1)
    assert item.also_seen.count() == 1


def test_two_entries_for_one_address_in_one_answer_are_one_item(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    twice = new_feed(new_entry(1), new_entry(2, address="https://gazette.example/1#comments"))
    assert actions.take_in(source, twice, NONE, now) == actions.Taken(new=1, known=1)
    assert actions.take_in(source, twice, NONE, now) == actions.Taken(known=2)
    assert Item.objects.get().also_seen.count() == 1


def test_a_new_guid_and_title_for_the_same_address_is_a_change(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    retitled = new_feed(new_entry(1, guid="another", title="The lease, corrected"))
    assert actions.take_in(source, retitled, NONE, now + timedelta(hours=1)).changed == 1
    item = Item.objects.get()
    assert (item.title, [version.title for version in item.versions.all()]) == ("The lease, corrected", ["Report 1"])


def test_each_earlier_version_is_kept_with_its_text(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    for hour, title in enumerate(("First", "Second", "Third")):
        later = now + timedelta(hours=hour)
        actions.take_in(source, new_feed(new_entry(1, title=title)), NONE, later)
        actions.store_article(Item.objects.get(), article(text=f"The text under {title}."), spotter)
    versions = [(one.title, one.text, one.until - now) for one in Item.objects.get().versions.order_by("until")]
    assert versions == [
        ("First", "The text under First.", timedelta(hours=1)),
        ("Second", "The text under Second.", timedelta(hours=2)),
    ]


def test_a_page_that_names_another_address_of_its_site_as_its_own_is_that_article(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    special = new_entry(2, address="https://gazette.example/special/1-for-phones")
    actions.take_in(source, new_feed(new_entry(1), special), NONE, now)
    actions.store_article(
        Item.objects.get(guid="guid-2"), article(canonical_address="https://gazette.example/1"), spotter
    )
    item = Item.objects.get()
    assert (item.guid, item.also_seen.get().address) == ("guid-1", special.address)
    assert actions.take_in(source, new_feed(new_entry(1), special), NONE, now) == actions.Taken(known=2)


def test_a_page_that_names_an_address_of_another_site_stays_an_item_of_its_own(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1), new_entry(2, address="https://else.example/2")), NONE, now)
    second = Item.objects.get(guid="guid-2")
    actions.store_article(second, article(canonical_address="https://gazette.example/1"), spotter)
    assert Item.objects.count() == 2


def test_what_an_article_says_of_itself_is_stored(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    item = Item.objects.get()
    told = article(section="Coast", lead_image="https://gazette.example/1.jpg", stub=Stub.PAYWALLED)
    actions.store_article(item, told, spotter)
    item.refresh_from_db()
    assert (item.section, item.image, item.stub) == ("Coast", "https://gazette.example/1.jpg", True)


def test_a_changed_entry_is_read_again_and_keeps_its_first_sighting(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    item = Item.objects.get()
    actions.store_article(item, article(), spotter)
    assert list(queries.items_to_read(now)) == []
    later = now + timedelta(hours=1)
    assert actions.take_in(source, new_feed(new_entry(1, title="Corrected")), NONE, later) == actions.Taken(changed=1)
    item.refresh_from_db()
    assert (item.title, item.seen_at, item.changed_at) == ("Corrected", now, later)
    assert list(queries.items_to_read(later)) == [item]


def test_an_item_takes_its_language_from_entry_feed_or_source(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1, language="fa"), new_entry(2)), NONE, now)
    assert dict(Item.objects.values_list("guid", "language")) == {"guid-1": "fa", "guid-2": "en"}


def test_a_source_learns_its_site_and_language_and_keeps_what_an_editor_wrote(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    source.language = "de"
    actions.take_in(source, new_feed(new_entry(1)), Validators(etag='"v1"', last_modified=None), now)
    source.refresh_from_db()
    assert (source.language, source.site, source.etag) == ("de", "https://gazette.example/", '"v1"')


def test_a_source_is_due_when_its_rest_is_over_and_never_when_it_is_put_aside(source: Source, now: datetime) -> None:
    assert list(queries.due_sources(now)) == [source]
    polling.note_answer(source, now)
    assert list(queries.due_sources(now)) == []
    assert source.next_check is not None
    assert list(queries.due_sources(source.next_check)) == [source]
    Source.objects.update(active=False)
    assert list(queries.due_sources(source.next_check)) == []


def test_an_article_fills_what_the_feed_did_not_say(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1, title="", byline=None, published=None)), NONE, now)
    item = Item.objects.get()
    actions.store_article(item, article(published=now), spotter)
    item.refresh_from_db()
    assert (item.title, item.byline, item.published) == ("The lease is lost", "Jon Ferrer", now)
    assert (item.reading, item.place, item.text) == (Reading.READ, "Port Ellery", TEXT)


def test_mentions_say_what_was_found_where_and_why(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1, title="Meridian Fellowship loses lease")), NONE, now)
    item = Item.objects.get()
    actions.store_article(item, article(), spotter)
    mentions = list(item.mentions.all())
    assert [(one.field, one.found) for one in mentions] == [
        ("text", "Meridian Fellowship"),
        ("text", "Qobad Zarnavesh"),
        ("title", "Meridian Fellowship"),
    ]
    for one in mentions:
        said = item.title if one.field == "title" else item.text
        assert said[one.start : one.end] == one.found
        assert one.reason


def test_reading_an_article_again_leaves_no_old_mentions(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    item = Item.objects.get()
    actions.store_article(item, article(), spotter)
    actions.store_article(item, article(text="Nothing of note happened in the harbour today."), spotter)
    assert not item.mentions.exists()


def test_an_article_that_cannot_be_read_is_kept_with_its_link_and_the_names_in_its_summary(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1, summary="The Meridian Fellowship appeals.")), NONE, now)
    item = Item.objects.get()
    actions.note_unread(item, "The site answered 503.", spotter, now, again=True)
    item.refresh_from_db()
    assert (item.reading, item.reading_problem) == (Reading.WAITING, "The site answered 503.")
    assert list(queries.items_to_read(now)) == []
    assert item.read_after is not None
    assert list(queries.items_to_read(item.read_after)) == [item]
    actions.note_unread(item, "The page is not there.", spotter, now, again=False)
    item.refresh_from_db()
    assert item.reading == Reading.UNREADABLE
    assert item.address == "https://gazette.example/1"
    assert item.mentions.get().found == "Meridian Fellowship"


def test_an_acronym_counts_only_in_its_own_letters(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, spotter: Spotter, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    item = Item.objects.get()
    actions.store_article(item, article(text="The MF met at noon, said mf.org, and Mf is a unit."), spotter)
    assert [one.found for one in item.mentions.all()] == ["MF"]


def test_a_subject_added_again_gains_the_aliases_it_lacks(spotter: Spotter) -> None:
    subject = add_subject("Meridian Fellowship", kind=SubjectKind.PERSON, aliases=["The Fellowship"], acronyms=["MF"])
    assert sorted(alias.text for alias in subject.aliases.all()) == ["MF", "Meridian Fellowship", "The Fellowship"]
    assert subject.kind == SubjectKind.ORGANISATION


def test_a_new_alias_is_found_in_what_was_read_before(
    source: Source, new_entry: NewEntry, new_feed: NewFeed, now: datetime
) -> None:
    actions.take_in(source, new_feed(new_entry(1)), NONE, now)
    actions.store_article(Item.objects.get(), article(), Spotter([]))
    assert not Item.objects.get().mentions.exists()
    add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION)
    assert [item.mentions.count() for item in spot_again(Item.objects.all())] == [1]


def test_a_spotter_is_built_again_only_when_a_subject_has_changed(spotter: Spotter) -> None:
    assert queries.spotter() is spotter
    add_subject("Qobad Zarnavesh", kind=SubjectKind.PERSON, aliases=["the steward"])
    changed = queries.spotter()
    assert changed is not spotter
    assert changed.spot("As the steward said.")
    assert queries.spotter() is changed


def test_a_spotter_knows_every_alias_of_every_subject(spotter: Spotter) -> None:
    assert {match.alias for match in spotter.spot("Zarnavesh leads the Meridian Fellowship")} == {
        "Zarnavesh",
        "Meridian Fellowship",
    }
    assert Spotter([Alias(1, "Zarnavesh", AliasKind.ALIAS)]).spot("nobody") == ()
