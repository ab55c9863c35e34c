"""Which folder is the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlink.project.desk import DESK_VARIABLE, Desk, find_desk


@pytest.fixture(autouse=True)
def _no_desk_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DESK_VARIABLE, raising=False)


def test_a_desk_is_found_from_anywhere_inside_it(tmp_path: Path) -> None:
    (tmp_path / "interlink.toml").touch()
    deep = tmp_path / "media" / "pictures"
    deep.mkdir(parents=True)
    assert find_desk(deep) == find_desk(tmp_path) == Desk(tmp_path.resolve())


def test_the_nearest_desk_counts(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for folder in (tmp_path, inner):
        (folder / "interlink.toml").touch()
    assert find_desk(inner).root == inner.resolve()


def test_the_variable_wins_and_need_not_exist_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "interlink.toml").touch()
    monkeypatch.setenv(DESK_VARIABLE, str(tmp_path / "other"))
    found = find_desk(tmp_path)
    assert found.root == (tmp_path / "other").resolve()
    assert not found.exists


def test_without_any_desk_it_would_be_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_desk().root == tmp_path.resolve()
    assert not find_desk().exists


def test_every_place_of_a_desk_is_inside_it_so_that_a_copy_is_a_backup(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    places = [getattr(desk, name) for name, part in vars(Desk).items() if isinstance(part, property)]
    paths = [place for place in places if isinstance(place, Path)]
    assert len(paths) >= 9
    assert all(path.is_relative_to(tmp_path) for path in paths)
