"""Article pages as outlets build them, around the demo press' own prose in six languages.

Every page has a head with metadata, styles and scripts, navigation, an article of about 500 words, teasers,
comments and a footer: some 45 KB, of which the article is a tenth, as is usual. A third gives its facts as JSON-LD,
a third as meta elements, a third in the page alone.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape

from demo_press import content

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PARAGRAPHS = 9


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the title it carries."""

    title: str
    body: bytes


@cache
def _prose(language: str) -> tuple[str, ...]:
    outlets = content.outlets()
    texts = (one.text for one in content.articles().values() if outlets[one.outlet].language == language)
    return tuple(" ".join(part.split()) for text in texts for part in text.split("\n\n"))


@cache
def page(number: int) -> Page:
    """Write a page; the same number gives the same page."""
    chance = random.Random(number)
    languages = sorted({outlet.language for outlet in content.outlets().values()})
    language = languages[number % len(languages)]
    prose = _prose(language)
    paragraphs = chance.sample(prose, min(PARAGRAPHS, len(prose)))
    title = f"{paragraphs[0][:70].rsplit(' ', 1)[0]} ({number})"
    when = START - timedelta(hours=7 * number)
    others = [escape(text[:60]) for text in chance.sample(prose, min(12, len(prose)))]
    links = "".join(f'<li><a href="/news/{place}">{text}</a></li>' for place, text in enumerate(others))
    comments = "".join(
        f'<li class="comment"><b>Guest {place}</b><p>{text}</p></li>' for place, text in enumerate(others[:5])
    )
    teasers = "".join(
        f'<div class="card card--{place}"><div class="card__in"><a class="card__link" href="/news/t{place}"><span '
        f'class="card__kicker">News</span><h3 class="card__title">{others[place % len(others)]}</h3></a><p '
        f'class="card__text">{others[(place + 3) % len(others)]}</p><span class="card__time">{place} h</span>'
        "</div></div>"
        for place in range(40)
    )
    menu = "".join(
        f'<li class="menu__item"><a href="/section/{place}">Section {place}</a><ul class="menu__sub">'
        + "".join(f'<li><a href="/section/{place}/{sub}">Part {sub}</a></li>' for sub in range(6))
        + "</ul></li>"
        for place in range(12)
    )
    styles = "".join(f".block-{place}{{margin:0 {place}px;padding:{place % 7}px;color:#333}}" for place in range(200))
    state = json.dumps(
        {f"unit{place}": {"size": [300, 250], "path": f"/paper/{number}/{place}"} for place in range(150)}
    )
    story = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
    html = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)} | Paper</title>'
        f'<link rel="stylesheet" href="/style.css"><style>{styles}</style><script>var units = {state};</script>'
        f"{_facts(number % 3, title, when)}</head><body>"
        f'<header class="masthead"><a href="/">Paper</a><nav><ul class="menu">{menu}</ul></nav></header>'
        f'<main><article class="story"><h1>{escape(title)}</h1><p class="byline">By Reporter {number % 40}</p>'
        f'<time datetime="{when.isoformat()}">{when:%d %B %Y}</time><figure><img src="/p.jpg" alt="">'
        f"<figcaption>Picture: Paper</figcaption></figure>\n{story}</article></main>"
        f'<aside class="related"><h2>Related</h2>{teasers}</aside>'
        f'<section class="comments" id="comments"><ol>{comments}</ol></section>'
        f'<footer><ul>{links}</ul><p>All rights reserved.</p></footer><script src="/a.js"></script></body></html>'
    )
    return Page(title, html.encode())


def _facts(way: int, title: str, when: datetime) -> str:
    if way == 0:
        said = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": when.isoformat(),
            "author": {"@type": "Person", "name": "Reporter"},
        }
        return f'<script type="application/ld+json">{json.dumps(said)}</script>'
    if way == 1:
        return (
            f'<meta property="og:title" content="{escape(title)}"><meta name="author" content="Reporter">'
            f'<meta property="article:published_time" content="{when.isoformat()}">'
        )
    return ""
