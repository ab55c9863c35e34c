"""What an outline is to us."""

from __future__ import annotations

import pytest

from interlink.newsroom.importers.opml.document import Outline
from interlink.newsroom.importers.opml.rules import Verdict, judge

KNOWN = {"https://courier.example/feed": "Harbour Courier"}


def verdicts(*outlines: Outline) -> list[Verdict]:
    return [line.verdict for line in judge(outlines, KNOWN).lines]


def test_new_known_twice_and_unfit_are_told_apart() -> None:
    plan = judge(
        [
            Outline("Le Quai", "http://QUAI.example/rss"),
            Outline("Courier again", "http://courier.example/feed/"),
            Outline("Quai again", "https://quai.example/rss"),
            Outline("A page", "", "https://page.example/"),
        ],
        KNOWN,
    )
    assert [line.address for line in plan.new] == ["http://quai.example/rss"]
    assert [line.why for line in plan.known] == ["Harbour Courier"]
    assert [line.why for line in plan.twice] == ["Le Quai"]
    assert "Add the site by hand" in plan.unfit[0].why


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///etc/passwd", "https://user:word@quai.example/", "quai.example/feed",
        "https://quai.example:22/feed", "https://" + "a" * 3_000, "https://quai.example/" + "a" * 1_000,
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_told_with_the_reason(address: str) -> None:
    (line,) = judge([Outline("Quai", address)], {}).lines
    assert line.verdict is Verdict.UNFIT
    assert line.why.endswith(".")


@pytest.mark.parametrize("kind", ["link", "include", "listing", "mailbox"])
def test_what_is_no_feed_is_not_taken_for_one(kind: str) -> None:
    assert verdicts(Outline("Quai", "https://quai.example/", kind=kind)) == [Verdict.UNFIT]


@pytest.mark.parametrize(
    ("hint", "kind"),
    [("rss", "feed"), ("atom", "feed"), ("", "feed"), ("sitemap", "sitemap"), ("telegram", "telegram"), ("x", "feed")],
)
def test_the_kind_follows_the_hint(hint: str, kind: str) -> None:
    (line,) = judge([Outline("Quai", "https://quai.example/", kind=hint)], {}).lines
    assert line.kind == kind


@pytest.mark.parametrize("written", ["feed://quai.example/rss", "feed:http://quai.example/rss"])
def test_the_schemes_of_old_readers_are_undone(written: str) -> None:
    (line,) = judge([Outline("", written)], {}).new
    assert line.address == "http://quai.example/rss"
    assert line.name == "quai.example"


def test_a_language_is_taken_only_if_it_is_one() -> None:
    lines = judge(
        [Outline("A", "http://a.example/", language="en-us"), Outline("B", "http://b.example/", language="?")], {}
    )
    assert [line.language for line in lines.lines] == ["en", ""]
