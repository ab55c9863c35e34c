"""Datelines in and out of text, in six languages."""

# ruff: noqa: E501 - samples read best as they stand

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from interlink.lib.reading.credit_words import OTHERS, UPDATED
from interlink.lib.reading.dateline_parts import says
from interlink.lib.reading.dateline_words import (
    BY,
    INTERVIEW_OF,
    INTERVIEWED_BY,
    OUTLET_INSIDE,
    PLACE,
    PLACE_INSIDE,
    WORDS,
)
from interlink.lib.reading.datelines import Dateline, parse, write
from interlink.lib.reading.month_names import fold
from interlink.lib.reading.written_dates import find_dates

DECEMBER = date(2021, 12, 10)
FIRST = date(2011, 12, 20)
FOURTH = date(2021, 12, 4)
COURIER = Dateline(outlet="Harbour Courier", place="Port Vell", date=DECEMBER)
QUAI = Dateline(outlet="Le Quai", place="Port-Vell", date=DECEMBER)
HAFEN = Dateline(outlet="Hafenkurier", place="Port Vell", date=DECEMBER)
KURIERI = Dateline(outlet="Kurieri", place="Portin e Ri", date=DECEMBER)
MARFA = Dateline(outlet="صحيفة المرفأ", place="بورت فيل", date=DECEMBER)
PEYK = Dateline(outlet="پیک ساحل", place="بندر ول", date=DECEMBER)

