"""The alias book as a table and as FollowTheMoney: what goes out comes back, and what is wrong is told by its line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.importers.subjects import ftm, table, wording
from interlink.newsroom.importers.subjects.book import Book, Entry, Name, NotThis, merged
from interlink.newsroom.importers.subjects.errors import NotABook

NO_ISOLATES = {0x2068: None, 0x2069: None}
WHOLE = Entry(
    name="Meridian Fellowship",
    kind="organisation",
    private_person=False,
    exact_only=True,
    wikidata="Q42",
    note="Said to have left.\nSee the archive.",
    names=(
        Name("Meridian Fellowship", "main", "en", origin="typed"),
        Name("=Fellowship", "hostile", "en", note="'Quoted', with a comma"),
        Name("MF", "acronym", supports=("meridian", "نصف‌النهار"), origin="imported"),
        Name("انجمن", "former", "fa", origin="suggested"),
        Name("'-Fellows", "nickname"),
    ),
    not_this=(NotThis("MF", ("the", "radio"), ("band",)),),
    refused=("Меридиан",),
)


def comparable(book: Book) -> list[tuple[object, ...]]:
    return [
        (one.name, one.kind, one.private_person, one.exact_only, one.wikidata, one.note, set(one.names), one.not_this,
         one.refused)
        for one in book.entries
    ]  # fmt: skip


@pytest.mark.parametrize("form", [table, ftm], ids=["table", "FollowTheMoney"])
def test_a_book_goes_out_and_comes_back_whole(form: object) -> None:
    back = form.read(form.write([WHOLE]))
    assert back.left_out == ()
    assert comparable(back) == comparable(Book((WHOLE,)))


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).map(
    lambda text: " ".join(f"a{text}".split())
)


@given(texts=st.lists(WORDS, min_size=1, max_size=4, unique=True), note=WORDS)
def test_any_names_come_back_as_they_were(texts: list[str], note: str) -> None:
    entry = Entry(texts[0], kind="person", names=tuple(Name(text, "main" if text == texts[0] else "alias", note=note)
                                                       for text in texts))  # fmt: skip
    for form in (table, ftm):
        (back,) = form.read(form.write([entry])).entries
        assert set(back.names) == set(entry.names)


def test_no_cell_begins_as_a_formula() -> None:
    cells = [cell for row in table.write([WHOLE]).splitlines() for cell in row.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_two_columns_is_enough_whatever_parts_them(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [("Subject", "Name"), ("Harbour Council", "شورای بندر")])
    (entry,) = table.read(text).entries
    assert [(name.text, name.kind) for name in entry.names] == [("Harbour Council", "main"), ("شورای بندر", "alias")]
    assert entry.private_person is None


BAD = """subject,subject_kind,name,kind,language,wikidata,private_person,shoe size
Harbour Council,organisation,The Council,alias,en,Q7,no,44
Harbour Council,,!!!,,,,,
Harbour Council,,Council,slogan,,,,
,,Nobody,,,,,

"Harbour
Council",,"Bay
Council",,Persian,,,
Ida Marwick,robot,Ida,,,,,
Ida Marwick,person,Ida,,,7,maybe,
Ida Marwick,person,Ida M,,,,yes,,,
Ida Marwick,person,Marwick,,,,yes,
"""


def test_bad_rows_are_told_by_their_line_and_the_others_are_read() -> None:
    found = table.read(BAD)
    assert [(entry.name, [name.text for name in entry.names]) for entry in found.entries] == [
        ("Harbour Council", ["Harbour Council", "The Council"]),
        ("Ida Marwick", ["Ida Marwick", "Marwick"]),
    ]
    told = {one.line: wording.tell(one.why).translate(NO_ISOLATES) for one in found.left_out}
    assert list(told) == [1, 3, 4, 5, 7, 10, 11, 12]
    assert "shoe size" in told[1]
    assert "no letter and no digit" in told[3]
    assert "“slogan” is no kind of name" in told[4]
    assert "which subject" in told[5]
    assert "“Persian” is no language code" in told[7]
    assert "“robot” is no kind of subject" in told[10]
    assert "“maybe” in the column private_person" in told[11]
    assert "more cells" in told[12]
    assert found.left_out[2].text == "Harbour Council | Council | slogan"


@pytest.mark.parametrize("text", ["", "name,kind\nA,b\n", "<html></html>", 'subject,name\n"open,\n'])
def test_what_is_no_table_of_names_is_refused(text: str) -> None:
    with pytest.raises(NotABook):
        table.read(text)


def test_entities_of_other_tools_are_read_with_the_names_they_have() -> None:
    entity = {
        "id": "Q99", "schema": "Company", "datasets": ["x"],
        "properties": {
            "name": ["Harbour Freight", "Harbour Freight Ltd"], "alias": ["HF Shipping"], "weakAlias": ["The Boats"],
            "previousName": ["Bay Freight"], "abbreviation": ["HF"], "country": ["zz"], "notes": ["One.", "Two."],
        },
    }  # fmt: skip
    (entry,) = ftm.read(json.dumps(entity)).entries
    assert (entry.kind, entry.wikidata, entry.note) == ("organisation", "Q99", "One.\nTwo.")
    assert [(name.text, name.kind) for name in entry.names] == [
        ("Harbour Freight", "main"),
        ("Harbour Freight Ltd", "alias"),
        ("HF Shipping", "alias"),
        ("Bay Freight", "former"),
        ("HF", "acronym"),
        ("The Boats", "nickname"),
    ]


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("person", "Person"),
        ("organisation", "Organization"),
        ("place", "Address"),
        ("event", "Event"),
        ("work", "Document"),
    ],
)
def test_each_kind_has_a_schema(kind: str, schema: str) -> None:
    written = json.loads(ftm.write([Entry("A", kind=kind, names=(Name("A", "main"),))]))
    assert written["schema"] == schema
    assert ftm.read(json.dumps(written)).entries[0].kind == kind


def test_bad_lines_of_entities_are_told_and_the_others_are_read() -> None:
    lines = [
        "{not json",
        json.dumps({"schema": "Person", "properties": {"name": ["Ida Marwick", "!!!"], "wikidataId": ["x"]}}),
        json.dumps({"schema": "BankAccount", "properties": {"name": ["A"]}}),
        json.dumps({"schema": "Person", "properties": {}}),
        json.dumps([1]),
        "[" * 100_000,
        json.dumps({"schema": "Person", "properties": {"name": "Jon"}, "interlink": {"names": 3, "not_this": [1]}}),
    ]
    found = ftm.read("\n".join(lines))
    assert [entry.name for entry in found.entries] == ["Ida Marwick", "Jon"]
    assert [one.line for one in found.left_out] == [1, 2, 2, 3, 4, 5, 6]


def test_entries_of_one_subject_become_one() -> None:
    entries = [
        Entry("Ida Marwick", 1, names=(Name("Ida Marwick", "main"),)),
        Entry("IDA MARWICK", 2, wikidata="Q5", private_person=True, note="A.", names=(Name("Ida M"),)),
        Entry("I. Marwick", 3, wikidata="Q5", kind="person", private_person=False, names=(Name("I. Marwick"),)),
        Entry("Ida Marwick", 4, wikidata="Q6"),
    ]
    one, other = merged(entries)
    assert (one.name, one.line, one.kind, one.private_person, one.wikidata) == ("Ida Marwick", 1, "person", True, "Q5")
    assert [name.text for name in one.names] == ["Ida Marwick", "Ida M", "I. Marwick"]
    assert other.wikidata == "Q6"
