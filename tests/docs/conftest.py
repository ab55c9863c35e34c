"""What the tests of the documentation share."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()  # commands and addresses are looked up as soon as the tests are collected

sys.path.insert(0, str(Path(__file__).parent / "parts"))
