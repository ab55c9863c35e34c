"""What an editor is told to do about a source."""

from __future__ import annotations

import pytest

from interlink.newsroom.watch import conditions
from interlink.newsroom.watch.models import Kind, Source, State


@pytest.mark.parametrize(("kind", "learnt"), [(Kind.LISTING, True), (Kind.FEED, False)])
def test_a_failing_page_of_links_is_to_be_learnt_anew_and_not_replaced(kind: Kind, learnt: bool) -> None:
    told = conditions.advice(Source(kind=kind, state=State.FAILING))
    assert ("as an example" in told) == learnt
    assert ("another address" in told) != learnt
