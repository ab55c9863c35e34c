"""Article pages of invented outlets: each has a layout of its own, and says who wrote and when in its own way.

A page is drawn from a grammar: where date and byline stand, in which elements, words, digits and calendar, alone or
in one line, with how many writers; or not at all. Around them is what misleads: who took the picture, who wrote the
related stories and the comments, today's date in the masthead, a text that begins with "By Monday". The prose is the
demo press'. The same number gives the same page.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html import escape

from bench.outlet_words import WORDS, Words
from demo_press import content

START = date(2026, 3, 2)
OUTLETS = {
    "en": "The Vell Observer", "fr": "Le Courrier du Bac", "de": "Heidstedter Anzeiger", "sq": "Gazeta e Velmashit",
    "ar": "صدى المرفأ", "fa": "روزنامهٔ بندر",
}  # fmt: skip
_WRAPS = (
    "<p class='meta'>{}</p><p class='meta'>{}</p>",
    "<div class='meta'><span class='x1'>{}</span> | <span class='x2'>{}</span></div>",
    "<ul class='info'><li>{}</li><li>{}</li></ul>",
    "<p class='info'>{}<br>{}</p>",
    "<p class='info'><em>{} · {}</em></p>",
    "<div><div>{}</div><div><small>{}</small></div></div>",
    "<address>{}</address><div>{}</div>",
    "<table><tr><td>{}</td><td>{}</td></tr></table>",
    "<h4>{}</h4><h5>{}</h5>",
    "<div><p><b>{}</b></p>\n<div>\n<span>\n{}\n</span></div></div>",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page and the truth about it."""

    name: str
    language: str
    html: str
    address: str
    title: str
    byline: str | None
    day: date | None
    text: str


@cache
def _prose(language: str) -> tuple[str, ...]:
    outlets = content.outlets()
    texts = (one.text for one in content.articles().values() if outlets[one.outlet].language == language)
    paragraphs = (" ".join(part.split()) for text in texts for part in text.split("\n\n"))
    return tuple(part for part in paragraphs if "{" not in part and len(part) > 80)


def draw(number: int) -> Drawn:
    """Write a page; every twelve numbers are one outlet's layout in each language, told twice."""
    chance = random.Random(number)
    language = sorted(WORDS)[number % len(WORDS)]
    words, outlet = WORDS[language], OUTLETS[language]
    paragraphs = chance.sample(_prose(language), min(7, len(_prose(language))))
    title = paragraphs.pop()[:60].rsplit(" ", 1)[0].rstrip(".,،:;")
    day = START + timedelta(days=chance.randrange(-400, 300))
    if chance.random() < 0.25:
        opening = chance.choice(words.openings)
        paragraphs[0] = opening + paragraphs[0][:1].lower() + paragraphs[0][1:]
    writers = _writers(chance, words)
    shown_day = day if chance.random() < 0.95 else None
    credit, signed = _credit(chance, words, writers, outlet)
    dated = _dated(chance, words, shown_day)
    # Most outlets name these parts for their style sheets as others do; the rest have names of their own.
    if chance.random() < 0.6:
        credit = credit and f"<span class='{chance.choice(('author', 'byline', 'author-name'))}'>{credit}</span>"
        dated = dated and f"<span class='{chance.choice(('date', 'published', 'entry-date'))}'>{dated}</span>"
    above, below, end = _placed(chance, words, credit, dated)
    if signed:
        end = signed + end
    if shown_day and not dated:
        paragraphs[0] = f"{words.place}, {words.days[0](shown_day)} ({words.agency}) — {paragraphs[0]}"
    heading = chance.choice(
        ("<h1>{}</h1>", "<h1 class='headline'>{}</h1>", "<h2>{}</h2>", "<header><h1>{}</h1></header>")
    )
    standfirst = f"<p class='lead'><b>{escape(paragraphs[-1])}</b></p>" if chance.random() < 0.4 else ""
    text = paragraphs[:-1]
    body = "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in text)
    if chance.random() < 0.3:
        body = f"<div class='body'>{body}</div>"
    picture = _picture(chance, words)
    order = [below, standfirst, picture]
    if chance.random() < 0.5:
        order = [standfirst, below, picture] if chance.random() < 0.5 else [picture, below, standfirst]
    kicker = f"<p class='kicker'>{chance.choice(words.sections)}</p>" if chance.random() < 0.5 else ""
    inner = f"{kicker}{above}{heading.format(escape(title))}{''.join(order)}{_around(chance, words)}{body}{end}"
    story = chance.choice(
        ("<main><article class='story'>{}</article></main>", "<div class='col'>{}</div>", "<main>{}</main>")
    )
    published = text if not standfirst else [paragraphs[-1], *text]
    address = f"https://outlet-{number}.example/" + (
        f"{day:%Y/%m/%d}/" if chance.random() < 0.1 and shown_day else "n/"
    )
    return Drawn(
        name=f"outlet {number}",
        language=language,
        html=_page(chance, words, language, title, story.format(inner), _head(chance, writers, shown_day)),
        address=f"{address}{number}",
        title=title,
        byline=", ".join(writers) or None,
        day=shown_day,
        text="\n\n".join(published),
    )


