"""The `interlink` command as a person meets it: help, errors, exit codes, completion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from interlink.cli import COMMANDS, main

BARE = {name: value for name, value in os.environ.items() if not name.startswith(("INTERLINK_", "DJANGO_"))}


def interlink(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="interlink")


def outside(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where there is no desk, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "interlink.cli", *arguments],
        cwd=folder, env=BARE, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def paths() -> list[tuple[str, ...]]:
    """Every command and subcommand."""
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        found.append((name,))
        if isinstance(command, click.Group):
            found.extend((name, sub) for sub in command.commands)
    return found


def test_the_help_lists_every_command_that_is_not_hidden_and_loads_none() -> None:
    result = interlink("--help")
    assert result.exit_code == 0
    for name, entry in COMMANDS.items():
        assert (f"  {name} " in result.output) is not entry.hidden


def test_every_command_and_subcommand_explains_itself() -> None:
    for path in paths():
        result = interlink(*path, "--help")
        assert result.exit_code == 0, path
        assert result.output.startswith(f"Usage: interlink {' '.join(path)}"), path
        assert len(result.output.splitlines()) > 4, path


def test_every_option_says_what_it_does() -> None:
    for path in paths():
        command: click.Command = main
        for name in path:
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), name)
            assert found is not None
            command = found
        if COMMANDS[path[0]].hidden:
            continue
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "kind":
                assert option.help, (path, option.name)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed_for_each_shell(shell: str) -> None:
    result = interlink("completion", shell)
    assert result.exit_code == 0
    assert "_INTERLINK_COMPLETE" in result.output


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("completion", "tcsh"), ("init",), ("digest", "send", "en"), ("status", "--no-such-option")],
)
def test_what_is_typed_wrong_ends_with_2(arguments: tuple[str, ...]) -> None:
    result = interlink(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_help_needs_no_desk_and_no_libraries_of_the_desk(tmp_path: Path) -> None:
    program = "import sys; sys.argv = ['interlink', '--help']; from interlink.cli import main\n"
    program += "try: main()\nexcept SystemExit: print('loaded' if 'wagtail' in sys.modules else 'light')"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=BARE, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "light"
    assert list(tmp_path.iterdir()) == []


def test_a_commands_help_needs_no_desk(tmp_path: Path) -> None:
    done = outside(tmp_path, "status", "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Usage: ")
    assert list(tmp_path.iterdir()) == []


def test_outside_a_desk_a_command_says_the_way_out_and_makes_nothing(tmp_path: Path) -> None:
    done = outside(tmp_path, "status")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: There is no desk at ")
    assert "interlink init" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_version_is_printed() -> None:
    result = interlink("--version")
    assert (result.exit_code, result.output[0].isdigit()) == (0, True)


def test_init_refuses_a_folder_with_other_things_in_it(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    result = interlink("init", str(tmp_path))
    assert result.exit_code == 1
    assert "has other things in it" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_init_refuses_a_desk_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "interlink.toml").write_text("")
    result = interlink("init", str(tmp_path))
    assert result.exit_code == 1
    assert "is a desk already" in result.output
    assert (tmp_path / "interlink.toml").read_text() == ""


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--language", "klingon", "not a language code"), ("--time-zone", "Mars/Olympus", "not a time zone")],
)
def test_init_refuses_settings_that_cannot_be_and_makes_nothing(
    tmp_path: Path, option: str, value: str, told: str
) -> None:
    result = interlink("init", str(tmp_path / "desk"), option, value)
    assert result.exit_code == 1
    assert told in result.output
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize("press", ["8100", "8101"])
def test_the_demo_press_takes_no_port_of_the_site(press: str, tmp_path: Path) -> None:
    refused = interlink("demo", str(tmp_path / "desk"), "--port", "8100", "--press-port", press)
    assert refused.exit_code == 2
    assert "choose another --press-port" in refused.output
    assert not (tmp_path / "desk").exists()
