"""Which other articles of a site are compared with."""

from __future__ import annotations

from collections.abc import Callable

from interlink.lib.verdicts.neighbours import neighbours_of
from interlink.lib.verdicts.received import NoAnswer, Received

ADDRESS = "https://gazette.example/2026/03/members-told-to-sell"
FRONT = """<a href="/">Home</a> <a href="/account/login-for-all-readers">Log in</a> <a href="/2026/03/">March</a>
<a href="/news">News</a> <a href="/2026/03/members-told-to-sell?utm_source=front">Members told to sell</a>
<a href="https://other.example/2026/03/of-another-site">Elsewhere</a> <a href="/about-us-and-our-work">About</a>
<a href="/long-reads/a-year-on-the-river">A year on the river</a> <a href="2026/03/harvest-festival-opens">Harvest</a>
<a href="/2026/03/a-new-bridge#top">A new bridge</a> <a href="mailto:a@gazette.example">Write</a>"""


def test_articles_that_are_built_as_ours_come_first_and_no_login_section_or_other_site(
    answer: Callable[..., Received],
) -> None:
    front = answer(FRONT, address="https://www.gazette.example/")
    bridge = "https://www.gazette.example/2026/03/"
    assert neighbours_of(front, ADDRESS) == (f"{bridge}harvest-festival-opens", f"{bridge}a-new-bridge")


def test_a_front_page_that_did_not_come_has_none(answer: Callable[..., Received]) -> None:
    assert neighbours_of(NoAnswer("Nobody answered."), ADDRESS) == neighbours_of(answer(FRONT, 503), ADDRESS) == ()
