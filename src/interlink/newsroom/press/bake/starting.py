"""How a process that helps with a bake begins. It loads no model before Django is set up."""

from __future__ import annotations

import gc

import django


def start() -> None:
    """Set Django up in a new process."""
    gc.disable()
    django.setup()
    gc.enable()
    gc.freeze()
