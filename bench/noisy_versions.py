"""Versions of the demo press' pages: as it edits and removes them over its clock, and in noise that changes each time.

The noise stands where outlets put it, half of it inside the article's own element and without a telling class, in the
page's language. Some of it is whole sentences, which only a second fetch can tell from the article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from bench.page_versions import PageVersion
from demo_press import content, edition, pages
from demo_press.clock import Moment
from demo_press.edition import Printed, Standing
from interlink.lib.verdicts.findings import Verdict
from interlink.lib.verdicts.received import Received
from interlink.lib.verdicts.signs import Around

EPOCH = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = (1, 2, 4, 6, 8, 9, 10, 11, 12, 13, 15, 20)
UNCHANGED_LOOKS = 3
ADS = {
    "en": ("Advertisement", "Special offer: {} off winter boots", "Sponsored: a better mattress from {}"),
    "fr": ("Publicité", "Sponsorisé : matelas à partir de {}", "Annonce : bottes d’hiver à {}"),
    "de": ("Anzeige", "Werbung: Winterstiefel ab {}", "Gesponsert: Matratzen ab {}"),
    "sq": ("Reklamë", "Sponsorizuar: çizme dimri nga {}", "Reklamë: dyshekë nga {}"),
    "ar": ("إعلان", "إعلان: أحذية شتوية بسعر {}", "برعاية: مراتب من {}"),
    "fa": ("آگهی", "آگهی: چکمه زمستانی از {}", "تبلیغات: تشک از {}"),
}
COUNTERS = {
    "en": ("{} views", "Readers of this page: {}", "{} comments", "Updated {} minutes ago", "{} min read"),
    "fr": ("{} vues", "{} commentaires", "Mis à jour il y a {} minutes", "Lecteurs de cette page : {}"),
    "de": ("{} Aufrufe", "{} Kommentare", "Aktualisiert vor {} Minuten", "Leser heute: {}"),
    "sq": ("{} shikime", "{} komente", "Përditësuar {} minuta më parë", "Lexues: {}"),
    "ar": ("{} مشاهدة", "{} تعليقات", "آخر تحديث منذ {} دقائق", "عدد المشاهدات: {}"),
    "fa": ("{} بازدید", "{} نظر", "{} دقیقه پیش", "خوانندگان این صفحه: {}"),
}
COMMENTS = {"en": "Comments", "fr": "Commentaires", "de": "Kommentare", "sq": "Komente", "ar": "تعليقات", "fa": "نظرات"}
NUMBER = re.compile(r"\d+")


def over_the_clock() -> Iterator[PageVersion]:
    """Every article of the press as it stands on some days, with the press' own noise and its own truth."""
    noise = pages.Noise()
    for key, article in content.articles().items():
        first = True
        for day in DAYS:
            moment = Moment(EPOCH, timedelta(days=day))
            printed = edition.print_article(article, moment)
            if printed.standing is Standing.UNSEEN or (first and printed.standing not in {Standing.SHOWN}):
                continue
            expected = _truth(printed, any(edit.since <= moment.elapsed for edit in article.edits))
            yield _version(key, day, printed, noise, moment, None if first else expected)
            first = False


def _truth(printed: Printed, edited: bool) -> Verdict:
    return {
        Standing.GONE: Verdict.REMOVED,
        Standing.SOFT_GONE: Verdict.REMOVED_SOFTLY,
        Standing.BLOCKED: Verdict.BLOCKED,
        Standing.PAYWALL: Verdict.PAYWALLED,
    }.get(printed.standing, Verdict.EDITED if edited else Verdict.SAME)


def _version(
    key: str, day: int, printed: Printed, noise: pages.Noise, moment: Moment, expected: Verdict | None
) -> PageVersion:
    outlet = printed.outlet
    base = f"http://{outlet.host}"
    site = pages.Site(outlet, base, edition.front(outlet, moment))

    def answer(html: str, status: int = 200, path: str = printed.path) -> Received:
        body = html.encode(outlet.charset, errors="xmlcharrefreplace")
        return Received(base + path, base + path, status, (("Content-Type", "text/html"),), body, outlet.charset)

    def shown() -> Received:
        match printed.standing:
            case Standing.GONE:
                return answer(pages.not_found_page(site), 404)
            case Standing.SOFT_GONE:
                return answer(pages.not_found_page(site))
            case Standing.BLOCKED:
                return answer(pages.gate_page(site), 403)
            case _:
                return answer(pages.article_page(site, printed, noise))

    around = Around(answer(pages.not_found_page(site), 404, "/no-such-page"), answer(pages.front_page(site), 200, "/"))
    return PageVersion(key, EPOCH + timedelta(days=day), shown(), expected, shown(), around)


