"""An alias book that is read anew for each test."""

from __future__ import annotations

import pytest

from interlink.newsroom.press.search import queries
from interlink.newsroom.watch import subjects
from interlink.newsroom.watch.models import Subject, SubjectKind
from interlink.newsroom.watch.search import names


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another one had in its alias book."""
    monkeypatch.setattr(names, "_kept", names._Kept())
    monkeypatch.setattr(names, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(queries, "_facets", {})


@pytest.fixture
def leader(press) -> Subject:
    """A public person, written in two scripts."""
    return subjects.add_subject("Husayn Marwi", kind=SubjectKind.PERSON, aliases=["حسین مروی"])
