"""Why something did not work, in the language of whoever reads it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from interlink.lib.fetch import FetchError
from interlink.lib.fetch.addresses import read_address
from interlink.lib.reading.articles import read_article
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import Feed, read_feed
from interlink.lib.reading.sitemaps import read_sitemap
from interlink.lib.sentences import Sentence
from interlink.newsroom.importers.opml import document
from interlink.newsroom.importers.opml import rules as lists
from interlink.newsroom.importers.opml.document import Outline
from interlink.newsroom.importers.opml.errors import OpmlError
from interlink.newsroom.sentences import told
from interlink.newsroom.watch import adding, rounds, rules
from interlink.newsroom.watch.errors import NoSuchMailbox, WatchError
from interlink.newsroom.watch.finding import Proposal
from interlink.newsroom.watch.models import EventKind, Kind, Source
from interlink.newsroom.watch.polling import actions as polling
from interlink.newsroom.watch.polling.rules import Trouble

SOURCE = Path(__file__).resolve().parents[2] / "src" / "interlink"
AT = "https://gazette.example/feed"
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}")
APART = re.compile("\u2068[^\u2068\u2069]*\u2069")


def said(do: Callable[[], object]) -> str:
    with pytest.raises((FetchError, ReadingError, WatchError, OpmlError)) as caught:
        do()
    return caught.value.message


def known_reasons() -> Iterator[str]:
    """What goes wrong with a source most often, by the very rules that say so."""
    for address in (
        "ftp://a.example/",
        "http://a b/",
        "https://ida:word@a.example/",
        "https://a.example:22/",
        "x" * 9_000,
    ):
        yield said(lambda address=address: read_address(address))
    for body in (
        b"",
        b"<html><p>No feed.",
        b'{"a": 1}',
        b"<rss><channel><item>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><rss/>',
    ):
        yield said(lambda body=body: read_feed(body, address=AT))
    for body in (b"", b"<rss/>", b"\x1f\x8bbroken", b"one line of words"):
        yield said(lambda body=body: read_sitemap(body, address=AT))
    yield said(lambda: read_article(b"<html><body></body></html>", address=AT))
    yield from (rules.status_problem(status)[0] for status in (400, 403, 404, 410, 429, 503))
    yield from (rounds.NOTHING_TO_READ, rounds.SOURCE_NOT_STORED, rounds.ARTICLE_NOT_STORED)
    yield NoSuchMailbox("imap://letters", "letters").message
    for body in (b"words", b"<opml><body>", b"<!DOCTYPE opml><opml/>", b"<opml>" + b"<outline>" * 60):
        yield said(lambda body=body: document.read(body))
    plan = lists.judge([Outline("A page", ""), Outline("Long", "https://a.example/" + "b" * 1_000)], {})
    yield from (line.why for line in plan.unfit)


@pytest.mark.parametrize("language", ["fr", "de", "sq", "ar", "fa"])
def test_every_sentence_there_is_has_its_translation(language: str) -> None:
    """Each is met when something has gone wrong, so that no page would show a missing one in time."""
    calls = (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    templates = {
        str(call.args[0].value)
        for call in calls
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Sentence"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    catalog = polib.pofile(str(SOURCE / f"newsroom/inbox/locale/{language}/LC_MESSAGES/django.po"))
    translated = {entry.msgid: entry.msgstr for entry in catalog.translated_entries()}
    assert len(templates) > 100
    assert sorted(templates - translated.keys()) == []
    places = re.compile(r"%\(\w+\)s")
    assert [t for t in templates if set(places.findall(t)) != set(places.findall(translated[t]))] == []


def test_the_known_reasons_are_told_in_persian() -> None:
    reasons = list(known_reasons())
    assert len(reasons) > 25
    with translation.override("fa"):
        in_persian = [APART.sub("", told(reason)) for reason in reasons]
    assert [words for words in in_persian if ENGLISH.search(words) or not re.search("[آ-ی]", words)] == []


def test_an_address_stays_legible_in_a_sentence_from_right_to_left() -> None:
    with translation.override("fa"):
        words = told(Sentence("Nothing answers at %(host)s, port %(port)s.", host="a.example", port="8080"))
        begun = told(Sentence("%(address)s is watched already, as %(name)s.", address="http://a.example/", name="A"))
    assert words == "در \u2068a.example\u2069، درگاه ۸۰۸۰، چیزی پاسخ نمی‌دهد."
    assert begun.startswith("\u200f\u2068http")


def test_numbers_are_written_as_the_language_writes_them() -> None:
    told_of = Sentence(
        "The server at %(host)s sends visitors on more than %(times)s times.", host="a.example", times=10
    )
    with translation.override("fa"):
        assert "۱۰" in told(told_of)
    with translation.override("de"):
        assert "mehr als 10 Mal" in told(told_of)


def test_words_of_others_are_shown_as_they_are_but_harmless() -> None:
    with translation.override("fr"):
        assert told("Something \u202eelse.") == "Something else."
        assert told(Sentence("There is no site named %(host)s.", host="a\u202eb")) == "Il n’y a pas de site nommé ab."
        assert told("") == ""


def test_a_reason_is_stored_once_and_told_to_each_editor_in_her_language(cast: Any, client: Client) -> None:
    source = Source.objects.create(name="Harbour Gazette", address=AT, kind=Kind.FEED)
    polling.note_trouble(source, Trouble.BLOCKED, rules.status_problem(403)[0], timezone.now())
    assert Source.objects.get().problem == "The site does not let us read this page (it answered 403)."
    polling.tell(source, EventKind.MOVED, timezone.now(), Sentence("from %(old)s to %(new)s", old="a", new="b"))
    client.force_login(cast.editor)
    profile = UserProfile.get_for_user(cast.editor)
    for language, problem, moved in (
        ("en", "The site does not let us read this page (it answered 403).", "from a to b"),
        ("de", "Die Website lässt uns diese Seite nicht lesen (sie antwortete 403).", "von a zu b"),
        ("fr", "Le site ne nous laisse pas lire cette page (il a répondu 403).", "de a à b"),
        ("fa", "وبگاه نمی‌گذارد این صفحه را بخوانیم", "از \u2068a\u2069 به \u2068b\u2069"),
    ):
        profile.preferred_language = language
        profile.save()
        one, all_of_them, home = (
            client.get(address).content.decode()
            for address in (
                reverse("sources:one", args=[source.pk]),
                reverse("sources:index"),
                reverse("wagtailadmin_home"),
            )
        )
        assert moved in one
        assert all(problem in page for page in (one, all_of_them, home))


def test_a_reason_from_before_is_shown_as_it_was_stored(db: None) -> None:
    source = Source.objects.create(name="Harbour Gazette", address=AT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE watch_source SET problem = 'The server said no.'")
    source.refresh_from_db()
    with translation.override("fr"):
        assert told(source.problem) == "The server said no."


def test_what_is_watched_already_is_said_in_her_language(db: None) -> None:
    Source.objects.create(name="Harbour Gazette", address=AT, kind=Kind.FEED)
    found = Proposal(Kind.LISTING, AT, Feed("", None, None, ()))
    with pytest.raises(WatchError) as caught:
        adding.refuse_known(found)
    with translation.override("de"):
        words = told(caught.value.message)
    assert words == f"{AT} wird schon beobachtet, als Harbour Gazette. Ein Beispiel ist dafür nicht nötig (Feed)."
