"""Signing up by the form: confirmed by a button, the same for everybody, and held off where machines come."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.outreach import subscribing, tasks
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.models import Consent, Counter, Reason, SignUp, Subscriber, Subscription, Suppression
from interlink.newsroom.outreach.signup import actions, limits, rules
from interlink.newsroom.outreach.signup import views as signup
from interlink.newsroom.outreach.signup.tasks import mail_link
from interlink.newsroom.outreach.subscribing import add_subscriber
from interlink.newsroom.press.models import SiteLook

pytestmark = pytest.mark.django_db
HOST = {"host": "watch.example"}
LINK = re.compile(r"https?://\S+/mail/(?:confirm|preferences)/\S+/")
ANNA = "anna@reading.example"


@pytest.fixture(autouse=True)
def _site(site: object) -> None:
    pass


def stamp(seconds: float = 60) -> str:
    return signing.dumps([timezone.now().timestamp() - seconds, "nonce"], salt=signup.FORM_SALT)


def send(client: Client, email: str = ANNA, language: str = "en", **fields: Any) -> Any:
    ip, age = fields.pop("ip", "192.0.2.1"), fields.pop("age", 60)
    given = {"email": email, "choice": ["weekly", "removals"], "language": language, "stamp": stamp(age), **fields}
    return client.post(f"/mail/join/{language}/", given, headers=HOST, REMOTE_ADDR=ip)


def mail_all() -> None:
    for asked in SignUp.objects.filter(mailed_at=None):
        mail_link.call(sign_up=asked.pk)


def link_to(mail_server: Any, email: str = ANNA) -> str:
    (_, *_), message = mail_server.taken[-1]
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    link = LINK.search(text)[0]  # type: ignore[index]
    assert link in html
    return "/" + link.split("/", 3)[3]


def test_the_mail_with_the_link_looks_like_the_groups(client: Client, mail_server) -> None:
    SiteLook.objects.create(name="Coast Watch", accent="#1f4f7a")
    send(client)
    mail_all()
    ((_to, message),) = mail_server.taken
    assert message["Subject"] == "Please confirm: mails from Coast Watch"
    plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "asked Coast Watch to send" in plain
    assert "asked Coast Watch to send" in html
    assert "#1f4f7a" in html


def test_somebody_who_asks_is_mailed_after_pressing_the_button_behind_the_link(client: Client, mail_server) -> None:
    page = client.get("/mail/join/en/", headers=HOST)
    assert page.status_code == 200
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]
    answer = send(client)
    assert "Look into your mail" in answer.content.decode()
    assert not Subscriber.objects.exists()
    mail_all()
    mail_all()
    ((to, message),) = mail_server.taken
    assert to == ANNA
    assert message["Auto-Submitted"] == "auto-replied"
    link = link_to(mail_server)
    for _ in range(2):  # as a mail scanner does
        assert "Get these mails?" in client.get(link, headers=HOST).content.decode()
    assert not Subscriber.objects.exists()
    for _ in range(2):
        assert "You get the mails" in client.post(link, headers=HOST).content.decode()
    (anna,) = Subscriber.objects.all()
    assert (anna.standing, anna.how) == (Subscription.ACTIVE, Consent.FORM)
    assert (anna.weekly, anna.daily, anna.every_post, anna.removals) == (True, False, False, True)
    assert "may send me by mail: The weekly digest · An alert" in anna.wording.text  # type: ignore[union-attr]


def test_form_and_mail_are_in_the_readers_language(client: Client, mail_server) -> None:
    answer = send(client, language="fa")
    assert 'lang="fa" dir="rtl"' in answer.content.decode()
    mail_all()
    ((_, message),) = mail_server.taken
    assert message["Content-Language"] == "fa"
    assert message.as_bytes().isascii()  # no server has a reason to encode it anew
    assert 'dir="rtl"' in message.get_body(("html",)).get_content()
    assert "گزیدهٔ هفتگی" in message.get_body(("plain",)).get_content()
    client.post(link_to(mail_server), headers=HOST)
    assert Subscriber.objects.get().language == "fa"


def ask_all_kinds() -> dict[str, str]:
    now = timezone.now()
    add_subscriber("known@reading.example", "en", now)
    subscribing.leave(add_subscriber("left@reading.example", "en", now), now)
    for reason in (Reason.BARRED, Reason.COMPLAINED):
        subscribing.suppress(f"{reason}@reading.example", reason, now)
    names = ("known", "left", "barred", "spam", "new")
    return {name: f"{name}@reading.example" for name in names}


def test_the_answer_and_the_work_are_the_same_whoever_is_asked_for(client: Client) -> None:
    answers, work = set(), set()
    send(client, "first@reading.example")  # the first of the hour begins the count of all
    for number, email in enumerate(ask_all_kinds().values()):
        with CaptureQueriesContext(connection) as asked:
            answer = send(client, email, ip=f"198.51.{number}.1")
        answers.add((answer.status_code, answer.content.replace(email.encode(), b"")))
        work.add(tuple(re.split(r" VALUES| WHERE|\d+", query["sql"])[0] for query in asked.captured_queries))
    assert len(answers) == 1
    assert len(work) == 1


def test_only_who_may_be_written_to_is_and_whoever_gets_the_mails_is_told(client: Client, mail_server) -> None:
    for number, email in enumerate(ask_all_kinds().values()):
        send(client, email, ip=f"198.51.{number}.1")
    mail_all()
    subjects = {to.partition("@")[0]: message["Subject"] for to, message in mail_server.taken}
    assert set(subjects) == {"known", "left", "new"}
    assert subjects["known"].startswith("Your mails")
    assert subjects["left"] == subjects["new"]


def test_asking_again_brings_back_who_left_or_bounced_and_nobody_else(client: Client, mail_server) -> None:
    now = timezone.now()
    anna = add_subscriber(ANNA, "en", now)
    subscribing.leave(anna, now)
    send(client)
    mail_all()
    client.post(link_to(mail_server), headers=HOST)
    anna.refresh_from_db()
    assert (anna.standing, anna.left_at) == (Subscription.ACTIVE, None)
    assert not Suppression.objects.exists()
    link = link_to(mail_server)
    subscribing.leave(anna, now)
    assert client.post(link, headers=HOST).status_code == 404  # an old link brings nobody back
    send(client)
    mail_all()
    link = link_to(mail_server)
    subscribing.suppress(anna.key, Reason.COMPLAINED, now)
    assert client.post(link, headers=HOST).status_code == 404
    assert Suppression.objects.get().reason == Reason.COMPLAINED


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nobody"}, "This is no mail address"),
        ({"email": "a@reading.example\r\nBcc: b@reading.example"}, "This is no mail address"),
        ({"choice": []}, "Please choose"),
        ({"choice": ["everything"]}, "Please choose"),
        ({"age": 1}, "press the button once more"),
        ({"stamp": "forged"}, "press the button once more"),
        ({"stamp": ""}, "press the button once more"),
    ],
)
def test_a_form_that_is_not_right_comes_back_with_what_was_written(client: Client, fields: Any, words: str) -> None:
    answer = send(client, **{"email": ANNA} | fields)
    page = answer.content.decode()
    assert words in page
    assert 'role="alert"' in page
    assert not SignUp.objects.exists()


def test_a_machine_that_fills_in_everything_hears_the_same_and_nothing_comes_of_it(client: Client) -> None:
    page = send(client, website="https://cheap.example").content
    assert page == send(client).content
    assert SignUp.objects.count() == 1


def proof_for(given: str) -> str:
    return next(str(number) for number in range(10**7) if rules.proves(given, str(number)))


def test_a_network_has_a_limit_and_more_room_with_proofs_each_of_which_counts_once(client: Client) -> None:
    for _ in range(rules.OF_A_NETWORK):
        assert send(client).status_code == 200
    assert send(client).status_code == 429
    given = stamp(2)
    proof = proof_for(given)
    assert send(client, stamp=given, proof=proof).status_code == 200
    assert send(client, stamp=given, proof=proof).status_code == 429
    assert send(client, ip="203.0.113.9").status_code == 200
    kept = str(list(Counter.objects.values())) + str(list(SignUp.objects.values()))
    assert "192.0.2" not in kept
    assert "203.0.113" not in kept


def test_the_form_pauses_for_everybody_when_too_many_come_and_the_desk_is_told(client: Client, settings: Any) -> None:
    settings.INTERLINK_SIGNUPS_AN_HOUR = 3
    codes = [send(client, f"{number}@reading.example", ip=f"198.51.{number}.1").status_code for number in range(5)]
    assert codes == [200, 200, 200, 503, 503]
    assert SignUp.objects.count() == 3
    now = timezone.now()
    assert limits.braked(now) == 2
    actions.forget(now + timedelta(hours=1))
    assert limits.braked(now) == 2
    assert limits.braked(now + timedelta(days=3)) == 0


def test_an_address_is_written_to_a_few_times_a_day_and_no_more(client: Client, mail_server) -> None:
    for number in range(rules.TO_AN_ADDRESS_A_DAY + 2):
        send(client, "ANNA@reading.example", ip=f"198.51.{number}.1")
        mail_all()
    assert len(mail_server.taken) == rules.TO_AN_ADDRESS_A_DAY


def test_a_mail_that_cannot_be_handed_over_now_is_tried_again(client: Client, mail_server) -> None:
    mail_server.to_recipient[ANNA] = "450 4.2.0 Grey listed"
    send(client)
    with pytest.raises(HandoverStopped):
        mail_all()
    mail_server.to_recipient.clear()
    mail_all()
    assert mail_server.addresses == [ANNA]


def test_who_never_confirms_is_forgotten_when_the_link_is_too_old(client: Client, mail_server) -> None:
    send(client)
    mail_all()
    link = link_to(mail_server)
    later = timezone.now() + rules.LINK_WORKS + timedelta(minutes=1)
    actions.forget(later)
    assert not SignUp.objects.exists()
    assert not Counter.objects.exists()
    assert client.get(link, headers=HOST).status_code == 404
    assert ANNA not in str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))


def test_another_ones_link_cannot_be_made(client: Client) -> None:
    send(client)
    asked = SignUp.objects.get()
    for salt in ("interlink.leave", "interlink.join.form"):
        assert client.post(f"/mail/confirm/{signing.dumps(asked.pk, salt=salt)}/", headers=HOST).status_code == 404
    assert not Subscriber.objects.exists()


def test_pauses_end_by_themselves() -> None:
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    anna = add_subscriber(ANNA, "en", now)
    subscribing.pause(anna, now + timedelta(days=30))
    assert subscribing.resume_all(now + timedelta(days=29)) == 0
    assert subscribing.resume_all(now + timedelta(days=30)) == 1
    tasks.look_after_readers.call()
    anna.refresh_from_db()
    assert (anna.standing, anna.paused_until) == (Subscription.ACTIVE, None)
