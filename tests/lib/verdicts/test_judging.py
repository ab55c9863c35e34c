"""What one look at a page tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from interlink.lib.verdicts.findings import REMOVALS, Verdict, Why
from interlink.lib.verdicts.judging import judge, wants_again, wants_around
from interlink.lib.verdicts.received import Captured, NoAnswer, Page, Received
from interlink.lib.verdicts.signs import Around

Answer = Callable[..., Received]
Html = Callable[..., str]
GATE = (
    "<html><head><title>Just a moment...</title></head><body><h1>gazette.example</h1>"
    "<p>Checking your browser before you can go on. Enable JavaScript and cookies.</p>"
    '<form id="challenge-form"></form></body></html>'
)


def another(answer: Answer, words: str) -> Received:
    there = "https://gazette.example/2026/03/a-new-bridge"
    return replace(answer(f"<h1>A new bridge</h1><p>{words}</p>", address=there), asked=there)


def verdict(captured: Captured, came: Received | NoAnswer, *more: Around) -> Verdict:
    return judge(captured, came, *more).verdict


def test_noise_that_changes_each_time_is_no_edit(captured: Captured, answer: Answer, html: Html) -> None:
    came = answer(html(noise=2))
    assert verdict(captured, came) is Verdict.SAME
    assert verdict(replace(captured, core="", checksum=""), came) is Verdict.SAME


@pytest.mark.parametrize(
    "extra",
    [
        "<p>Readers of this page today: 214</p>",
        "<p>Updated 5 minutes ago</p>",
        "<p>By Ana Marku, 14 March 2026, updated 12:04.</p>",
        "<p>14 people are reading this now.</p>",
        "<p>Read also: A new bridge over the river</p>",
        "<p>Advertisement</p><p>Winter boots, 30% off until Sunday</p>",
        "<h2>Comments (12)</h2><p>Ida: I have seen these houses, and they are empty for a long time now.</p>",
        '<div class="newsletter"><p>Our letter brings you the best of the week each Sunday morning at seven.</p></div>',
    ],
)
def test_what_stands_around_the_article_is_no_edit(captured: Captured, answer: Answer, html: Html, extra: str) -> None:
    assert verdict(captured, answer(html(extra=extra))) is Verdict.SAME


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [(2, "137", "131"), (1, "Most have refused", "Some have refused"), (3, "did not answer", "answered")],
)
def test_a_word_is_an_edit(
    captured: Captured, answer: Answer, html: Html, text: tuple[str, ...], number: int, old: str, new: str
) -> None:
    edited = [one.replace(old, new) if place == number else one for place, one in enumerate(text)]
    finding = judge(captured, answer(html(edited)))
    assert (finding.verdict, finding.reasons[0].why) == (Verdict.EDITED, Why.TEXT_DIFFERS)
    assert wants_again(finding)
    assert new in "\n".join(finding.paragraphs)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Now 43 are dead.", "Now 34 are dead."),
        ("Published: 3 names.", "Published: 4 names."),
        ("Vor 3 Jahren starb er.", "Vor 5 Jahren starb er."),
        ("Il y a 3 morts.", "Il y a 5 morts."),
        ("قبل 3 سنوات كان القائد هنا.", "قبل 5 سنوات كان القائد هنا."),
        ("In favour: 120", "In favour: 102"),
    ],
)
def test_a_number_in_a_short_line_is_an_edit_although_it_sounds_like_a_clock(
    captured: Captured, answer: Answer, html: Html, text: tuple[str, ...], old: str, new: str
) -> None:
    known, came = (answer(html((*text[:2], line, *text[2:]))) for line in (old, new))
    before = replace(captured, text="\n\n".join(Page(known).article[1]), core="", checksum="")
    assert verdict(before, known) is Verdict.SAME
    assert verdict(before, came) is Verdict.EDITED


def test_a_paragraph_taken_out_or_added_is_an_edit(
    captured: Captured, answer: Answer, html: Html, text: tuple[str, ...]
) -> None:
    assert verdict(captured, answer(html((text[0], *text[2:])))) is Verdict.EDITED
    note = "Correction: an earlier version of this article gave a wrong number of houses."
    assert verdict(captured, answer(html((*text, note)))) is Verdict.EDITED
    assert verdict(captured, answer(html((note, *text)))) is Verdict.EDITED


def test_a_new_title_is_an_edit(captured: Captured, answer: Answer, html: Html) -> None:
    finding = judge(captured, answer(html(title="Members asked to sell")))
    assert (finding.verdict, [reason.why for reason in finding.reasons]) == (Verdict.EDITED, [Why.TITLE_DIFFERS])


def test_only_other_quotes_spaces_and_breaks_are_no_edit(
    captured: Captured, answer: Answer, html: Html, text: tuple[str, ...]
) -> None:
    other = [one.replace("“", '"').replace("”", '"').replace(" ", "\u00a0", 1) for one in text]
    assert verdict(captured, answer(html(other))) is Verdict.SAME
    assert verdict(captured, answer(html([f"{other[0]} {other[1]}", *other[2:]]))) is Verdict.SAME


def test_what_differs_between_two_fetches_a_moment_apart_is_no_edit(
    captured: Captured, answer: Answer, html: Html, text: tuple[str, ...]
) -> None:
    def with_quote(words: str, paragraphs: tuple[str, ...] = text) -> Received:
        quote = f"<p>The thought of this hour, from our own collection of proverbs, is that {words}.</p>"
        return answer(html(paragraphs, extra=quote))

    now, again = with_quote("rain follows the sun"), with_quote("no bread is without a crust")
    assert verdict(captured, now) is Verdict.EDITED
    assert judge(captured, now, again=again).verdict is Verdict.SAME
    edited = (*text[:2], text[2].replace("137", "131"), text[3])
    now, again = with_quote("rain follows the sun", edited), with_quote("no bread is without a crust", edited)
    assert judge(captured, now, again=again).verdict is Verdict.EDITED


@pytest.mark.parametrize("status", [404, 410])
def test_gone_is_a_removal(captured: Captured, answer: Answer, not_found: Callable[[str], str], status: int) -> None:
    finding = judge(captured, answer(not_found("Page not found"), status))
    assert finding.verdict is Verdict.REMOVED
    assert wants_around(finding)


def test_a_site_that_is_in_trouble_as_a_whole_removes_nothing(
    captured: Captured, answer: Answer, not_found: Callable[[str], str]
) -> None:
    page = answer(not_found("Page not found"), 404)
    assert verdict(captured, page, Around(front=answer("", 404))) is Verdict.UNREACHABLE
    assert verdict(captured, page, Around(front=NoAnswer("Nobody answered."))) is Verdict.UNREACHABLE
    assert verdict(captured, page, Around(front=answer())) is Verdict.REMOVED
    closed = answer("<html><title>The Gazette</title><body><p>We are moving and come back in May.</p></body></html>")
    assert verdict(captured, closed, Around(impossible=closed, front=closed)) not in REMOVALS


@pytest.mark.parametrize(
    "words",
    [
        "Page not found", "Page introuvable", "Seite nicht gefunden", "Faqja nuk u gjet", "الصفحة غير موجودة",
        "صفحه پیدا نشد", "Страница не найдена", "Página no encontrada", "Sayfa bulunamadı", "הדף לא נמצא",
        "404", "Gone", "您访问的页面不存在",
    ],
)  # fmt: skip
def test_a_page_that_says_not_found_is_a_soft_removal(
    captured: Captured, answer: Answer, not_found: Callable[[str], str], words: str
) -> None:
    page = answer(not_found(words))
    assert verdict(captured, page, Around(impossible=page, front=answer())) is Verdict.REMOVED_SOFTLY
    assert verdict(captured, page) is Verdict.REMOVED_SOFTLY


def test_a_page_like_that_of_an_impossible_address_is_a_soft_removal_without_any_words(
    captured: Captured, answer: Answer, not_found: Callable[[str], str]
) -> None:
    page = answer(not_found("Something for you"))
    assert verdict(captured, page) is Verdict.UNKNOWN
    assert wants_around(judge(captured, page))
    front = answer("<html><title>The Gazette</title><body><h1>The Gazette</h1><p>Rain until Friday.</p></body></html>")
    finding = judge(captured, page, Around(page, front, (another(answer, "A bridge over the river is opened."),)))
    assert (finding.verdict, finding.reasons[0].why) == (Verdict.REMOVED_SOFTLY, Why.LIKE_IMPOSSIBLE)


@pytest.mark.parametrize("end", ["", "en/", "2026/03/", "2026/"])
def test_a_redirect_to_the_front_page_or_a_section_is_a_soft_removal(
    captured: Captured, answer: Answer, html: Html, end: str
) -> None:
    other = ("Rain until Friday, and then frost, says the office for the weather in its report of this morning.",)
    page = answer(html(other, title="News"), address=f"https://gazette.example/{end}")
    assert verdict(captured, page) is Verdict.REMOVED_SOFTLY


@pytest.mark.parametrize("status", [401, 402, 403, 407, 429])
def test_a_status_that_blocks_is_a_block(captured: Captured, answer: Answer, status: int) -> None:
    assert verdict(captured, answer("<p>No.</p>", status)) is Verdict.BLOCKED


def test_withheld_for_legal_reasons_has_its_own_word(captured: Captured, answer: Answer) -> None:
    assert verdict(captured, answer("<p>Unavailable for legal reasons</p>", 451)) is Verdict.WITHHELD


@pytest.mark.parametrize("status", [200, 403, 404, 503])
def test_a_gate_is_a_block_whatever_the_status(captured: Captured, answer: Answer, status: int) -> None:
    assert verdict(captured, answer(GATE, status)) is Verdict.BLOCKED


def test_a_challenge_in_the_headers_is_a_block(captured: Captured, answer: Answer) -> None:
    assert verdict(captured, answer("<p>.</p>", 503, headers=(("CF-Mitigated", "challenge"),))) is Verdict.BLOCKED


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("This article is not available in your country.", Verdict.BLOCKED),
        ("We value your privacy. Accept all cookies.", Verdict.BLOCKED),
        ("The site is down for maintenance.", Verdict.UNREACHABLE),
        ("", Verdict.UNKNOWN),
    ],
)
def test_what_stands_in_the_way_is_no_removal(
    captured: Captured, answer: Answer, words: str, expected: Verdict
) -> None:
    page = answer(f"<html><title>The Gazette</title><body><p>{words}</p></body></html>")
    assert verdict(captured, page, Around(impossible=answer("", 404), front=answer())) is expected


def test_a_way_to_the_login_is_a_block(captured: Captured, answer: Answer) -> None:
    page = answer("<html><title>Your account</title><form></form></html>", address="https://gazette.example/login?to=x")
    assert verdict(captured, page) is Verdict.BLOCKED


def test_an_opening_before_a_paywall_is_neither_an_edit_nor_a_removal(
    captured: Captured, answer: Answer, html: Html, text: tuple[str, ...]
) -> None:
    wall = '<div class="paywall"><p>The rest of this article is for subscribers.</p></div>'
    assert verdict(captured, answer(html(text[:1], extra=wall))) is Verdict.PAYWALLED


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_in_trouble_is_unreachable(captured: Captured, answer: Answer, status: int) -> None:
    assert verdict(captured, answer("<h1>Error</h1>", status)) is Verdict.UNREACHABLE


def test_no_answer_is_unreachable_and_what_we_refuse_unknown(captured: Captured) -> None:
    assert verdict(captured, NoAnswer("The server took too long.")) is Verdict.UNREACHABLE
    assert verdict(captured, NoAnswer("We do not go there.", refused=True)) is Verdict.UNKNOWN


def test_an_article_at_another_address_for_good_has_moved(captured: Captured, answer: Answer) -> None:
    there = "https://gazette.example/archive/members-told-to-sell"
    finding = judge(captured, answer(address=there, moved_to=there))
    assert (finding.verdict, finding.moved_to) == (Verdict.MOVED, there)
    other = "http://www.gazette.example/2026/03/members-told-to-sell/"
    assert verdict(captured, answer(address=other, moved_to=other)) is Verdict.SAME


def test_another_article_at_the_address_is_unknown_rather_than_a_removal(
    captured: Captured, answer: Answer, html: Html
) -> None:
    other = tuple(f"The baker of Port Ellery has won prize {n} for bread with caraway and rye." for n in range(6))
    page = answer(html(other, title="Bread"))
    assert verdict(captured, page, Around(impossible=answer("", 404), front=answer())) is Verdict.UNKNOWN


def test_unchanged_since_is_the_same(captured: Captured, answer: Answer) -> None:
    assert verdict(captured, answer("", 304)) is Verdict.SAME


@pytest.mark.parametrize("body", [b"", b"\x00\x01" * 900, b"<" * 90_000, b"%PDF-1.7 x", "<p>".encode("utf-16") * 400])
@pytest.mark.parametrize("status", [200, 204, 300, 404, 418, 999])
def test_whatever_comes_is_judged(captured: Captured, body: bytes, status: int) -> None:
    came = Received(captured.address, captured.address, status, (), body)
    assert verdict(captured, came) in Verdict
    assert verdict(replace(captured, text="", title=""), came) is not Verdict.SAME


def test_a_page_that_a_script_fills_is_unknown_although_an_impossible_address_gives_the_same(
    captured: Captured, answer: Answer
) -> None:
    def shell(address: str) -> Received:
        html = '<html><head><title>The Gazette</title></head><body><div id="root">Loading</div></body></html>'
        return answer(html, address=address)

    here, there = captured.address, "https://gazette.example/2026/03/no-such-page"
    front = answer("<h1>The Gazette</h1><p>Rain until Friday.</p>", address="https://gazette.example/")
    assert verdict(captured, shell(here), Around(impossible=shell(there), front=front)) is Verdict.UNKNOWN
    both = Around(impossible=shell(there), front=shell("https://gazette.example/"))
    assert verdict(captured, shell(here), both) is Verdict.UNKNOWN


def test_a_login_in_the_frame_of_the_site_is_no_removal(captured: Captured, answer: Answer) -> None:
    menu = " ".join(f"section-{number}" for number in range(80))

    def framed(words: str, address: str = captured.address) -> Received:
        return answer(f"<nav>{menu}</nav><main><p>{words}</p></main><footer>{menu}</footer>", address=address)

    missing = framed("We have nothing at this place, try the search.", "https://gazette.example/2026/03/no-such-page")
    there = "https://gazette.example/2026/03/a-new-bridge"
    neighbour = replace(framed("The bridge over the river is open at last.", there), asked=there)
    around = Around(missing, framed("Rain until Friday.", "https://gazette.example/"), (neighbour,))
    login = framed("Enter your password and name to go on with reading here.")
    assert verdict(captured, login, around) is Verdict.UNKNOWN
    assert verdict(captured, framed("We have nothing at this place, try the search."), around) is Verdict.REMOVED_SOFTLY


WALLS = (
    ("Before you read on", "Our letter comes each morning. Tell us where to, and we take you there."),
    (
        "Harbour reading rooms",
        "This part of the paper is for grown-up readers. Say how old you are to go on.",
    ),
    (
        "One of our partners",
        "Hold the bar until it is full, so that we know that a person is reading.",
    ),
)


@pytest.mark.parametrize(("title", "words"), WALLS)
def test_what_other_articles_of_the_site_get_as_well_is_no_removal_whatever_its_words(
    captured: Captured, answer: Answer, not_found: Callable[[str], str], title: str, words: str
) -> None:
    html = f"<html><title>{title}</title><body><h1>{title}</h1><p>{words}</p></body></html>"
    wall, front = answer(html), answer(not_found("The Gazette"), address="https://gazette.example/")
    there = "https://gazette.example/2026/03/a-new-bridge"
    around = Around(wall, front, (replace(wall, asked=there, address=there), NoAnswer("Nobody answered.")))
    finding = judge(captured, wall, around)
    assert (finding.verdict, finding.reasons[0].why) == (Verdict.UNKNOWN, Why.WHOLE_SITE)
    assert verdict(captured, wall, Around(wall, front)) is Verdict.UNKNOWN
    assert verdict(captured, wall, Around(wall, NoAnswer("Nobody answered."))) is Verdict.UNKNOWN
    led = answer(html, address="https://wall.example/?to=x")
    assert verdict(captured, led, Around(led, front)) is Verdict.UNKNOWN


def test_a_site_whose_other_articles_are_not_there_either_is_in_trouble(captured: Captured, answer: Answer) -> None:
    gone, front = answer("<h1>404</h1>", 404), answer("<h1>Welcome to your new server</h1>")
    assert verdict(captured, gone, Around(gone, front, (gone, gone))) is Verdict.UNREACHABLE
    assert verdict(captured, gone, Around(gone, front, (gone, answer()))) is Verdict.REMOVED


@pytest.mark.parametrize(
    ("heading", "words", "expected"),
    [
        ("Members only", "The page you requested is for registered readers.", Verdict.BLOCKED),
        ("Anmelden", "Die angeforderte Seite ist nur für Mitglieder.", Verdict.BLOCKED),
        ("تسجيل الدخول", "الصفحة المطلوبة للأعضاء فقط.", Verdict.BLOCKED),
        ("Sorry", "The page you requested is not available in your territory.", Verdict.BLOCKED),
        ("عفوا", "هذا المحتوى غير متوفر في منطقتك.", Verdict.BLOCKED),
        ("Oops! Something went wrong", "Please try again later.", Verdict.UNREACHABLE),
        ("عفوا، حدث خطأ ما", "حاول مرة أخرى لاحقا.", Verdict.UNREACHABLE),
        ("متأسفیم", "خطایی رخ داد. لطفاً دوباره تلاش کنید.", Verdict.UNREACHABLE),
        ("The Gazette", "The page you are looking for needs a newer browser.", Verdict.UNKNOWN),
    ],
)
def test_what_only_sounds_like_a_removal_is_none(
    captured: Captured, answer: Answer, heading: str, words: str, expected: Verdict
) -> None:
    page = answer(f"<html><title>The Gazette</title><body><h1>{heading}</h1><p>{words}</p></body></html>")
    assert verdict(captured, page) is expected
    assert verdict(captured, page, Around(page, answer())) is expected


@pytest.mark.parametrize("title", ["Boy not found after the storm", "Gone: the homes by the harbour"])
def test_a_title_that_sounds_like_a_removal_is_news(captured: Captured, answer: Answer, html: Html, title: str) -> None:
    known = replace(captured, title=title)
    shell = f"<html><title>{title} | The Gazette</title><body><h1>{title}</h1><div id=root></div></body></html>"
    assert verdict(known, answer(shell)) is Verdict.UNKNOWN
    other = tuple(f"The baker of Port Ellery has won prize {n} for bread with caraway and rye." for n in range(6))
    assert verdict(known, answer(html(other, title=title))) is Verdict.EDITED


def test_a_way_to_another_hosts_front_page_is_no_removal(captured: Captured, answer: Answer, html: Html) -> None:
    account = answer(html(("Type your address.",), title="Welcome"), address="https://id.gazette.example/?to=x")
    assert verdict(captured, account) is Verdict.BLOCKED
    elsewhere = replace(account, address="https://reader-service.example/?to=x")
    assert verdict(captured, elsewhere) not in REMOVALS
    notice = answer("<h1>Sorry</h1><p>Not where you are.</p>", address="https://gazette.example/?where=no")
    assert verdict(captured, notice, Around(front=answer())) not in REMOVALS


def test_a_note_under_the_old_title_that_the_article_was_removed_is_a_soft_removal(
    captured: Captured, answer: Answer, html: Html
) -> None:
    assert verdict(captured, answer(html(["This article has been removed."]))) is Verdict.REMOVED_SOFTLY
