"""What happens with subscribers and mailings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from interlink.accounts.models import Activity, Deed
from interlink.newsroom.outreach import queries, subscribing
from interlink.newsroom.outreach.actions import order_mailing, sign_and_send
from interlink.newsroom.outreach.errors import NotSignedOff
from interlink.newsroom.outreach.models import Delivery, Handover, Mailing, Subscriber, Subscription
from interlink.newsroom.outreach.subscribing import add_subscriber, leave
from interlink.newsroom.press.models import DigestPage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NewDigest = Callable[..., DigestPage]
NewReaders = Callable[..., list[Subscriber]]


def test_a_mailing_has_one_row_for_each_reader_of_its_language(new_digest: NewDigest, new_readers: NewReaders) -> None:
    anna, bela = new_readers("anna", "bela")
    new_readers("farid", language="fa")
    mailing = order_mailing(new_digest(), NOON)
    rows = {row.subscriber: row.state for row in mailing.deliveries.all()}
    assert rows == {anna: Handover.WAITING, bela: Handover.WAITING}
    assert queries.readers("en") == 2
    assert queries.counts(mailing)[Handover.WAITING] == 2


def test_ordering_twice_changes_nothing_even_when_somebody_has_joined(
    new_digest: NewDigest, new_readers: NewReaders
) -> None:
    new_readers("anna")
    digest = new_digest()
    first = order_mailing(digest, NOON)
    new_readers("bela")
    assert order_mailing(digest, NOON + timedelta(hours=1)) == first
    assert (Mailing.objects.count(), Delivery.objects.count()) == (1, 1)
    assert DBTaskResult.objects.filter(task_path__endswith="send_mailing").count() == 1


def test_a_digest_that_nobody_signed_is_not_mailed(new_digest: NewDigest, new_readers: NewReaders) -> None:
    new_readers("anna")
    with pytest.raises(NotSignedOff, match="sign"):
        order_mailing(new_digest(signed=False), NOON)
    assert not Mailing.objects.exists()


def test_whoever_left_or_never_confirmed_is_not_in_a_mailing(new_digest: NewDigest, new_readers: NewReaders) -> None:
    anna, bela, cara = new_readers("anna", "bela", "cara")
    leave(bela, NOON)
    Subscriber.objects.filter(pk=cara.pk).update(standing=Subscription.ASKED)
    mailing = order_mailing(new_digest(), NOON)
    assert [row.subscriber for row in mailing.deliveries.all()] == [anna]


def test_leaving_twice_keeps_the_first_time(new_readers: NewReaders) -> None:
    (anna,) = new_readers("anna")
    leave(anna, NOON)
    leave(anna, NOON + timedelta(days=1))
    anna.refresh_from_db()
    assert anna.left_at == NOON


def test_an_address_is_added_once_however_it_is_written_and_stays_away_after_leaving(new_readers: NewReaders) -> None:
    (anna,) = new_readers("anna")
    leave(anna, NOON)
    assert add_subscriber("Anna@Reading.example", "en", NOON) == anna
    anna.refresh_from_db()
    assert anna.left_at == NOON
    assert queries.readers("en") == 0


@pytest.mark.parametrize(("email", "language"), [("not an address", "en"), ("", "en"), ("anna@reading.example", "xx")])
def test_a_wrong_address_or_language_is_refused(site: object, email: str, language: str) -> None:
    with pytest.raises(ValidationError):
        add_subscriber(email, language, NOON)
    assert not Subscriber.objects.exists()


def test_who_sends_a_digest_is_in_the_log_of_activity_once(
    new_digest: NewDigest, new_readers: NewReaders, django_user_model: Any
) -> None:
    new_readers("anna")
    ida = django_user_model.objects.create_superuser("ida")
    digest = new_digest(signed=False)
    for _ in range(2):
        sign_and_send(digest, ida, NOON)
        digest.refresh_from_db()
    lines = Activity.objects.filter(deed=Deed.MAILED)
    assert [(line.who, line.about, line.at) for line in lines] == [("ida", digest.title, NOON)]


def test_a_list_of_those_who_left_that_was_made_with_another_key_is_noticed(
    new_readers: NewReaders, settings: Any
) -> None:
    assert subscribing.key_fits()
    leave(new_readers("anna")[0], NOON)
    assert subscribing.key_fits()
    settings.INTERLINK_ADDRESS_KEY = b"another"
    assert not subscribing.key_fits()
