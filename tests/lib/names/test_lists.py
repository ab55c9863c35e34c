import hashlib

import pytest

from interlink.lib.names.errors import BrokenNameData
from interlink.lib.names.lists import FILE, NameLists, shipped


def test_the_shipped_file_is_the_one_that_was_compiled():
    checksum = FILE.with_name(FILE.name + ".sha256").read_text().split()[0]
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == checksum
    assert shipped().is_intact()


def test_the_licence_is_shipped_with_the_lists():
    assert "Permission is hereby granted" in (FILE.parent / "LICENSE.rigour").read_text()


def test_a_form_leads_to_its_name_and_back():
    lists = shipped()
    name = min(set(lists.names_of("amedeo")) & set(lists.names_of("амедео")))
    assert {"amedeo", "амедео"} <= set(lists.forms_of(name))
    assert lists.wikidata_of(name).startswith("Q")


@pytest.mark.parametrize("word", ["", "zzqxv", "\ud800", "meridianfellowship"])
def test_a_word_that_is_nobodys_name_leads_nowhere(word):
    assert shipped().names_of(word) == ()


@pytest.mark.parametrize("content", [None, b"", b"something else entirely"])
def test_a_missing_or_foreign_file_is_told_plainly(tmp_path, content):
    path = tmp_path / "names.bin"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BrokenNameData) as caught:
        NameLists(path)
    assert "missing or broken" in str(caught.value)
