"""Names written with marks that folding drops, as others write the sound of them; and Kurdish, in both its scripts."""

import pytest

from interlink.lib.names.compare import compare
from interlink.lib.names.explain import StepKind
from interlink.lib.names.spot import Alias, Spotter

KURDISH = [
    ("Sherko Rashid", "Şêrko Reşîd", "شێرکۆ ڕەشید"),
    ("Dilshad Rasul", "Dilşad Resûl", "دڵشاد ڕەسووڵ"),
    ("Rebwar Salih", "Rêbwar Salih", "ڕێبوار ساڵح"),
    ("Hawre Latif", "Hawrê Letîf", "هاوڕێ لەتیف"),
    ("Nasrin Ahmad", "Nesrîn Ehmed", "نەسرین ئەحمەد"),
    ("Zhwan Karim", "Jwan Kerîm", "ژوان کەریم"),
    ("Bakhtiar Omar", "Bextiyar Omer", "بەختیار عومەر"),
    ("Shilan Jamal", "Şîlan Cemal", "شیلان جەمال"),
    ("Khalil Mahmoud", "Xelîl Mehmûd", "خەلیل مەحموود"),
    ("Peshraw Hassan", "Pêşrew Hesen", "پێشڕەو حەسەن"),
    ("Kawa Sharif", "Kawa Şerîf", "کاوە شەریف"),
    ("Hevi Chelik", "Hêvî Çelik", "هێڤی چەلیک"),
]
TEXTS = ("Yesterday {} said so.", "Duh {} li bajêr got ku ew ê bê.", "دوێنێ {} لە شار گوتی کە وایە.")
LANGUAGES = ("", "ku", "ckb")


@pytest.mark.parametrize("spellings", KURDISH)
@pytest.mark.parametrize("watched", range(3))
def test_a_kurdish_name_is_found_in_all_its_spellings_whichever_is_watched(spellings, watched):
    spotter = Spotter([Alias(1, spellings[watched], language=LANGUAGES[watched])])
    for text, spelling in zip(TEXTS, spellings, strict=True):
        (match,) = spotter.spot(text.format(spelling))
        assert match.found == spelling
        assert match.steps or spelling == spellings[watched]


@pytest.mark.parametrize("spellings", KURDISH)
def test_a_kurdish_name_compares_as_one_in_all_its_spellings(spellings):
    for at, one in enumerate(spellings):
        for place, other in enumerate(spellings):
            found = compare(one, other, languages=(LANGUAGES[at], LANGUAGES[place]))
            assert found.score > 0.7, (one, other, found)


MARKED = [
    ("Zarnav Veličković", "Zarnav Velichkovich"),
    ("Tešimir Zarnav", "Teshimir Zarnav"),
    ("Özgür Şavdağ", "Ozgur Shavdagh"),
    ("Cevdar Şahmiroğlu", "Jevdar Shahmiroghlu"),
    ("Əkrəm Şabazov", "Akram Shabazov"),
    ("Ionuț Zarnașcu", "Ionuts Zarnashcu"),
    ("Çaush Zarnavi", "Chaush Zarnavi"),
    ("Hoxhan Zarnav", "Hodzhan Zarnav"),
    ("Dschamir Zarnav", "Jamir Zarnav"),
    ("Tchavdan Zarnav", "Chavdan Zarnav"),
    ("Schavdan Zarnav", "Shavdan Zarnav"),
    ("Tomasz Zarnaczuk", "Tomash Zarnachuk"),
]


@pytest.mark.parametrize(("marked", "plain"), MARKED)
def test_marks_that_change_the_sound_are_heard_in_the_alias_and_in_the_text(marked, plain):
    for alias, text in ((marked, plain), (plain, marked)):
        (match,) = Spotter([Alias(1, alias)]).spot(f"Yesterday {text} said so.")
        assert match.found == text
        assert StepKind.SPELLING in {step.kind for step in match.steps} or "ț" in marked
        assert text in match.reason
    assert compare(marked, plain).score > 0.7


def test_french_writes_two_sounds_otherwise():
    spotter = Spotter([Alias(1, "Sharvand Chavdar")])
    (match,) = spotter.spot("Hier, le porte-parole Charvand Tchavdar est venu dans la ville pour les voir.")
    assert match.found == "Charvand Tchavdar"


def test_a_marked_name_is_still_found_by_those_who_leave_the_marks_out():
    spotter = Spotter([Alias(1, "Dilşad Çavdar")])
    assert [match.found for match in spotter.spot("Dilsad Cavdar and Dilşad Çavdar’ın")] == [
        "Dilsad Cavdar",
        "Dilşad Çavdar",
    ]
    (by_sound,) = Spotter([Alias(1, "Dilshad Chavdar")]).spot("Dilşad Çavdar'ın evi")
    assert by_sound.found == "Dilşad Çavdar"


@pytest.mark.parametrize(
    ("alias", "text"),
    [("Sirko Zarnav", "Şirko Karnav"), ("Dilshad Zarnav", "Dilsad Zarnav"), ("Karim Zarnav", "Kerîmî Zarnav")],
)
def test_another_name_is_not_heard(alias, text):
    assert Spotter([Alias(1, alias)]).spot(f"Duh {text} li bajêr got ku ew ê bê.") == ()


def test_exact_matching_hears_nothing():
    assert Spotter([Alias(1, "Dilşad Çavdar", exact_only=True)]).spot("Dilshad Chavdar came") == ()
