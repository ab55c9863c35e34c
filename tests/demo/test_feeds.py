import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest

from demo_press import content

FEEDS = {outlet.slug: outlet.feed_path for outlet in content.outlets().values()}
WHOLE = [slug for slug, outlet in content.outlets().items() if not outlet.broken_feed]
ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"


@pytest.mark.parametrize(
    ("outlet", "media_type", "entry"),
    [
        ("courier", "application/rss+xml; charset=utf-8", "channel/item"),
        ("phare", "application/atom+xml; charset=utf-8", f"{ATOM}entry"),
        ("bote", "application/rdf+xml; charset=windows-1252", f"{RSS1}item"),
        ("miraat", "application/rss+xml; charset=windows-1256", "channel/item"),
        ("peyk", "application/atom+xml; charset=utf-8", f"{ATOM}entry"),
    ],
)
def test_each_xml_feed_lists_the_first_week(reader, outlet: str, media_type: str, entry: str):
    answer = reader.get(outlet, FEEDS[outlet])
    assert answer.headers["Content-Type"] == media_type
    assert len(ET.fromstring(answer.body).findall(entry)) == (5 if outlet == "courier" else 4)


def test_the_json_feed_lists_the_first_week(reader):
    feed = reader.get("ledger", FEEDS["ledger"]).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == 4
    dates = [item["date_published"] for item in feed["items"]]
    assert dates == sorted(dates, reverse=True)
    assert all(item["date_published"].endswith("+01:00") for item in feed["items"])


@pytest.mark.parametrize("outlet", WHOLE)
def test_every_address_of_a_feed_is_answered(reader, outlet: str):
    reader.move_to(14)
    text = reader.get(outlet, FEEDS[outlet]).text(content.outlets()[outlet].charset)
    base = re.escape(reader.running.site(outlet))
    paths = set(re.findall(rf"{base}(/[^\"<&]+)", text)) - {FEEDS[outlet]}
    assert len(paths) >= 6
    statuses = {reader.get(outlet, path).status for path in paths}
    assert statuses <= {200, 403}


def test_the_broken_feed_is_no_xml_but_shows_every_title_and_link(reader):
    text = reader.get("fleta", FEEDS["fleta"]).text()
    with pytest.raises(ET.ParseError):
        ET.fromstring(text)
    assert "&nbsp;" in text
    assert " & " in text
    assert "<br></description>" in text
    assert not text.rstrip().endswith("</rss>")
    for article in content.articles_of("fleta"):
        if article.published < timedelta(days=7):
            assert f"/lajme/{article.slug}/</link>" in text


def test_nothing_is_listed_before_its_time(reader):
    before = reader.get("courier", "/rss.xml").text()
    reader.move_to(14)
    after = reader.get("courier", "/rss.xml").text()
    assert before.count("<item>") == 5
    assert after.count("<item>") == 9
    assert "audit-savings" in after
    assert "audit-savings" not in before


@pytest.mark.parametrize("outlet", FEEDS)
def test_a_client_that_has_the_feed_gets_304_until_it_changes(reader, outlet: str):
    first = reader.get(outlet, FEEDS[outlet])
    again = reader.get(outlet, FEEDS[outlet], If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    by_date = reader.get(outlet, FEEDS[outlet], If_Modified_Since=first.headers["Last-Modified"])
    assert by_date.status == 304
    reader.move_to(14)
    changed = reader.get(outlet, FEEDS[outlet], If_None_Match=first.headers["ETag"])
    assert changed.status == 200
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert reader.get(outlet, FEEDS[outlet], If_Modified_Since=first.headers["Last-Modified"]).status == 200


def test_last_modified_is_by_the_press_own_clock(reader):
    told = parsedate_to_datetime(reader.get("courier", "/rss.xml").headers["Last-Modified"])
    assert told == datetime(2025, 12, 7, 12, 30, tzinfo=UTC)
    # An ETag that differs outweighs a date that does not.
    later = format_datetime(told + timedelta(days=30), usegmt=True)
    answer = reader.get("courier", "/rss.xml", If_None_Match='"other"', If_Modified_Since=later)
    assert answer.status == 200


def test_an_unreadable_date_in_a_request_is_as_if_it_were_not_there(reader):
    assert reader.get("courier", "/rss.xml", If_Modified_Since="last Tuesday").status == 200


def test_an_edit_and_a_removal_change_the_feed(reader):
    first = reader.get("phare", FEEDS["phare"])
    assert "temoin-kodravel" in first.text()
    reader.move_to(9.6)
    second = reader.get("phare", FEEDS["phare"])
    assert "temoin-kodravel" not in second.text()
    assert second.headers["ETag"] != first.headers["ETag"]


def test_a_full_text_feed_keeps_what_is_behind_the_paywall(reader):
    text = reader.get("phare", FEEDS["phare"]).text()
    assert "Salwa Marjaoui" in text
    assert "subvention de 9 000" not in text
