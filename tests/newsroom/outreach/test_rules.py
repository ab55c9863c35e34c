"""What becomes of a delivery that failed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.outreach.rules import TRIES, Next, after_error


@given(code=st.integers(500, 599), tries=st.integers(1, 100))
def test_a_final_answer_is_never_tried_again(code: int, tries: int) -> None:
    assert after_error(code, tries) is Next.REFUSED


@given(code=st.one_of(st.none(), st.integers(400, 499)), tries=st.integers(1, 100))
def test_an_answer_for_now_is_tried_again_a_few_times_and_not_for_ever(code: int | None, tries: int) -> None:
    assert after_error(code, tries) is (Next.AGAIN if tries < TRIES else Next.REFUSED)