WRITTEN = [
    ("Outlet, City, December 10 2021: Text.", Dateline(outlet="Outlet", place="City", date=DECEMBER)),
    ("(First Published Dec 20 2011) Text.", None),
    ("(First Published Dec 20 2011): Text.", Dateline(first_published=FIRST)),
    ("CITY, 4 Dec (Agency) — Text.", Dateline(place="CITY", date=FOURTH, agency="Agency")),
    ("PORT VELL (Coast Agency) — Text.", Dateline(place="PORT VELL", agency="Coast Agency")),
    (
        "By Ana Berg, Harbour Courier, Port Vell, Friday, December 10, 2021 (First Published Dec 20 2011): Text.",
        Dateline("Ana Berg", "Harbour Courier", "Port Vell", DECEMBER, FIRST),
    ),
    (
        "By Ana Berg, interviewed by Tom Lund, Harbour Courier, December 10, 2021: Text.",
        Dateline("Ana Berg", "Harbour Courier", date=DECEMBER, interviewer="Tom Lund"),
    ),
    (
        "Ana Berg, interviewed by Tom Lund, Harbour Courier, December 10, 2021: Text.",
        Dateline("Ana Berg", "Harbour Courier", date=DECEMBER, interviewer="Tom Lund"),
    ),
    (
        "Par Ana Berg, propos recueillis par Tom Lund, Le Quai, Port-Vell, 1er décembre 2021 : Text.",
        Dateline("Ana Berg", "Le Quai", "Port-Vell", date(2021, 12, 1), interviewer="Tom Lund"),
    ),
    ("PORT-VELL, 4 déc. (Agence du Quai) – Text.", Dateline(place="PORT-VELL", date=FOURTH, agency="Agence du Quai")),
    (
        "Hafenkurier, Port Vell, 10. Dezember 2021 (zuerst veröffentlicht am 20. Dezember 2011): Text.",
        Dateline(None, "Hafenkurier", "Port Vell", DECEMBER, FIRST),
    ),
    ("PORT VELL, 4. Dez. (Küstendienst) – Text.", Dateline(place="PORT VELL", date=FOURTH, agency="Küstendienst")),
    (
        "Nga Ana Berg, Kurieri i Portit, Porti i Ri, e premte, 10 dhjetor 2021 (botuar së pari më 20 dhjetor 2011): Text.",
        Dateline("Ana Berg", "Kurieri i Portit", "Porti i Ri", DECEMBER, FIRST),
    ),
    (
        "بقلم آنا بيرغ، صحيفة المرفأ، بورت فيل، ١٠ ديسمبر ٢٠٢١: Text.",
        Dateline("آنا بيرغ", "صحيفة المرفأ", "بورت فيل", DECEMBER),
    ),
    ("صحيفة المرفأ، بورت فيل، 10 كانون الأول/ديسمبر 2021: Text.", Dateline(None, "صحيفة المرفأ", "بورت فيل", DECEMBER)),
    ("بورت فيل، 4 ديسمبر (وكالة الساحل) — Text.", Dateline(place="بورت فيل", date=FOURTH, agency="وكالة الساحل")),
    (
        "نوشتهٔ آنا برگ، پیک ساحل، بندر ول، جمعه ۱۹ آذر ۱۴۰۰ (نخستین انتشار ۲۹ آذر ۱۳۹۰): Text.",
        Dateline("آنا برگ", "پیک ساحل", "بندر ول", DECEMBER, FIRST),
    ),
    # English: what stands between, before and after the parts.
    ("Harbour Courier (Port Vell), 10th December 2021, 14:30 GMT: Text.", COURIER),
    ("Harbour Courier | Port Vell | Fri, Dec. 10, 2021\nText.", COURIER),
    ("Harbour Courier, Port Vell, December 10 2021, by Ana Berg: Text.", replace(COURIER, byline="Ana Berg")),
    ("By Ana Berg in Port Vell, Harbour Courier, December 10, 2021 — Text.", replace(COURIER, byline="Ana Berg")),
    ("By Ana Berg in Port Vell for the Harbour Courier, 10 Dec 2021\nText.", replace(COURIER, byline="Ana Berg")),
    (
        "By Ana Berg, Tom Lund and Ila Moss, Harbour Courier, Port Vell, December 10, 2021: Text.",
        replace(COURIER, byline="Ana Berg, Tom Lund and Ila Moss"),
    ),
    (
        "Interview with Ana Berg, by Tom Lund, Harbour Courier, Port Vell, December 10, 2021: Text.",
        replace(COURIER, byline="Ana Berg", interviewer="Tom Lund"),
    ),
    ("First published Dec 20 2011: Text.", Dateline(first_published=FIRST)),
    ("Harbour Courier, first published December 20, 2011: Text.", Dateline(None, "Harbour Courier", None, None, FIRST)),
    ("PORT VELL, Northland, Dec. 4 (CA) -- Text.", Dateline(place="PORT VELL, Northland", date=FOURTH, agency="CA")),
    ("PORT VELL, Dec 4 (Coast Agency): Text.", Dateline(place="PORT VELL", date=FOURTH, agency="Coast Agency")),
    ("In PORT VELL (CA)\nText.", Dateline(place="PORT VELL", agency="CA")),
    ("A Brava, 4 Dec (CA) — Text.", Dateline(place="A Brava", date=FOURTH, agency="CA")),
    # French.
    ("Le Quai, Port-Vell, le vendredi 10 décembre 2021 à 14h30 : Text.", QUAI),
    ("Par Ana Berg, à Port-Vell, Le Quai, 10 décembre 2021 : Text.", replace(QUAI, byline="Ana Berg")),
    (
        "Entretien avec Ana Berg, propos recueillis par Tom Lund, Le Quai, Port-Vell, 10/12/2021 : Text.",
        replace(QUAI, byline="Ana Berg", interviewer="Tom Lund"),
    ),
    (
        "Le Quai, Port-Vell, 10 décembre 2021 (première parution : 20 déc. 2011) : Text.",
        replace(QUAI, first_published=FIRST),
    ),
    ("Port-Vell (AFP) - Text.", Dateline(place="Port-Vell", agency="AFP")),
    # German.
    ("Hafenkurier, Port Vell, Freitag, den 10. Dezember 2021, 14.30 Uhr: Text.", HAFEN),
    ("Hafenkurier, Port Vell, 10.12.2021 (Erstabdruck: 20.12.2011): Text.", replace(HAFEN, first_published=FIRST)),
    (
        "Ana Berg im Interview mit Tom Lund, Hafenkurier, Port Vell, 10. Dez. 2021: Text.",
        replace(HAFEN, byline="Ana Berg", interviewer="Tom Lund"),
    ),
    (
        "Mit Ana Berg sprach Tom Lund, Hafenkurier, Port Vell, 10. Dezember 2021: Text.",
        replace(HAFEN, byline="Ana Berg", interviewer="Tom Lund"),
    ),
    (
        "Die Fragen stellte Tom Lund, Hafenkurier, Port Vell, 10. Dezember 2021: Text.",
        replace(HAFEN, interviewer="Tom Lund"),
    ),
    ("Port Vell (dpa/lno) – Text.", Dateline(place="Port Vell", agency="dpa/lno")),
    # Albanian.
    ("Kurieri, në Portin e Ri, e premte, më 10 dhjetor 2021: Text.", KURIERI),
    (
        "Ana Berg, e intervistuar nga Tom Lund, Kurieri, Portin e Ri, 10 dhjetor 2021: Text.",
        replace(KURIERI, byline="Ana Berg", interviewer="Tom Lund"),
    ),
    (
        "Intervistë me Ana Berg, nga Tom Lund, Kurieri, Portin e Ri, 10 dhjetor 2021: Text.",
        replace(KURIERI, byline="Ana Berg", interviewer="Tom Lund"),
    ),
    (
        "Shkroi Ana Berg, Kurieri, Portin e Ri, 10 nentor 2021: Text.",
        replace(KURIERI, byline="Ana Berg", date=date(2021, 11, 10)),
    ),
    # Arabic, with vowel signs and in two calendars.
    ("صحيفة المرفأ، بورت فيل، الجمعة 5 جمادى الأولى 1443 هـ الموافق 10 ديسمبر 2021م: Text.", MARFA),
    (
        "صحيفة المرفأ، بورت فيل، ١٠/١٢/٢٠٢١ (نُشر أوّل مرّة في ٢٠ ديسمبر ٢٠١١): Text.",
        replace(MARFA, first_published=FIRST),
    ),
    ("أجرت المقابلة آنا بيرغ، صحيفة المرفأ، بورت فيل، 10 ديسمبر 2021: Text.", replace(MARFA, interviewer="آنا بيرغ")),
    ("Port Said, 10 December 2021: Text.", Dateline(outlet="Port Said", date=DECEMBER)),
    ("بورت فيل (و س) - Text.", Dateline(place="بورت فيل", agency="و س")),
    # Persian.
    ("پیک ساحل، بندر ول، پنج‌شنبه ۱۹ آذر‌ماه ۱۴۰۰: Text.", PEYK),
    ("پیک ساحل، بندر ول، ۱۹ آذر ۱۴۰۰ (۱۰ دسامبر ۲۰۲۱): Text.", PEYK),
    ("پیک ساحل، بندر ول، ۱۴۰۰/۰۹/۱۹ (نخستین بار در ۲۹ آذر ۱۳۹۰ منتشر شد): Text.", replace(PEYK, first_published=FIRST)),
    (
        "آنا برگ در گفت‌وگو با تام لوند، پیک ساحل، بندر ول، ۱۹ آذر ۱۴۰۰: Text.",
        replace(PEYK, byline="آنا برگ", interviewer="تام لوند"),
    ),
    ("گفت‌وگو با آنا برگ، پیک ساحل، بندر ول، ۱۹ آذر ۱۴۰۰: Text.", replace(PEYK, byline="آنا برگ")),
    ("بندر ول (ایرنا) - Text.", Dateline(place="بندر ول", agency="ایرنا")),
    ("نویسنده: آنا برگ\nText.", Dateline(byline="آنا برگ")),
    ("بندر ول - ۱۳ آذر (خبرگزاری ساحل) - Text.", Dateline(place="بندر ول", date=FOURTH, agency="خبرگزاری ساحل")),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[text[:25] for text, _ in WRITTEN])
