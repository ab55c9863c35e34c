"""What other parts of the newsroom have pages say: other forms of a page in its head, and whom readers can follow.

They tell it when they are loaded, so that the press need not know them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Page

PAGE = "text/html"
READING = frozenset({"GET", "HEAD"})
# A cache that heeds no Vary must not hand this to a reader, so only the asker may keep it; the form is for all.
KEPT_BY_ASKERS = "private, max-age=180"


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of a page, for programs.

    Attributes:
        media_type: What it is.
        address: Where it is.
        other_name: Another name of the same type, by which it is asked for as well.
    """

    media_type: str
    address: str
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class Handle:
    """An account of the site's own.

    Attributes:
        name: As people look for it.
        address: What it leads to.
    """

    name: str
    address: str


_forms: list[Callable[[Page], list[Form]]] = []
_handles: list[Callable[[str], list[Handle]]] = []


def tell(*, forms: Callable[[Page], list[Form]], handles: Callable[[str], list[Handle]]) -> None:
    """Have pages say something more.

    Args:
        forms: is asked for the other forms of a page that readers see.
        handles: is asked whom readers of a language can follow.
    """
    if forms not in _forms:
        _forms.append(forms)
        _handles.append(handles)


def forms_of(page: Page) -> list[Form]:
    """Return the other forms of a page."""
    return [form for ask in _forms for form in ask(page)]


def asked_for(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead a program to the form of a page that it asks for; None where the page itself is wanted.

    A page's own answer names no Vary: it is a plain file for everybody, and copies of it stay good for all readers.
    """
    if request.method not in READING or "+json" not in request.headers.get("Accept", ""):
        return None
    forms = {name: form for form in forms_of(page) for name in (form.media_type, form.other_name) if name}
    wanted = request.get_preferred_type([PAGE, *forms])
    if wanted is None or wanted == PAGE:
        return None
    answer = HttpResponseRedirect(forms[wanted].address)
    answer["Vary"] = "Accept"
    answer["Cache-Control"] = KEPT_BY_ASKERS
    return answer


def handles_of(language: str) -> list[Handle]:
    """Return whom readers of a language can follow."""
    return [handle for ask in _handles for handle in ask(language)]
