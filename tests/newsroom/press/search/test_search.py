"""Searching the public site as a reader does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import unescape
from types import SimpleNamespace
from urllib.parse import quote, unquote, urlencode

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from interlink.newsroom.press import unchanged
from interlink.newsroom.press.models import PostPage, SearchEntry
from interlink.newsroom.press.search import actions, queries
from interlink.newsroom.watch import subjects
from interlink.newsroom.watch.models import SubjectKind
from interlink.newsroom.watch.search import bounded

HIT = re.compile(r'<h2 class="headline"><a href="([^"]*)">')


@pytest.fixture
def find(client):
    """Search, and return the slugs that were found, in their order."""

    def find(q: str = "", language: str = "en", **more: str) -> list[str]:
        page = client.get(f"/{language}/search/?{urlencode({'q': q, **more})}", headers={"host": "watch.example"})
        assert page.status_code == 200
        find.page = unescape(page.content.decode())
        find.response = page
        return [
            unquote(unescape(address)).rstrip("/").rpartition("/")[2] for address in HIT.findall(page.content.decode())
        ]

    return find


def test_what_fits_best_comes_first(press, find) -> None:
    press.post("in-text", excerpt="The council spoke of the lighthouse and of much else that day.")
    press.post("in-title", title="The lighthouse", excerpt="It stands.")
    press.post("neither")
    assert find("lighthouse") == ["in-title", "in-text"]
    assert find("LIGHTHOUSE council") == ["in-text"]
    assert find('"council spoke"') == ["in-text"]
    assert find('"spoke council"') == []
    assert find("lighthouse -council") == ["in-title"]
    assert find("lightho*", order="newest") == ["in-title", "in-text"]


def test_words_are_folded_on_both_sides(press, find) -> None:
    press.post("keyboards", "fa", title="خانه‌های كوچك", excerpt="كتــاب مُعَلِّم")
    press.post("accents", title="Élection à Genève", excerpt="Straße")
    assert find("خانه های کوچک", "fa") == ["keyboards"]
    assert find("کتاب معلم", "fa") == ["keyboards"]
    assert find("election geneve") == ["accents"]
    assert find("STRASSE") == ["accents"]


def test_scripts_without_spaces_are_found_by_their_letters(press, find) -> None:
    press.post("chinese", title="子午线团契要求成员出售房屋", excerpt="เขาขายบ้าน")
    assert find("成员") == ["chinese"]
    assert find("员成") == []
    assert find("บ้าน") == ["chinese"]


def test_a_name_is_found_in_any_of_its_spellings(press, find, leader) -> None:
    press.post("arabic-letters", excerpt="گفتگو با حسین مروی در بندر")
    press.post("not-in-the-book", excerpt="Hussein Marwi spoke in the harbour town.")
    press.post("somebody-else", excerpt="Hussein Karimi spoke.")
    assert sorted(find("Husayn Marwi")) == ["arabic-letters", "not-in-the-book"]
    assert "Also looked for" in find.page
    assert "حسین مروی" in find.page
    assert sorted(find("hussain marwi")) == ["arabic-letters", "not-in-the-book"]
    assert sorted(find("حسین مروی")) == ["arabic-letters", "not-in-the-book"]
    assert sorted(find("marwi")) == ["arabic-letters", "not-in-the-book"]
    assert find("husayn marwi spoke") == ["not-in-the-book"]
    assert sorted(find(subject=str(leader.pk))) == ["arabic-letters", "not-in-the-book"]


def test_a_name_that_comes_into_the_book_later_is_found_after_a_rebuild(press, find) -> None:
    press.post("old-post", excerpt="The Meridienne Fellowship asked for money.")
    subjects.add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION, aliases=["Meridienne Fellowship"])
    assert find("Meridian Fellowship") == ["old-post"], "the spellings of the book count at once"
    assert actions.rebuild().written == 1
    assert actions.rebuild().written == 0
    assert "subject" in SearchEntry.objects.get().marks


def test_private_persons_and_hostile_names_are_told_to_nobody(press, find) -> None:
    private = subjects.add_subject("Olga Privat", kind=SubjectKind.PERSON, aliases=["Olya Secret"], private_person=True)
    public = subjects.add_subject("The Circle", kind=SubjectKind.ORGANISATION)
    public.aliases.create(text="Circus Cult", kind="hostile")
    press.post("about-her", excerpt="Olya Secret came.")
    press.post("about-them", excerpt="The Circle met.")
    assert find("Olga Privat") == []
    assert "Also looked for" not in find.page
    assert find(subject=str(private.pk)) == []
    assert "Privat" not in find.page
    private.private_person = False
    private.save()
    actions.rebuild()
    assert find(subject=str(private.pk)) == ["about-her"]
    private.private_person = True
    private.save()
    assert find(subject=str(private.pk)) == [], "even before the index knows"
    assert find("Circus Cult") == ["about-them"]
    find("The Circle")
    assert "Circus" not in find.page


def test_it_can_be_narrowed_down(press, find) -> None:
    press.post("early", first_published_at=datetime(2026, 3, 5, tzinfo=UTC), outlet="The Tide")
    press.post("late", first_published_at=datetime(2026, 9, 5, tzinfo=UTC))
    press.post("فارسی", "fa", excerpt="post in Persian")
    assert find("post", to="2026-06") == ["early"]
    assert find("post", **{"from": "2026-06-01"}) == ["late"]
    assert find("post", outlet="The Tide") == ["early"]
    assert find(outlet="the tide") == ["early"]
    assert find("post", **{"in": "fa"}) == ["فارسی"]
    assert sorted(find("post", **{"in": "all"})) == ["early", "late", "فارسی"]
    assert find("post", order="newest") == ["late", "early"]
    assert "فارسی (1)" in re.sub(r"</?bdi[^>]*>", "", find.page)


def test_what_is_not_public_is_never_found(press, find) -> None:
    post = press.post("secret", title="Secret title", live=False)
    assert find("secret") == []
    post.live = True
    post.save()
    assert find("secret") == ["secret"]
    post.title = "Unpublished wording"
    post.save_revision()
    assert find("unpublished") == []
    restriction = PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    assert find("secret") == []
    assert "1 post" not in find.page
    restriction.delete()
    assert find("secret") == ["secret"]
    post.delete()
    assert not SearchEntry.objects.exists()


def test_the_index_follows_in_the_same_transaction(press) -> None:
    post = press.post("kept")
    with transaction.atomic():
        post.unpublish()
        assert not SearchEntry.objects.exists()
        transaction.set_rollback(True)
    assert SearchEntry.objects.filter(pk=post.pk).exists()
    PostPage.objects.get(pk=post.pk).delete()
    assert not SearchEntry.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO press_search(press_search) VALUES('integrity-check')")
        cursor.execute("SELECT count(*) FROM press_search WHERE press_search MATCH 'kept'")
        assert cursor.fetchone() == (0,)


def test_a_rebuild_mends_whatever_is_wrong(press) -> None:
    right, lost = press.post("right"), press.post("lost")
    hidden = press.post("hidden")
    SearchEntry.objects.filter(pk=lost.pk).delete()
    SearchEntry.objects.filter(pk=right.pk).update(body="something else")
    PostPage.objects.filter(pk=hidden.pk).update(live=False)
    assert actions.rebuild() == actions.Rebuilt(written=2, removed=1, total=2)
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == {right.pk, lost.pk}


@pytest.mark.parametrize(
    "q",
    ['"', '""', "*", "-", "-only", "AND OR NOT NEAR(", "title:x", "{a b}:c", "a" * 5000, "^x", "x' OR 1=1 --", "\x00",
     "\u202e\u2066", "و " * 300, "(((", "a-b-c", "%s", "😀"],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(press, find, q) -> None:
    press.post("one")
    find(q)
    find(
        q, page="99999999999999999999", subject="-1", outlet=q, order="x", to="2026-99-99", **{"from": "x", "in": "zz"}
    )


def test_markup_in_texts_and_questions_is_harmless(press, find) -> None:
    press.post("hostile", title="<script>alert(1)</script> harbour", excerpt='<img src=x onerror="a()"> harbour')
    find("<script>alert harbour")
    raw = find.response.content.decode()
    assert "<script>" not in raw
    assert "<img" not in raw
    find("harbour")
    assert "&lt;/script&gt; <mark>harbour</mark>" in find.response.content.decode(), "the title stays as it is written"


def test_nothing_found_says_what_may_help(press, find) -> None:
    press.post("new-one", title="Quiet harbour")
    assert find("lighthouse", outlet="Nobody") == []
    assert "Nothing was found" in find.page
    assert "Search in all languages" in find.page
    assert "Search without filters" in find.page
    assert "Quiet harbour" in find.page


def test_words_that_only_begin_so_are_found_when_there_is_nothing_else(press, find) -> None:
    press.post("refused", excerpt="Most refused to sell.")
    assert find("refuse") == ["refused"]
    assert "begin so" in find.page
    assert "<mark>refused</mark>" in find.page


def test_pages_have_bounds(press, find) -> None:
    for number in range(13):
        press.post(f"number-{number}", capture=None)
    assert len(find("number")) == 10
    assert "page=2" in find.page
    assert len(find("number", page="2")) == 3
    assert find("number", page="3") == []
    assert find("number", page="nonsense") == find("number")


def test_no_cookie_is_set_and_nothing_is_kept(press, find) -> None:
    find("anything")
    assert not find.response.cookies
    assert find.response["Cache-Control"] == "no-store"


@pytest.fixture
def keeping(monkeypatch):
    """Keep what was made, as when a reader asks: nothing is kept within a transaction, and each test is one."""

    @contextmanager
    def keeping() -> Iterator[None]:
        with monkeypatch.context() as outside:
            own = {"connection": connection.connection, "ensure_connection": connection.ensure_connection}
            outside.setattr(
                unchanged, "connection", SimpleNamespace(vendor=connection.vendor, in_atomic_block=False, **own)
            )
            yield

    return keeping


def test_a_page_is_made_once_while_nothing_changes(press, find, keeping, monkeypatch) -> None:
    press.post("harbour", excerpt="The harbour was closed.")
    asked = []
    search = queries.search
    monkeypatch.setattr(queries, "search", lambda *given: asked.append(given) or search(*given))
    with keeping():
        assert find("harbour") == find("harbour") == ["harbour"]
    assert len(asked) == 1


def test_a_change_shows_at_once(press, find, keeping) -> None:
    post = press.post("harbour", excerpt="The harbour was closed.")
    with keeping():
        assert find("harbour") == ["harbour"]
    press.post("again", excerpt="The harbour was closed again.")
    with keeping():
        assert set(find("harbour")) == {"harbour", "again"}
    post.unpublish()
    with keeping():
        assert find("harbour") == ["again"]


def test_a_search_asks_no_more_for_many_hits_than_for_one(press, find) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            find("harbour")
        return len(questions)

    press.post("harbour", excerpt="The harbour was closed.")
    find("harbour")
    one = asked()
    for number in range(5):
        press.post(f"more-{number}", excerpt="The harbour was closed again.")
    assert asked() == one


def test_a_language_that_is_not_there_is_not_found(press, client) -> None:
    assert client.get("/xx/search/", headers={"host": "watch.example"}).status_code != 200


def test_a_search_that_takes_too_long_is_given_up(press, find, monkeypatch) -> None:
    press.post("one")
    monkeypatch.setattr(bounded, "SECONDS_AT_MOST", -1.0)
    monkeypatch.setattr(bounded, "_STEPS_BETWEEN_LOOKS", 1)
    assert find("post") == []
    assert "took too long" in find.page


def test_every_page_has_a_form_that_needs_no_script(press, read) -> None:
    post = press.post("one")
    for address in ("/en/", "/fa/", post.url, "/en/2026/11/"):
        page = read(address)
        assert f'action="/{"fa" if address == "/fa/" else "en"}/search/"' in page
    assert quote("خانه") in read(f"/fa/search/?q={quote('خانه')}")
