"""The texts in a package that are made from what is known of it: page list, manifest, and what vouches for that."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from interlink.lib.warc.package.facts import MANIFEST, WACZ_VERSION, About, Page, Signer, stamp
from interlink.lib.warc.write import software

_LONGEST_ID = 16


def page_list(pages: Iterable[Page]) -> bytes:
    """Give the list of a package's pages."""
    lines: list[dict[str, object]] = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}
    ]
    for page in pages:
        moment = stamp(page.at)
        facts: dict[str, object] = {
            "id": sha256(f"{moment} {page.address}".encode()).hexdigest()[:_LONGEST_ID],
            "url": page.address,
            "ts": moment,
            "title": page.title,
            "text": page.text,
        }
        if page.language:
            facts["language"] = page.language
        lines.append(facts)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")


def manifest_of(about: About, pages: Sequence[Page], resources: list[dict[str, object]]) -> bytes:
    """Give what a package says of itself and of its parts."""
    moment = stamp(about.created)
    facts: dict[str, object] = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": about.title,
        "description": about.description,
        "created": moment,
        "modified": moment,
        "software": about.software or software(),
        "resources": resources,
    }
    if pages:
        facts |= {"mainPageUrl": pages[0].address, "mainPageDate": stamp(pages[0].at)}
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def digest_of(checksum: str, about: About, signer: Signer | None) -> bytes:
    """Give what a package says of its manifest: the checksum and the signature."""
    facts: dict[str, object] = {"path": MANIFEST, "hash": f"sha256:{checksum}"}
    if signer is not None:
        by = about.software or software()
        facts["signedData"] = signer.signed(f"sha256:{checksum}", created=about.created, software=by)
    return (json.dumps(facts, indent=2) + "\n").encode()