def _person(chance: random.Random, words: Words) -> str:
    return f"{chance.choice(words.given)} {chance.choice(words.family)}"


def _writers(chance: random.Random, words: Words) -> list[str]:
    kind = chance.random()
    if kind < 0.15:
        return []
    if kind < 0.22:
        return [words.agency]
    count = 1 if kind < 0.75 else 2 if kind < 0.93 else 3
    return list(dict.fromkeys(_person(chance, words) for _ in range(count)))


def _credit(chance: random.Random, words: Words, writers: list[str], outlet: str) -> tuple[str, str]:
    """The byline, and what is signed below the text instead."""
    if not writers:
        return "", ""
    names = writers[0] if len(writers) == 1 else ", ".join(writers[:-1]) + words.both + writers[-1]
    lead = chance.choice(words.leads)
    if lead.isupper() and lead.isalpha():
        names = names.upper()
    written = escape(names, quote=False)
    way = chance.random()
    if way < 0.12:
        mark = chance.choice(("<p>— {}</p>", "<p><strong>{}</strong></p>", "<p>({})</p>", "<p><em>{}</em></p>"))
        return "", mark.format(written) if chance.random() < 0.5 else f"<p>{lead}{written}</p>"
    if way < 0.30 and len(writers) == 1 and writers[0] != words.agency:
        if chance.random() < 0.6:
            return f"<a href='/{chance.choice(('author', 'authors', 'people', 'autor', 'u'))}/7'>{written}</a>", ""
        return written, ""
    if chance.random() < 0.3:
        written = f"<a href='/writers/3'>{written}</a>"
    if chance.random() < 0.2 and len(writers) == 1:
        comma = "،" if words.given[0] in WORDS["ar"].given + WORDS["fa"].given else ","
        written += chance.choice((f"{comma} {chance.choice(words.roles)}", f" | {outlet}", f"{comma} {words.place}"))
    return f"{lead}{written}", ""


def _dated(chance: random.Random, words: Words, day: date | None) -> str:
    if day is None or chance.random() < 0.06:  # the dateline says it
        return ""
    form = chance.choice(words.days)
    clock = f"{chance.randrange(6, 23):02}:{chance.choice((5, 12, 30, 47)):02}"
    if words is WORDS["fa"]:
        clock = clock.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    written = form(day) + (chance.choice(words.at) + clock if chance.random() < 0.5 else "")
    if chance.random() < 0.5:
        written = chance.choice(words.published) + written
    if chance.random() < 0.25:
        updated = chance.choice(words.updated) + form(day + timedelta(days=chance.randrange(1, 9)))
        both = [written, updated] if chance.random() < 0.75 else [updated, written]
        written = chance.choice((" | ", "<br>", " – ", "</span> <span>", " ")).join(both)
    return f"<span>{written}</span>"


