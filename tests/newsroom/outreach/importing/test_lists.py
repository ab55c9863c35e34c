"""Lists from elsewhere: only who agreed and may be mailed is taken in, and a list can be taken out again."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.importing import actions, reading, rules, writing
from interlink.newsroom.outreach.importing.models import Import, Stage
from interlink.newsroom.outreach.importing.rules import Defaults, Found
from interlink.newsroom.outreach.models import Consent, Reason, Subscriber, Subscription, Suppression
from interlink.newsroom.outreach.tasks import look_after_readers

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OLD = "the form of our old site"
DEFAULTS = Defaults("en", frozenset({Choice.WEEKLY}), NOW - timedelta(days=100), OLD)
NO_DAY = Defaults("en", frozenset({Choice.WEEKLY}), None, OLD)
CODES = frozenset({"en", "fa"})


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"email": "nobody"}, Found.NO_ADDRESS),
        ({}, Found.NO_ADDRESS),
        ({"email": "a@b.example", "standing": "Unsubscribed"}, Found.AWAY),
        ({"email": "a@b.example", "language": "xx"}, Found.NO_LANGUAGE),
        ({"email": "a@b.example"}, Found.NO_CONSENT),
        ({"email": "a@b.example", "consent_at": "sometime"}, Found.NO_CONSENT),
        ({"email": "a@b.example", "consent_at": "2027-01-01"}, Found.NO_CONSENT),
        ({"email": "a@b.example", "consent_at": "03/04/2024"}, Found.NO_CONSENT),  # which of the two is the day
    ],
)
def test_a_line_without_address_language_or_proof_is_left_out(row: dict[str, str], found: Found) -> None:
    assert rules.read(row, NO_DAY, CODES, NOW) is found


@pytest.mark.parametrize("at", ["2024-05-06", "2024-05-06T07:08:09+02:00", "2024-05-06 07:08:09", "06.05.2024"])
def test_a_line_says_itself_when_and_where_somebody_agreed(at: str) -> None:
    row = {"email": "A@B.example", "language": "fa_IR", "choices": "daily removals", "consent_at": at}
    line = rules.read(row | {"consent_from": "a stall"}, DEFAULTS, CODES, NOW)
    assert isinstance(line, rules.Line)
    assert (line.address.key, line.language, line.choices) == ("a@b.example", "fa", {"daily", "removals"})
    assert (line.consent_at.date().isoformat(), line.consent_from) == ("2024-05-06", "a stall")


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "+1@a.example", "-x", "@a", "plain", "'plain'", ""])
def test_no_cell_is_a_formula_and_each_is_read_back(text: str) -> None:
    cell = rules.for_a_cell(text)
    assert not cell.startswith(rules.FORMULA)
    assert rules.from_a_cell(cell) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "No column is called"),
        (b"name;place\na;b\n", "No column is called"),
        (b"email\n\xff\xfe@b.example\n", "UTF-8"),
        ("email\na@b.example\n".encode("utf-16"), "UTF-8"),
        (b'email\n"' + b"x" * 200_000 + b'"\n', "Line"),
    ],
)
def test_a_file_that_is_no_list_is_told(content: bytes, words: str) -> None:
    with pytest.raises(reading.NoList, match=words):
        list(reading.rows(io.BytesIO(content)))


def test_columns_are_known_by_the_names_that_other_programs_give_them() -> None:
    content = "\ufeffName;Email Address;CONFIRM_TIME\n\nAnna;anna@b.example;2024-05-06 07:08:09\n".encode()
    (row,) = reading.rows(io.BytesIO(content))
    assert row.cells == {"email": "anna@b.example", "consent_at": "2024-05-06 07:08:09"}
    assert row.done == len(content)


@pytest.fixture
def places(settings: Any, tmp_path: Path, db: None) -> Path:
    settings.INTERLINK_IMPORTS_ROOT = tmp_path / "imports"
    return tmp_path / "imports"


LIST = """email,standing
known@b.example,
new@b.example,active
New@B.example,active
left@b.example,
barred@b.example,
gone@b.example,unsubscribed
nobody,
"""


def bring(text: str = LIST, defaults: Defaults = DEFAULTS) -> Import:
    return actions.bring(io.BytesIO(text.encode()), "list.csv", "ida", defaults, NOW)


def finish(one: Import) -> Import:
    for _ in actions.work(one, NOW):
        pass
    one.refresh_from_db()
    return one


@pytest.fixture
def people(places: Path) -> None:
    subscribing.add_subscriber("known@b.example", "en", NOW)
    subscribing.erase(subscribing.add_subscriber("left@b.example", "en", NOW), NOW)
    subscribing.suppress("barred@b.example", Reason.BARRED, NOW)


def test_a_list_is_looked_through_before_anybody_is_taken_in(people: None) -> None:
    one = finish(bring())
    found = {Found.KNOWN: 1, Found.NEW: 1, Found.TWICE: 1, Found.SUPPRESSED: 2, Found.AWAY: 1, Found.NO_ADDRESS: 1}
    assert (one.stage, one.found) == (Stage.LOOKED, found)
    assert one.examples[Found.SUPPRESSED] == [5, 6]
    assert "@" not in str(one.examples)
    assert Subscriber.objects.count() == 1
    assert actions.start_taking(one)
    finish(one)
    assert (one.stage, one.found) == (Stage.TAKEN, found)
    new = Subscriber.objects.get(key="new@b.example")
    assert (new.standing, new.how, new.consent_from) == (Subscription.ACTIVE, Consent.IMPORT, OLD)
    assert new.confirmed_at == DEFAULTS.consent_at
    assert not actions.file_of(one).exists()
    assert not actions.start_taking(one)


def test_work_that_was_cut_off_goes_on_and_takes_nobody_in_twice(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    one = finish(bring("email\n" + "".join(f"{number}@b.example\n" for number in range(7))))
    actions.start_taking(one)
    work = actions.work(one, NOW)
    next(work)
    next(work)
    work.close()
    assert Subscriber.objects.count() == 4
    again = Import.objects.get()
    assert (again.lines, again.stage) == (4, Stage.TAKING)
    finish(again)
    assert (again.found, Subscriber.objects.count()) == ({Found.NEW: 7}, 7)


def test_undoing_takes_out_whom_the_list_brought_and_nobody_else(people: None) -> None:
    one = finish(bring(LIST + "leaver@b.example,\njoiner@b.example,\n"))
    actions.start_taking(one)
    finish(one)
    subscribing.leave(Subscriber.objects.get(key="leaver@b.example"), NOW)
    Subscriber.objects.filter(key="joiner@b.example").update(batch=None, how=Consent.FORM)
    assert actions.order_undoing(one)
    assert actions.undo(one) == 1
    assert actions.undo(one) == 0
    assert set(Subscriber.objects.values_list("key", flat=True)) == {
        "known@b.example",
        "leaver@b.example",
        "joiner@b.example",
    }
    assert not Suppression.objects.filter(checksum=subscribing.hidden("new@b.example")).exists()


def test_a_list_that_nobody_takes_in_is_dropped_with_its_addresses(places: Path) -> None:
    one = finish(bring("email\na@b.example\n"))
    Import.objects.update(at=datetime.now(UTC) - timedelta(days=3))
    look_after_readers.call()
    assert not Import.objects.exists()
    assert not list(places.iterdir())
    assert one.found == {Found.NEW: 1}


def test_a_file_that_is_no_list_ends_the_import_with_the_reason(places: Path) -> None:
    one = finish(bring("name\nAnna\n"))
    assert one.stage == Stage.FAILED
    assert "No column" in one.problem


def test_what_is_taken_along_can_be_brought_again_and_nobody_who_left_with_it(people: None) -> None:
    finished = finish(bring())
    actions.start_taking(finished)
    finish(finished)
    subscribing.leave(Subscriber.objects.get(key="known@b.example"), NOW)
    text = "".join(writing.lines(Subscriber.objects.all()))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["email"], row["standing"]) for row in rows] == [
        ("known@b.example", "left"),
        ("new@b.example", "active"),
    ]
    assert rows[1]["consent_from"] == OLD
    Subscriber.objects.all().delete()
    again = finish(bring(text, Defaults("en", frozenset(), None, "")))
    assert again.found == {Found.AWAY: 1, Found.NEW: 1}
