"""Reading interlink.toml and the variables, with faults told in plain words."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict
from pydantic_settings.exceptions import SettingsError

from interlink.project.env.environment import Environment
from interlink.project.env.sections import Section
from interlink.project.errors import BadSettings
from interlink.project.spelling import nearest, unread_variables


def read_environment(settings_file: Path) -> Environment:
    """Read and check the settings of the desk whose interlink.toml is given.

    Raises:
        BadSettings: the file is not TOML, or a setting is unknown, of the wrong kind, or missing in production.
    """
    unread = unread_variables(os.environ, settings_paths())
    if unread:
        raise BadSettings(settings_file, unread)

    class Here(Environment):
        model_config = SettingsConfigDict(toml_file=settings_file)

    try:
        return Here()
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(settings_file, [f"It is not a TOML file: {error}."]) from error
    except UnicodeDecodeError as error:
        raise BadSettings(settings_file, ["It is not a text file in UTF-8."]) from error
    except SettingsError as error:
        raise BadSettings(settings_file, [f"A variable is not written as JSON: {error}."]) from error
    except ValidationError as error:
        raise BadSettings(settings_file, [_told(fault) for fault in error.errors()]) from error


def settings_paths() -> list[str]:
    """Return the path of each setting in interlink.toml."""
    paths = []
    for name, field in Environment.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            paths += [f"{name}.{inner}" for inner in section.model_fields]
        else:
            paths.append(name)
    return paths


def _told(fault: Mapping[str, Any]) -> str:
    """Say one fault in plain words, with the setting's path in interlink.toml."""
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{place}: there is no such setting.{nearest(place, settings_paths())}"
    message = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {message}." if place else f"{message}."
