"""Copies are found, and strangers are not."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.sameness import (
    BANDS,
    MAX_CHARACTERS,
    NEAR,
    Signature,
    bands,
    exact,
    likeness,
    marks,
    signature,
)

ENGLISH = """ferry harbour mayor council storm bridge night boat captain town said returned opened closed waited people
morning after before under promised repaired engine island ticket strike agreed paper wrote"""
PERSIAN = "کشتی بندر شهردار شورا توفان پل شب ناخدا شهر گفت برگشت باز بسته مردم صبح پیش موتور جزیره بلیت نوشت"
HAN = "船港市长会议风暴桥夜城说回开关等人早前后修岛票报写水天大小上下左右东西南北春夏秋冬红黄蓝白黑"


def text(seed: int, count: int = 300, words: str = ENGLISH) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(words.split()) for _ in range(count))


def han(seed: int, count: int = 400) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(HAN) for _ in range(count))


def changed(written: str, share: float, seed: int = 1) -> str:
    chance = random.Random(seed)
    joint = " " if " " in written else ""
    parts = written.split() if joint else list(written)
    return joint.join(chance.choice(parts) if chance.random() < share else part for part in parts)


@pytest.mark.parametrize("written", ["", "One word", text(1), text(2, words=PERSIAN), han(3), text(4, 20_000)])
def test_both_marks_made_at_once_are_those_made_one_by_one(written):
    assert marks(written) == (signature(written), exact(written))


def meet(one: str, other: str) -> bool:
    return not set(bands(signature(one))).isdisjoint(bands(signature(other)))


@pytest.mark.parametrize("written", [text(1), text(1, words=PERSIAN), han(1)], ids=["en", "fa", "zh"])
def test_a_copy_with_a_few_words_changed_is_near(written):
    copy = changed(written, 0.02)
    assert likeness(signature(written), signature(copy)) >= 0.7
    assert meet(written, copy)


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda told: "CITY (Harbour Agency) - " + told + " All rights reserved.",
        lambda told: told.upper().replace(" ", "\n\n", 9),
        lambda told: " ".join(told.split()[150:] + told.split()[:150]),
        lambda told: " ".join(told.split()[:-40]),
    ],
    ids=["agency line", "form", "order", "cut"],
)
def test_a_republished_text_is_near(rewrite):
    told = text(2)
    assert likeness(signature(told), signature(rewrite(told))) > NEAR
    assert meet(told, rewrite(told))


def test_texts_of_the_same_words_in_another_order_are_strangers():
    signed = [signature(text(seed)) for seed in range(25)]
    likest = max(likeness(one, other) for one in signed for other in signed if one is not other)
    assert likest < 0.1


def test_strangers_seldom_share_a_band():
    indexed = [set(bands(signature(text(seed)))) for seed in range(60)]
    assert sum(not one.isdisjoint(other) for one in indexed for other in indexed if one is not other) == 0


def test_the_estimate_is_near_the_truth():
    for share in (0.01, 0.05, 0.15):
        for seed in range(4):
            told = text(seed, 400)
            copy = changed(told, share, seed)
            estimate = likeness(signature(told), signature(copy))
            assert estimate == pytest.approx(_share(told, copy), abs=0.15)


def _share(one: str, other: str) -> float:
    first, second = (
        {tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (one.split(), other.split())
    )
    return len(first & second) / len(first | second)


def test_fewer_than_one_in_a_hundred_near_copies_are_missed_even_among_short_ones():
    chance = random.Random(3)
    missed = 0
    for _ in range(250):
        words = [f"w{chance.randrange(10**6)}" for _ in range(chance.randint(12, 120))]
        longer = words + [f"x{n}" for n in range((len(words) - 2) // 5)]  # a likeness of 0.83 and a little more
        missed += not meet(" ".join(words), " ".join(longer))
    assert missed < 3


def test_a_text_without_words_is_like_nothing_and_in_no_index():
    empty = signature(" … — ")
    assert not empty
    assert bands(empty) == ()
    assert likeness(empty, empty) == 0
    assert likeness(empty, signature(text(1))) == 0


def test_one_word_is_like_itself():
    assert likeness(signature("Ferry"), signature("ferry!")) == 1
    assert meet("Ferry", "ferry!")


def test_a_signature_is_the_same_on_every_machine():
    assert signature("The ferry is back at last.").as_bytes().hex()[:80] == STORED
    assert bands(signature("The ferry is back at last."))[0] == FIRST_BAND


STORED = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
FIRST_BAND = 1294021485127782520


def test_a_band_fits_a_signed_column_and_there_are_enough():
    found = bands(signature(text(1)))
    assert len(found) == BANDS
    assert all(0 <= band < 2**63 for band in found)


@pytest.mark.parametrize("written", ["", "Ferry", text(1), han(1)])
def test_a_stored_signature_comes_back(written):
    signed = signature(written)
    assert Signature.from_bytes(signed.as_bytes()) == signed


def test_other_bytes_are_no_signature():
    with pytest.raises(ValueError, match="252 bytes"):
        Signature.from_bytes(b"abc")


def test_form_makes_no_difference_to_an_exact_copy():
    assert exact("The  FERRY’s\nback") == exact("the ferry's back")
    assert exact("كشتي می‌آید") == exact("کشتی می آید")
    assert exact("The ferry is back") != exact("The ferry is late")


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=50)
def test_any_text_is_like_itself_or_has_no_words(written):
    signed = signature(written)
    assert likeness(signed, signed) == (1 if signed else 0)
    assert Signature.from_bytes(signed.as_bytes()) == signed
    assert len(exact(written)) == 64


@pytest.mark.parametrize("written", ["a " * 500_000, "\u0301" * 500_000, "船" * 200_000, "x" * 2_000_000])
def test_work_is_bounded(written):
    started = time.thread_time()
    bands(signature(written))
    assert time.thread_time() - started < 1
    assert signature(written) == signature(written[:MAX_CHARACTERS])
