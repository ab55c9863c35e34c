"""Names in any spelling: what leads from an alias to the words of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.names.explain import StepKind
from interlink.lib.names.spot import Alias, AliasKind, Rejection, Spotter, Subject

FOUNDER, FELLOWSHIP, OTHER = 1, 2, 3
SPOTTER = Spotter(
    [
        Alias(FOUNDER, "Mohammad Mousavi", AliasKind.MAIN),
        Alias(FELLOWSHIP, "Meridian Fellowship"),
        Alias(FELLOWSHIP, "MF", AliasKind.ACRONYM, supports=("fellowship", "Меридиан")),
        Alias(OTHER, "Ilim al-Zarnavesh"),
    ]
)


def found(text, spotter=SPOTTER):
    matches = spotter.spot(text)
    assert all(text[match.start : match.end] == match.found for match in matches)
    return [match.found for match in matches]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Muhamed Musavi said", "Muhamed Musavi", StepKind.LISTED_BY),
        ("قال محمد الموسوي أمس", "محمد الموسوي", StepKind.LISTED),
        ("وقال لمحمد الموسوي", "محمد الموسوي", StepKind.PREFIX),
        ("مُحَمَّد موسوی گفت", "مُحَمَّد موسوی", StepKind.LISTED),
        ("אמר מוחמד מוסאווי", "מוחמד מוסאווי", StepKind.SOUND),
        ("сказал Мохаммад Мусави", "Мохаммад Мусави", StepKind.LISTED),
        ("суд над Мохаммадом Мусави", "Мохаммадом Мусави", StepKind.INFLECTED),
        ("Илим Зарнавеш", "Илим Зарнавеш", StepKind.SOUND),
        ("Илима Зарнавеша", "Илима Зарнавеша", StepKind.INFLECTED),
        ("ილიმ ზარნავეშმა", "ილიმ ზარნავეშმა", StepKind.INFLECTED),
        ("Իլիմ Զարնավեշի", "Իլիմ Զարնավեշի", StepKind.INFLECTED),
        ("Die Rede des Ilim Zarnaveshs und die Frage", "Ilim Zarnaveshs", StepKind.INFLECTED),
        ("Fjala e Ilim Zarnaveshit për të dhe nga", "Ilim Zarnaveshit", StepKind.INFLECTED),
        ("محەممەد مووسەوی لە هەولێر بوو", "محەممەد مووسەوی", StepKind.SOUND),
        ("Duh Ilim Zarnaveshê got ku ew nayê", "Ilim Zarnaveshê", StepKind.INFLECTED),
        ("Ilim Zarnavesh", "Ilim Zarnavesh", StepKind.JOINED),
        ("Ilim Al Zarnavesh", "Ilim Al Zarnavesh", StepKind.SIGNS),
        ("M. Mousavi", "M. Mousavi", StepKind.INITIAL),
        ("М. Мусави", "М. Мусави", StepKind.INITIAL),
        ("Mousavi, Mohammad", "Mousavi, Mohammad", StepKind.ORDER),
        ("Mousavi Mohammad", "Mousavi Mohammad", StepKind.ORDER),
        ("Mohammad R. Mousavi", "Mohammad R. Mousavi", StepKind.BETWEEN),
        ("the Meridian-Fellowship", "Meridian-Fellowship", StepKind.SIGNS),
        ("MERIDIAN FELLOWSHIP", "MERIDIAN FELLOWSHIP", StepKind.CASE),
    ],
)
def test_a_name_is_found_in_another_spelling_and_says_how(text, name, kind):
    (match,) = SPOTTER.spot(text)
    assert match.found == name
    told = {step.kind for step in match.steps}
    assert kind in told or told & {StepKind.JOINED, StepKind.CASE}
    assert 0.4 < match.score < 1
    assert all(str(step) in match.reason for step in match.steps)


@pytest.mark.parametrize(
    "text",
    [
        "Ali Mousavi said",
        "قال علي الموسوي",
        "Mousavi said",
        "Mohammad Karimi said",
        "Mohammad said. Mousavi left",
        "Mohammad went, and Mousavi stayed",
        "Mohammadi Mousavia",
        "xMohammad Mousavi",
        "Ilim Karnavesh",
        "MF met",
        "mf of the fellowship",
    ],
)
def test_another_name_is_not_found(text):
    assert found(text) == []


def test_an_ambiguous_acronym_needs_a_supporting_word():
    assert found("The MF met; the fellowship prayed") == ["MF"]
    (match,) = SPOTTER.spot("MF, Меридиан")
    assert "Меридиан" in match.reason


def test_a_family_name_alone_is_bound_to_the_full_name_before_it():
    text = "Mousavi was quiet. Then Mohammad Mousavi rose. Mousavi said no, and Ali Mousavi and Mousavi Karimi left."
    full, part = SPOTTER.spot(text)
    assert (full.found, full.bound_to) == ("Mohammad Mousavi", None)
    assert (part.found, part.bound_to) == ("Mousavi", full.start)
    assert "Mohammad Mousavi" in part.reason
    assert part.score < full.score


def test_an_inflected_part_is_bound_too():
    assert found("Пришёл Илим Зарнавеш. Суд слушал Зарнавеша час.") == ["Илим Зарнавеш", "Зарнавеша"]


def test_an_arabic_part_is_bound_and_another_given_name_is_not():
    text = "قال محمد الموسوي إنه باق. وأضاف الموسوي ذلك. ثم حضر رضا الموسوي."
    assert found(text) == ["محمد الموسوي", "الموسوي"]


def test_exact_matching_takes_no_other_spelling():
    spotter = Spotter([Alias(FOUNDER, "Mohammad Mousavi", exact_only=True)])
    assert found("MOHAMMAD MOUSAVI, Mohammed Mousavi, محمد موسوي, M. Mousavi", spotter) == ["MOHAMMAD MOUSAVI"]


def test_a_whole_subject_carries_its_setting_and_its_rejections():
    alias = Alias(FELLOWSHIP, "Meridian Fellowship")
    text = "The Meridian Fellowship Bank opened. The Meridian Fellowship met."
    first, second = Spotter([alias]).spot(text)
    subject = Subject(FELLOWSHIP, (alias,), rejections=(Rejection.of(text, first),))
    spotter = Spotter.of_subjects([subject])
    assert [match.start for match in spotter.spot(text)] == [second.start]
    assert found("A Meridian Fellowship Bank", spotter) == []
    assert found("Meridian Fellowship", spotter) == ["Meridian Fellowship"]
    exact = Spotter.of_subjects([Subject(FELLOWSHIP, (alias,), exact_only=True)])
    assert found("Меридиан Феллоушип, meridian fellowship", exact) == ["meridian fellowship"]


def test_a_rejection_is_for_one_subject_only():
    text = "Rust Hall closed"
    aliases = [Alias(FOUNDER, "Rust Hall"), Alias(OTHER, "Rust Hall")]
    first, _ = Spotter(aliases).spot(text)
    (left,) = Spotter(aliases, [Rejection.of(text, first)]).spot(text)
    assert left.subject != first.subject


def test_a_family_name_as_an_alias_is_not_found_with_a_strangers_given_name():
    spotter = Spotter([Alias(FOUNDER, "Mohammad Mousavi"), Alias(FOUNDER, "Mousavi")])
    assert found("Mousavi spoke. Ali Mousavi spoke.", spotter) == ["Mousavi"]


SEVERAL = Spotter(
    [Alias(FOUNDER, "Ilim Zarnavesh Dorvany"), Alias(OTHER, "Teshko Varmuzelin"), Alias(FELLOWSHIP, "Orel Lev")]
)


@pytest.mark.parametrize(
    "text",
    [
        "Zarnavesh Dorvany Ilim",
        "Zarnavesh Dorvany, Ilim",
        "Dorvany, Ilim Zarnavesh",
        "I. Zarnavesh Dorvany",
        "Т. Вармузелин",
        "ت. وارموزلين",
        "Тешко Вармузелином",
        "טשקו וורמוזלין",
        "თეშკო ვარმუზელინი",
    ],
)
def test_names_of_more_words_and_initials_in_other_scripts_are_found(text):
    assert found(f"{text}.", SEVERAL) == [text]


@pytest.mark.parametrize(
    "text", ["Ilim, Zarnavesh Dorvany", "Л. Вармузелин", "Zarnavesh, Ilim Dorvany", "Тешко Армузелин"]
)
def test_words_in_no_order_of_the_name_and_other_initials_are_not_found(text):
    assert found(f"{text}.", SEVERAL) == []


def test_a_family_name_of_two_words_is_bound_as_a_whole():
    text = "Ilim Zarnavesh Dorvany came. Zarnavesh Dorvany said no."
    assert found(text, SEVERAL) == ["Ilim Zarnavesh Dorvany", "Zarnavesh Dorvany"]


def test_a_short_family_name_without_capitals_is_bound_as_it_was_written():
    assert found("אוראל לוי בא. אחר כך לוי עזב.", Spotter([Alias(OTHER, "אוראל לוי")])) == ["אוראל לוי", "לוי"]


PIECES = [
    "Mohammad",
    "Mousavi",
    "محمد",
    "الموسوي",
    "و",
    "M",
    ".",
    ",",
    " ",
    "-",
    "\u200c",
    "Мусави",
    "у",
    "’s",
    "al",
    "\n",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2))).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts, st.text()))
def test_what_is_found_is_in_the_text_and_in_its_order(text):
    last = end = 0
    for match in SPOTTER.spot(text):
        assert text[match.start : match.end] == match.found
        assert match.start >= end or match.start == last
        last, end = match.start, match.end
        assert match.found.strip()
        assert 0 < match.score <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20).filter(lambda text: any(c.isalpha() and c.isascii() for c in text)), texts)
def test_any_alias_can_be_looked_for_in_any_text(name, text):
    Spotter([Alias(FOUNDER, name), Alias(OTHER, name, AliasKind.ACRONYM)]).spot(text + name)


@pytest.mark.parametrize(
    ("alias", "text", "name"),
    [
        ("Jean-Pierre Zarnavesh", "قال جان بيار زارنافيش أمس", "جان بيار زارنافيش"),
        ("Nureddin Zarnavesh", "وقال نور الدين زارنافيش", "نور الدين زارنافيش"),
        ("Ilim De jong", "אמר אילים דה יונג אתמול", "אילים דה יונג"),
        ("Charles Zarnav", "сказал Шарль Зарнав вчера", "Шарль Зарнав"),
        ("Ilim Zarnavesh", "قال إيليم\u200e زارنافيش", "إيليم\u200e زارنافيش"),
        ("Ilim María teresa", "είπε ο Ίλιμ Μαρία Τερέζα χθες", "Ίλιμ Μαρία Τερέζα"),
    ],
)
def test_names_of_several_words_and_particles_are_found_in_other_scripts(alias, text, name):
    assert found(text, Spotter([Alias(1, alias)])) == [name]


def test_words_with_small_letters_are_names_only_where_the_alias_writes_them_so():
    small, tall = Spotter([Alias(1, "Ilim Maria zarnavesh")]), Spotter([Alias(1, "Ilim Maria Zarnavesh")])
    assert found("сказал Илим Мария зарнавеш вчера", small) == ["Илим Мария зарнавеш"]
    assert not found("сказал Илим Мария зарнавеш вчера", tall)


@pytest.mark.parametrize(
    ("alias", "text", "found"),
    [
        ("Karim Amos", "قال كريم أمس إن الاجتماع قد تأجل", []),
        ("Karim Amos", "قال كريم عاموس إن الاجتماع قد تأجل", ["كريم عاموس"]),
        ("Alan", "قال الوزير الآن إن الاجتماع قد تأجل", []),
        ("Rose", "در آن روز گفت که جلسه برگزار نمی‌شود", []),
        ("الآن", "قالت صحيفة الآن إن الاجتماع قد تأجل", ["الآن"]),
        ("Robert Mars", "قال روبرت مارس ذلك في مارس", ["روبرت مارس"]),
        ("Anna Mai", "Anna Mai kam nicht. Die Versammlung im Mai war kurz und die Stadt war klein.", ["Anna Mai"]),
        ("Lena May", "Lena May spoke. It was last May. On 5 May she left.", ["Lena May"]),
        ("Lena May", "Lena May spoke. “No,” May said.", ["Lena May", "May"]),
        ("Mai", "Die Zeitung Mai war klein, und die Stadt war still.", ["Mai"]),
    ],
)
def test_a_day_a_month_or_a_word_of_grammar_is_no_name_that_it_looks_like(
    alias: str, text: str, found: list[str]
) -> None:
    assert [match.found for match in Spotter([Alias(1, alias)]).spot(text)] == found


@pytest.mark.parametrize(("alias", "whole"), [("The Meridian Fellowship", True), ("The Noonday", False)])
def test_an_article_after_a_comma_belongs_to_what_follows(alias, whole):
    name = alias.removeprefix("The ")
    spotter = Spotter([Alias(FELLOWSHIP, alias)])
    assert found(f"in the books of the {name}, the court said", spotter) == [f"the {name}"]
    assert (found(f"{name}, The", spotter) == [f"{name}, The"]) is True