def in_noise(*, as_text: bool = False, seed: int = 1) -> Iterator[PageVersion]:
    """Every article unchanged some times and edited in each of some ways, the noise another one each time.

    Args:
        as_text: As bare text with the noise between the paragraphs, instead of pages.
        seed: For the noise.
    """
    chance = random.Random(seed)
    for key, article in content.articles().items():
        printed = edition.print_article(article, Moment(EPOCH, article.published))
        if len(printed.paragraphs) < 3:
            continue
        text = list(printed.paragraphs)
        versions = [(text, None), *((text, Verdict.SAME) for _ in range(UNCHANGED_LOOKS))]
        versions += [(edited, Verdict.EDITED) for edited in _edits(text, chance)]
        for number, (paragraphs, expected) in enumerate(versions):
            came, again = (_dressed(printed, paragraphs, chance, as_text=as_text) for _ in range(2))
            yield PageVersion(key, EPOCH + timedelta(days=number), came, expected, None if as_text else again)


def _edits(text: list[str], chance: random.Random) -> Iterator[list[str]]:
    """A number, a word, a sentence, a paragraph: changed, taken out or added."""
    at = chance.randrange(len(text))
    numbers = [place for place, one in enumerate(text) if NUMBER.search(one)]
    if numbers:
        place = chance.choice(numbers)
        changed = NUMBER.sub(lambda found: str(int(found[0]) + 3), text[place], count=1)
        yield [*text[:place], changed, *text[place + 1 :]]
    words = text[at].split()
    word = max(words, key=len)
    yield [*text[:at], text[at].replace(word, word[::-1], 1), *text[at + 1 :]]
    yield [*text[:at], " ".join(words[: len(words) // 2]) + ".", *text[at + 1 :]]
    yield [*text[:at], *text[at + 1 :]]
    others = [one for one in _prose(text) if one not in text]
    yield [*text[: at + 1], chance.choice(others), *text[at + 1 :]]


def _prose(text: list[str]) -> list[str]:
    """Paragraphs of other articles."""
    found = [" ".join(part.split()) for one in content.articles().values() for part in one.text.split("\n\n")]
    return [one for one in found if len(one) > 120 and "{" not in one and one not in text]


def _dressed(printed: Printed, paragraphs: Sequence[str], chance: random.Random, *, as_text: bool) -> Received:
    language = printed.outlet.language
    counter, ad = chance.choice(COUNTERS[language]), chance.choice(ADS[language][1:])
    titles = [one.title for one in content.articles().values() if content.outlets()[one.outlet].language == language]
    links = [title for title in chance.sample(titles, min(4, len(titles))) if "{" not in title]
    related = content.words()[language]["related"]
    middle = chance.randrange(1, len(paragraphs)) if len(paragraphs) > 1 else 0
    lines = [("", one) for one in paragraphs]
    lines[middle:middle] = [
        ("ad", ADS[language][0]), ("", ad.format(chance.randrange(10, 90))), ("", f"{related}: {links[0]}"),
    ]  # fmt: skip
    lines.insert(0, ("", counter.format(chance.randrange(2, 9_000))))
    tail = [("", one) for one in links] + [("", f"{COMMENTS[language]} ({chance.randrange(40)})")]
    tail += [("", one[:140].rsplit(" ", 1)[0] + ".") for one in chance.sample(_prose(list(paragraphs)), 2)]
    address = f"http://{printed.outlet.host}{printed.path}"
    if as_text:
        text = "\n\n".join(words for _, words in (*lines, *tail))
        return Received(address, address, 200, text=text, title=printed.title)
    story = "".join(
        f'<p class="{kind}">{escape(words)}</p>' if kind else f"<p>{escape(words)}</p>" for kind, words in lines
    )
    under = "".join(f'<li><a href="/{chance.random()}">{escape(words)}</a></li>' for _, words in tail[: len(links)])
    said = "".join(f"<p>{escape(words)}</p>" for _, words in tail[len(links) + 1 :])
    # A proverb of the hour, which no rule can tell from the article; a second fetch does.
    proverb = f"<p>{escape(chance.choice(_prose(list(paragraphs)))[:100].rsplit(' ', 1)[0])}.</p>"
    html = (
        f'<!doctype html><html lang="{language}"><head><title>{escape(printed.title)} | {escape(printed.outlet.name)}'
        f'</title></head><body data-token="{chance.random()}"><header><nav><a href="/">{chance.randrange(99)}</a></nav>'
        f"</header><main><article><h1>{escape(printed.title)}</h1>{story}{proverb}<h3>{escape(related)}</h3>"
        f'<ul>{under}</ul></article><section class="comments"><h2>{escape(tail[len(links)][1])}</h2>{said}</section>'
        f"</main><footer>{chance.randrange(10_000)}</footer></body></html>"
    )
    return Received(address, address, 200, (("Content-Type", "text/html"),), html.encode())
