"""Lists as readers find them, and what is written anew when they change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.press.bake import actions
from interlink.newsroom.press.lists import rules, upkeep
from interlink.newsroom.press.models import Listed, PostPage, PublicSubject
from interlink.newsroom.watch.models import Alias, Subject
from interlink.newsroom.watch.search import names

Read = Callable[[str], str]
START = datetime(2026, 11, 2, 8, tzinfo=UTC)
HOST = {"host": "watch.example"}


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "PER_PAGE", 2)


def fill(press, number: int, language: str = "en", **fields) -> list[PostPage]:
    return [
        press.post(f"post-{n}", language, title=f"Title {n}", first_published_at=START + timedelta(hours=n), **fields)
        for n in range(number)
    ]


def bake_what_was_asked_for() -> actions.Baked:
    tasks = DBTaskResult.objects.filter(task_path__endswith="bake_touched")
    addresses = {address for task in tasks for address in task.args_kwargs["kwargs"]["addresses"]}
    tasks.delete()
    return actions.bake_addresses(addresses)


def assert_whole(root: Path) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file() and path.suffix != ".gz"}

    before = files()
    baked = actions.bake_all()
    assert not baked.problems
    after = files()
    assert {path for path in before | after if before.get(path) != after.get(path)} == set()


def test_old_pages_of_a_month_keep_their_number_and_lead_on(press, read: Read, short_pages) -> None:
    fill(press, 7)
    first, newest = read("/en/2026/11/page/1/"), read("/en/2026/11/")
    assert "Title 1" in first
    assert first.index("Title 1") < first.index("Title 0")
    assert "Title 6" in newest
    assert "Title 3" not in newest
    assert '<a href="/en/2026/11/page/2/" rel="next">Older posts' in newest
    assert '<a href="/en/2026/11/page/2/" rel="prev">Newer posts' in first
    assert '<a href="/en/2026/11/" rel="prev">Newer posts' in read("/en/2026/11/page/2/")
    press.post("one-more", first_published_at=START + timedelta(hours=99))
    assert read("/en/2026/11/page/1/") == first


@pytest.mark.parametrize(
    "address",
    ["2026/11/page/4/", "2026/11/page/0/", "2026/11/page/01/", "2026/11/page/9999999/", "2026/11/page/-1/",
     "2026/11/page/x/", "2026/11/page/", "2025/", "3026/", "outlet/nobody/", "outlet/the-harbour-gazette/2025/",
     "outlet/the-harbour-gazette/2026/page/7/", "tag/nothing/", "subject/nobody/", "subject/1/", "outlet/%00/",
     "outlet/the-harbour-gazette/2026/11/", "tag/" + "a" * 300 + "/"],
)  # fmt: skip
def test_wrong_pages_and_lists_are_answered_calmly(press, client: Client, short_pages, address: str) -> None:
    fill(press, 7)
    response = client.get(f"/en/{address}", headers=HOST, follow=True)
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_an_outlet_has_a_page_in_each_language_however_its_name_is_written(press, read: Read) -> None:
    press.post("one", outlet="The Harbour Gazette")
    press.post("two", outlet="the harbour  gazette")
    press.post("سه", "fa", outlet="روزنامهٔ ساحل")
    page = read("/en/outlet/the-harbour-gazette/")
    assert "Post one" in page
    assert "Post two" in page
    assert "2 posts" in read("/en/outlets/")
    assert 'href="/en/outlet/the-harbour-gazette/2026/"' in page
    assert "Post سه" in read(f"/fa/outlet/{upkeep.outlet_key('روزنامهٔ ساحل')}/")
    assert 'href="/en/outlet/the-harbour-gazette/"' in read("/en/2026/11/one/")


def test_a_year_lists_its_months_and_digests(press, read: Read) -> None:
    press.digest([*fill(press, 2), press.post("october", first_published_at=datetime(2026, 10, 2, tzinfo=UTC))])
    page = read("/en/2026/")
    assert page.index('href="/en/2026/11/">November 2026') < page.index('href="/en/2026/10/">October 2026')
    assert "Digest of 2026-11-27" in page
    assert 'href="/en/2026/">2026</a>' in read("/en/")


def test_tags_list_the_posts_that_have_them(press, read: Read, client: Client) -> None:
    one, _ = fill(press, 2)
    one.tags.add("Courts & law", "دادگاه")
    one.save()
    page = read("/en/tag/courts-law/")
    assert "Title 0" in page
    assert "Title 1" not in page
    assert "Courts &amp; law" in read("/en/tags/")
    assert 'href="/en/tag/courts-law/" rel="tag"' in read("/en/2026/11/post-0/")
    one.tags.remove("Courts & law")
    one.save_revision().publish()
    assert client.get("/en/tag/courts-law/", headers=HOST).status_code == 404
    assert "Title 0" in read("/en/tag/دادگاه/")


@pytest.fixture
def fellowship(press) -> Subject:
    subject = Subject.objects.create(name="Meridian Fellowship")
    Alias.objects.create(subject=subject, text="Meridian Fellowship", kind="main", language="en")
    Alias.objects.create(subject=subject, text="انجمن مریدین", kind="alias", language="fa")
    Alias.objects.create(subject=subject, text="Those sheep", kind="hostile", language="fa")
    names.current(at_once=True)
    return subject


def test_a_subject_has_a_page_once_an_editor_made_it_public(press, read: Read, client: Client, fellowship) -> None:
    press.post("names-it", excerpt="The Meridian Fellowship said so.")
    press.post("نام", "fa", excerpt="انجمن مریدین چنین گفت.")
    address = "/en/subject/meridian-fellowship/"
    assert client.get(address, headers=HOST).status_code == 404
    assert "/en/subject/" not in read("/en/2026/11/names-it/")
    PublicSubject.objects.create(subject=fellowship)
    assert "Post names-it" in read(address)
    assert f'href="{address}"' in read("/en/2026/11/names-it/")
    persian = read("/fa/subject/meridian-fellowship/")
    assert "<h1><bdi>انجمن مریدین</bdi></h1>" in persian
    assert "sheep" not in persian


def test_a_private_person_never_has_a_page(press, read: Read, client: Client, fellowship) -> None:
    press.post("names-it", excerpt="The Meridian Fellowship said so.")
    public = PublicSubject.objects.create(subject=fellowship)
    Subject.objects.filter(pk=fellowship.pk).update(private_person=True)
    assert client.get("/en/subject/meridian-fellowship/", headers=HOST).status_code == 404
    assert "/en/subject/meridian" not in read("/en/2026/11/names-it/") + read("/en/subjects/")
    public.refresh_from_db()
    with pytest.raises(ValidationError, match="private person"):
        public.full_clean()


def test_what_is_asked_for_after_each_change_makes_the_site_whole(press, short_pages) -> None:
    posts = fill(press, 6)
    actions.bake_all()  # makes the desk's key
    actions.bake_all()
    DBTaskResult.objects.all().delete()
    new = press.post("new", outlet="Coast Radio", first_published_at=START + timedelta(hours=99))
    new.save_revision().publish()
    bake_what_was_asked_for()
    assert_whole(press.folder)
    old = PostPage.objects.get(pk=posts[1].pk)
    old.outlet = "Coast Radio"
    old.tags.add("courts")
    old.save_revision().publish()
    bake_what_was_asked_for()
    assert_whole(press.folder)
    PostPage.objects.get(pk=posts[0].pk).unpublish()
    bake_what_was_asked_for()
    assert_whole(press.folder)
    PostPage.objects.get(pk=posts[2].pk).delete()
    bake_what_was_asked_for()
    assert_whole(press.folder)
    PostPage.objects.get(pk=old.pk).unpublish()
    bake_what_was_asked_for()
    assert_whole(press.folder)


def test_a_new_post_touches_no_more_in_a_large_archive(press, short_pages) -> None:
    def touched(slug: str, hours: int) -> int:
        press.post(slug, first_published_at=START + timedelta(hours=hours)).save_revision().publish()
        tasks = DBTaskResult.objects.filter(task_path__endswith="bake_touched")
        addresses = {address for task in tasks for address in task.args_kwargs["kwargs"]["addresses"]}
        tasks.delete()
        return len(addresses)

    fill(press, 5)
    DBTaskResult.objects.all().delete()
    few = max(touched("a", 50), touched("b", 51))
    for number in range(20):
        press.post(f"more-{number}", first_published_at=START + timedelta(hours=60 + number))
    DBTaskResult.objects.all().delete()
    assert max(touched("c", 100), touched("d", 101)) == few


def test_the_front_page_asks_no_more_of_a_large_archive(press, read: Read) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            read("/en/")
        return len(queries)

    fill(press, 3)
    read("/en/")
    few = asked()
    for number in range(30):
        press.post(f"more-{number}", first_published_at=START + timedelta(hours=60 + number))
    assert asked() == few


def test_lists_that_are_wrong_are_mended(press) -> None:
    one, two = fill(press, 2)
    right = set(Listed.objects.values_list("post", "list"))
    Listed.objects.filter(post=one).delete()
    Listed.objects.create(post=two, language="en", list="outlet:wrong", day=two.dated, at=START)
    assert upkeep.rebuild() == 3
    assert set(Listed.objects.values_list("post", "list")) == right
    assert upkeep.rebuild() == 0
