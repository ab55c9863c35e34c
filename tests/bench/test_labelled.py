"""Folders of labelled samples, as a user hands them to `python -m bench pages` and `feeds`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bench.labelled_feeds import feeds_in
from bench.labelled_pages import pages_in
from bench.registry import BadSample, NoSamples

PAGE = b"<h1>The lease is lost</h1><p>The council took the hall.</p>"


def test_the_layout_of_article_extraction_benchmark_is_read(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a1b2.html.gz").write_bytes(gzip.compress(PAGE))
    true = {"a1b2": {"articleBody": "The council took the hall.", "url": "https://paper.example/a"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(true))
    (page,) = pages_in(tmp_path)
    assert (page.body, page.address, page.text) == (PAGE, "https://paper.example/a", "The council took the hall.")
    assert page.known == {"text"}


def test_a_page_without_its_true_text_is_not_scored_for_text(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a1b2.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a1b2": {"url": "https://paper.example/a"}}))
    assert [page.known for page in pages_in(tmp_path)] == [frozenset()]


def test_feeds_are_read_with_their_truth_beside_them(tmp_path: Path) -> None:
    (tmp_path / "coast").mkdir()
    (tmp_path / "coast" / "a.xml").write_text("<rss/>")
    (tmp_path / "coast" / "a.xml.json").write_text('{"entries": [{"title": "The lease is lost"}]}')
    (feed,) = feeds_in(tmp_path)
    assert (feed.name, feed.body, feed.entries) == ("coast/a.xml", b"<rss/>", ({"title": "The lease is lost"},))


@pytest.mark.parametrize(
    ("read", "files", "named"),
    [
        (pages_in, {"ground-truth.json": b'{"a": {}}'}, "a.html.gz"),
        (pages_in, {"ground-truth.json": b'{"a": {}}', "html/a.html.gz": PAGE}, "a.html.gz"),
        (pages_in, {"ground-truth.json": b"{"}, "ground-truth.json"),
        (pages_in, {"truth.jsonl": b'\n{"title": "Of no file"}\n'}, "truth.jsonl, line 2: it does not say 'file'"),
        (feeds_in, {"a.xml": b"<rss/>", "a.xml.json": b"{}"}, "a.xml.json: it does not say 'entries'"),
    ],
)
def test_a_broken_sample_is_named(
    tmp_path: Path, read: Callable[[Path], Any], files: dict[str, bytes], named: str
) -> None:
    (tmp_path / "html").mkdir()
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    with pytest.raises(BadSample, match=named):
        list(read(tmp_path))


def test_a_folder_of_neither_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSamples, match="neither"):
        list(pages_in(tmp_path))
