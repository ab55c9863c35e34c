"""Which file stands for an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlink.newsroom.press.bake.errors import NotAPlace
from interlink.newsroom.press.bake.folder import SiteFolder


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/en/feed.atom", "en/feed.atom"),
        ("/fa/2026/11/%D8%AE%D8%A7%D9%86%D9%87/", "fa/2026/11/خانه/index.html"),
        ("/404.html", "404.html"),
    ],
)
def test_folders_become_an_index_page(tmp_path: Path, address: str, place: str) -> None:
    assert SiteFolder(tmp_path).place_of(address) == place


@pytest.mark.parametrize(
    "address",
    ["", "en/", "/../etc/passwd", "/en/../../x", "/en/%2e%2e/x", "/en/%2F..%2Fx/", "//host/x", "/en//x", "/.bake.lock",
     "/.well-known/x", "/manifest/x", "/a%00b", "/a%0Ab", "/a%5Cb", "/./x"],
)  # fmt: skip
def test_no_address_leads_out_of_the_folder_or_onto_what_is_not_a_page(tmp_path: Path, address: str) -> None:
    with pytest.raises(NotAPlace):
        SiteFolder(tmp_path).place_of(address)


def test_a_page_whose_name_is_too_long_for_a_file_is_reported(press) -> None:
    from interlink.newsroom.press.bake import actions

    press.post("ن" * 200, "fa")
    press.post("fine", "fa")
    baked = actions.bake_all()
    assert baked.problems
    assert all("File name too long" in problem.reason for problem in baked.problems)
    assert (press.folder / "fa/2026/11/fine/index.html").is_file()
