"""Making a desk folder."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interlink.project.desk import Desk
from interlink.project.env.reading import read_environment
from interlink.project.newdesk import Plan, make_folder, settings_text, write_private

LINES = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=30, deadline=None)
@example(name='"\\\x08\x7f\u0085', aims="'\n[group]", languages=("en",), port=1)
@given(
    name=LINES,
    aims=LINES,
    languages=st.lists(st.sampled_from(["en", "fr", "fa", "ar", "sr-Latn"]), min_size=1, unique=True).map(tuple),
    port=st.integers(1, 65535),
)
def test_the_settings_file_says_exactly_what_was_planned(
    name: str, aims: str, languages: tuple[str, ...], port: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "interlink.toml"
        file.write_text(settings_text(Plan(name, aims, languages, port=port)), encoding="utf-8", newline="")
        env = read_environment(file)
    assert (env.group.name, env.group.aims, env.group.languages, env.serve.port) == (name, aims, languages, port)
    assert env.site.address == f"http://localhost:{port}"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def test_a_new_desk_has_its_places_and_only_its_owner_looks_into_them(desk: Desk) -> None:
    make_folder(desk, Plan("Meridian Watch"))
    assert desk.exists
    for folder in (desk.root, desk.evidence, desk.media, desk.site, desk.keys, desk.run):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in (desk.secret_key_file, desk.settings_file):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(desk.secret_key_file.read_text().strip()) >= 50


def test_a_folder_that_was_there_keeps_the_rights_its_owner_gave_it(desk: Desk) -> None:
    desk.root.mkdir(mode=0o750)
    desk.root.chmod(0o750)
    make_folder(desk, Plan("Meridian Watch"))
    assert stat.S_IMODE(desk.root.stat().st_mode) == 0o750


def test_two_desks_have_two_keys(tmp_path: Path) -> None:
    desks = [Desk(tmp_path / name) for name in ("one", "two")]
    for desk in desks:
        make_folder(desk, Plan("Meridian Watch"))
    assert len({desk.secret_key_file.read_text() for desk in desks}) == 2


def test_made_again_it_keeps_key_and_settings_and_fills_in_what_is_missing(desk: Desk) -> None:
    make_folder(desk, Plan("Meridian Watch"))
    key, settings = desk.secret_key_file.read_text(), desk.settings_file.read_text()
    desk.media.rmdir()
    make_folder(desk, Plan("Another name"))
    assert (desk.secret_key_file.read_text(), desk.settings_file.read_text()) == (key, settings)
    assert desk.media.is_dir()


def test_a_folder_is_no_desk_before_everything_else_in_it_is_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        make_folder(desk, Plan("Meridian Watch"))
    assert not desk.exists
    assert not desk.secret_key_file.exists()
    monkeypatch.undo()
    make_folder(desk, Plan("Meridian Watch"))
    assert desk.exists


def test_a_private_file_is_private_even_when_it_was_not_before(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
