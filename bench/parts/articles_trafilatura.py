"""trafilatura's side of the articles bench: the text alone out of the same bytes, with the settings that we use."""

from __future__ import annotations

import trafilatura

from bench.parts.article_pages import page
from bench.process import given, tell, timed


def extract(body: bytes) -> object:
    return trafilatura.bare_extraction(
        body, fast=True, with_metadata=False, include_comments=False, include_tables=True
    )


def main() -> None:
    bodies = [page(number).body for number in range(given()["pages"])]
    warm, bodies = bodies[:6], bodies[6:]
    for body in warm:
        extract(body)

    def extract_all() -> None:
        for body in bodies:
            assert extract(body) is not None

    time = timed(extract_all)
    tell({"pages": len(bodies), "wall": time.wall, "cpu": time.cpu})


if __name__ == "__main__":
    main()
