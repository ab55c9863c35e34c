import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from demo_press import content, edition, truth

OUTLETS = list(content.outlets())


def page(reader, key: str):
    article = content.articles()[key]
    path = edition.print_article(article, reader.running.clock.moment).path
    answer = reader.get(article.outlet, quote(path))
    return answer, answer.text(content.outlets()[article.outlet].charset)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_front_page_links_its_feed_and_its_articles(reader, outlet: str):
    about = content.outlets()[outlet]
    text = reader.get(outlet, "/").text(about.charset)
    assert re.search(rf'<link rel="alternate" type="[^"]+" title="[^"]+" href="{about.feed_path}">', text)
    assert text.count('<li class="teaser">') == (5 if outlet == "courier" else 4)
    assert f'lang="{about.language}" dir="{"rtl" if about.rtl else "ltr"}"' in text


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_article_s_page_holds_what_the_truth_says(reader, outlet: str):
    moment = reader.running.clock.moment
    for article in content.articles_of(outlet):
        expected = truth.expected(article.key, moment)
        if expected.standing is not edition.Standing.SHOWN:
            continue
        answer, text = page(reader, article.key)
        assert answer.status == 200
        assert expected.title in text
        assert expected.byline in text
        for paragraph in expected.text.split("\n\n"):
            assert paragraph in text.replace("&amp;", "&")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("courier/lease-hearing", '"datePublished": "2025-12-03T16:20:00+00:00"'),
        ("courier/lease-hearing", "<p>KODRAVEL, 3 Dec (Northline) — The district court"),
        ("ledger/ferry-fares", '<time datetime="2025-12-04T13:45:00+01:00">4 December 2025, 13:45</time>'),
        ("phare/marche-couvert", 'property="article:published_time" content="2025-12-02T11:00:00+01:00"'),
        ("phare/bail-kodravel-audience", "<p>Kodravel, 3 déc. (Northline) – Le tribunal"),
        ("bote/deichschau", '<p class="date">Grauenmoor, 4. Dezember 2025</p>'),
        ("fleta/ura-e-vjeter", '<span class="author">Mimoza Shkrepa</span>'),
        ("miraat/souq-samak", 'property="article:published_time" content="2025-12-03T10:30:00+03:00"'),
        ("peyk/dadgah-ejare-zamin", "<p>کودراول، ۱۳ آذر (نورث‌لاین) — دادگاه"),
        ("peyk/dadgah-ejare-zamin", '<p class="date">۱۳ آذر ۱۴۰۴، ۱۰:۱۰</p>'),
    ],
)
def test_bylines_and_dates_are_marked_in_each_outlet_s_own_way(reader, key: str, said: str):
    assert said in page(reader, key)[1]


def test_a_page_without_machine_readable_date_has_none(reader):
    text = page(reader, "bote/deichschau")[1]
    assert "2025-12" not in text
    assert "<time" not in text


def test_a_reprint_says_when_it_was_first_published(reader):
    reader.move_to(14)
    assert "(Première publication le 12 décembre 2025)" in page(reader, "phare/reaction-rapport")[1]


def test_an_old_charset_is_declared_in_the_page_alone(reader):
    answer, text = page(reader, "miraat/souq-samak")
    assert answer.headers["Content-Type"] == "text/html"
    assert '<meta charset="windows-1256">' in text
    answer, _ = page(reader, "bote/deichschau")
    assert answer.headers["Content-Type"] == "text/html; charset=windows-1252"


def test_two_fetches_of_an_unchanged_page_differ_in_noise_only(reader):
    first, second = page(reader, "courier/lease-hearing")[1], page(reader, "courier/lease-hearing")[1]
    assert first != second
    body = re.compile("<article.*</article>", re.DOTALL)
    assert body.search(first)[0] == body.search(second)[0]


def test_an_edited_page_changes_a_number_and_a_sentence(reader):
    before = page(reader, "courier/inside-sugar-works")[1]
    reader.move_to(8.5)
    after = page(reader, "courier/inside-sugar-works")[1]
    assert "137 residents, 19 of them" in before
    assert "131 residents, 17 of them" in after
    assert "Letters are opened" in before
    assert "The movement denies the account" in after
    assert "Updated 9 December 2025" in after
    assert "Updated" not in before


def test_a_page_is_not_there_before_its_time(reader):
    answer, _ = page(reader, "courier/audit-savings")
    assert answer.status == 404
    assert reader.get("courier", "/pictures/audit-savings.svg").status == 404


def test_a_page_vanishes_with_404(reader):
    assert page(reader, "phare/temoin-kodravel")[0].status == 200
    reader.move_to(9.6)
    answer, text = page(reader, "phare/temoin-kodravel")
    assert answer.status == 404
    assert "Page introuvable" in text


def test_a_page_vanishes_behind_a_not_found_page_with_200(reader):
    assert "1140" in page(reader, "fleta/kadastra-kamp")[1]
    reader.move_to(10.5)
    answer, text = page(reader, "fleta/kadastra-kamp")
    assert answer.status == 200
    assert "Faqja nuk u gjet" in text
    assert "1140" not in text


@pytest.mark.parametrize("agent", ["curl/8", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"])
def test_a_bot_block_meets_every_client(reader, agent: str):
    answer = reader.get("miraat", "/news/markaz-musaada.html", User_Agent=agent)
    assert answer.status == 403
    assert "challenge" in answer.text("windows-1256")
    assert "ميسون" not in answer.text("windows-1256")


def test_a_page_that_was_readable_is_blocked_later(reader):
    reader.move_to(12)
    assert page(reader, "ledger/fellowship-reply")[0].status == 200
    reader.move_to(13)
    assert page(reader, "ledger/fellowship-reply")[0].status == 403


def test_a_paywall_shows_the_opening_only(reader):
    answer, text = page(reader, "phare/aide-au-depart")
    assert answer.status == 200
    assert "réservée aux abonnés" in text
    assert "Deux pièces au-dessus d’une laverie" in text
    assert "subvention" not in text


def test_a_page_with_a_picture_only_has_no_text(reader):
    answer, text = page(reader, "peyk/aks-ordugah")
    assert answer.status == 200
    assert "<main><div id=" in text
    assert "<p>" not in text.split("<main>")[1].split("</main>")[0]


def test_pictures_and_stylesheets_are_served(reader):
    svg = reader.get("courier", "/pictures/lease-hearing.svg")
    assert (svg.status, svg.headers["Content-Type"]) == (200, "image/svg+xml")
    png = reader.get("courier", "/pictures/ferry-timetable.png")
    assert png.body.startswith(b"\x89PNG\r\n\x1a\n")
    sheets = {reader.get(outlet, "/style.css").body for outlet in OUTLETS}
    assert len(sheets) == len(OUTLETS)


def test_every_picture_of_a_page_is_there(reader):
    reader.move_to(14)
    for article in content.articles().values():
        if article.picture and article.published < timedelta(days=14):
            path = f"/pictures/{article.slug}.{article.picture}"
            assert reader.get(article.outlet, path).status == 200


def test_an_outlet_answers_get_and_head_only(reader):
    assert reader.ask("POST", "courier", "/").status == 405
    head = reader.ask("HEAD", "courier", "/")
    assert (head.status, head.body) == (200, b"")
