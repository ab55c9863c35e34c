"""`interlink subject add`, `import` and `export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interlink.cli import main
from interlink.newsroom.watch.models import Subject, SubjectKind
from interlink.newsroom.watch.subjects import add_subject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
TABLE = """subject,subject_kind,name
Harbour Council,organisation,شورای بندر
Mohammed Musavi,person,
Harbour Council,,***
"""


def interlink(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["subject", *arguments], input=typed, prog_name="interlink")


def test_a_book_is_tried_then_taken_in_and_can_come_again(tmp_path: Path) -> None:
    add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON)
    file = tmp_path / "book.csv"
    file.write_text(TABLE, "utf-8")
    tried = interlink("import", "--dry-run", str(file)).output
    assert "line 3: Mohammed Musavi may be known already, as Mohammad Mousavi" in tried
    assert "line 4, left out: “***” cannot be looked for: it has no letter and no digit in it. Harbour" in tried
    assert "Would add 2 subjects; 0 known gain something, 0 known, 1 lines left out." in tried
    assert Subject.objects.count() == 1
    assert "Added 2 subjects" in interlink("import", str(file)).output
    assert "Added 0 subjects; 0 known gain something, 2 known" in interlink("import", "-", typed=TABLE).output


def test_the_book_goes_out_as_a_table_or_as_entities(tmp_path: Path) -> None:
    add_subject("Harbour Council", kind=SubjectKind.ORGANISATION, aliases=["شورای بندر"])
    assert "Harbour Council,organisation,no,no,,,شورای بندر,alias,,Arab" in interlink("export").output
    path = tmp_path / "book.ftm"
    assert interlink("export", str(path)).exit_code == 0
    assert path.read_text("utf-8").startswith('{"id": "interlink-')
    assert interlink("export", "--format", "csv", str(path)).exit_code == 0
    assert path.read_text("utf-8-sig").startswith("subject,subject_kind")


def test_a_file_that_is_no_book_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("nothing of the kind")
    result = interlink("import", str(file))
    assert result.exit_code == 1
    assert f"Error: {file}: This is no alias book" in result.output


def test_a_double_is_refused_unless_it_is_another_one() -> None:
    add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON)
    refused = interlink("add", "Mohammed Musavi", "--kind", "person")
    assert refused.exit_code == 1
    assert "This may be in the book already." in refused.output
    assert "Mohammad Mousavi" in refused.output
    assert interlink("add", "Mohammed Musavi", "--kind", "person", "--private", "--anyway").exit_code == 0
    assert Subject.objects.get(name="Mohammed Musavi").private_person
    assert interlink("add", "Mohammad Mousavi", "--alias", "Mousavi the elder").exit_code == 0


def test_a_name_without_a_letter_is_refused_in_plain_words() -> None:
    result = interlink("add", "***")
    assert result.exit_code == 1
    assert "no letter and no digit" in result.output
