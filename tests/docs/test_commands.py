"""docs/commands.md names every command and every option, and none that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from doc_pages import DOCS

from interlink.cli import main

PAGE = (DOCS / "commands.md").read_text("utf-8")
HEADING = re.compile(r"^#{2,3} `(interlink [^`]+)`$", re.MULTILINE)
SHARED = {"-h", "--help"}


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if not command.hidden:
            yield f"{path} {name}", command
            if isinstance(command, click.Group):
                yield from commands(command, f"{path} {name}")


def sections() -> dict[str, str]:
    """The text below each command's heading, by the command without its arguments."""
    found = list(HEADING.finditer(PAGE))
    ends = [*(match.start() for match in found[1:]), len(PAGE)]
    return {_bare(match[1]): PAGE[match.start() : end] for match, end in zip(found, ends, strict=True)}


def _bare(heading: str) -> str:
    return " ".join(word for word in heading.split() if not word.strip("[]").isupper())


def options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


COMMANDS = dict(commands(main, "interlink"))


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_has_its_section_with_all_its_options(path: str) -> None:
    section = sections().get(path)
    assert section is not None, f"docs/commands.md has no heading for `{path}`"
    for option in options(COMMANDS[path]):
        assert f"`{option}`" in section, f"docs/commands.md does not name {option} of `{path}`"


@pytest.mark.parametrize("path", COMMANDS)
def test_a_heading_names_the_arguments_of_its_command(path: str) -> None:
    wanted = [
        str(argument.make_metavar(click.Context(COMMANDS[path]))).strip("[]")
        for argument in COMMANDS[path].params
        if isinstance(argument, click.Argument)
    ]
    heading = next(match[1] for match in HEADING.finditer(PAGE) if _bare(match[1]) == path)
    named = [word.strip("[]") for word in heading.split() if word.strip("[]").isupper()]
    assert len(named) == len(wanted), f"`{heading}` should name {wanted}"


def test_the_options_of_all_commands_are_there() -> None:
    head = PAGE.split("\n## `interlink")[0]
    for option in options(main) | SHARED:
        assert f"`{option}" in head, f"docs/commands.md does not name {option}"


def test_no_command_or_option_is_there_that_does_not_exist() -> None:
    for path, section in sections().items():
        assert path in COMMANDS, f"docs/commands.md has `{path}`, which does not exist"
        named = set(re.findall(r"^\| ((?:`--[\w-]+`(?:, )?)+)", section, re.MULTILINE))
        for option in {name.strip("`") for names in named for name in names.split(", ")}:
            assert option in options(COMMANDS[path]), f"`{path}` has no option {option}"


def test_every_command_and_option_says_what_it_is_for() -> None:
    for path, command in COMMANDS.items():
        assert command.help, f"`{path}` has no help"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{parameter.opts[0]} of `{path}` has no help"
