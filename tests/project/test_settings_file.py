"""A desk with wrong settings says what is wrong, and where, instead of showing a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interlink.project.env.reading import read_environment
from interlink.project.errors import BadSettings


def desk_with(tmp_path: Path, settings: str | bytes) -> Path:
    file = tmp_path / "interlink.toml"
    file.write_bytes(settings.encode() if isinstance(settings, str) else settings)
    return file


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('[site]\naddres = "https://watch.example"\n', "site.addres: there is no such setting."),
        ('[site]\naddress = "watch.example"\n', "site.address: 'watch.example' is not an address"),
        ('[serve]\nport = "many"\n', "serve.port: "),
        ('[group]\nlanguages = ["xx-yy-zz"]\n', "group.languages: 'xx-yy-zz' is not a language code"),
        ('[group]\ntime_zone = "Mars"\n', "group.time_zone: 'Mars' is not a time zone"),
        ("production = true\n", "[site] address is not a public https address"),
        ("group = [", "It is not a TOML file"),
        (b"\xff\xfe", "It is not a text file in UTF-8."),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(tmp_path: Path, settings: str | bytes, told: str) -> None:
    file = desk_with(tmp_path, settings)
    with pytest.raises(BadSettings) as caught:
        read_environment(file)
    assert told in str(caught.value)
    assert str(file) in str(caught.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    file = desk_with(tmp_path, "[serve]\nport = 0\n[digest]\nweekday = 8\nhours = 3\n")
    with pytest.raises(BadSettings) as caught:
        read_environment(file)
    for place in ("serve.port", "digest.weekday", "digest.hours"):
        assert place in str(caught.value)


def test_a_variable_that_should_be_a_list_is_told_to_be_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERLINK_GROUP__LANGUAGES", "en,fr")
    with pytest.raises(BadSettings, match="not written as JSON"):
        read_environment(desk_with(tmp_path, ""))


def test_a_command_tells_it_without_a_traceback(tmp_path: Path) -> None:
    desk_with(tmp_path, "[serve]\nprt = 1\n")
    done = subprocess.run(
        [sys.executable, "-m", "interlink.cli", "--desk", str(tmp_path), "status"],
        env={name: value for name, value in os.environ.items() if not name.startswith("INTERLINK_")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "serve.prt: there is no such setting." in done.stderr
    assert "Traceback" not in done.stderr
