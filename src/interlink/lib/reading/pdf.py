"""The text of a PDF, read in a process of its own.

A PDF can be made to take for ever or to fill the memory. So it is read by another process, whose time and memory are
bounded, and which is ended when it takes too long.
"""

import json
import subprocess
import sys
from dataclasses import dataclass

from interlink.lib.sentences import Sentence

SECONDS = 40
_TOO_LONG = Sentence("Its text could not be read in the time that we give it.")
_NOT_READ = Sentence("Its text could not be read.")


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF says.

    Attributes:
        title: As its author wrote it into the file; often empty.
        text: Its pages with empty lines between; empty for one of pictures.
        pages: How many pages it has.
        problem: Why there is no text, in plain words; empty when it was read.
    """

    title: str = ""
    text: str = ""
    pages: int = 0
    problem: str = ""


def read_pdf(body: bytes) -> Pdf:
    """Read a PDF; one that cannot be read says why."""
    command = [sys.executable, "-m", "interlink.lib.reading.pdf_process"]
    try:
        done = subprocess.run(command, input=body, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        return Pdf(problem=_TOO_LONG)
    except OSError:
        return Pdf(problem=_NOT_READ)
    if done.returncode != 0:
        return Pdf(problem=_TOO_LONG if done.returncode < 0 else _NOT_READ)
    try:
        return Pdf(**json.loads(done.stdout))
    except (ValueError, TypeError):
        return Pdf(problem=_NOT_READ)
