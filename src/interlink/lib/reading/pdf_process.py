"""The process that reads a PDF: bytes in, JSON out. See `pdf`."""

import io
import json
import logging
import resource
import sys

from pypdf import PdfReader

from interlink.lib.reading.cleaning import line, plain

MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
_SECONDS = 30
_MEMORY = 1_500_000_000


def main() -> int:
    """Read standard input, write standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable()
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        return 1
    number = len(reader.pages)
    texts: list[str] = []
    left = MOST_CHARACTERS
    for at in range(min(number, MOST_PAGES)):
        text = plain(reader.pages[at].extract_text())[:left]
        left -= len(text)
        texts.append(text)
        if not left:
            break
    title = line(str(reader.metadata.title or "")) if reader.metadata else ""
    print(json.dumps({"title": title, "text": "\n\n".join(filter(None, texts)), "pages": number}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
