"""How people come to the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def enter() -> Callable[[Any], Client]:
    """Let somebody in."""

    def go(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return go
