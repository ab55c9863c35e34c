"""What holds for every service: told once, followed, taken back, and what goes wrong is told in plain words."""

from __future__ import annotations

import io
import logging
import socket
from collections.abc import Callable
from typing import Any

import pytest
from channel_servers import BlueskyServer, Said, Trouble, XServer
from django.core.cache import cache
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images.models import Image

from interlink.newsroom.outreach.channels import actions, books, keys, queries, sending, words
from interlink.newsroom.outreach.channels.errors import NotOurs, Problem
from interlink.newsroom.outreach.channels.models import Announcement, Extent, Message
from interlink.newsroom.outreach.channels.rules import State
from interlink.newsroom.press.models import Correction, PostPage

pytestmark = pytest.mark.django_db
NewPost = Callable[..., PostPage]
LONG = "\n\n".join(f"Paragraph {number}: the council said that nobody has to sell anything." * 3 for number in range(8))


def only(*names: str) -> Any:
    return pytest.mark.parametrize("service", names, indirect=True)


def edited(post: PostPage, **fields: Any) -> PostPage:
    """Publish a change as the editor does."""
    for name, value in fields.items():
        setattr(post, name, value)
    post.save_revision().publish()
    post.refresh_from_db()
    return post


@pytest.fixture
def picture(db: None, desk_folders: Any) -> Image:
    cache.clear()  # Wagtail remembers what it has drawn, and the folder is another one
    file = io.BytesIO()
    Drawing.new("RGB", (640, 400), "#203040").save(file, "PNG")
    return Image.objects.create(title="Harbour", file=ImageFile(file, "harbour.png"))


def test_a_post_is_told_once_with_its_title_and_link_by_the_account_that_was_tested(
    elsewhere: Any, new_post: NewPost
) -> None:
    names = {"mastodon": "@watch@", "bluesky": "@watch.example", "telegram": "@meridian_watch", "x": "@meridianwatch"}
    assert names.get(elsewhere.channel.service, "127.0.0.1") in elsewhere.channel.account
    post = new_post()
    row = elsewhere.tell(post)
    assert (row.state, row.problem) == (State.TOLD, "")
    elsewhere.tell(post)
    elsewhere.go_on(row, days=1)
    (shown,) = elsewhere.server.shown
    assert "Members told to sell, part 1" in shown.text
    assert "http://watch.example/en/" in f"{shown.text} {shown.link}"
    assert shown.language in {"en", ""}
    assert len(elsewhere.server.deeds("post")) == 1


def test_a_long_excerpt_becomes_a_thread_that_the_service_takes(elsewhere: Any, new_post: NewPost) -> None:
    elsewhere.channel.extent = Extent.WHOLE
    elsewhere.channel.save()
    row = elsewhere.tell(new_post(excerpt=LONG))
    assert row.state == State.TOLD, row.problem_words
    messages = list(row.messages.all())
    before = [None, *(message.remote for message in messages[:-1])]
    assert [shown.answers for shown in elsewhere.server.shown] == before
    if elsewhere.channel.service in {"mastodon", "bluesky", "x"}:
        assert len(messages) > 2
        assert f"2/{len(messages)}" in messages[1].text


def test_a_service_that_is_busy_is_left_in_peace_as_long_as_it_asks(elsewhere: Any, new_post: NewPost) -> None:
    elsewhere.server.scripts["post"] = [elsewhere.server.busy(600)]
    row = elsewhere.tell(new_post())
    other = elsewhere.tell(new_post())
    assert (row.state, row.problem) == (State.WAITING, Problem.BUSY)
    elsewhere.go_on(row, minutes=9)
    assert len(elsewhere.server.deeds("post")) == 1
    assert elsewhere.go_on(row, minutes=2).state == State.TOLD
    assert elsewhere.go_on(other).state == State.TOLD
    assert len(elsewhere.server.shown) == 2


