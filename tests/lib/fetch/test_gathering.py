"""Fetches that tell of what else to fetch."""

from __future__ import annotations

import pytest
from page_server import Pages, serving

from interlink.lib.fetch import Answer, DoorRules, gathering
from interlink.lib.fetch.gathering import Gathering
from interlink.lib.fetch.parallel import Wanted


def test_who_waits_is_told_that_nothing_came_until_it_does_or_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "A_WHILE", 0.01)
    pages, asked = Pages(), []

    def late(handler, ended) -> None:
        ended.wait(0.1)
        handler.wfile.write(b"HTTP/1.1 200 x\r\nContent-Length: 2\r\n\r\nok")

    def never(handler, ended) -> None:
        ended.wait(20)

    pages.at |= {"/late": late, "/never": never}
    with serving(pages):
        rules = DoorRules(allowed_loopback=frozenset({pages.pattern}), obey_robots=False)
        with Gathering[str](rules, user_agent="test") as visit:
            visit.add(Wanted("late", pages.address("/late")))
            answers = visit.answers(5, waiting=lambda: asked.append(1))
            _, answer = next(answers)
            assert isinstance(answer, Answer)
            assert answer.body == b"ok"
            assert len(asked) > 1
            visit.add(Wanted("never", pages.address("/never")))
            assert list(visit.answers(0.05, waiting=lambda: asked.append(2))) == []
            assert 2 in asked


def test_who_gives_way_goes_on_once_something_has_come_or_the_time_is_up() -> None:
    pages = Pages()
    pages.at |= {"/page": b"ok", "/never": lambda handler, ended: ended.wait(20)}
    with serving(pages):
        rules = DoorRules(allowed_loopback=frozenset({pages.pattern}), obey_robots=False)
        with Gathering[str](rules, user_agent="test") as visit:
            visit.add(Wanted("page", pages.address("/page")))
            visit.give_way(20)
            assert [key for key, _ in visit.answers(0)] == ["page"]
            visit.add(Wanted("never", pages.address("/never")))
            visit.give_way(0.01)
            assert list(visit.answers(0)) == []
