"""What we decide about a capture."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

LEAST_TEXT = 200
"""A page with fewer characters of text than this says nothing; the shortest report in a paper says more."""
_SCRIPTS = (
    "script[src], script:not([type]), script[type=module], script[type='text/javascript'], link[rel=modulepreload]"
)


def is_empty(text: str) -> bool:
    """Whether the text that was read from a page is none to speak of, such as a word on cookies."""
    return len("".join(text.split())) < LEAST_TEXT


def has_script(tree: LexborHTMLParser | None) -> bool:
    """Whether script may put more into a page; `tree` is the page taken apart, None for what is none."""
    return tree is not None and tree.css_first(_SCRIPTS) is not None