@pytest.mark.parametrize(
    ("service", "trouble"),
    [
        ("mastodon", Trouble.BREAKS_AFTER),
        ("bluesky", Trouble.BREAKS_AFTER),
        ("telegram", Trouble.BREAKS_AFTER),
        ("x", Trouble.BREAKS_AFTER),
        ("webhook", Trouble.BREAKS_AFTER),
        ("x", Trouble.HALF_AFTER),
        ("telegram", Trouble.HALF_AFTER),
        ("mastodon", Trouble.FALLS_OVER_AFTER),
        ("telegram", Trouble.FALLS_OVER_AFTER),
    ],
    indirect=["service"],
)
def test_what_was_done_without_an_answer_is_not_done_twice(elsewhere: Any, new_post: NewPost, trouble: Any) -> None:
    elsewhere.server.scripts["post"] = [trouble]
    row = elsewhere.go_on(elsewhere.tell(new_post()), minutes=3)
    assert len(elsewhere.server.shown) == 1
    if elsewhere.channel.service == "telegram":
        assert row.state == State.UNSURE
        assert queries.troubles().get() == row
    else:
        assert row.state == State.TOLD
        if elsewhere.channel.service != "webhook":
            assert row.messages.get().remote in elsewhere.server.messages
            assert len(elsewhere.server.deeds("post")) == 1


@only("mastodon", "bluesky", "x")
@pytest.mark.parametrize(
    "trouble", ["busy", Trouble.FALLS_OVER_AFTER, Trouble.HALF_AFTER, Said(200, "hello"), "keys", "away"]
)
def test_a_look_that_fails_is_taken_again_before_anything_is_posted(
    elsewhere: Any, new_post: NewPost, trouble: Any
) -> None:
    server, address = elsewhere.server, elsewhere.channel.address
    server.scripts["post"] = [Trouble.BREAKS_AFTER]
    row = elsewhere.tell(new_post())
    if trouble == "away":
        elsewhere.channel.address = "http://127.0.0.1:1"
        elsewhere.channel.save()
    else:
        server.scripts["find"] = [
            server.busy(60) if trouble == "busy" else server.keys_wrong if trouble == "keys" else trouble
        ]
    row = elsewhere.go_on(row, minutes=3)
    assert (row.state, row.messages.count()) == (State.WAITING, 1)
    elsewhere.channel.address = address
    elsewhere.channel.save()
    actions.resume(elsewhere.channel)
    row = elsewhere.go_on(row, minutes=5)
    assert (row.state, len(server.shown), len(server.deeds("post"))) == (State.TOLD, 1, 1)


@only("webhook")
def test_a_receiver_that_says_nothing_is_asked_again_with_growing_pauses(elsewhere: Any, new_post: NewPost) -> None:
    elsewhere.server.scripts["post"] = [Trouble.BREAKS_BEFORE] * 20
    row = elsewhere.tell(new_post())
    assert (row.tries, len(elsewhere.server.deeds("post"))) == (1, 1)
    for _ in range(9):
        row = elsewhere.go_on(row, hours=2)
    assert (row.state, len(elsewhere.server.deeds("post"))) == (State.UNSURE, 8)
    assert len({asked.headers["webhook-id"] for asked in elsewhere.server.deeds("post")}) == 1


@only("mastodon")
def test_what_was_ordered_while_work_came_to_its_rest_is_another_round(elsewhere: Any, new_post: NewPost) -> None:
    post = new_post()
    row = elsewhere.tell(post)
    stale = Announcement.objects.get(pk=row.pk)
    actions.withdrawn([post.pk], elsewhere.now())
    assert not books.rest(stale, State.TOLD, elsewhere.now())
    assert elsewhere.go_on(row).state == State.TAKEN_BACK


@only("mastodon")
def test_what_was_called_off_at_the_last_moment_is_not_sent(elsewhere: Any, new_post: NewPost) -> None:
    row = actions.announce(new_post(), elsewhere.channel, None, elsewhere.now())
    (part,) = sending.plan_for(row) or ()
    actions.take_back(row, elsewhere.now())
    assert books.begin(row, 0, part, "key", elsewhere.now()) is None
    assert elsewhere.go_on(row).state == State.CALLED_OFF
    assert elsewhere.server.asked == []


@only("mastodon")
def test_a_correction_that_matters_is_said_there_also_when_it_is_a_post_of_its_own(
    elsewhere: Any, new_post: NewPost
) -> None:
    post = new_post()
    row = elsewhere.tell(post)
    correcting = new_post(kind="correction", corrects=post, body="<p>Two towns, not three.</p>")
    correcting.corrections.add(Correction(wrong="three towns", right="two towns", material=True))
    edited(correcting)
    elsewhere.go_on(row)
    assert "\n\nCorrection · " in elsewhere.server.shown[0].text


