"""What the tests of the documentation share."""

from __future__ import annotations

import django

django.setup()  # commands and addresses are looked up as soon as the tests are collected