def _placed(chance: random.Random, words: Words, credit: str, dated: str) -> tuple[str, str, str]:
    """What stands above the headline, below it, and at the end of the text."""
    way = chance.random()
    if way < 0.15:
        return f"<p class='when'>{dated}</p>", f"<p class='who'>{credit}</p>" if credit else "", ""
    if way < 0.22:
        return "", f"<p class='who'>{credit}</p>" if credit else "", f"<p class='when'>{dated}</p>"
    if way < 0.27:
        return "", f"<p class='when'>{dated}</p>", f"<p class='who'>{credit}</p>" if credit else ""
    if way < 0.37 and credit and dated:
        comma = "، " if words is WORDS["ar"] or words is WORDS["fa"] else ", "
        return "", f"<p class='line'>{credit}{comma}{dated}</p>", ""
    if not credit or not dated:
        return "", f"<div class='line'>{credit or dated}</div>", ""
    wrap = chance.choice(_WRAPS)
    both = (credit, dated) if chance.random() < 0.7 else (dated, credit)
    return "", wrap.format(*both), ""


def _picture(chance: random.Random, words: Words) -> str:
    if chance.random() < 0.4:
        return ""
    caption = chance.choice(words.captions).format(_person(chance, words))
    if chance.random() < 0.6:
        return f"<figure><img src='/p.jpg' alt=''><figcaption>{caption}</figcaption></figure>"
    return f"<div class='image'><img src='/p.jpg' alt=''><p class='credit'>{caption}</p></div>"


def _around(chance: random.Random, words: Words) -> str:
    if chance.random() < 0.5:
        return ""
    return "".join(f"<div class='tool'><a href='#'>{one}</a></div>" for one in chance.sample(words.around, 2))


def _head(chance: random.Random, writers: list[str], day: date | None) -> str:
    way = chance.random()
    if way < 0.35:
        said: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle"}
        if writers:
            said["author"] = [{"@type": "Person", "name": name} for name in writers]
        if day:
            said["datePublished"] = f"{day.isoformat()}T08:00:00+01:00"
        return f'<script type="application/ld+json">{json.dumps(said)}</script>'
    if way < 0.6:
        author = f'<meta name="author" content="{escape(", ".join(writers))}">' if writers else ""
        return author + (f'<meta property="article:published_time" content="{day}T08:00:00Z">' if day else "")
    return ""


def _beside(chance: random.Random, words: Words, prose: tuple[str, ...]) -> str:
    named = chance.random() < 0.5
    by, on = ("author byline", "date") if named else ("y1", "y2")
    stories = "".join(
        f"<div class='teaser'><h3><a href='/n/{place}'>{escape(chance.choice(prose)[:50])}</a></h3>"
        f"<p class='{by}'>{words.leads[0]}{_person(chance, words)}</p>"
        f"<p class='{on}'>{words.days[0](START + timedelta(days=place))}</p></div>"
        for place in range(3)
    )
    said = "".join(
        f"<li class='comment'><b class='{by}'>{_person(chance, words)}</b> <span class='{on}'>"
        f"{words.days[0](START + timedelta(days=30 + place))}</span><p>{escape(chance.choice(prose)[:90])}</p></li>"
        for place in range(3)
    )
    tag = chance.choice(("aside", "section", "div"))
    related = f"<{tag} class='related'><h2>{words.related}</h2>{stories}</{tag}>"
    comments = f"<section class='comments'><h2>{words.comments}</h2><ul>{said}</ul></section>"
    return related + (comments if chance.random() < 0.5 else "")


def _page(chance: random.Random, words: Words, language: str, title: str, story: str, head: str) -> str:
    outlet = OUTLETS[language]
    today = f"<p class='today'>{words.days[0](START + timedelta(days=301))}</p>" if chance.random() < 0.3 else ""
    menu = "".join(f"<li><a href='/s/{place}'>{name}</a></li>" for place, name in enumerate(words.sections))
    around = _beside(chance, words, _prose(language))
    direction = "rtl" if language in {"ar", "fa"} else "ltr"
    return (
        f"<!doctype html><html lang='{language}' dir='{direction}'><head><meta charset='utf-8'>"
        f"<title>{escape(title)} | {outlet}</title>{head}</head>"
        f"<body><header class='masthead'><p><a href='/'>{outlet}</a></p>"
        f"{today}<nav><ul class='menu'>{menu}</ul></nav></header>{story}{around}"
        f"<footer><p>© 2026 {outlet}</p></footer></body></html>"
    )
