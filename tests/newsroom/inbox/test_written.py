"""Dates and figures in the desk's own language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation

from interlink.lib.sentences import Sentence, kept, read_kept
from interlink.newsroom.inbox.templatetags.written import own_figures

MOMENT = datetime(2026, 11, 24, 3, 43, tzinfo=UTC)


def write(text: str, language: str, **context: object) -> str:
    template = engines["django"].from_string("{% load i18n written %}" + text)
    with translation.override(language):
        return str(template.render(context))


@pytest.mark.parametrize(
    ("language", "form", "written"),
    [
        ("en", "j M Y, H:i", "24 Nov 2026, 03:43"),
        ("de", "j F", "24. November"),
        ("de", "j M Y, H:i", "24. Nov. 2026, 03:43"),
        ("fr", "j M Y, H:i", "24 nov. 2026, 03:43"),
        ("sq", "j F Y", "24 nëntor 2026"),
        ("ar", "j M Y, H:i", "24 نوفمبر 2026، 03:43"),
        ("fa", "j M Y, H:i", "۳ آذر ۱۴۰۵، ۰۳:۴۳"),
        ("fa", "j F", "۳ آذر"),
    ],
)
def test_a_moment_is_of_the_languages_own_calendar(language: str, form: str, written: str) -> None:
    assert write("{{ at|own_date:form }}", language, at=MOMENT, form=form) == written


def test_a_day_without_an_hour_and_no_day_at_all_are_written_too() -> None:
    assert write("{{ at|own_date:'j F Y' }}", "fa", at=date(2026, 11, 27)) == "۶ آذر ۱۴۰۵"
    assert write("{{ at|own_date:'j F Y' }}", "fr", at=date(2026, 12, 1)) == "1er décembre 2026"
    assert write("{{ at|own_date:'j F Y' }}", "fa", at=None) == ""


def test_a_moment_is_the_one_of_the_desks_time_zone(settings: object) -> None:
    settings.TIME_ZONE = "Asia/Tehran"  # type: ignore[attr-defined]
    assert write("{{ at|own_date:'j F, H:i' }}", "fa", at=datetime(2026, 11, 24, 22, 0, tzinfo=UTC)) == "۴ آذر، ۰۱:۳۰"


def test_figures_have_the_languages_digits_but_addresses_keep_theirs() -> None:
    text = '{% digits %}<a href="/story/12/">{{ number }} &#x27;{{ name }}&#x27;</a>{% enddigits %}'
    assert write(text, "fa", number=45, name="a<b") == '<a href="/story/12/">۴۵ &#x27;a&lt;b&#x27;</a>'
    assert write(text, "en", number=45, name="c") == '<a href="/story/12/">45 &#x27;c&#x27;</a>'
    assert write("{{ number|own_digits }}", "fa", number=8) == "۸"
    assert write("{{ number|own_digits }}", "ar", number=8) == "8"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            Sentence("Nothing answers at %(host)s.", host="social.example"),
            "<bdi>در \u2068social.example\u2069 چیزی پاسخ نمی‌دهد.</bdi>",
        ),
        ("404 <Not> Found", '<q dir="auto">404 &lt;Not&gt; Found</q>'),
        ("", ""),
    ],
)
def test_a_reason_is_told_in_the_desks_language_and_what_others_said_is_quoted(text: str, shown: str) -> None:
    stored = read_kept(kept(text))
    assert write("{{ said|reason }}", "fa", said=stored) == shown
    with translation.override("fa"):
        assert own_figures(shown) == shown
