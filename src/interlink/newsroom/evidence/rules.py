"""What we decide about a capture."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from interlink.lib.reading.page_parts import page_tree
from interlink.lib.verdicts.findings import Finding, Reason, Verdict, Why
from interlink.lib.verdicts.received import Captured, NoAnswer, Received
from interlink.lib.verdicts.sentences import Said

LEAST_TEXT = 200
"""A page with fewer characters of text than this says nothing; the shortest report in a paper says more."""
_SURELY_FILLED = 5
_MOST_PARAGRAPHS = 200
_OK, _NOT_FOUND = 200, 404
_OF_SHELLS = (_OK, _NOT_FOUND)
"""Some sites answer 404 with the shell of their scripts, which then show the article."""
_SURE = (Verdict.SAME, Verdict.MOVED)
_SCRIPTS = (
    "script[src], script:not([type]), script[type=module], script[type='text/javascript'], link[rel=modulepreload]"
)


def is_empty(text: str) -> bool:
    """Whether the text that was read from a page is none to speak of, such as a word on cookies."""
    return len("".join(text.split())) < LEAST_TEXT


def has_script(tree: LexborHTMLParser | None) -> bool:
    """Whether script may put more into a page; `tree` is the page taken apart, None for what is none."""
    return tree is not None and tree.css_first(_SCRIPTS) is not None


def is_surely_filled(tree: LexborHTMLParser | None) -> bool:
    """Whether a page will not come out empty, told without reading its article.

    It has no script that could fill it, or enough in paragraphs already. Should its article be empty all the same, a
    browser asks for its parts once more; that costs some requests and nothing else.
    """
    if not has_script(tree):
        return True
    letters = 0
    for node in tree.css("p")[:_MOST_PARAGRAPHS] if tree is not None else ():
        letters += len("".join(node.text().split()))
        if letters >= _SURELY_FILLED * LEAST_TEXT:
            return True
    return False


def only_a_browser_tells(captured: Captured, came: Received | NoAnswer, finding: Finding) -> bool:
    """Whether what came without a browser is a shell, which does not tell what its scripts would put there.

    Args:
        captured: What we captured.
        came: The answer now.
        finding: What it tells when it is read as it is.
    """
    if isinstance(came, NoAnswer) or came.status not in _OF_SHELLS:
        return False
    if captured.by_browser and came.status == _OK:
        return finding.verdict not in _SURE
    whys = {reason.why for reason in finding.reasons}
    if came.status == _NOT_FOUND:
        return captured.by_browser and Why.NOT_FOUND_WORDS not in whys and is_shell(came)
    return Why.NEEDS_SCRIPT in whys and is_shell(came)


def is_shell(came: Received) -> bool:
    """Whether a page has script in it and hardly anything to read."""
    tree = page_tree(came.body, charset=came.charset)
    if tree is None or tree.body is None or not has_script(tree):
        return False
    tree.strip_tags(["script", "style", "noscript", "template"], recursive=True)
    return is_empty(tree.body.text())


def without_browser(captured: Captured, finding: Finding, why: str) -> Finding:
    """The finding on a page that only a browser could tell of, where none looked at it.

    Args:
        captured: What we captured.
        finding: What the shell tells.
        why: What kept a browser from looking, for a person.
    """
    if not captured.by_browser and finding.verdict is Verdict.UNKNOWN:
        return finding
    return Finding(Verdict.UNKNOWN, (Reason(Why.NEEDS_SCRIPT, Said.NEEDS_BROWSER, {"words": why}),), 0.5)


def as_filled(finding: Finding, lacking: str) -> Finding:
    """The finding on a page as a browser showed it; one that lacks something tells at most that the text is there.

    Args:
        finding: What the page tells, read as the browser showed it.
        lacking: What its scripts asked for and did not get, for a person; empty where they got all.
    """
    if not lacking or finding.verdict in _SURE:
        return finding
    return Finding(Verdict.UNKNOWN, (Reason(Why.NEEDS_SCRIPT, Said.NOT_FILLED, {"words": lacking}),), 0.5)