@pytest.mark.parametrize(
    ("service", "trouble"),
    [
        ("mastodon", Trouble.BREAKS_BEFORE),
        ("bluesky", Trouble.BREAKS_BEFORE),
        ("telegram", Trouble.BREAKS_BEFORE),
        ("x", Trouble.BREAKS_BEFORE),
        ("webhook", Trouble.BREAKS_BEFORE),
        ("x", Trouble.STALLS),
        ("telegram", Trouble.STALLS),
    ],
    indirect=["service"],
)
def test_what_was_not_done_is_done_later(elsewhere: Any, new_post: NewPost, trouble: Trouble) -> None:
    elsewhere.server.scripts["post"] = [trouble]
    row = elsewhere.tell(new_post())
    row = elsewhere.go_on(row, minutes=3)
    if elsewhere.channel.service == "telegram":  # it cannot be asked whether it has it
        assert (row.state, elsewhere.server.shown) == (State.UNSURE, [])
        actions.settle(row, elsewhere.now(), is_there=False)
        row = elsewhere.go_on(row)
    assert row.state == State.TOLD
    assert len(elsewhere.server.shown) == 1


@only("telegram")
def test_an_editor_who_saw_it_there_says_so_and_it_is_not_sent_again(elsewhere: Any, new_post: NewPost) -> None:
    elsewhere.server.scripts["post"] = [Trouble.BREAKS_AFTER]
    row = elsewhere.go_on(elsewhere.tell(new_post()), minutes=3)
    actions.settle(row, elsewhere.now(), is_there=True)
    assert elsewhere.go_on(row).state == State.TOLD
    assert len(elsewhere.server.deeds("post")) == 1


@only("x")
def test_a_plan_that_may_not_read_leaves_it_open(elsewhere: Any, new_post: NewPost) -> None:
    assert isinstance(elsewhere.server, XServer)
    elsewhere.server.may_read = False
    elsewhere.server.scripts["post"] = [Trouble.BREAKS_AFTER]
    row = elsewhere.go_on(elsewhere.tell(new_post()), minutes=3)
    assert row.state == State.UNSURE
    assert len(elsewhere.server.deeds("post")) == 1


def test_keys_that_are_refused_stop_the_channel_and_lose_nothing(elsewhere: Any, new_post: NewPost) -> None:
    right = keys.read(elsewhere.channel.pk)
    keys.keep(elsewhere.channel.pk, dict.fromkeys(elsewhere.server.secrets, "whsec_d3JvbmcgYnV0IGxvbmcgZW5vdWdo"))
    row = elsewhere.tell(new_post())
    assert (row.state, elsewhere.channel.paused, elsewhere.channel.problem) == (State.WAITING, True, Problem.KEYS)
    assert words.told(elsewhere.channel.problem).startswith("The service does not accept the keys.")
    with pytest.raises(NotOurs):
        actions.test(elsewhere.channel, elsewhere.now())
    keys.keep(elsewhere.channel.pk, right)
    actions.resume(elsewhere.channel)
    assert elsewhere.go_on(row, hours=1).state == State.TOLD
    assert len(elsewhere.server.shown) == 1


@only("bluesky", "webhook")
def test_missing_keys_are_told_as_such(elsewhere: Any, new_post: NewPost) -> None:
    keys.forget(elsewhere.channel.pk)
    row = elsewhere.tell(new_post())
    assert (row.state, elsewhere.channel.problem) == (State.WAITING, Problem.NO_KEYS)
    assert elsewhere.server.asked == []


def test_what_is_refused_is_told_in_the_services_words_and_not_pressed_upon_it(
    elsewhere: Any, new_post: NewPost
) -> None:
    elsewhere.server.scripts["post"] = [elsewhere.server.refuses()]
    row = elsewhere.go_on(elsewhere.tell(new_post()), days=1)
    assert (row.state, row.problem) == (State.FAILED, Problem.REFUSED)
    assert row.problem_words
    assert len(elsewhere.server.deeds("post")) == 1
    again = actions.announce(row.page, elsewhere.channel, None, elsewhere.now())
    assert elsewhere.go_on(again).state == State.TOLD


