"""The desk compresses what its own pages ask for, and nothing that another site has a browser ask for."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from interlink.project.compressing import DeskGzipMiddleware


@pytest.mark.parametrize(
    ("path", "site", "compressed"),
    [
        ("/desk/inbox/", "same-origin", True),
        ("/desk/inbox/", "cross-site", False),
        ("/desk/inbox/", "none", False),
        ("/en/", "same-origin", False),
    ],
)
def test_only_the_desks_own_pages_get_compressed_answers(path: str, site: str, compressed: bool) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("<p>Hello" * 200)

    asked = RequestFactory().get(path, headers={"Accept-Encoding": "gzip", "Sec-Fetch-Site": site})
    assert DeskGzipMiddleware(view)(asked).has_header("Content-Encoding") is compressed
