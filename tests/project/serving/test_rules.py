import signal
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.project.serving.rules import describe_exit, failures_in_a_row, may_be_served, restart_pause


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/en/posts/2031-05/",
        "/fa/خبر/",
        "/feed.xml",
        "/.well-known/security.txt",
        "/a b/",
        "/100%/",
    ],
)
def test_plain_paths_may_be_served(path):
    assert may_be_served(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "en/",
        "//en/",
        "/en//posts/",
        "/../secret",
        "/en/../secret",
        "/en/./",
        "/en\\posts",
        "/en\0/",
        "/en\n",
        "/.git/config",
        "/en/.hidden",
        "/.well-known/.hidden",
        "/en/.well-known/x",
        "/manifest.json",
        "/Manifest.JSON",
        "/index.html.gz",
        "/index.html.tmp",
        "/" + "a" * 3000,
    ],
)
def test_other_paths_may_not(path):
    assert not may_be_served(path)


@given(st.text(max_size=60))
def test_no_served_path_holds_a_step_upwards(text):
    path = f"/{text}"
    if may_be_served(path):
        assert ".." not in path.split("/")
        assert "\0" not in path


@given(st.integers(1, 10_000))
def test_pauses_before_a_restart_grow_to_half_a_minute(failures):
    assert timedelta(seconds=0.5) <= restart_pause(failures) <= restart_pause(failures + 1) <= timedelta(seconds=30)


def test_a_long_life_clears_the_count():
    assert failures_in_a_row(4, timedelta(seconds=59)) == 5
    assert failures_in_a_row(4, timedelta(seconds=61)) == 1


def test_an_end_is_told_in_words():
    assert describe_exit(3) == "ended with code 3"
    assert describe_exit(-signal.SIGKILL) == "was ended by SIGKILL"