def test_a_dateline_is_taken_off_its_text_and_written_reads_back(text, expected):
    language = "fr" if " : " in text else None  # "10/12/2021" is read where English is ruled out
    found, rest = parse(text, language, near=date(2021, 12, 8))
    if expected is None:
        assert (found, rest) == (Dateline(), text)
    else:
        assert (found, rest) == (expected, "Text.")
    for into in WORDS if found.date or found.first_published else ():
        assert parse(write(found, into), into) == (found, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ferry was late.",
        "The minister said: the ferry was late.",
        "The port was closed on December 10, 2021",
        "It reopened on December 10 2021: the first ferry came.",
        "The ferry, which last ran on 10 December 2021, is back.",
        "By the time the ferry came, everybody had left.",
        "UNESCO (founded 1945) lists it.",
        "Was it open? No, since December 10 2021: closed.",
        "December 10, 2021, the ferry sank: five dead.",
        "By Friday, 10 December 2021: the ferry is back.",
        "First published in 1984, the novel is back.",
        "First published in the Courier on December 20 2011, it is back.",
        "Ana Berg (XYZ) - the ferry was late.",
        "Berg (XYZ) — the ferry was late.",
        "Berg (Harbour) – the ferry was late.",
        "بيرغ (حزب المرفأ) — تأخرت العبارة.",
        "برگ (حزب بندر) – کشتی دیر رسید.",
        "The minister said, on December 10, 2021: the ferry was late.",
        "Le ministre a déclaré, le 10 décembre 2021 : le bac est en retard.",
        "Der Minister sagte, am 10. Dezember 2021: die Fähre ist verspätet.",
        "Ministri tha, më 10 dhjetor 2021: trageti u vonua.",
        "قال الوزير، في 10 ديسمبر 2021: تأخرت العبارة.",
        "وأكّدت الوزيرة، في 10 ديسمبر 2021: تأخرت العبارة.",
        "وزیر گفت، در ۱۹ آذر ۱۴۰۰: کشتی دیر رسید.",
        "وزیر اعلام کرد، ۱۹ آذر ۱۴۰۰: کشتی دیر رسید.",
        "In Port Vell (population 3,000) the ferry was late.",
        "Interview: on December 10, 2021, the minister spoke: yes.",
        "Photo: Ana Berg, December 10, 2021",
        "Last updated, December 10, 2021 at 14:30",
    ],
)
def test_ordinary_text_has_no_dateline(text):
    assert parse(text) == (Dateline(), text)