@only("mastodon")
def test_a_service_that_nobody_answers_at_is_tried_for_hours_and_then_given_up(
    elsewhere: Any, new_post: NewPost, settings: Any
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    elsewhere.channel.address = elsewhere.server.address.replace(str(elsewhere.server.port), port)
    elsewhere.channel.save()
    settings.INTERLINK_ALLOWED_LOOPBACK = settings.INTERLINK_ALLOWED_LOOPBACK | {f"127.0.0.1:{port}"}
    row = elsewhere.tell(new_post())
    assert (row.state, row.problem, row.tries) == (State.WAITING, Problem.AWAY, 1)
    for _ in range(7):
        row = elsewhere.go_on(row, hours=2)
    assert (row.state, row.problem) == (State.FAILED, Problem.AWAY)


def test_a_change_follows_where_the_service_can_change_and_is_shown_where_it_cannot(
    elsewhere: Any, new_post: NewPost
) -> None:
    post = new_post()
    row = elsewhere.tell(post)
    edited(post, title="Members asked to sell")
    row.refresh_from_db()
    row = elsewhere.go_on(row)
    (shown,) = elsewhere.server.shown
    if elsewhere.channel.service in {"bluesky", "x"}:
        assert (row.state, "part 1" in shown.text) == (State.BEHIND, True)
        actions.send_anew(row, elsewhere.now())
        row = elsewhere.go_on(row)
        (shown,) = elsewhere.server.shown
    else:
        assert shown.edits == 1
    assert row.state == State.TOLD
    assert "Members asked to sell" in shown.text
    elsewhere.go_on(row, days=1)
    assert len(elsewhere.server.shown) == 1


@only("mastodon", "bluesky")
def test_publishing_the_same_again_asks_the_service_nothing(elsewhere: Any, new_post: NewPost) -> None:
    post = new_post()
    row = elsewhere.tell(post)
    asked = len(elsewhere.server.asked)
    edited(post)
    assert elsewhere.go_on(row).state == State.TOLD
    assert len(elsewhere.server.asked) == asked


@pytest.mark.parametrize(
    ("service", "how"),
    [
        ("mastodon", "unpublished"),
        ("bluesky", "unpublished"),
        ("telegram", "unpublished"),
        ("x", "unpublished"),
        ("webhook", "unpublished"),
        ("telegram", "deleted"),
    ],
    indirect=["service"],
)
def test_what_readers_see_no_longer_is_taken_back(elsewhere: Any, new_post: NewPost, how: str) -> None:
    post = new_post(excerpt=LONG)
    elsewhere.channel.extent = Extent.WHOLE
    elsewhere.channel.save()
    row = elsewhere.tell(post)
    assert elsewhere.server.shown
    post.unpublish() if how == "unpublished" else post.delete()
    row = elsewhere.go_on(row)
    assert (row.state, elsewhere.server.shown) == (State.TAKEN_BACK, [])
    elsewhere.go_on(row, days=1)
    assert row.state == State.TAKEN_BACK


@only("mastodon", "telegram")
def test_what_somebody_deleted_there_is_not_told_again(elsewhere: Any, new_post: NewPost) -> None:
    post = new_post()
    row = elsewhere.tell(post)
    elsewhere.server.messages.clear()
    edited(post, title="Members asked to sell")
    row = elsewhere.go_on(row, days=1)
    assert (row.state, row.problem) == (State.FAILED, Problem.NOT_THERE)
    assert elsewhere.server.shown == []


@pytest.mark.parametrize(
    ("service", "deed"),
    [("mastodon", "edit"), ("webhook", "edit"), ("telegram", "edit"), ("bluesky", "delete"), ("x", "delete")],
    indirect=["service"],
)
def test_changes_and_deletions_without_an_answer_are_asked_for_again(
    elsewhere: Any, new_post: NewPost, deed: str
) -> None:
    post = new_post()
    row = elsewhere.tell(post)
    elsewhere.server.scripts[deed] = [Trouble.BREAKS_AFTER, Trouble.BREAKS_BEFORE]
    edited(post, title="Members asked to sell") if deed == "edit" else post.unpublish()
    row = elsewhere.go_on(row)
    assert row.state == State.WAITING
    elsewhere.go_on(row, minutes=3)
    row = elsewhere.go_on(row, minutes=9)
    assert row.state == (State.TOLD if deed == "edit" else State.TAKEN_BACK)
    assert [shown.text.startswith("Members asked to sell") for shown in elsewhere.server.shown] == [True][
        : deed == "edit"
    ]


@only("mastodon", "bluesky", "telegram", "x")
def test_a_picture_goes_along_with_words_for_those_who_do_not_see_it(
    elsewhere: Any, new_post: NewPost, picture: Image
) -> None:
    row = elsewhere.tell(new_post(picture=picture, picture_text="Boats in the harbour"))
    (shown,) = elsewhere.server.shown
    assert row.state == State.TOLD
    if elsewhere.channel.service == "telegram":  # it has no such words
        assert shown.more["photo"]
    else:
        assert shown.alt == "Boats in the harbour"
    assert "watch.example/" in shown.text


@only("mastodon", "bluesky", "telegram", "x")
def test_a_picture_that_is_refused_is_told_as_such(elsewhere: Any, new_post: NewPost, picture: Image) -> None:
    deed = "post" if elsewhere.channel.service == "telegram" else "media"
    elsewhere.server.scripts[deed] = [elsewhere.server.refuses_picture()]
    row = elsewhere.tell(new_post(picture=picture, picture_text="Boats in the harbour"))
    assert (row.state, row.problem) == (State.FAILED, Problem.PICTURE)
    assert elsewhere.server.shown == []


@only("mastodon", "bluesky", "x")
def test_a_picture_that_gets_no_answer_is_handed_over_again(elsewhere: Any, new_post: NewPost, picture: Image) -> None:
    elsewhere.server.scripts["media"] = [Trouble.BREAKS_AFTER]
    row = elsewhere.tell(new_post(picture=picture, picture_text="Boats in the harbour"))
    assert (row.state, elsewhere.server.shown, Message.objects.count()) == (State.WAITING, [], 0)
    assert elsewhere.go_on(row, minutes=1).state == State.TOLD


@only("mastodon")
def test_a_picture_stays_when_the_words_change(elsewhere: Any, new_post: NewPost, picture: Image) -> None:
    post = new_post(picture=picture, picture_text="Boats in the harbour")
    row = elsewhere.tell(post)
    edited(post, title="Members asked to sell")
    elsewhere.go_on(row)
    (shown,) = elsewhere.server.shown
    assert (shown.edits, shown.alt, len(elsewhere.server.deeds("media"))) == (1, "Boats in the harbour", 1)


@only("bluesky")
@pytest.mark.parametrize("refresh", [False, True])
def test_a_session_that_has_run_out_is_renewed(elsewhere: Any, new_post: NewPost, refresh: bool) -> None:
    assert isinstance(elsewhere.server, BlueskyServer)
    elsewhere.server.expire(refresh=refresh)
    assert elsewhere.tell(new_post()).state == State.TOLD
    assert len(elsewhere.server.deeds("sign in")) == refresh
    elsewhere.tell(new_post())
    assert len(elsewhere.server.deeds("sign in")) == refresh
    assert len(elsewhere.server.shown) == 2


@only("bluesky")
def test_the_card_of_a_link_is_made_here(elsewhere: Any, new_post: NewPost) -> None:
    elsewhere.tell(new_post(language="fa", title="اعضا باید خانه‌هایشان را بفروشند"))
    (shown,) = elsewhere.server.shown
    assert shown.more["card"]["title"] == "اعضا باید خانه‌هایشان را بفروشند"
    assert shown.more["card"]["uri"].startswith("http://watch.example/fa/")
    assert shown.language == "fa"


def test_no_secret_is_in_the_database_or_in_a_log(
    elsewhere: Any, new_post: NewPost, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    elsewhere.server.scripts["post"] = [Trouble.BREAKS_BEFORE, Trouble.HALF_AFTER]
    row = elsewhere.go_on(elsewhere.tell(new_post()), minutes=5)
    stored = [str(list(model.objects.values())) for model in (Announcement, Message, type(elsewhere.channel))]
    secrets = set(elsewhere.server.secrets.values()) | set(keys.read(elsewhere.channel.pk).values())
    assert row.pk
    assert [secret for secret in secrets if secret in f"{stored} {caplog.text} {elsewhere.channel!r}"] == []
    assert oct(keys.file_of(elsewhere.channel.pk).stat().st_mode)[-3:] == "600"
