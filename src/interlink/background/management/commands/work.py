"""`django-admin work`: the worker and the clock."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from interlink.background.worker import run_clock, run_worker


class Command(BaseCommand):
    """Work until told to stop."""

    help = "Runs background tasks, and the clock that enqueues periodic ones, until SIGTERM or SIGINT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which parts there are; both run unless told otherwise."""
        parts = parser.add_mutually_exclusive_group()
        parts.add_argument("--worker-only", action="store_true", help="Run no clock.")
        parts.add_argument("--clock-only", action="store_true", help="Run no worker.")

    def handle(self, *args: Any, worker_only: bool, clock_only: bool, **options: Any) -> None:
        """Run what was asked for."""
        del args, options
        if clock_only:
            run_clock()
        else:
            run_worker(clock=not worker_only)
