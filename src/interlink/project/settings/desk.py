"""The desk that the settings are of, and what its operator wrote into its own."""

from __future__ import annotations

from interlink.project.desk import find_desk
from interlink.project.env.reading import read_environment

DESK = find_desk()
ENV = read_environment(DESK.settings_file)
