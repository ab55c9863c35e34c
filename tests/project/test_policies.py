"""The Content-Security-Policies, and the only inline scripts that the desk's one lets through."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from interlink.project.policies import PolicyMiddleware, is_known, vouch

DATE = 'initDateChooser("id_reported_on", {"dayOfWeekStart": 0, "format": "Y-m-d"});'
CHOOSER = 'new PageChooser("id_entries-0-post", {"modalUrl": "/desk/choose-page/"});'
PANEL = """
        (function() {
            var panel = new InlinePanel(JSON.parse("\\u007B\\u0022maxForms\\u0022: 1000\\u007D"));
        })();
    """


def answer(path: str, page: str = "<p>Hello", kind: str = "text/html; charset=utf-8") -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(page, content_type=kind)

    return PolicyMiddleware(view)(RequestFactory().get(path))


def directives(response: HttpResponse) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in parts)}


@pytest.mark.parametrize("script", [DATE, CHOOSER, PANEL], ids=["date", "chooser", "panel"])
def test_wagtails_own_scripts_are_known(script: str) -> None:
    assert is_known(script)


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        "",
        DATE + "alert(1);",
        "alert(1);" + DATE,
        'initDateChooser("id", fetch("/"));',
        'initDateChooser("id", {}); alert(1, {});',
        'initDateChooser("id"), alert("x");',
        'new Function("alert(1)");',
        'new PageChooser("id", (alert(1), {}));',
        "new PageChooser(`${alert(1)}`, {});",
        PANEL.replace("InlinePanel", "Function"),
        PANEL.replace("})();", "alert(1); })();"),
        PANEL.replace('JSON.parse("', 'JSON.parse(alert(1) + "'),
    ],
)
def test_any_other_script_is_not(script: str) -> None:
    assert not is_known(script)


def test_only_known_scripts_get_the_nonce() -> None:
    page = f"<p>One</p><script>{DATE}</script><script>alert(1)</script><script src=x></script>"
    marked = vouch(page, "abc")
    assert marked.count("nonce") == 1
    assert f'<script nonce="abc">{DATE}</script><script>alert(1)</script>' in marked


def test_a_page_of_the_desk_names_the_nonce_of_its_scripts() -> None:
    first, second = (answer("/desk/pages/3/edit/", f"<script>{DATE}</script>") for _ in range(2))
    nonce = first.content.decode().partition('nonce="')[2].partition('"')[0]
    assert len(nonce) > 20
    assert f"'nonce-{nonce}'" in directives(first)["script-src"]
    assert nonce not in second.content.decode()


def test_the_desks_policy_lets_no_script_in_but_its_own() -> None:
    sent = directives(answer("/desk/inbox/"))
    assert sent["script-src"] == "'self'"
    assert sent["default-src"] == "'self'"
    assert sent["object-src"] == "'none'"
    assert sent["base-uri"] == "'none'"
    assert sent["form-action"] == "'self'"
    assert sent["frame-ancestors"] == "'self'"
    assert [name for name, sources in sent.items() if "unsafe" in sources] == ["style-src-elem"]


@pytest.mark.parametrize("path", ["/", "/en/", "/deskx/", "/fa/desk/"])
def test_readers_get_the_strictest_policy(path: str) -> None:
    sent = directives(answer(path, f"<script>{DATE}</script>"))
    assert sent["default-src"] == "'none'"
    assert sent["frame-ancestors"] == "'none'"
    assert not any("unsafe" in sources or "nonce" in sources for sources in sent.values())


def test_a_preview_keeps_the_readers_policy_but_can_be_framed_by_the_desk() -> None:
    inner = answer("/en/2026/11/a-post/")

    def view(request: HttpRequest) -> HttpResponse:
        return inner

    sent = directives(PolicyMiddleware(view)(RequestFactory().get("/desk/pages/3/edit/preview/")))
    assert sent["default-src"] == "'none'"
    assert sent["frame-ancestors"] == "'self'"


def test_what_is_no_page_is_left_as_it_is() -> None:
    script = f"<script>{DATE}</script>"
    assert answer("/desk/data/", script, "application/json").content.decode() == script


def test_the_middleware_stands_before_all_that_writes_pages() -> None:
    assert settings.MIDDLEWARE.index("interlink.project.policies.PolicyMiddleware") == 2  # below what compresses


@pytest.mark.parametrize("path", ["/en/", "/desk/"])
def test_no_page_may_ask_for_camera_or_place(path: str) -> None:
    assert "geolocation=()" in answer(path)["Permissions-Policy"]