def test_a_missing_year_is_never_made_up():
    found, rest = parse("PORT VELL, 4 Dec (Agency) — Text.")
    assert (found.date, found.place, rest) == (None, "PORT VELL", "Text.")
    assert parse("PORT VELL, 30 Dec (A) — T", near=date(2022, 1, 2))[0].date == date(2021, 12, 30)


def test_only_the_first_line_is_looked_at():
    text = "The ferry is back.\nHarbour Courier, Port Vell, December 10 2021: Text."
    assert parse(text) == (Dateline(), text)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_each_language_has_its_own_form(language):
    written = write(Dateline("Ana Berg", "Harbour Courier", "Port Vell", DECEMBER, FIRST), language)
    assert (
        written
        == {
            "en": "By Ana Berg, Harbour Courier, Port Vell, December 10, 2021 (First published December 20, 2011)",
            "fr": "Par Ana Berg, Harbour Courier, Port Vell, 10 décembre 2021 (Première publication le 20 décembre 2011)",
            "de": "Von Ana Berg, Harbour Courier, Port Vell, 10. Dezember 2021 (Zuerst veröffentlicht am 20. Dezember 2011)",
            "sq": "Nga Ana Berg, Harbour Courier, Port Vell, 10 dhjetor 2021 (Botuar së pari më 20 dhjetor 2011)",
            "ar": "بقلم Ana Berg، Harbour Courier، Port Vell، 10 ديسمبر 2021 (نشر أول مرة في 20 ديسمبر 2011)",
            "fa": "نوشتهٔ Ana Berg، Harbour Courier، Port Vell، ۱۹ آذر ۱۴۰۰ (نخستین انتشار ۲۹ آذر ۱۳۹۰)",
        }[language]
    )


def test_an_unknown_language_is_written_in_english():
    assert write(Dateline(outlet="Courier", date=DECEMBER), "xx") == "Courier, December 10, 2021"


LETTERS = string.ascii_letters + "éèêçàœÄÖÜßëÇأبتثجحخدرزسعغفقكلمنهويپچژگکیآ" + "'’-.&،,؛;0123456789\u200c"


def _ends_in_a_weekday(text: str) -> bool:
    """Whether a name before a date would be read as the day of the week, as "Do" in German is, which nobody can tell."""
    return any(found.start < len(text) for found in find_dates(f"{text}, 1 January 2000"))


def _is_a_clean_name(text: str) -> bool:
    folded = fold(text)
    return (
        bool(text)
        and text == " ".join(text.split()).strip(" .,،;؛-\u200c")
        and any(map(str.isalpha, text))
        and not any(words.match(folded) for words in (BY, INTERVIEW_OF, OTHERS))
        and not PLACE.match(text.lower())
        and not any(words.search(folded) for words in (INTERVIEWED_BY, UPDATED))
        and not any(words.search(text) for words in (PLACE_INSIDE, OUTLET_INSIDE))
        and not says(text)
        and not any(True for _ in find_dates(text))
        and not _ends_in_a_weekday(text)
        and not any(len(word) > 4 and word.endswith(".") for word in text.split())
        and not any(word in {"—", "–", "-"} for word in text.split())
    )


names = st.builds(" ".join, st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=4)).filter(
    _is_a_clean_name
)
agencies = names.filter(lambda name: not any(mark in name for mark in "()[]"))
days = st.dates(date(1900, 4, 1), date(2100, 1, 1))


@given(
    st.builds(
        Dateline,
        byline=st.none() | names,
        outlet=st.none() | names,
        place=st.none() | names,
        date=st.none() | days,
        first_published=st.none() | days,
        interviewer=st.none() | names,
        agency=st.none() | agencies,
    ),
    st.sampled_from(sorted(WORDS)),
)
@example(Dateline(place="Port Vell", first_published=FIRST), "fa")
def test_what_is_written_reads_back(dateline, language):
    assume(dateline.date or dateline.first_published)
    # Two kinds of separator inside the fields leave none to part them with; that is the one thing write() gives up.
    fields = [dateline.byline, dateline.outlet, dateline.place, dateline.interviewer]
    assume(not any(mark in field for field in fields if field for mark in ";؛"))
    assert parse(write(dateline, language), language) == (dateline, "")


@given(st.text(max_size=800))
def test_any_text_is_read_and_nothing_but_the_dateline_goes(text):
    dateline, rest = parse(text)
    assert text.endswith(rest) or rest == ""
    if dateline == Dateline():
        assert rest == text or len(rest) < len(text)
