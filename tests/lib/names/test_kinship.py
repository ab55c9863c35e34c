import pytest

from interlink.lib.names.explain import StepKind
from interlink.lib.names.kinship import shipped_kinship
from interlink.lib.names.readings import bare


@pytest.mark.parametrize(
    ("alias", "found", "kind"),
    [
        ("Mohammad", "محمد", StepKind.LISTED),
        ("Mohammad", "Мохаммад", StepKind.LISTED),
        ("Mohammad", "Muhamed", StepKind.LISTED_BY),
        ("Zarnavesh", "Zarnawesh", StepKind.SPELLING),
        ("Zarnavesh", "Зарнавеш", StepKind.SOUND),
        ("Zarnavesh", "زرناوش", StepKind.SOUND),
        ("Zarnavesh", "זרנאווש", StepKind.SOUND),
        ("Zarnavesh", "Ζαρναβές", StepKind.SOUND),
        ("Zarnavesh", "Զարնավեշ", StepKind.SOUND),
        ("Zarnavesh", "ზარნავეშ", StepKind.SOUND),
        ("Зарнавеш", "Zarnavesh", StepKind.SOUND),
        ("Zarnavessh", "Зарнавеш", StepKind.SOUND),
        ("Shikorame", "Сикорамэ", StepKind.SOUND),
    ],
)
def test_two_spellings_of_one_name_are_kin_and_say_how(alias, found, kind):
    kin = shipped_kinship().between(bare(alias), bare(found))
    assert kin is not None
    assert kin.step is not None
    assert kin.step.kind is kind
    assert 0.5 < kin.score < 1


@pytest.mark.parametrize(
    ("alias", "found"),
    [
        ("Karim", "Karimi"),
        ("Karim", "كريمي"),
        ("Marko", "Marta"),
        ("Zarnavesh", "Zarnavek"),
        ("Zarnavesh", "Карнавеш"),
        ("Dana", "Дан"),
        ("Arnavesh", "Карнавеш"),
        ("Ali", "على"[:1]),
        ("Ali2", "Ali"),
        ("Foxvog", "Фоксвогщук"),
        ("Zarnave", "Зарнавек"),
        ("Zarnavesh", "زرناوشن"),
    ],
)
def test_other_names_are_no_kin_however_alike(alias, found):
    assert shipped_kinship().between(bare(alias), bare(found)) is None
