"""What other parts of the newsroom have pages say: other forms of a page in its head, and whom readers can follow.

They tell it when they are loaded, so that the press need not know them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of a page, for programs.

    Attributes:
        media_type: What it is.
        address: Where it is.
    """

    media_type: str
    address: str


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


def handles_of(language: str) -> list[Handle]:
    """Return whom readers of a language can follow."""
    return [handle for ask in _handles for handle in ask(language)]
