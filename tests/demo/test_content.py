"""The truth about the articles holds: what the headers say is what the texts say."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from demo_press import content, control, edition, truth
from demo_press.clock import Moment
from demo_press.content import Article, TroubleKind
from demo_press.errors import BadContent

ZWNJ = "\u200c"
EPOCH = datetime(2025, 12, 1, tzinfo=UTC)
END = Moment(EPOCH, timedelta(days=14))
ARTICLES = list(content.articles().values())
EACH_ARTICLE = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)


def stands_in(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def whole(article: Article) -> str:
    after = " ".join(edit.after for edit in article.edits)
    return f"{article.title}\n{article.text}\n{after}"


def test_there_are_two_weeks_of_news_from_seven_outlets_in_six_languages():
    assert 45 <= len(ARTICLES) <= 60
    assert {outlet.language for outlet in content.outlets().values()} == {"en", "fr", "de", "sq", "ar", "fa"}
    per_week = Counter((article.outlet, article.published.days // 7) for article in ARTICLES)
    assert set(per_week) == {(outlet, week) for outlet in content.outlets() for week in (0, 1)}
    assert all(4 <= number <= 8 for number in per_week.values())


def test_a_third_or_more_has_nothing_to_do_with_the_subject():
    unrelated = [article for article in ARTICLES if not article.mentions]
    assert len(unrelated) >= len(ARTICLES) / 3


@EACH_ARTICLE
def test_an_article_is_of_a_readable_length(article: Article):
    if article.trouble and article.trouble.kind is TroubleKind.TEXTLESS:
        return
    assert 120 <= len(article.text.split()) <= 350
    assert article.text.count("\n\n") >= 3


@EACH_ARTICLE
def test_the_names_in_the_header_stand_in_the_text(article: Article):
    for subject, forms in article.mentions.items():
        known = truth.subjects()[subject]
        book = {alias.text for alias in known.aliases} | set(known.unlisted)
        for form in forms:
            assert form in book
            assert stands_in(form, whole(article))


@EACH_ARTICLE
def test_no_name_of_the_book_stands_in_the_text_without_being_in_the_header(article: Article):
    for subject in truth.subjects().values():
        found = [alias.text for alias in subject.aliases if stands_in(alias.text, whole(article))]
        if found:
            assert subject.key in article.mentions, found


def test_each_name_of_the_alias_book_has_one_main_form_and_a_script_that_fits():
    for subject in truth.subjects().values():
        assert [alias.kind for alias in subject.aliases].count("main") == 1
        for alias in subject.aliases:
            assert alias.kind in {"main", "alias", "short", "acronym", "spelling", "inflected"}
            arabic = any("\u0600" <= letter <= "\u06ff" for letter in alias.text)
            assert alias.script == ("Arab" if arabic else "Latn")


def test_the_leader_s_name_is_written_in_five_ways_and_more_in_two_scripts():
    forms = {form for article in ARTICLES for form in article.mentions.get("zarnavesh", ())}
    whole_names = {form for form in forms if " " in form}
    assert len(whole_names) >= 5
    assert any("\u0600" <= letter <= "\u06ff" for form in whole_names for letter in form)


def test_each_week_has_an_agency_report_rewritten_by_four_outlets_in_three_languages():
    reports = truth.agency_stories()
    assert len(reports) == 2
    weeks = set()
    for keys in reports.values():
        told = [content.articles()[key] for key in keys]
        assert len({article.outlet for article in told}) == 4
        assert len({content.outlets()[article.outlet].language for article in told}) == 3
        assert all(article.place for article in told)
        weeks.add(told[0].published.days // 7)
    assert weeks == {0, 1}


def test_other_stories_are_told_by_two_outlets():
    others = [keys for story, keys in truth.stories().items() if story not in truth.agency_stories()]
    assert len(others) >= 2
    assert all(len(keys) == 2 for keys in others)


@pytest.mark.parametrize(("story", "numbers"), [("lease", ["42", "310", "137"]), ("audit", ["2.4", "214", "61"])])
def test_rewrites_share_the_numbers_and_the_date_of_their_report(story: str, numbers: list[str]):
    digits = str.maketrans("۰۱۲۳۴۵۶۷۸۹,", "0123456789.")
    ruling = EPOCH + timedelta(days=21 if story == "lease" else 30)
    for key in truth.stories()[story]:
        text = truth.expected(key, END).text
        for number in numbers:
            assert stands_in(number, text.translate(digits)), (key, number)
        language = content.outlets()[content.articles()[key].outlet].language
        assert edition.WRITERS["date"](ruling.date(), language) in text


def test_persian_is_written_with_the_zero_width_non_joiner():
    for article in content.articles_of("peyk"):
        if article.trouble is None:
            assert article.text.count(ZWNJ) >= 5
            assert not re.search("[يك]", article.text), "Arabic yeh or kaf in Persian text"


def test_arabic_is_written_with_arabic_letters_only():
    for article in content.articles_of("miraat"):
        assert not re.search("[یکگچپژ]", article.text)


@EACH_ARTICLE
def test_the_outlet_s_charset_holds_all_that_it_prints(article: Article):
    printed = edition.print_article(article, END)
    for paragraph in (printed.title, *printed.paragraphs, printed.dateline):
        paragraph.encode(printed.outlet.charset)


@EACH_ARTICLE
def test_no_slot_is_left_unfilled(article: Article):
    printed = edition.print_article(article, END)
    assert not re.search("[{}]", printed.title + "".join(printed.paragraphs))


@EACH_ARTICLE
def test_an_edit_finds_what_it_replaces(article: Article):
    for edit in article.edits:
        assert article.text.count(edit.before) == 1
        assert edit.since > article.published


def test_the_awkward_things_of_life_are_all_there():
    kinds = Counter(article.trouble.kind for article in ARTICLES if article.trouble)
    assert set(kinds) == set(TroubleKind)
    assert any(article.edits for article in ARTICLES)
    assert any(article.first_published for article in ARTICLES)
    happening = control.happening()
    assert len(happening) == sum(bool(article.trouble or article.edits) for article in ARTICLES)
    assert happening == sorted(happening)


def test_every_language_has_the_same_fixed_words():
    keys = [set(words) for words in content.words().values()]
    assert all(each == keys[0] for each in keys)
    assert set(content.words()) == {outlet.language for outlet in content.outlets().values()}


def test_every_section_is_one_of_the_outlet_s():
    for article in ARTICLES:
        assert article.section in content.outlets()[article.outlet].sections, article.key


@pytest.mark.parametrize(
    "written",
    [
        "no header",
        "+++\ntitle = 'x'\n",
        "+++\ntitle = \n+++\ntext",
        "+++\ntitle = 'x'\npublished = 'tomorrow'\nsection = 'y'\n+++\ntext",
        "+++\ntitle = 'x'\npublished = '1d 09:00'\nsection = 'y'\nbyliner = 'z'\n+++\ntext",
    ],
)
def test_a_wrong_article_file_is_named(tmp_path: Path, written: str):
    file = tmp_path / "wrong.md"
    file.write_text(written)
    with pytest.raises(BadContent, match=r"wrong\.md"):
        content.read_article(file)
