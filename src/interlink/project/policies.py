"""Content-Security-Policy: one for what readers see, another for the desk; and Permissions-Policy, one for both.

Wagtail's admin knows no nonces: some of its widgets write a small inline script after themselves, which
starts a date picker or a page chooser. Those scripts have a few fixed shapes and take nothing but JSON.
A script of such a shape gets this answer's nonce; any other inline script, whoever put it there, stays
without one, and the browser does not run it.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus

from csp.constants import HEADER, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy, default_config
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

SCRIPT = re.compile(r"<script>(?P<body>.*?)</script>", re.DOTALL)
CALL = re.compile(
    r"\s*(?:init(?:Date|DateTime|Time)Chooser|createTaskChooser|new [A-Z]\w*Chooser)\((?P<arguments>.*)\);\s*",
    re.DOTALL,
)
PANEL = re.compile(
    r"\s*\(function\(\) \{\s*var panel = new (?:InlinePanel|MultipleChooserPanel)"
    r"\(JSON\.parse\((?P<arguments>\"[^\"]*\")\)\);\s*\}\)\(\);\s*"
)


class PolicyMiddleware(CSPMiddleware):
    """Sends the readers' policy, and for addresses below the desk's the desk's own."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return what the policy of this answer is made of."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and is_of_desk(request) and parts.config is None:
            parts.config = default_config(settings.INTERLINK_DESK_POLICY)
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Mark Wagtail's own inline scripts on pages of the desk, and add the header."""
        if is_of_desk(request) and isinstance(response, HttpResponse) and _is_page(response):
            page = response.content.decode(response.charset)
            if "<script>" in page:
                response.content = vouch(page, str(request.csp_nonce)).encode(response.charset)  # type: ignore[attr-defined]
                if "Content-Length" in response:
                    response["Content-Length"] = str(len(response.content))
        if is_of_desk(request) and response.get(HEADER) == build_policy():
            # A preview: a reader's page, shown in a frame of the editor.
            response[HEADER] = build_policy(replace={"frame-ancestors": [SELF]})
        response.headers.setdefault("Permissions-Policy", settings.INTERLINK_PERMISSIONS)
        return super().process_response(request, response)


def is_of_desk(request: HttpRequest) -> bool:
    """Say whether a request is for the desk."""
    return request.path_info.startswith(settings.INTERLINK_DESK_PATH)


def _is_page(response: HttpResponse) -> bool:
    return response.status_code != HTTPStatus.NOT_MODIFIED and response.get("Content-Type", "").startswith("text/html")


def vouch(page: str, nonce: str) -> str:
    """Give the nonce to the inline scripts that have the shape of one of Wagtail's own."""

    def mark(script: re.Match[str]) -> str:
        return f'<script nonce="{nonce}">{script["body"]}</script>' if is_known(script["body"]) else script[0]

    return SCRIPT.sub(mark, page)


def is_known(script: str) -> bool:
    """Say whether a script only starts one of Wagtail's widgets with plain data."""
    call = CALL.fullmatch(script) or PANEL.fullmatch(script)
    if call is None:
        return False
    try:
        json.loads(f"[{call['arguments']}]")
    except ValueError:
        return False
    return True
